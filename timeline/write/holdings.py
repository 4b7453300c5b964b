"""Which look-ups hold which entries, and by what those are known again.

Where nothing but texts of entries is other than it was, see ``timeline.pages.marks``, only look-ups
that hold these can find anything else than before; so nothing at all need be looked up again to know
what has to be made anew. Whenever more was changed, this says so, and all is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from timeline.pages import Digests, Read
from timeline.pages.digests import Held
from timeline.pages.marks import Key, Mark
from timeline.settings import KINDS

VERY_MANY: Final = 2_000
"""Entries of a kind in one look-up, beyond which it counts as holding all: of such there are few."""

_ALL: Final = ""
"""Stands for all entries of a kind, where others stand by their id."""

Numbers = str
"""Numbers of look-ups, with commas between: most are never looked at, and a text is read quickly."""

Holding = tuple[Numbers, Numbers]
"""The look-ups that hold an entry in full, and those that hold it in brief only."""

_NOWHERE: Final[Holding] = ("", "")


class Holdings:
    """What is known of the entries, and of the files that they come from."""

    def __init__(self) -> None:
        self._prints: dict[str, str] = {}
        """Place of each file -> its fingerprint."""
        self._marks: dict[str, dict[str, Mark]] = {}
        """Place of each file of entries -> id -> mark."""
        self._held: dict[str, Holding] = {}

    def touched(self, now: Digests) -> set[str] | None:
        """Return the numbers of look-ups that may find something else now; None if any may."""
        if not self._prints or self._prints.keys() != now.prints.keys():
            return None
        places = self._changed(now)
        ids = now.ids_in(places)
        touched: set[str] = set()
        for place in places:
            before = self._marks.get(place)
            if before is None or before.keys() != ids[place]:
                return None
            for entry_id, mark in before.items():
                new = now.mark((_kind(place), entry_id))
                if new.essence != mark.essence:
                    return None
                for name in _ALL, entry_id:
                    full, brief = self._held.get(_key(_kind(place), name), _NOWHERE)
                    touched.update(full.split(",") if new.digest != mark.digest else ())
                    touched.update(brief.split(",") if new.named != mark.named else ())
        return touched - {""}

    def is_of(self, now: Digests) -> bool:
        """Tell whether every file of the content is as it is known."""
        return self._prints == now.prints

    def _changed(self, now: Digests) -> list[str]:
        return [place for place, found in now.prints.items() if self._prints.get(place) != found]

    def learn(self, now: Digests, reads: Iterable[tuple[int, Read]]) -> None:
        """Have it known how all is now, of a timeline whose look-ups have these numbers."""
        self._prints, self._marks, self._held = {}, {}, {}
        self.amend(now, reads)

    def amend(self, now: Digests, reads: Iterable[tuple[int, Read]]) -> None:
        """Have it known how all is now, given the numbers of look-ups that are new."""
        places = self._changed(now)
        for place, ids in now.ids_in(places).items():
            if ids and (kind := _kind(place)):
                self._marks[place] = {i: now.mark((kind, i)) for i in sorted(ids)}
        self._prints = dict(now.prints)
        found: dict[str, tuple[list[str], list[str]]] = {}
        for number, read in reads:
            for key, in_full in _thinned(now.held_by(read)).items():
                found.setdefault(_key(*key), ([], []))[not in_full].append(str(number))
        for name, more in found.items():
            full, brief = self._held.get(name, _NOWHERE)
            self._held[name] = _more(full, more[0]), _more(brief, more[1])

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"prints": self._prints, "marks": self._marks, "held": self._held}

    def recall(self, data: Any) -> None:
        """Know what was known, from plain data.

        Raises:
            KeyError, TypeError, ValueError: it is nothing of the kind.
        """
        self._marks = {
            place: {entry_id: Mark(*mark) for entry_id, mark in marks.items()}
            for place, marks in data["marks"].items()
        }
        self._held = {name: (full, brief) for name, (full, brief) in data["held"].items()}
        self._prints = data["prints"]


def _kind(place: str) -> str:
    """Return the kind of the entries in a file; empty if it holds something else."""
    return KINDS.get(place.partition("/")[0], "")


def _key(kind: str, entry_id: str) -> str:
    return f"{kind} {entry_id}"


def _thinned(held: Held) -> Held:
    """Return what a look-up holds, where it is very much with one key for all entries of a kind."""
    if len(held) <= VERY_MANY:
        return held
    thinned: dict[Key, bool] = {}
    for (kind, _), in_full in held.items():
        thinned[kind, _ALL] = thinned.get((kind, _ALL), False) or in_full
    return thinned


def _more(known: Numbers, numbers: Iterable[str]) -> Numbers:
    return ",".join([known, *numbers] if known else numbers)
