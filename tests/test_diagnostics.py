"""Diagnostics: their order, their three forms, and what content cannot do to a terminal."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.codes import CODES
from timeline.diagnostics import Diagnostic, Format, ordered, printable, render, suggest

FOUND = Diagnostic("content/a.yaml", 12, 5, "unknown-actor", "no actor 'x'", "add it")
ANY_TEXT = st.text(st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (FOUND, "content/a.yaml:12:5: error[unknown-actor] no actor 'x'; add it"),
        (replace(FOUND, advice=""), "content/a.yaml:12:5: error[unknown-actor] no actor 'x'"),
        (
            replace(FOUND, level="warning"),
            "content/a.yaml:12:5: warning[unknown-actor] no actor 'x'; add it",
        ),
    ],
)
def test_as_text(found: Diagnostic, line: str) -> None:
    assert render([found], "text") == line + "\n"


def test_as_coloured_text_it_says_the_same() -> None:
    warning = replace(FOUND, level="warning")
    coloured = render([FOUND, warning], "text", colour=True)
    assert coloured.count("\x1b[1;31m") == coloured.count("\x1b[1;33m") == 1
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render([FOUND, warning], "text")
    assert all(line.count("\x1b[0m") == 3 for line in coloured.splitlines())


def test_as_json() -> None:
    assert json.loads(render([FOUND, replace(FOUND, level="warning")], "json")) == [
        {
            "path": "content/a.yaml",
            "line": 12,
            "column": 5,
            "level": level,
            "code": "unknown-actor",
            "message": "no actor 'x'",
            "advice": "add it",
        }
        for level in ("error", "warning")
    ]


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (
            FOUND,
            "::error file=content/a.yaml,line=12,col=5,title=unknown-actor::no actor 'x'; add it",
        ),
        (
            replace(FOUND, level="warning", advice=""),
            "::warning file=content/a.yaml,line=12,col=5,title=unknown-actor::no actor 'x'",
        ),
        (
            replace(FOUND, path="a:b,c%d.yaml", message="100% of\r\n::error::it", advice=""),
            "::error file=a%3Ab%2Cc%25d.yaml,line=12,col=5,title=unknown-actor::100%25 of%0D%0A::error::it",
        ),
        (
            replace(FOUND, path="a\x1b.yaml", message="\x1b[2J", advice="\u202e"),
            r"::error file=a\u001b.yaml,line=12,col=5,title=unknown-actor::\u001b[2J; \u202e",
        ),
    ],
)
def test_as_an_annotation_for_github(found: Diagnostic, line: str) -> None:
    assert render([found], "github") == line + "\n"


@pytest.mark.parametrize(
    ("style", "text"), [("text", ""), ("json", "[]\n"), ("github", "")], ids=str
)
def test_nothing_wrong(style: Format, text: str) -> None:
    assert render([], style) == text


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_whatever_content_holds_a_diagnostic_is_one_line(path: str, message: str, tip: str) -> None:
    found = replace(FOUND, path=path, message=message, advice=tip)
    styles: tuple[Format, ...] = ("text", "github")
    for style in styles:
        line = render([found], style)
        assert line.endswith("\n")
        assert line[:-1].isprintable()
        # It can be printed: nothing is left that has no place in UTF-8.
        assert line.encode()


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_whatever_content_holds_json_gives_it_back(path: str, message: str, tip: str) -> None:
    found = replace(FOUND, path=path, message=message, advice=tip)
    text = render([found], "json")
    assert text.isascii()
    (row,) = json.loads(text)
    assert (row["path"], row["message"], row["advice"]) == (path, message, tip)


@given(ANY_TEXT)
def test_a_workflow_command_cannot_be_smuggled_in(message: str) -> None:
    line = render([replace(FOUND, path=message, message=message)], "github")
    properties = line.removeprefix("::error ").partition("::")[0]
    assert [part.partition("=")[0] for part in properties.split(",")] == [
        "file",
        "line",
        "col",
        "title",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 日 😀 'x'", "plain é 日 😀 'x'"),
        ("\x1b[31mred", r"\u001b[31mred"),
        ("a\nb\tc\rd", r"a\u000ab\u0009c\u000dd"),
        ("\x00\x7f\x9b", r"\u0000\u007f\u009b"),
        ("\u202eabc\u2066", r"\u202eabc\u2066"),
        ("\u200b\ufeff", r"\u200b\ufeff"),
        ("\u00a0", r"\u00a0"),
        ("\udcff", r"\udcff"),
    ],
)
def test_characters_that_could_steer_a_terminal_are_spelt_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_diagnostics_come_by_place_then_code_each_once() -> None:
    expected = [
        Diagnostic("a.yaml", 1, 1, "bad-id", "m"),
        Diagnostic("a.yaml", 1, 1, "unknown-key", "m"),
        Diagnostic("a.yaml", 1, 2, "bad-id", "m"),
        Diagnostic("a.yaml", 2, 1, "bad-id", "a"),
        Diagnostic("a.yaml", 2, 1, "bad-id", "b", level="warning"),
        Diagnostic("a.yaml", 10, 1, "bad-id", "m"),
        Diagnostic("b.yaml", 1, 1, "bad-id", "m"),
    ]
    assert ordered([*reversed(expected), *expected[2:5]]) == expected


def test_strict_makes_errors_of_warnings_and_leaves_each_once() -> None:
    warning = replace(FOUND, level="warning")
    assert ordered([warning, FOUND], strict=True) == [FOUND]
    assert ordered([warning]) == [warning]


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("frnace", ["france", "mali"], "did you mean 'france'?"),
        ("France", ["france", "mali"], "did you mean 'france'?"),
        ("mal", ["mali", "malo", "x"], "did you mean 'malo' or 'mali'?"),
        ("xyz", ["b", "a", "b"], "use one of: a, b"),
        ("xyz", [], ""),
        ("xyz", [f"word-{n}" for n in range(40)], ""),
    ],
)
def test_suggestions(word: str, known: list[str], advice: str) -> None:
    assert suggest(word, known) == advice


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_is_explained_in_whole_sentences(code: str) -> None:
    entry = CODES[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    for text in (entry.what, entry.why, entry.mend):
        assert text.endswith((".", "…)."))
        assert "  " not in text
