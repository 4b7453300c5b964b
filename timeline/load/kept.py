"""Entries of files that are as they were when they were read before.

They are typed when somebody asks for them, from the data that was kept or from the file itself, and
by the same classes as ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from timeline.load.document import Document, Refused, parse_document
from timeline.load.files import RawFile, State, read_regular
from timeline.load.origin import Origin
from timeline.load.store import digest
from timeline.model.entries import ENTRY_TYPES, Entry
from timeline.model.types import FOUND_RIGHT, Part
from timeline.settings import KINDS, MAX_LOCK_BYTES

Key = TypeVar("Key")
Value = TypeVar("Value")


class Row(NamedTuple):
    """What is remembered of a file.

    Attributes:
        state: How the system described it.
        digest: The fingerprint of its bytes.
        ids: Those of its entries, in their order.
        listed: Whether they stand in a list.
        start: Line and column of the whole, from 1.
    """

    state: State
    digest: str
    ids: tuple[str, ...] = ()
    listed: bool = False
    start: tuple[int, int] = (1, 1)


class Taken(NamedTuple):
    """What may be kept of a file that was read without a fault: a description, and its entries."""

    row: Row
    data: list[dict[str, Any]]


def taken(
    state: State, fingerprint: str, document: Document | None, entries: list[dict[str, Any]]
) -> Taken:
    """Return what may be kept of a file, from how it lay on the disk and what it held."""
    ids = tuple(entry["id"] for entry in entries)
    start = document.locate(()) if document else (1, 1)
    listed = document is not None and isinstance(document.data, list)
    return Taken(Row(state, fingerprint, ids, listed, start), entries)


class StaleError(Exception):
    """What was kept is not as it was written, or a file not as it was: all must be read again."""


class KeptFiles:
    """The files of a content folder that are as they were."""

    def __init__(
        self,
        root: Path,
        shown_root: str,
        row: Callable[[str], Row],
        data: Callable[[str, str], bytes | None],
        known: MutableMapping[str, tuple[str, dict[str, Part]]],
    ) -> None:
        """Keep what is needed to look a file up.

        Args:
            root: The content folder.
            shown_root: How diagnostics name it.
            row: Returns what is remembered of a file, by its place.
            data: Returns the entries of a file as JSON, by its place and fingerprint, if they were kept.
            known: Entries that were typed before in this process: place -> fingerprint, entries.
        """
        self.row = row
        self._root = root
        self._shown_root = shown_root
        self._data = data
        self._known = known

    def read(self, place: str) -> RawFile:
        """Return a file, read again.

        Raises:
            StaleError: it is not as it was.
        """
        row = self.row(place)
        try:
            data = read_regular(str(self._root / place), MAX_LOCK_BYTES)
        except OSError:
            raise StaleError from None
        if digest(data) != row.digest:
            raise StaleError
        return RawFile(f"{self._shown_root}/{place}", place, data, row.state)

    def origin(self, key: tuple[str, str], place: str) -> dict[tuple[str, str], Origin]:
        """Return where an entry was written; the file is read when a position in it is asked for."""
        row = self.row(place)
        document = KeptDocument(f"{self._shown_root}/{place}", row.start, lambda: self.read(place))
        base = (row.ids.index(key[1]),) if row.listed else ()
        return {key: Origin(document, base, place)}

    def entries(self, place: str) -> Mapping[str, Part]:
        """Return the entries of a file, by id.

        Raises:
            StaleError: they were not kept, and the file is not as it was.
        """
        row = self.row(place)
        before = self._known.get(place)
        if before is None or before[0] != row.digest:
            found = self._kept(place, row.ids, self._data(place, row.digest))
            if found is None:
                found = self._typed(place, row.ids, self._parsed(place))
            if found is None:
                raise StaleError
            before = self._known[place] = (row.digest, found)
        return before[1]

    def _kept(self, place: str, ids: tuple[str, ...], data: bytes | None) -> dict[str, Part] | None:
        if data is None:
            return None
        try:
            if len(ids) != 1:
                return self._typed(place, ids, json.loads(data))
            # To have it parsed where it is typed takes a quarter less.
            inner = data.removeprefix(b"[").removesuffix(b"]")
            entry = _model(place).model_validate_json(inner, context=FOUND_RIGHT)
        except ValueError:
            return None
        return _found([entry], ids)

    def _typed(self, place: str, ids: tuple[str, ...], data: Any) -> dict[str, Part] | None:
        model = _model(place)
        try:
            entries = [model.model_validate(fields, context=FOUND_RIGHT) for fields in data]
        except (ValidationError, TypeError):
            return None
        return _found(entries, ids)

    def _parsed(self, place: str) -> Any:
        file = self.read(place)
        data = _parse(file).data
        return [{"id": file.stem, **data}] if isinstance(data, dict) else data


def _model(place: str) -> type[Entry]:
    return ENTRY_TYPES[KINDS[place.partition("/")[0]]]


def _found(entries: Sequence[Entry], ids: tuple[str, ...]) -> dict[str, Part] | None:
    """Return entries by id, if they are those that there were."""
    found: dict[str, Part] = {entry.id: entry for entry in entries}
    return found if tuple(found) == ids else None


def _parse(file: RawFile) -> Document:
    """Parse a file that could be parsed.

    Raises:
        StaleError: it cannot be, so it never could.
    """
    try:
        return parse_document(file.shown, file.data or b"")
    except Refused:
        raise StaleError from None


class KeptDocument(Document):
    """A document whose text is read when it is asked for."""

    def __init__(self, shown: str, start: tuple[int, int], read: Callable[[], RawFile]) -> None:
        super().__init__(shown, "", None, start)
        self._read = read

    @cached_property
    def _root(self) -> Any:
        self.text = _parse(self._read()).text
        return super()._root


class Lazily(MutableMapping[Key, Value]):
    """Values, some of which are made when somebody asks for them."""

    def __init__(
        self, items: dict[Key, Any], make: Callable[[Key, str], Mapping[Key, Value]]
    ) -> None:
        """Keep values, and for those that are to be made the place of their file.

        Args:
            items: Key -> value, or a place.
            make: Returns, of a key and its place, its value and others from the same place.
        """
        self._items = items
        self._make = make

    def __getitem__(self, key: Key) -> Value:
        found = self._items[key]
        if isinstance(found, str):
            self._items.update(self._make(key, found))
            found = self._items[key]
        value: Value = found
        return value

    def kept(self) -> Iterator[tuple[Key, Value | str]]:
        """Yield keys with their values or, of what is not made yet, the places."""
        yield from self._items.items()

    def __setitem__(self, key: Key, value: Value) -> None:
        self._items[key] = value

    def __delitem__(self, key: Key) -> None:
        del self._items[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[Key]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def places_of(origins: Mapping[Key, Origin]) -> Iterator[tuple[Key, str]]:
    """Yield each entry with the place of its file."""
    if isinstance(origins, Lazily):
        kept: Iterator[tuple[Key, Origin | str]] = origins.kept()
        return ((key, at if isinstance(at, str) else at.place) for key, at in kept)
    return ((key, origin.place) for key, origin in origins.items())
