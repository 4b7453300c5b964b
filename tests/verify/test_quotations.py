"""Quotations beside an invented report: what is found, and what is reported instead."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verify.article import codes, quote, text, verdict
from timeline.settings import HINT_WORDS
from timeline.verify.matching import Place, locate

OK: list[str] = []

CASES = [
    # words, speaker, cited, prefix, suffix, what is wrong
    # Found as typed, or in another typography
    ("It’s the end of the line", "voss", "para 2", None, None, OK),
    ("It's the end of the line", "voss", "para 2", None, None, OK),
    ("It\u00b4s  the end\u2009of the line", "voss", "para 2", None, None, OK),
    ("the end of the line", "voss", "para 2", None, None, OK),
    ("I was born on that boat.", "voss", "para 2", None, None, OK),
    ("I was\u00a0born on that boat", "voss", "para 2", None, None, OK),
    ("We had no money left", "sand", "para 3", None, None, OK),
    ("Boats come and boats go", "sand", "para 7", None, None, OK),
    ("a regrettable but necessary step", "dahl", "para 8", None, None, OK),
    ("a regret\u00adtable but necessary step", "dahl", "para 8", None, None, OK),
    ("The tide waits for nobody, and neither does the bank", "dahl", "para 9", None, None, OK),
    ("had no money left", "sand", "para 3", "like the county –", None, OK),
    ("They had ninety years to save... and they did not", "voss", "para 4", None, None, OK),
    ("They had ninety years to save … and they did not", "voss", "para 4", None, None, OK),
    # In the paragraphs cited, and one of several is enough
    ("It’s the end of the line", "voss", "para 1-2", None, None, OK),
    ("It’s the end of the line", "voss", "para 3", None, None, ["quote-elsewhere"]),
    ("It’s the end of the line", "voss", "para 3-9", None, None, ["quote-elsewhere"]),
    ("It’s the end of the line", "voss", "p. 1", None, None, OK),
    ("neither does the bank,” she wrote. “Nor do we.", "dahl", "para 9-10", None, None, OK),
    ("neither does the bank,” she wrote. “Nor do we.", "dahl", "para 9", None, None,
     ["quote-elsewhere"]),
    # Left out in the middle, or put in
    ("It’s the end … born on that boat", "voss", "para 2", None, None, OK),
    ("It’s the end ... born on that boat", "voss", "para 2", None, None, OK),
    ("It’s the end […] born on that boat", "voss", "para 2", None, None, OK),
    ("It’s the end [...] I was born [...] that boat", "voss", "para 2", None, None, OK),
    ("They had ninety years [the council] to save", "voss", "para 4", None, None, OK),
    ("…the end of the line", "voss", "para 2", None, None, OK),
    ("born on that boat … the end of the line", "voss", "para 2", None, None,
     ["quote-not-found"]),
    ("the end of the line … neither does the bank", "voss", "para 2-9", None, None,
     ["quote-not-found"]),
    ("neither does the bank … Nor do we", "dahl", "para 9-10", None, None, OK),
    ("It’s the end … boat", "voss", "para 2", None, None, ["quote-too-short"]),
    # Words, letters and signs that are not the report's
    ("It’s the end of the road", "voss", "para 2", None, None, ["quote-not-found"]),
    ("It is the end of the line", "voss", "para 2", None, None, ["quote-not-found"]),
    ("it’s the end of the line", "voss", "para 2", None, None, ["quote-not-found"]),
    ("the end of line", "voss", "para 2", None, None, ["quote-not-found"]),
    ("the very end of the line", "voss", "para 2", None, None, ["quote-not-found"]),
    ("the end of the lin", "voss", "para 2", None, None, ["quote-not-found"]),
    ("The tide waits for nobody and neither does the bank", "dahl", "para 9", None, None,
     ["quote-not-found"]),
    ("the cafe’s guests", "dahl", "para 8", None, None, ["quote-not-found"]),
    ("the cafe\u0301's guests", "dahl", "para 8", None, None, OK),
    ("600 people had signed", "sand", "para 3", None, None, ["quote-not-found"]),
    ("3,600 people had signed", "sand", "para 3", None, None, OK),
    ("3600 people had signed", "sand", "para 3", None, None, ["quote-not-found"]),
    ("We wept all the way home", "voss", "para 2", None, None, ["quote-not-found"]),
    # More than once, or too short
    ("We will miss it", "quay-passenger", "para 5", None, None, ["quote-ambiguous"]),
    ("We will miss it", "quay-passenger", "para 5", None, "said a passenger on", OK),
    ("We will miss it", "orm-passenger", "para 6", "the mood was darker.", None, OK),
    ("We will miss it", "orm-passenger", "para 6", None, "more than they do", OK),
    ("We will miss it", "quay-passenger", "para 5", None, "more than they do",
     ["quote-elsewhere"]),
    ("said a passenger", "quay-passenger", "para 5", "miss it", None, OK),
    ("regrettable", "sand", "para 3", None, None, ["quote-too-short"]),
    ("regrettable", "sand", "para 3", "called the decision", None, OK),
    ("regrettable", "dahl", "para 8", "spoke of “a", "but necessary", OK),
    ("money left", "sand", "para 3", "no", None, ["quote-ambiguous"]),
    # What is said to stand beside it
    ("It’s the end of the line", "voss", "para 2", None, "said Captain Mara Voss", OK),
    ("It’s the end of the line", "voss", "para 2", None, ",” said Captain", OK),
    ("It’s the end of the line", "voss", "para 2", "after the first.", None, OK),
    ("It’s the end of the line", "voss", "para 2", None, "who had steered it",
     ["quote-context"]),
    ("It’s the end of the line", "voss", "para 2", None, "said captain Mara",
     ["quote-context"]),
    ("It’s the end of the line", "voss", "para 2", "before the first", None,
     ["quote-context"]),
    ("It’s the end of the line", "voss", "para 2", None, "said Captain Mara Vos",
     ["quote-context"]),
    # Somebody else's words
    ("It’s the end of the line", "sand", "para 2", None, None, ["quote-speaker"]),
    ("It’s the end of the line", "crown-prince", "para 2", None, None, ["quote-speaker"]),
    ("We had no money left", "voss", "para 3", None, None, ["quote-speaker"]),
    ("The tide waits for nobody", "sand", "para 9", None, None, ["quote-speaker"]),
    ("Nor do we", "dahl", "para 10", None, None, OK),
    ("Nor do we", "crown-prince", "para 10", None, None, ["quote-speaker"]),
    ("Boats come and boats go", "voss", "para 7", None, None, ["quote-speaker"]),
    ("They had ninety years", "voss", "para 4", None, None, OK),
    ("told of this by", "sand", "para 7", None, None, ["quote-speaker"]),
    ("told of this by", "sand", "para 7", "Sand", None, OK),
]  # fmt: skip


@pytest.mark.parametrize(("exact", "speaker", "at", "prefix", "suffix", "wrong"), CASES)
def test_a_quotation(
    exact: str, speaker: str, at: str, prefix: str | None, suffix: str | None, wrong: list[str]
) -> None:
    found = codes({"quotes": [quote(exact, speaker, at, prefix, suffix)]})
    assert found == wrong


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 40


def message(*fields: Any) -> str:
    """Return what is said of one quotation, with its place."""
    (found,) = verdict({"quotes": [quote(*fields)]}).diagnostics
    return f"{found.line}:{found.column}: {found.message}"


def test_a_message_points_at_the_words_and_shows_what_is_there_instead() -> None:
    found = message("It’s the end of the road", "voss", "para 2")
    assert found.endswith(
        "these words do not stand in the text; paragraph 2 has “It's the end of the line”"
    )
    assert not found.startswith("1:")


def test_a_message_names_the_part_that_is_missing() -> None:
    found = message("It’s the end … born on this boat", "voss", "para 2")
    assert "“born on this boat” does not stand in the text; paragraph 2 has “born on" in found


def test_no_near_wording_is_made_up() -> None:
    found = message("Whales sang beneath all seven bridges", "voss", "para 2")
    assert found.endswith("these words do not stand in the text, nor anything like it")


def test_a_speaker_who_is_not_named_is_told_from_one_who_is_named_further_off() -> None:
    assert "no name of 'crown-prince' stands near these words; near them stands that of" in message(
        "Nor do we", "crown-prince", "para 10"
    )
    assert "nearest to these words is that of 'voss', though 'sand' is named" in message(
        "told of this by", "sand", "para 7"
    )


def test_voices_of_one_name_cannot_be_told_apart() -> None:
    assert codes({"quotes": [quote("We will miss it more", "quay-passenger", "para 6")]}) == OK


def test_what_is_remembered_of_a_quotation() -> None:
    kept = verdict(
        {"quotes": [quote("It’s the end … born on that boat", "voss", "para 2")]}
    ).lock.quotes
    assert [(q.event, q.how, q.para, q.word, q.date.text) for q in kept] == [
        ("ferry", "elided", 2, 18, "1990-01-02")
    ]


def test_what_failed_is_not_remembered() -> None:
    assert verdict({"quotes": [quote("It was fun", "voss", "para 2")]}).lock.quotes == ()


SPOKEN = (
    "The tide waits for nobody, and neither does the bank",
    "They had ninety years to save",
    "We will miss it more than they do",
)


@given(st.sampled_from(SPOKEN), st.data())
def test_any_other_word_is_caught(spoken: str, data: st.DataObject) -> None:
    words = spoken.split()
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9))
    if other == words[at].strip(","):
        other += "x"
    changed = " ".join((*words[:at], other, *words[at + 1 :]))
    assert not isinstance(locate(text(), changed, None, None, None), Place)


@given(st.sampled_from(SPOKEN), st.data())
def test_a_word_less_inside_it_is_caught(spoken: str, data: st.DataObject) -> None:
    words = spoken.split()
    at = data.draw(st.integers(1, len(words) - 2))
    changed = " ".join((*words[:at], *words[at + 1 :]))
    assert not isinstance(locate(text(), changed, None, None, None), Place)


@given(st.sampled_from(SPOKEN), st.data())
def test_other_white_space_is_not(spoken: str, data: st.DataObject) -> None:
    spaces = st.text(" \n\t\u00a0\u2009\u202f", min_size=1, max_size=3)
    changed = "".join(word + data.draw(spaces) for word in spoken.split())
    assert isinstance(locate(text(), changed, None, None, None), Place)


@given(st.text(max_size=60), st.none() | st.text(max_size=20))
def test_no_text_is_a_quotation_that_cannot_be_judged(exact: str, prefix: str | None) -> None:
    found = locate(text(), exact, prefix, prefix, None)
    if not isinstance(found, Place):
        assert found.message
        assert len(found.message.split()) < HINT_WORDS + 40
