"""Which look-ups hold which entries, and by what those are known again.

Where nothing but texts of entries is other than it was, see ``timeline.pages.marks``, only look-ups
that hold these can find anything else than before; so nothing at all need be looked up again to know
what has to be made anew. Where more of entries was changed, indexes may be others, too; which ones
is said in ``timeline.pages.following``. Whenever anything else was changed, all is looked up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from timeline.pages import Digests, Read
from timeline.pages.following import (
    FOLLOWS,
    LINKED,
    ORDER,
    OWNED,
    RELATED,
    THERE,
    Owners,
    affected,
    affected_within,
    owner_of,
)
from timeline.pages.marks import Key, Mark, aspects_between, digest
from timeline.pages.ranks import RANKED
from timeline.settings import KINDS
from timeline.write.lookups import Numbers, numbers_in

VERY_MANY: Final = 2_000
"""Entries of a kind in one look-up, beyond which it counts as holding all: of such there are few."""

_ALL: Final = ""
"""Stands for all entries of a kind, where others stand by their id."""

Holding = tuple[Numbers, Numbers]
"""The look-ups that hold an entry in full, and those that hold it in brief only."""

_NOWHERE: Final[Holding] = ("", "")


class Edited(NamedTuple):
    """What was changed, where nothing but entries was, and none but events came or went."""

    touched: set[int]
    """Numbers of the look-ups that hold what was changed."""
    entries: list[Key]
    """The entries that are not the same."""
    aspects: set[str]
    """In what these differ, beside texts and what is ``within`` events."""
    within: set[str]
    """In what those of them differ that count as gone and come: where they stand follows from none of it."""
    owners: dict[str, set[str]]
    """In whose lists events moved, came or went."""
    come: list[str]
    gone: list[str]
    """The events that came, and those that are not there any more: both holds of some that are others."""
    elsewhere: set[str]
    """In what entries differ beside these events."""

    @property
    def affected(self) -> frozenset[str] | None:
        """The indexes that may be others; None if all may."""
        others = affected(self.aspects)
        return others if others is None else others | affected_within(self.within)

    @property
    def anew(self) -> frozenset[str]:
        """Those of them that are not the same but for where events stand in their lists."""
        aspects = self.elsewhere - {ORDER}
        ranked = {name for name in RANKED if FOLLOWS[name].isdisjoint(aspects)}
        return (self.affected or frozenset()) - ranked

    @property
    def alone(self) -> bool:
        """Whether none is, so that only what holds a changed entry finds something else."""
        return self.affected == frozenset()

    @property
    def retold(self) -> bool:
        """Whether nothing but texts was changed."""
        return not self.aspects and not self.within

    @property
    def moved(self) -> list[str]:
        """The events that may stand elsewhere than they did, by their ids."""
        others = [entry_id for kind, entry_id in self.entries if self.owners and kind == "event"]
        return list(dict.fromkeys([*others, *self.come]))

    @property
    def in_order(self) -> bool:
        """Whether there are the same events, and all stand where they did."""
        return ORDER not in self.aspects and set(self.come) == set(self.gone)

    def but_for(self, owners: Owners) -> Edited:
        """Return it where something went from the lists of some owners, too."""
        held = {owner: {*ids} for owner, ids in self.owners.items()}
        edited = self._replace(owners=held)
        _own(owners, edited)
        return edited

    def moved_in(self, read: Read) -> bool:
        """Tell whether a look-up in an index of lists is one of what an event moved in, or came to."""
        owners = self.owners.get(OWNED[read.shelf], ())
        return bool(owners) and (read.key is None or owner_of(read.shelf, read.key) in owners)


class Holdings:
    """What is known of the entries, and of the files that they come from."""

    def __init__(self) -> None:
        self._prints: dict[str, str] = {}
        """Place of each file -> its fingerprint."""
        self._marks: dict[str, dict[str, str]] = {}
        """Place of each file of entries -> id -> mark, its parts with spaces between."""
        self._held: dict[str, Holding] = {}
        self._essence = ""

    @property
    def essence(self) -> str:
        """A digest of all but the texts of entries; empty if nothing is known."""
        if not self._essence and self._prints:
            marks = (
                f"{place} {entry_id} {mark.partition(' ')[0]}"
                for place, held in sorted(self._marks.items())
                for entry_id, mark in sorted(held.items())
            )
            others = self._prints.keys() - self._marks.keys()
            prints = (f"{place} {self._prints[place]}" for place in sorted(others))
            self._essence = digest("\n".join([*marks, *prints]).encode())
        return self._essence

    def edited(self, now: Digests) -> Edited | None:
        """Return what was changed; None if not just entries were, or others than events came or went."""
        if not self._prints:
            return None
        places = [*self._changed(now), *(self._prints.keys() - now.prints.keys())]
        if not all(map(self._holds_entries, places)):
            return None
        ids = now.ids_in(places)
        found = {(_kind(place), entry_id): place for place in places for entry_id in ids[place]}
        was = {
            (_kind(place), entry_id): (place, mark)
            for place in places
            for entry_id, mark in self._marks.get(place, {}).items()
        }
        others = sorted(found.keys() ^ was.keys())
        if any(kind != "event" for kind, _ in others):
            return None
        edited = Edited(set(), [], set(), set(), {}, [], [], set())
        for key, (place, known) in was.items():
            if key in found and found[key] != place:
                return None
            if key in found:
                self._compare(key, Mark(*known.split(" ")), now, edited)
        for key in others:
            self._come_or_go(key, now if key in found else None, edited)
        return edited

    def _holds_entries(self, place: str) -> bool:
        """Tell whether a file holds entries, and did so if it was there."""
        return bool(_kind(place)) and (place not in self._prints or place in self._marks)

    def _compare(self, key: Key, was: Mark, now: Digests, edited: Edited) -> None:
        """Note in what an entry is another than it was, and what holds it."""
        mark = now.mark(key)
        if mark.digest == was.digest:
            return
        kind, entry_id = key
        aspects = aspects_between(kind, was.essence, mark.essence)
        edited.entries.append(key)
        if kind == "event" and aspects & {*RELATED, LINKED}:
            edited.come.append(entry_id)
            edited.gone.append(entry_id)
            edited.aspects.update(aspects - RELATED)
            edited.within.update(aspects & RELATED)
        else:
            edited.aspects.update(aspects)
            edited.elsewhere.update(aspects)
        if kind == "event" and aspects & {ORDER, LINKED, *RELATED}:
            _own(now.owners_of(entry_id), edited)
        self._touch(key, edited, brief=bool(aspects) or mark.named != was.named)

    def _come_or_go(self, key: Key, now: Digests | None, edited: Edited) -> None:
        """Note that an event is there, or is not there any more, and what holds it or all events."""
        edited.aspects.add(THERE)
        if now:
            edited.come.append(key[1])
            _own(now.owners_of(key[1]), edited)
        else:
            edited.gone.append(key[1])
        self._touch(key, edited, brief=True)

    def _touch(self, key: Key, edited: Edited, *, brief: bool) -> None:
        """Note which look-ups hold an entry in full, or also those that hold it in brief."""
        kind, entry_id = key
        for name in _ALL, entry_id:
            full, in_brief = self._held.get(_key(kind, name), _NOWHERE)
            held = [full, in_brief] if brief else [full]
            edited.touched.update(number for each in held for number in numbers_in(each))

    def others(self, now: Digests) -> list[Key]:
        """Return the entries in files that are not as they are known."""
        found = now.ids_in(self._changed(now)).items()
        return [(kind, i) for place, ids in found if (kind := _kind(place)) for i in sorted(ids)]

    def is_of(self, now: Digests) -> bool:
        """Tell whether every file of the content is as it is known."""
        return self._prints == now.prints

    def _changed(self, now: Digests) -> list[str]:
        return [place for place, found in now.prints.items() if self._prints.get(place) != found]

    def learn(self, now: Digests, reads: Iterable[tuple[int, Read]]) -> None:
        """Have it known how all is now, of a timeline whose look-ups have these numbers."""
        self._prints, self._marks, self._held, self._essence = {}, {}, {}, ""
        self.amend(now, reads)

    def amend(self, now: Digests, reads: Iterable[tuple[int, Read]]) -> None:
        """Have it known how all is now, given look-ups that are new or find something else.

        An entry that one of these does not find any more counts as held by it all the same. That
        makes some work in vain, and to look for it would be more.
        """
        self._note_marks(now)
        found: dict[Key, tuple[list[str], list[str]]] = {}
        for number, read in reads:
            name = str(number)
            for which, keys in enumerate(now.held_by(read)):
                for key in _thinned(keys):
                    found.setdefault(key, ([], []))[which].append(name)
        for key, more in found.items():
            name = _key(*key)
            full, brief = self._held.get(name, _NOWHERE)
            self._held[name] = _more(full, more[0]), _more(brief, more[1])

    def _note_marks(self, now: Digests) -> None:
        places = self._changed(now)
        ids = now.ids_in(places)
        for place in (*places, *(self._prints.keys() - now.prints.keys())):
            before = self._marks.pop(place, {})
            if (kind := _kind(place)) and ids.get(place):
                marks = {i: now.mark((kind, i)) for i in sorted(ids[place])}
                self._marks[place] = {i: " ".join(mark) for i, mark in marks.items()}
                same = {i: mark.partition(" ")[0] for i, mark in before.items()}
                if same == {i: mark.essence for i, mark in marks.items()}:
                    continue
            self._essence = ""
        self._prints = dict(now.prints)

    def marks(self, now: Digests) -> Iterator[tuple[Key, Mark]]:
        """Yield the marks of all entries in files that are as they are known."""
        for place, marks in self._marks.items():
            if now.prints.get(place) == self._prints[place]:
                for entry_id, mark in marks.items():
                    yield (_kind(place), entry_id), Mark(*mark.split(" "))

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data."""
        held = {name: list(numbers) for name, numbers in self._held.items()}
        return {
            "prints": self._prints,
            "marks": dict(self._marks),
            "held": held,
            "essence": {_ALL: self.essence},
        }

    def recall(self, data: Mapping[str, Any]) -> None:
        """Know what was known, from plain data with others.

        Raises:
            KeyError, TypeError, ValueError: it is nothing of the kind.
        """
        self._marks = dict(data["marks"])
        self._held = {name: (full, brief) for name, (full, brief) in data["held"].items()}
        self._essence = str(data["essence"][_ALL])
        self._prints = dict(data["prints"])


def _own(owners: Owners, edited: Edited) -> None:
    for owner, ids in owners.items():
        edited.owners.setdefault(owner, set()).update(ids)


def _kind(place: str) -> str:
    """Return the kind of the entries in a file; empty if it holds something else."""
    return KINDS.get(place.partition("/")[0], "")


def _key(kind: str, entry_id: str) -> str:
    return f"{kind} {entry_id}"


def _thinned(keys: Collection[Key]) -> Collection[Key]:
    """Return some entries, where they are very many with one key for all those of a kind."""
    if len(keys) <= VERY_MANY:
        return keys
    return dict.fromkeys((kind, _ALL) for kind, _ in keys)


def _more(known: Numbers, numbers: Iterable[str]) -> Numbers:
    if not known:
        return ",".join(numbers)
    held = set(known.split(","))
    return ",".join([known, *(number for number in numbers if number not in held)])
