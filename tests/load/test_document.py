"""YAML becomes strings, lists and groups; each value knows its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from tests.helpers import lines, parse, refusals
from timeline.load.document import Document, Path, Refused, decode, parse_document
from timeline.settings import MAX_DEPTH, MAX_SECOND_OPINION

CHARACTERS = "abcXYZ019 é؟日.,:;#-_?!&*@%`|>[]{}()\"'\\/~=+\n"
WORDS = st.text(CHARACTERS, max_size=12)
KEYS = st.text(CHARACTERS.replace("\n", ""), min_size=1, max_size=8)
DOCUMENTS = st.dictionaries(
    KEYS,
    st.recursive(
        WORDS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=12,
    ),
    min_size=1,
    max_size=4,
)


class Dumper(yaml.SafeDumper):
    """Writes values out each time; this project's files have no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@given(DOCUMENTS, st.sampled_from([None, True, False]), st.sampled_from([20, 200]))
def test_what_another_program_writes_is_read_back(
    data: dict[str, Any], flow: bool | None, width: int
) -> None:
    text = yaml.dump(data, Dumper=Dumper, default_flow_style=flow, width=width, allow_unicode=True)
    assert parse(text).data == data


@given(DOCUMENTS, st.sampled_from([None, True, False]))
def test_a_remark_above_it_changes_nothing_of_what_a_text_holds(
    data: dict[str, Any], flow: bool | None
) -> None:
    text = yaml.dump(data, Dumper=Dumper, default_flow_style=flow, allow_unicode=True)
    # Signs that mean something have each value looked at; where there are none, that is not needed.
    assert parse(f"# \\ & !\n{text}").data == parse(text).data


@given(DOCUMENTS, st.sampled_from([None, True, False]))
def test_positions_are_those_that_another_parser_finds(
    data: dict[str, Any], flow: bool | None
) -> None:
    text = yaml.dump(data, Dumper=Dumper, default_flow_style=flow, allow_unicode=True)
    document = parse(text)
    for path, key, value in positions_in(YAML(typ="base", pure=True).compose(text)):
        assert document.locate(path) == value
        assert key is None or document.locate(path, key=True) == key


Place = tuple[int, int]


def positions_in(node: Node, path: Path = ()) -> Iterator[tuple[Path, Place | None, Place]]:
    """Yield path, place of the key, and place of the value, in the reading of ruamel.yaml."""
    match node:
        case MappingNode():
            for key, value in node.value:
                yield (*path, key.value), place_of(key), place_of(value)
                yield from positions_in(value, (*path, key.value))
        case SequenceNode():
            for index, value in enumerate(node.value):
                yield (*path, index), None, place_of(value)
                yield from positions_in(value, (*path, index))


def place_of(node: Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


@pytest.mark.parametrize(
    "text",
    """no yes on off true null ~ 2013-01-14 012 0o14 0x1F 1e3 1_000 12:30:45 .inf .nan = <<
    1.50 +7 2013-01-14T10:00:00Z""".split(),
)
def test_every_scalar_stays_the_text_that_was_typed(text: str) -> None:
    assert parse(f"a: {text}\nb: [{text}]\n{text}: c\n").data == {
        "a": text,
        "b": [text],
        text: "c",
    }


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: {url: https://x.example/y}", {"a": {"url": "https://x.example/y"}}),
        ("a: {b: c:d, e: f}", {"a": {"b": "c:d", "e": "f"}}),
        ("a: [b, 'c, d']", {"a": ["b", "c, d"]}),
        ("a: []\nb: {}", {"a": [], "b": {}}),
        ("a:\n- b\n- c", {"a": ["b", "c"]}),
        ("a:\n  - b: c\n    d: e", {"a": [{"b": "c", "d": "e"}]}),
        ("a: b\n  c", {"a": "b c"}),
        ("a: >\n  b\n  c\n", {"a": "b c\n"}),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("a: |\n  b # c\n", {"a": "b # c\n"}),
        ("a: 'it''s'", {"a": "it's"}),
        ('a: "\\u00e9\\n"', {"a": "é\n"}),
        ("a:", {"a": ""}),
        ("? a\n: b", {"a": "b"}),
        ("# a comment\na: b # another", {"a": "b"}),
        ("a: b#c", {"a": "b#c"}),
        ("a: b & c ! d * e", {"a": "b & c ! d * e"}),
        ("---\na: b\n", {"a": "b"}),
        ("a: b\n...\n", {"a": "b"}),
        ("\ufeffa: b", {"a": "b"}),
        ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
        ("a: 😀", {"a": "😀"}),
    ],
)
def test_a_text_is_read_as(text: str, data: object) -> None:
    assert parse(text).data == data


NESTED = """\
# A comment above.
title: The bridge
actors:
  - {actor: ada, role: agent}
  - actor: bo
    role: affected
note: >
  folded
empty:
dated: {basis: stated}
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("title",), (2, 8), (2, 1)),
        (("actors",), (4, 3), (3, 1)),
        (("actors", 0), (4, 5), (4, 5)),
        (("actors", 0, "role"), (4, 24), (4, 18)),
        (("actors", 1), (5, 5), (5, 5)),
        (("actors", 1, "role"), (6, 11), (6, 5)),
        (("note",), (7, 7), (7, 1)),
        (("dated", "basis"), (10, 16), (10, 9)),
        # An empty value is nothing to look at: its key is.
        (("empty",), (9, 1), (9, 1)),
        # What is missing is shown where it is missing from.
        (("dated", "note"), (10, 8), (10, 1)),
        (("actors", 1, "name"), (5, 5), (5, 5)),
        (("actors", 9, "name"), (4, 3), (3, 1)),
        (("nothing", "at", "all"), (2, 1), (2, 1)),
        # The validator names the kind of a value in paths; the document knows no such step.
        (("dated", "voice", "basis"), (10, 16), (10, 9)),
    ],
)
def test_a_path_leads_to(path: Path, value: tuple[int, int], key: tuple[int, int]) -> None:
    document = parse(NESTED)
    assert document.locate(path) == value
    assert document.locate(path, key=True) == key


@pytest.mark.parametrize(
    ("start", "end"), [("", "\n"), ("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n"), ("", "\r")]
)
def test_a_byte_order_mark_and_line_ends_move_nothing(start: str, end: str) -> None:
    text = start + NESTED.replace("\n", end)
    assert parse(text).locate(("actors", 1, "role")) == (6, 11)


def test_columns_count_characters() -> None:
    assert parse("{é😀日: ü, b: c}").locate(("b",)) == (1, 13)


def test_positions_outlive_the_data() -> None:
    document = parse(NESTED)
    document.data = None
    assert document.locate(("title",)) == (2, 8)


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


def test_a_document_gives_a_diagnostic_at_a_value() -> None:
    document: Document = parse_document("shown/x.yaml", b"a: b\nc: d\n")
    found = document.diagnostic(("c",), "bad-id", "no", "do")
    assert lines([found]) == ["shown/x.yaml:2:4: error[bad-id] no; do"]
    assert document.diagnostic(("c",), "bad-id", "no", key=True).column == 1
