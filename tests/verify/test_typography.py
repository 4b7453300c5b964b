"""Which differences are typography, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.verify.typography import bounded, count_words, normalise, quoted_spans, words

SAME = [
    ("it’s", "it's"),
    ("it\u02bcs", "it's"),
    ("‘so’", "'so'"),
    ("\u201aso‘", "'so'"),
    ("“so”", '"so"'),
    ("„so“", '"so"'),
    ("«so»", '"so"'),
    ("a–b", "a-b"),
    ("a — b", "a-b"),
    ("a—b", "a - b"),
    ("a -- b", "a—b"),
    ("well\u2011known", "well-known"),
    ("so...", "so…"),
    ("so . . . on", "so…on"),
    ("so … on", "so...on"),
    ("so.....", "so…"),
    ("one\u00a0two", "one two"),
    ("one\u202ftwo", "one two"),
    ("one \n\t two", "one two"),
    (" one ", "one"),
    ("ab\u00adcd", "abcd"),
    ("ab\u200bcd", "abcd"),
    ("cafe\u0301", "café"),
    ("\ufeffone", "one"),
]
DIFFERENT = [
    ("One", "one"),
    ("café", "cafe"),
    ("one, two", "one two"),
    ("one.", "one"),
    ("one..", "one…"),
    ("one two", "onetwo"),
    ("one-two", "one two"),
    ("3,600", "3600"),
    ("so!", "so?"),
    ("'so'", '"so"'),
    ("(so)", "so"),
    ("ﬁne", "fine"),
    ("naïve", "naive"),
    ("straße", "strasse"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_everything_else_does(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


ODD = st.text(
    st.sampled_from("ab.,… -–—'\"’“”«»‘\u00a0\n\u00ad\u200b\u0301\u0338é`\u00b4=<>[]\u1fef\u2000")
    | st.characters(),
    max_size=40,
)


@given(ODD)
def test_doing_it_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ODD)
def test_letters_and_digits_stay(text: str) -> None:
    def letters(of: str) -> list[str]:
        return [c for c in of if c.isascii() and c.isalnum()]

    plain = "".join(c for c in text if c.isascii())
    assert letters(normalise(plain)) == letters(plain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It’s 3,600 km", ["it's", "3,600", "km"]),
        ("well-known—so", ["well", "known", "so"]),
        ("U.S. troops", ["u", "s", "troops"]),
        ("the boys’ boat", ["the", "boys", "boat"]),
        ("l’eau", ["l'eau"]),
        ("النور أبدا", ["النور", "أبدا"]),
        ("…", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected
    assert count_words(text) == len(expected)


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("the end of it", "end", True),
        ("the bend of it", "end", False),
        ("the ends of it", "end", False),
        ("the end's near", "end", False),
        ("the 'end' is", "end", True),
        ("the boys' end", "boys", True),
        ("3,600 people", "600", False),
        ("1.5 million", "1", False),
        ("in 1990, he", "1990", True),
        ("well-known", "known", True),
        ("end", "end", True),
    ],
)
def test_a_part_is_found_as_whole_words_only(text: str, part: str, whole: bool) -> None:
    at = text.index(part)
    assert bounded(text, at, at + len(part)) is whole


def test_what_stands_in_quotation_marks() -> None:
    text = 'He said "one two", “three”, «four» and ‘five’.'
    assert [text[a:b] for a, b in quoted_spans(text)] == ['"one two"', "“three”", "«four»"]
