"""The loader: any bytes become typed entries, or diagnostics that point into the file.

An input is the place of a file in the content folder, a line end, and the bytes of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import yaml

from fuzz.content import PROJECT, yaml_files
from timeline.codes import CODES
from timeline.diagnostics import Diagnostic, ordered, render
from timeline.load.content import type_files
from timeline.load.document import FORBIDDEN, Document, Refused, parse_document
from timeline.load.files import RawFile, recorded_files
from timeline.settings import MAX_DEPTH

_FIELDS = """
title date dated as_written basis note outside type status summary order actors actor role places
place precision cite source at accounts according_to mode text told_to figures of value qualifier
scope quotes exact lang speaker prefix suffix translation unknown reported relations event sensitive
corrections formerly differs_from account how name kind aliases office memberships organization start
end stances identifiers class country part_of coordinates lat lon said publisher author issued url
archive units unused rights id event_types roles actor_kinds relation_types place_classes glossary
label jointly_with main
""".split()
TOKENS = (
    *(f"{name}: " for name in _FIELDS),
    "events/2013/a.yaml\n", "actors/a.yaml\n", "places/a.yaml\n", "sources/a.yaml\n", "pages/a.md\n",
    "vocabulary.yaml\n", "quotes.lock.yaml\n", "\n", "\r\n", "\r", "\n  ", "\n- ", "- ", "  - ", "? ",
    ": ", "{", "}", "[", "]", ", ", "&a ", "*a", "!!str ", "!a", "<<: *a", "|\n", ">-\n", "'", '"', " #",
    "# ", "---\n", "...\n", "%YAML 1.2\n", "\t", "\\x00", "\\u200b", "\\", "~", "null", "\ufeff", "\u0085",
    "\u2028", "\u202e", "2013-01-14", "para 1", "stated", "https://example.org/", "[a](actor:b)",
)  # fmt: skip

_SHOWN = "content"
_LONG = 800
"""From here on a seed is long, in bytes: its beginning alone is changed in more telling ways."""


def check(data: bytes) -> None:
    """Assert what must hold of one file at one place."""
    first, _, raw = data.partition(b"\n")
    place = PurePosixPath(first.decode("utf-8", "replace").replace("\0", "") or "x")
    belongs = place.parts and not place.is_absolute()
    for file in recorded_files([(str(place), raw)], _SHOWN) if belongs else ():
        _check_file(file, raw)
    _check_document(raw)


def seeds() -> Iterator[bytes]:
    """Return the content files, at places of their kind."""
    for path in yaml_files():
        data = path.read_bytes()
        parts = path.relative_to(PROJECT).parts
        start = 1 if parts[0] == "content" else 3
        place = "/".join(parts[start:])
        yield place.encode() + b"\n" + data
        if len(data) > _LONG:
            yield place.encode() + b"\n" + data[:_LONG]


def _check_file(file: RawFile, raw: bytes) -> None:
    content, found = type_files([file], _SHOWN)
    again, found_again = type_files([file], _SHOWN)
    assert found == found_again
    assert content.events == again.events
    own = [diagnostic for diagnostic in found if diagnostic.path == file.shown]
    others = [diagnostic for diagnostic in found if diagnostic.path != file.shown]
    assert [diagnostic.code for diagnostic in others] in ([], ["missing-vocabulary"])
    if own:
        _check_diagnostics(own, raw)
    held = len(content.events) + len(content.actors) + len(content.places) + len(content.sources)
    held += len(content.pages) + (content.vocabulary is not None) + (content.lock is not None)
    # A file is never passed over: what it holds is there, or it is said why not.
    assert held or own
    for (kind, entry_id), origin in content.origins.items():
        if kind != "vocabulary":
            assert entry_id in content.known[kind]
        line, column = origin.document.locate(origin.base)
        _check_position(origin.document.text, line, column)


def _check_document(raw: bytes) -> None:
    document = _read(raw)
    if not isinstance(document, Document):
        _check_diagnostics(document, raw)
        return
    _check_data(document.data, 0)
    _check_likeness(document)
    _check_places(document, document.data, ())


def _read(raw: bytes) -> Document | tuple[Diagnostic, ...]:
    try:
        return parse_document("x.yaml", raw)
    except Refused as refused:
        return refused.diagnostics


def _check_likeness(document: Document) -> None:
    """Assert that PyYAML's own way from the same parser's nodes to data comes to the same."""
    try:
        other = yaml.load(document.text, yaml.CBaseLoader)  # noqa: S506  # it makes texts only
    except yaml.YAMLError:
        return  # Then the second parser could read it, and was believed.
    assert document.data == other


def _check_data(value: object, depth: int) -> None:
    assert depth <= MAX_DEPTH
    if isinstance(value, str):
        assert not FORBIDDEN.search(value)
    elif isinstance(value, list):
        for item in value:
            _check_data(item, depth + 1)
    else:
        assert isinstance(value, dict)
        for key, item in value.items():
            assert isinstance(key, str)
            assert not FORBIDDEN.search(key)
            _check_data(item, depth + 1)


def _check_places(document: Document, value: object, path: tuple[str | int, ...]) -> None:
    """Assert that each value is where the document says, and the span holds it."""
    _check_position(document.text, *document.locate(path))
    start, end = document.span(path)
    assert 0 <= start <= len(document.text)
    assert end <= len(document.text)
    if isinstance(value, list):
        for index, item in enumerate(value[:3]):
            _check_places(document, item, (*path, index))
    elif isinstance(value, dict):
        for key, item in list(value.items())[:6]:
            _check_position(document.text, *document.locate((*path, key), key=True))
            _check_places(document, item, (*path, key))


def _check_diagnostics(found: Sequence[Diagnostic], raw: bytes) -> None:
    assert found
    text = raw.decode("utf-8-sig", "replace")
    for diagnostic in found:
        assert diagnostic.code in CODES, diagnostic
        assert diagnostic.message
        _check_position(text, diagnostic.line, diagnostic.column)
    known = ordered(found)
    assert len(render(known, "text").splitlines()) == len(known)
    assert len(render(known, "github").splitlines()) == len(known)
    assert len(json.loads(render(known, "json"))) == len(known)


def _check_position(text: str, line: int, column: int) -> None:
    """Assert that a position lies in a text, or right after the end of one of its lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= line <= len(lines), (line, len(lines))
    assert 1 <= column <= len(lines[line - 1]) + 1, (line, column, lines[line - 1])
