"""Digests of what pages read, by which it is known again in a later run.

An entry counts by its content, a list of entries by theirs. So whatever is in an entry is in the
digest of all that holds the entry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from timeline.dates import EdtfDate
from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.inline import Prose
from timeline.model.timeline import Statement, Timeline
from timeline.model.types import Locator, Part
from timeline.pages.reads import COUNT, IDS, ONE, Read

SIZE: Final = 12
"""Bytes of a digest: among billions of them no two are the same by chance."""

_ENTRIES: Final = (Event, Actor, Place, Source)
_ENTRY_TYPES: Final = frozenset(_ENTRIES)
_MISSING: Final = object()
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Digests:
    """Digests of one timeline's entries, and of everything made of them."""

    def __init__(self, timeline: Timeline, *held: object) -> None:
        """Digest what stands in ``timeline`` and in ``held``, the objects of which pages see views."""
        self._held = (timeline, *held)
        self._timeline = timeline
        self._entries: dict[int, str] = {}
        self._plain: dict[type, Callable[[Any], Any]] = {}
        self._found: dict[Read, str] = {}
        self._shelves: dict[str, Any] = {}

    def of_read(self, read: Read) -> str:
        """Return the digest of what a look-up finds now; of nothing where that is gone."""
        found = self._found.get(read)
        if found is None:
            found = self._found[read] = self._of_read(read)
        return found

    def _of_read(self, read: Read) -> str:
        value = self._index(read.shelf)
        if read.what == IDS:
            return self.of(list(value) if isinstance(value, Mapping) else None)
        if read.what == COUNT:
            return self.of(len(value) if isinstance(value, Mapping) else None)
        if read.what == ONE and isinstance(value, Mapping):
            found = value.get(read.key, _MISSING)
            return "-" if found is _MISSING else self.of(found)
        return self.of(value)

    def _index(self, name: str) -> Any:
        if name not in self._shelves:
            found = (getattr(held, name) for held in self._held if hasattr(held, name))
            self._shelves[name] = next(found, None)
        return self._shelves[name]

    def of(self, value: object) -> str:
        """Return the digest of a value.

        Raises:
            TypeError: it is of a kind that no page has read so far, so nobody said what counts in it.
        """
        if isinstance(value, _ENTRIES):
            return self._entry(value)
        return digest(_JSON.encode(self._of(value)).encode("utf-8", "surrogatepass"))

    def _entry(self, entry: Event | Actor | Place | Source) -> str:
        # All entries stay for as long as their timeline does, so their places in memory are theirs.
        found = self._entries.get(id(entry))
        if found is None:
            found = self._entries[id(entry)] = digest(entry.model_dump_json().encode())
        return found

    def _of(self, value: Any) -> Any:
        """Return a value as something that JSON can write, and by which it can be told apart."""
        kind = type(value)
        if kind is str or value is None or kind is int or kind is bool or kind is float:
            return value
        plain = self._plain.get(kind)
        if plain is None:
            plain = self._plain[kind] = self._plain_of(kind)
        return plain(value)

    def _plain_of(self, kind: type) -> Callable[[Any], Any]:
        rules: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
            (_ENTRIES, lambda entry: [self._entry(entry)]),
            ((tuple, list), self._row),
            (Mapping, lambda found: [[self._of(key), self._of(found[key])] for key in found]),
            (frozenset, sorted),
            ((EdtfDate, Locator), lambda value: [value.text]),
            (Prose, lambda value: [value.source]),
            (date, lambda value: [value.isoformat()]),
            (Part, lambda part: [part.model_dump_json()]),
            (str, lambda text: [str(text)]),
            (
                Statement,
                lambda s: [f"{s.kind} {s.id} {s.number} {s.part} {s.cite.at.text} {s.key}"],
            ),
        )
        for kinds, plain in rules:
            if issubclass(kind, kinds):
                return plain
        if is_dataclass(kind):
            names = tuple(field.name for field in fields(kind))
            return lambda value: self._row([getattr(value, name) for name in names])
        raise TypeError(f"nobody said what counts in a {kind.__qualname__} that a page reads")

    def _row(self, values: list[Any] | tuple[Any, ...]) -> list[Any]:
        if not _ENTRY_TYPES.isdisjoint(map(type, values)):
            # Parts beside an entry are its own: who has the entry's content has theirs.
            return [
                None
                if isinstance(value, Part) and not isinstance(value, _ENTRIES)
                else self._of(value)
                for value in values
            ]
        return [self._of(value) for value in values]


def digest(data: bytes) -> str:
    """Return the digest of some bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()
