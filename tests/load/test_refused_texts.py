"""What no content file may hold is refused, with its place and with advice."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import parse, refusals
from timeline.load.document import Refused, decode
from timeline.settings import MAX_DEPTH, MAX_SECOND_OPINION


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "1:1: error[empty-value]"),
        ("# only a comment\n", "1:1: error[empty-value]"),
        ("a: b: c", "1:5: error[yaml-syntax]"),
        ("a: &x b", "1:4: error[yaml-alias]"),
        ("a: *x", "1:4: error[yaml-alias]"),
        ("a: [&x {b: c}, *x]", "1:5: error[yaml-alias]"),
        ("&x a: b", "1:1: error[yaml-alias]"),
        ("a: &x [*x]", "1:4: error[yaml-alias]"),
        ("a: !x b", "1:4: error[yaml-tag]"),
        ("a: !!str b", "1:4: error[yaml-tag]"),
        ("!x a: b", "1:1: error[yaml-tag]"),
        ("a: b\na: c", "2:1: error[duplicate-key]"),
        ("a: {b: c, b: d}", "1:11: error[duplicate-key]"),
        ("<<: {a: b}\n<<: {a: c}", "2:1: error[duplicate-key]"),
        ("{a: b}: c", "1:1: error[wrong-type]"),
        ("[a]: c", "1:1: error[wrong-type]"),
        ("a: b # c d\nb: e f # g", "2:8: error[hidden-comment]"),
        ("a: b #1", "1:6: error[hidden-comment]"),
        ("a: [b c #1\n]", "1:9: error[hidden-comment]"),
        ("a: b c\t# d", "1:8: error[hidden-comment]"),
        ('a: "b\\u202Ec"', "1:4: error[bidi-character]"),
        ('a: "b\\0c"', "1:4: error[control-character]"),
        ('"a\\x07": b', "1:1: error[control-character]"),
        ("a: \u200b", "1:4: error[control-character]"),
        ("é: a\nb: \u202e", "2:4: error[bidi-character]"),
        ("a: b\n--- \nc: d", "2:1: error[yaml-syntax]"),
    ],
)
def test_a_text_is_refused(text: str, refusal: str) -> None:
    assert [line.partition("] ")[0] for line in refusals(text)] == [f"x.yaml:{refusal[:-1]}"]


def test_all_faults_of_a_file_are_found_at_once() -> None:
    text = "a: &x b\nc: !y d\ne: f g # h\ne: i\n"
    assert [line.partition(": error[")[2].partition("]")[0] for line in refusals(text)] == [
        "yaml-alias",
        "yaml-tag",
        "hidden-comment",
        "duplicate-key",
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", "1:1"),
        (b"a: b\nc: \xe9", "2:4"),
        ("é: ".encode() + b"\xe9", "1:4"),
        (b"\xef\xbb\xbfa: \xe9", "1:4"),
        ("a: b".encode("utf-16"), "1:1"),
        (b"a: \xed\xa0\x80", "1:4"),
        (b"a: \xc3", "1:4"),
    ],
)
def test_bytes_that_are_no_utf8_are_shown_where_they_stand(data: bytes, place: str) -> None:
    assert refusals(data) == [f"x.yaml:{place}: error[not-utf8] not UTF-8 text; save it as UTF-8"]


@pytest.mark.parametrize(
    "character",
    "\x00 \x07 \x08 \x0b \x0c \x1b \x7f \x85 \x9f \u200b \u2028 \u2029 \u2060 \ufeff \ufff9 \uffff"
    " \u202a \u202b \u202c \u202d \u202e \u2066 \u2067 \u2068 \u2069".split(" "),
)
def test_characters_that_cannot_be_seen_are_refused(character: str) -> None:
    assert len(refusals(f"a: b{character}c")) == 1
    with pytest.raises(Refused):
        decode("x.md", f"b{character}c".encode())


@pytest.mark.parametrize("character", ["\t", "\u00a0", "\u200d", "\u200e", "é", "؟", "日", "😀"])
def test_characters_that_text_needs_are_not(character: str) -> None:
    assert parse(f"a: b{character}c").data == {"a": f"b{character}c"}


def nested(depth: int, start: str, end: str = "") -> str:
    return start * depth + "x" + end * depth


@pytest.mark.parametrize(("start", "end"), [("- ", ""), ("[", "]"), ("{a: ", "}")])
def test_the_deepest_nesting_that_is_read(start: str, end: str) -> None:
    assert refusals(nested(MAX_DEPTH, start, end)) == []
    assert ["too-deep" in line for line in refusals(nested(MAX_DEPTH + 1, start, end))] == [True]


@pytest.mark.parametrize("depth", [30, 300, 80_000])
@pytest.mark.parametrize(
    ("start", "end"), [("- ", ""), ("[", "]"), ("[", ""), ("{a: ", "}"), ("{", ""), ("? ", "")]
)
def test_deep_nesting_is_refused_and_crashes_nothing(start: str, end: str, depth: int) -> None:
    assert refusals(nested(depth, start, end))


@pytest.mark.parametrize("mixed", ["- ? ", "- - ? ", "?\t- ", ": - "])
def test_deep_nesting_of_mixed_kinds_is_refused(mixed: str) -> None:
    assert refusals(nested(40_000, mixed))


def test_deep_nesting_by_indentation_is_refused() -> None:
    text = "".join(" " * depth + "a:\n" for depth in range(600))
    assert any("too-deep" in line for line in refusals(text))


def test_many_brackets_in_prose_are_no_nesting() -> None:
    text = "a: |\n" + "  [b](c) and {d} [e\n" * 150
    assert parse(text).data["a"].count("[e") == 150


SIGNS = """a b : [ ] { } & &a *a ! !a | > |2 # @ ` , ? - --- ... << ~ \\ ' " "\\0" %TAG""".split()
SOUP = st.lists(st.sampled_from([*SIGNS, *" \n\n\t\r", ": ", "- ", " #", "é"]), max_size=30)


@settings(max_examples=500)
@given(SOUP.map("".join))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    ends = len(re.split("\r\n?|\n", text))
    for line in refusals(text):
        found = re.match(r"x\.yaml:(\d+):(\d+): error\[", line)
        assert found
        # One after the last: where a parser stands that has come to the end.
        assert 1 <= int(found[1]) <= ends + 1
        assert int(found[2]) >= 1


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("a: b: c", "text with a colon in it must stand in quotation marks"),
        ("a: b:", "text with a colon in it must stand in quotation marks"),
        ("a: [b](c) d", "text that starts with [ must stand in quotation marks"),
        ("- [b](c) d", "text that starts with [ must stand in quotation marks"),
        ("a: {b} c", "text that starts with { must stand in quotation marks"),
        ("a: @b", "text that starts with @ must stand in quotation marks"),
        ("a: `b`", "text that starts with ` must stand in quotation marks"),
        ("a: % b", "text that starts with % must stand in quotation marks"),
        ("a: | b", "text that starts with | must stand in quotation marks"),
        ("a: > b", "text that starts with > must stand in quotation marks"),
        ("a: *b", "YAML aliases are not used here: quote text that starts with *"),
        ("a: !b!c d", "YAML tags are not used here: quote text that starts with !"),
        ("a:\n\t- b", "indent with spaces, not with tabs"),
        ("a: b\n---\nc: d", "remove the line '---': one file holds one entry"),
        (
            'a: "b" c',
            'text that starts with " must end with it, and \\" stands for one inside it',
        ),
        ("a: 'b's'", "text that starts with ' must end with it, and '' stands for one inside it"),
        ('a: "\\d"', 'inside "…" write \\\\ for \\, or use single quotation marks'),
        ("a: - b", "start the list on the next line, each item after '- '"),
        ("a: b\nc\nd: e", "write 'key: value', and indent what belongs to the line above"),
        ("a: b\n c: d", "compare the indentation and the quotation marks with the line above"),
    ],
)
def test_advice_on_a_syntax_error(text: str, advice: str) -> None:
    (line,) = refusals(text)
    assert line.endswith(f"; {advice}")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: b\nc: "d\ne: f\ng: h\n', "2:4"),
        ("a: b\nc: 'd\n", "2:4"),
        ("a: [b\nc: d\n", "1:4"),
        ("a: {b: c\nd: e\n", "1:4"),
        ("a: b\nc\nd: e\n", "2:1"),
    ],
)
def test_what_is_left_open_is_shown_where_it_was_opened(text: str, place: str) -> None:
    (line,) = refusals(text)
    assert line.startswith(f"x.yaml:{place}: error[yaml-syntax]")


def test_the_second_parser_is_believed_if_it_can_read_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(text: str) -> None:
        raise yaml.YAMLError(text)

    monkeypatch.setattr("timeline.load.document._Composer", refuse)
    document = parse("a: {b: [c, d], e: {}}\nf: []\n")
    assert document.data == {"a": {"b": ["c", "d"], "e": {}}, "f": []}
    assert document.locate(("a", "b", 1)) == (1, 12)
    assert refusals("a: &x b")[0].startswith("x.yaml:1:4: error[yaml-alias]")


@pytest.mark.parametrize("fault", [AssertionError, RecursionError, ValueError])
def test_a_fault_of_the_second_parser_leaves_the_verdict_of_the_first(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr("timeline.load.syntax.YAML.compose", fail)
    (line,) = refusals("a: b\nc: @d\n")
    assert line.startswith("x.yaml:2:4: error[yaml-syntax] not valid YAML: found character")


def test_the_second_parser_is_not_asked_about_a_very_long_text() -> None:
    text = "# long\n" * (MAX_SECOND_OPINION // 7 + 1) + "a: b\nc: @d\n"
    (line,) = refusals(text)
    assert "found character that cannot start any token" in line
    assert line.startswith(f"x.yaml:{text.count(chr(10))}:4: error[yaml-syntax]")
