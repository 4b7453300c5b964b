"""Digests of what pages read, by which it is known again in a later run.

An entry counts by its content, a list of entries by theirs. So whatever is in an entry is in the
digest of all that holds the entry. It is noted which entries a look-up holds: in full, or in brief.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Final

from timeline.dates import EdtfDate
from timeline.model.brief import BriefActor, BriefEvent, BriefPlace, BriefSource
from timeline.model.entries import Entry
from timeline.model.inline import Prose
from timeline.model.ondemand import Picked, Rows
from timeline.model.statements import Statement
from timeline.model.timeline import Timeline
from timeline.model.types import Locator, Part
from timeline.pages.following import Owners, owners_of
from timeline.pages.grouping import Slot
from timeline.pages.marks import KIND_OF, Key, Mark, digest, mark_of
from timeline.pages.reads import COUNT, IDS, ONE, WHOLE, Read
from timeline.pages.told import Heard, referred
from timeline.settings import KINDS

_ENTRIES: Final = tuple(KIND_OF)
_ENTRY_TYPES: Final = frozenset(_ENTRIES)
_BRIEF: Final = {
    BriefEvent: "event",
    BriefActor: "actor",
    BriefPlace: "place",
    BriefSource: "source",
}
_MISSING: Final = object()
_SLOT: Final = attrgetter(*(field.name for field in fields(Slot)))
_PLAIN: Final = frozenset({bool, float, int, str, type(None)})
"""Kinds of values that stand for themselves."""


KnownEntries = dict[int, tuple[Entry, Mark]]
"""Place in memory of an entry -> the entry, which so stays there, and its mark."""

Held = tuple[tuple[Key, ...], tuple[Key, ...]]
"""The entries that a look-up holds in full, and those that it holds in brief only."""

_NONE: Final[Held] = ((), ())


class Digests:
    """Digests of one timeline's entries, and of everything made of them."""

    def __init__(
        self, timeline: Timeline, *held: object, known: KnownEntries | None = None
    ) -> None:
        """Digest what stands in ``timeline`` and in ``held``, the objects of which pages see views.

        What is ``known`` of entries of an earlier timeline is used for those that are in this one too.
        """
        self._owners = (timeline, *held)
        self._timeline = timeline
        self.prints = timeline.prints
        self.entries: KnownEntries = {}
        if known:
            shelves = timeline.shelves().values()
            each = (id(entry) for shelf in shelves for entry in shelf.values())
            self.entries.update((place, known[place]) for place in each if place in known)
        self._slots: dict[int, tuple[Slot, str, dict[Key, bool]]] = {}
        self._keys: dict[Key, Key] = {}
        self._seen: dict[int, tuple[Key, str]] = {}
        """Place in memory of an entry that ``entries`` keeps there -> its key and digest."""
        self._marks: dict[Key, Mark] = {}
        self._met: dict[Key, bool] = {}
        self._holding: dict[Read, Held] = {}
        self._plain: dict[type, Callable[[Any], Any]] = {}
        self._found: dict[Read, str] = {}
        self._shelves: dict[str, Any] = {}

    def of_read(self, read: Read) -> str:
        """Return the digest of what a look-up finds now; of nothing where that is gone."""
        found = self._found.get(read)
        if found is None:
            self._met = {}
            found = self._found[read] = self._of_read(read)
            if self._met:
                # Very many stay, of which hardly any hold more than one entry.
                full = tuple(key for key, in_full in self._met.items() if in_full)
                self._holding[read] = full, tuple(key for key in self._met if not self._met[key])
        return found

    def again(self, read: Read) -> str:
        """Return what ``of_read`` does, of what is hardly asked for twice: it is not remembered."""
        return self._found.get(read) or self._of_read(read)

    def is_of_timeline(self, shelf: str) -> bool:
        """Tell whether an index is one of the timeline, and not of what else pages see."""
        kind = type(self._timeline)
        return shelf in kind.__dataclass_fields__ or hasattr(kind, shelf)

    def held_by(self, read: Read) -> Held:
        """Return the entries that a look-up finds, or finds something of."""
        self.of_read(read)
        return self._holding.get(read, _NONE)

    def know(self, marks: Iterable[tuple[Key, Mark]]) -> None:
        """Take it as said that these are the marks of some entries."""
        self._marks.update(marks)

    def knows(self, key: Key) -> bool:
        """Tell whether the mark of an entry was said."""
        return key in self._marks

    def mark(self, key: Key) -> Mark:
        """Return the mark of an entry.

        Raises:
            KeyError: there is no such entry.
        """
        kind, entry_id = key
        shelf: Mapping[str, Entry] = getattr(self._timeline, f"{kind}s")
        return self._mark(shelf[entry_id])

    def owners_of(self, event_id: str) -> Owners:
        """Return in whose lists an event stands."""
        return owners_of(self._timeline.events[event_id])

    def ids_in(self, places: Collection[str]) -> Mapping[str, set[str]]:
        """Return the ids of the entries in each of some files of the content."""
        found: dict[str, set[str]] = {place: set() for place in places}
        for (_, entry_id), place in self._timeline.origins.items():
            if place in found:
                found[place].add(entry_id)
        return found

    def _of_read(self, read: Read) -> str:
        shelf, what, key = read
        value = self._index(shelf)
        kind = KINDS.get(shelf)
        if kind and what == WHOLE:
            return self._plain_digest([[key, [self._digest_of((kind, key))]] for key in value])
        if what == ONE and isinstance(value, Mapping):
            if kind:
                return self._digest_of((kind, key)) if key in value else "-"
            found = value.get(key, _MISSING)
            return "-" if found is _MISSING else self.of(found)
        if what == IDS:
            return self.of(list(value) if isinstance(value, Mapping) else None)
        if what == COUNT:
            return self.of(len(value) if isinstance(value, Mapping) else None)
        return self.of(value)

    def _index(self, name: str) -> Any:
        if name not in self._shelves:
            found = (getattr(owner, name) for owner in self._owners if hasattr(owner, name))
            self._shelves[name] = next(found, None)
        return self._shelves[name]

    def of(self, value: object) -> str:
        """Return the digest of a value.

        Raises:
            TypeError: it is of a kind that no page has read so far, so nobody said what counts in it.
        """
        if isinstance(value, _ENTRIES):
            return self._entry(value)
        return self._plain_digest(self._of(value))

    def _plain_digest(self, value: Any) -> str:
        # Of plain values it tells all of them apart, and no other way to write them is as quick.
        return digest(repr(value).encode())

    def _entry(self, entry: Entry) -> str:
        # A hundred thousand times, of a tenth as many entries.
        found = self._seen.get(id(entry))
        if found is None:
            key = KIND_OF[type(entry)], entry.id
            found = self._keys.setdefault(key, key), self._mark(entry).digest
            self._seen[id(entry)] = found
        self._met[found[0]] = True
        return found[1]

    def _picked(self, picked: Picked[Entry]) -> list[Any]:
        """Do as for a row of entries, but look at none whose mark was said."""
        return [[self._digest_of((picked.kind, entry_id))] for entry_id in picked.ids]

    def _heard(self, heard: Heard) -> list[Any]:
        """Do as for any row, but make no value of which it is told what it is made of."""
        return [
            self._of(heard[place]) if values is None else self._referred(values)
            for place, values in enumerate(map(referred, heard.told))
        ]

    def _referred(self, values: list[Any]) -> list[Any]:
        return [[self._digest_of(value)] if isinstance(value, tuple) else value for value in values]

    def _digest_of(self, key: Key) -> str:
        mark = self._marks.get(key)
        if mark is None:
            return self._entry(getattr(self._timeline, f"{key[0]}s")[key[1]])
        self._met[self._keys.setdefault(key, key)] = True
        return mark.digest

    def _mark(self, entry: Entry) -> Mark:
        found = self.entries.get(id(entry))
        if found is None:
            mark = self._marks.get((KIND_OF[type(entry)], entry.id)) or mark_of(entry)
            found = self.entries[id(entry)] = entry, mark
        return found[1]

    def _brief(self, brief: Any) -> list[Any]:
        key = _BRIEF[type(brief)], brief.id
        self._met.setdefault(self._keys.setdefault(key, key), False)
        return self._row(brief)

    def _slot(self, slot: Slot) -> list[Any]:
        # On each page of the timeline that leads to it, it stands again.
        found = self._slots.get(id(slot))
        if found is None:
            outer, self._met = self._met, {}
            row = self._row(_SLOT(slot))
            found = self._slots[id(slot)] = slot, digest(repr(row).encode()), self._met
            self._met = outer
        # It holds none in brief.
        self._met.update(found[2])
        return [found[1]]

    def _of(self, value: Any) -> Any:
        """Return a value as lists of plain values, by which it can be told apart."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        plain = self._plain.get(kind)
        if plain is None:
            plain = self._plain[kind] = self._plain_of(kind)
        return plain(value)

    def _plain_of(self, kind: type) -> Callable[[Any], Any]:
        rules: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
            (_ENTRIES, lambda entry: [self._entry(entry)]),
            (Slot, self._slot),
            (Picked, self._picked),
            (Heard, self._heard),
            (tuple(_BRIEF), self._brief),
            (
                Statement,
                lambda s: [f"{s.kind} {s.id} {s.number} {s.part} {s.cite.at.text} {s.key}"],
            ),
            ((tuple, list, Rows), self._row),
            (Mapping, lambda found: [[self._of(key), self._of(found[key])] for key in found]),
            (frozenset, sorted),
            ((EdtfDate, Locator), lambda value: [value.text]),
            (Prose, lambda value: [value.source]),
            (date, lambda value: [value.isoformat()]),
            (Part, lambda part: [part.model_dump_json()]),
            (str, lambda text: [str(text)]),
        )
        for kinds, plain in rules:
            if issubclass(kind, kinds):
                return plain
        if is_dataclass(kind):
            names = [field.name for field in fields(kind)]
            if len(names) > 1:
                taken = attrgetter(*names)
                return lambda value: self._row(taken(value))
            return lambda value: self._row([getattr(value, name) for name in names])
        raise TypeError(f"nobody said what counts in a {kind.__qualname__} that a page reads")

    def _row(self, values: Sequence[Any]) -> list[Any]:
        kinds = set(map(type, values))
        if kinds and kinds <= _ENTRY_TYPES:
            return [[self._entry(entry)] for entry in values]
        if not kinds.isdisjoint(_ENTRY_TYPES):
            # Parts beside an entry are its own: who has the entry's content has theirs.
            return [
                None
                if isinstance(value, Part) and not isinstance(value, _ENTRIES)
                else self._of(value)
                for value in values
            ]
        of = self._of
        return [value if type(value) in _PLAIN else of(value) for value in values]
