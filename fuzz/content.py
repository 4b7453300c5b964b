"""Inputs to start from: the published content, and the timelines of the tests, good and broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from timeline.load.document import FORBIDDEN, Document, Refused, parse_document

PROJECT = Path(__file__).parent.parent
FOLDERS = ("content", "tests/good/minimal", "tests/bad")


def yaml_files() -> Iterator[Path]:
    """Yield every content file, in the order of their paths."""
    for folder in FOLDERS:
        yield from sorted(path for path in (PROJECT / folder).rglob("*.yaml") if path.is_file())


def documents() -> Iterator[Document]:
    """Yield every content file that can be parsed."""
    for path in yaml_files():
        try:
            yield parse_document(path.name, path.read_bytes())
        except (Refused, OSError):
            continue


def values(*names: str) -> Iterator[str]:
    """Yield the texts that stand in fields of these names anywhere in the content, each once."""
    seen = set()
    for document in documents():
        for name, text in _texts(document.data, ""):
            if name in names and text not in seen:
                seen.add(text)
                yield text


def _texts(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, str(key))


def readable(data: bytes) -> str:
    """Return an input as a text that the loader lets through."""
    return FORBIDDEN.sub("", data.decode("utf-8", "ignore"))
