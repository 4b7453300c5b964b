"""Values of which entries are parts, as plain data: entries are named there, and not told again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache, partial
from typing import Any, Final, cast, get_args, get_origin

from timeline.dates import EdtfDate
from timeline.load.kept import StaleError
from timeline.model.differences import Difference
from timeline.model.entries import Actor, Cite, Entry, Event, Place, Source
from timeline.model.figures import CountedFigure
from timeline.model.ondemand import OnDemand, Picked, Rows
from timeline.model.statements import Statement
from timeline.model.types import Part
from timeline.pages.bars import Bars
from timeline.pages.briefs import date_of
from timeline.pages.columns import Column
from timeline.pages.divided import Turned
from timeline.pages.grouping import Group, Slot, Tally
from timeline.pages.history import Note
from timeline.pages.marks import KIND_OF
from timeline.pages.periods import Period, Way
from timeline.pages.plan import Stretch
from timeline.pages.sheets import Leaf, Sheet
from timeline.settings import KINDS

Plain = Any
"""Numbers, truths, nothing; texts that begin with one of the signs below; lists; groups."""

_TEXT, _PART, _DATE, _DAY, _RECORD = "=@~#!"
"""What a text is of: itself, an entry or a part of one, a date, a day, the name of a record's kind."""

_CITE, MAPPING = f"{_RECORD}Cite", f"{_RECORD}Mapping"
"""With what a place in a source begins, and a mapping whose keys are no texts."""

EVENTS: Final = f"{_PART}events "
"""With what an event begins, or a part of one."""

_CITES: Final = 1 << 15
"""How many places in sources are kept once they are made."""

_RECORDS: Final[Mapping[str, type[Any]]] = {
    kind.__name__: kind
    for kind in (
        *(
            Bars,
            Column,
            CountedFigure,
            Difference,
            Group,
            Leaf,
            Note,
            Period,
            Sheet,
            Slot,
            Statement,
        ),
        *(Stretch, Tally, Turned, Way),
    )
}


def plain_text(told: Plain) -> str:
    """Return a text that is told."""
    return str(told).removeprefix(_TEXT)


Shelves = Mapping[str, Mapping[str, Entry]]
"""Folder of a kind of entries -> id -> entry."""


class Teller:
    """Tells values as plain data, given all entries that they may be made of."""

    def __init__(self, entries: Shelves, events: Iterable[str] = ()) -> None:
        """Prepare to tell of entries; parts of some events are known before these are met themselves."""
        self._entries = entries
        self._ways: dict[type[Any], Callable[[Any], Plain]] = {}

        self._parts: dict[int, str] = {}
        """Place in memory of a part -> its name, of those entries that were met."""
        for event in events:
            self._name_one("events", event)

    def _part(self, part: Part) -> str:
        if id(part) not in self._parts:
            if isinstance(part, Event | Actor | Place | Source):
                # Its parts mostly come next.
                self._name_one(f"{KIND_OF[type(part)]}s", part.id)
            else:
                self._name_all()
        return self._parts[id(part)]

    def _name_one(self, folder: str, entry_id: str) -> None:
        _name(self._entries[folder][entry_id], f"{_PART}{folder} {entry_id}", self._parts)

    def _name_all(self) -> None:
        for folder, shelf in self._entries.items():
            for entry_id in shelf:
                self._name_one(folder, entry_id)

    def tell(self, value: Any) -> Plain:
        """Return a value as plain data.

        Raises:
            TypeError: it is of a kind that ``Hearer`` would not know again.
            KeyError: it is a part of no entry.
        """
        kind = type(value)
        if kind not in self._ways:
            self._ways[kind] = self._way_for(kind)
        return self._ways[kind](value)

    def _way_for(self, kind: type[Any]) -> Callable[[Any], Plain]:
        rules: tuple[tuple[type | tuple[type, ...], Callable[[Any], Plain]], ...] = (
            ((bool, int, float, type(None)), lambda value: value),
            (str, lambda text: f"{_TEXT}{text}"),
            (EdtfDate, lambda value: f"{_DATE}{value.text}"),
            (date, lambda day: f"{_DAY}{day.isoformat()}"),
            # Of these there are most.
            (Cite, lambda cite: [_CITE, cite.source, cite.at.text]),
            (Part, self._part),
            (Mapping, self._mapping),
            (Picked, lambda picked: [f"{_PART}{picked.kind}s {i}" for i in picked.ids]),
            (tuple(_RECORDS.values()), partial(self._record, _fields(kind))),
            ((tuple, list, Rows), self._row),
        )
        for kinds, way in rules:
            if issubclass(kind, kinds):
                return way
        raise TypeError(f"nobody said how to tell a {kind.__qualname__}")

    def _record(self, names: Sequence[str], value: Any) -> Plain:
        return [_RECORD + type(value).__name__, *self._row([getattr(value, n) for n in names])]

    def _row(self, values: Iterable[Any]) -> list[Plain]:
        # As ``tell`` does, a million times.
        way, tell = self._ways.get, self.tell
        return [(way(value.__class__) or tell)(value) for value in values]

    def _mapping(self, value: Mapping[Any, Any]) -> Plain:
        keys, told = [*value], self._row(map(value.__getitem__, value))
        if all(isinstance(key, str) for key in keys):
            return dict(zip(keys, told, strict=True))
        return [MAPPING, *map(list, zip(self._row(keys), told, strict=True))]


def _name(part: Part, name: str, names: dict[int, str]) -> None:
    """Note by which name a part is told, and all that stand in lists below it.

    One that others may name by its id is told by that: it may come to stand elsewhere, and what others
    tell of it stays as it is. Citations are left out: they stand for themselves.
    """
    names[id(part)] = name
    for field in _lists_of(type(part)):
        for number, inner in enumerate(getattr(part, field)):
            place = f"{_TEXT}{inner.id}" if hasattr(inner, "id") else str(number)
            _name(inner, f"{name} {field} {place}", names)


def _among(parts: Sequence[Part], place: str) -> Part:
    """Return the part in a place, which is a number or, behind a sign, its id.

    Raises:
        StaleError: there is none, so what was told is not of these entries.
    """
    named = {f"{_TEXT}{part.id}": part for part in parts if hasattr(part, "id")}
    try:
        return named[place] if named else parts[int(place)]
    except LookupError:
        raise StaleError from None


class Heard(Rows[Any]):
    """Values in a row, of which it is told which entries they are made of."""


def referred(told: Plain) -> list[Any] | None:
    """Return what a value consists of that is a record or a tuple: entries by kind and id, and texts.

    Parts beside an entry are nothing. None comes of what has no entry in it, or holds anything else.
    """
    values = told[1:] if isinstance(told, list) and _is_record(told) else told
    if not isinstance(values, list) or not any(map(_entry_in, values)):
        return None
    if any(isinstance(v, list | dict) or (isinstance(v, str) and v[0] in "~#!") for v in values):
        return None
    return [
        _entry_in(value) or (value[1:] if value[0] == _TEXT else None)
        if isinstance(value, str)
        else value
        for value in values
    ]


def _entry_in(told: Plain) -> tuple[str, str] | None:
    """Return kind and id of an entry that is told as a whole."""
    if not isinstance(told, str) or not told.startswith(_PART):
        return None
    folder, *steps = told[1:].split(" ")
    return (KINDS[folder], steps[0]) if len(steps) == 1 else None


class Hearer:
    """Makes values again of what was told of them; entries are asked for as late as can be."""

    def __init__(self, entries: Shelves) -> None:
        self._entries = entries
        self._texts: Mapping[str, Callable[[str], Any]] = {
            _TEXT: str,
            _PART: self._part,
            _DATE: date_of,
            _DAY: date.fromisoformat,
        }

    def hear(self, told: Plain) -> Any:
        """Return a value; the values of a mapping, and those in a row, are made when asked for."""
        if isinstance(told, list) and told and _may_take_long(told[0]):
            return self._picked(told) or Heard(told, self._whole)
        return self._whole(told)

    def _picked(self, told: list[Plain]) -> Picked[Any] | None:
        """Return entries in a row; None if something else is told."""
        entries = [entry for each in told if (entry := _entry_in(each))]
        kinds = {kind for kind, _ in entries}
        if len(entries) < len(told) or len(kinds) > 1:
            return None
        kind = entries[0][0]
        return Picked(kind, [entry_id for _, entry_id in entries], self._entries[f"{kind}s"])

    def _whole(self, told: Plain) -> Any:
        if isinstance(told, str):
            return self._texts[told[0]](told[1:])
        if isinstance(told, Mapping):
            return OnDemand(told, lambda key: self.hear(told[key]))
        if not isinstance(told, list):
            return told
        return self._record(*told) if _is_record(told) else tuple(map(self._whole, told))

    def _record(self, name: str, *told: Plain) -> Any:
        if name == _CITE:
            return _cite(*told)
        if name == MAPPING:
            held = {self._whole(key): value for key, value in told}
            return OnDemand(held, lambda key: self.hear(held[key]))
        return _RECORDS[name[1:]](*map(self.hear, told))

    def _part(self, path: str) -> Part:
        folder, entry_id, *steps = path.split(" ")
        part: Any = self._entries[folder][entry_id]
        for name, place in zip(steps[::2], steps[1::2], strict=True):
            part = _among(getattr(part, name), place)
        return cast(Part, part)


def _may_take_long(first: Plain) -> bool:
    """Tell whether values take long to make, of which this is the first, such as entries and rows."""
    return isinstance(first, list) or (isinstance(first, str) and first.startswith(_PART))


def _is_record(told: list[Plain]) -> bool:
    first = told[0] if told else None
    return isinstance(first, str) and first.startswith(_RECORD)


@lru_cache(_CITES)
def _cite(source: str, at: str) -> Cite:
    return Cite.model_validate({"source": source, "at": at})


@cache
def _lists_of(kind: type[Part]) -> tuple[str, ...]:
    """Return the names of the fields of a kind of parts in which there are lists of such."""
    return tuple(name for name, field in kind.model_fields.items() if _is_list(field.annotation))


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) is not tuple:
        return any(map(_is_list, get_args(annotation)))
    return any(
        isinstance(kind, type) and issubclass(kind, Part) and kind is not Cite
        for kind in get_args(annotation)
    )


def _fields(kind: type[Any]) -> Sequence[str]:
    """Return the names of a record's fields; none of what is no record."""
    if is_dataclass(kind):
        return [field.name for field in fields(kind) if field.init]
    return getattr(kind, "_fields", ())
