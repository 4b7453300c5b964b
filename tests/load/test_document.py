"""YAML becomes strings, lists and groups; each value knows its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from tests.helpers import lines, parse
from timeline.load.document import Document, Path, parse_document

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


def test_a_document_gives_a_diagnostic_at_a_value() -> None:
    document: Document = parse_document("shown/x.yaml", b"a: b\nc: d\n")
    found = document.diagnostic(("c",), "bad-id", "no", "do")
    assert lines([found]) == ["shown/x.yaml:2:4: error[bad-id] no; do"]
    assert document.diagnostic(("c",), "bad-id", "no", key=True).column == 1
