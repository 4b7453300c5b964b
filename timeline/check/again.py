"""Looking at what may have changed in a content folder since all of it was looked at.

It comes to the same. Of an entry, the rules between entries read the entry itself, the vocabulary,
the lock file, and the face of those that it names; so one that was without a fault still is, unless
one of these was changed. All other rules look at totals, from which the facts of what is gone are
taken out, and to which those of what is new are added. Whatever is out of the ordinary, such as two
files of one entry, or a file that is not as it was a moment ago, is left to `look`.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from timeline.check.examine import Examiner, face_of
from timeline.check.facts import Facts, Key
from timeline.check.ledger import Found, Index, Keepsake, Ledger
from timeline.check.look import Look, faulty_places, keepsakes
from timeline.check.plain import SHORT
from timeline.check.references import entries_by_kind
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content, type_files
from timeline.load.files import RawFile, State, read_regular, state_of
from timeline.load.kept import KeptFiles, Lazily, StaleError
from timeline.load.scan import scan
from timeline.load.store import digest
from timeline.model.lock import Lock
from timeline.settings import (
    KEPT_BEHIND,
    KINDS,
    LOCK_FILE,
    MAX_FILE_BYTES,
    MAX_LOCK_BYTES,
    VOCABULARY_FILE,
)


def look_again(root: Path, shown_root: str, ledger: Ledger) -> Look | None:
    """Look at what was changed since the ledger was written; None if all must be looked at.

    Raises:
        StaleError: so it must, which showed late; looking at entries that are not typed yet may
            raise it, too.
    """
    begun = time.time_ns()
    index = ledger.index()
    states = scan(root, index.rows) if index else None
    if index is None or states is None:
        return None
    return _Again(root, shown_root, ledger, index, states, begun).look()


class _Again:
    """One look at what was changed."""

    def __init__(
        self,
        root: Path,
        shown_root: str,
        ledger: Ledger,
        index: Index,
        states: Mapping[str, State],
        begun: int,
    ) -> None:
        self._root = root
        self._shown_root = shown_root
        self._ledger = ledger
        self._index = index
        self._states = states
        self._begun = begun
        self._kept = KeptFiles(root, shown_root, index.row, ledger.data(index), ledger.entries)
        self._same: set[str] = set()
        self._moved: set[str] = set()
        """Files that hold the same, but had to be read to see that."""

    def look(self) -> Look | None:
        files = list(self._changed())
        constant = [place for place in self._same if place.partition("/")[0] not in KINDS]
        files += [self._kept.read(place) for place in constant if place != LOCK_FILE]
        if len(files) > 1:
            ranks = {place: rank for rank, place in enumerate(self._states)}
            files.sort(key=lambda file: ranks[file.place])
        content, found = type_files(files, self._shown_root, take=True)
        fresh = [key for key in content.origins if key[1]]
        seen: dict[Key, str | None] = {
            (kind, entry_id): None for kind in KINDS.values() for entry_id in content.known[kind]
        }
        for kind, entries in entries_by_kind(content).items():
            seen.update({(kind, entry.id): face_of(entry) for entry in entries.values()})
        if not self._fill(content):
            return None
        gone = self._index.rows.keys() - self._same
        old = dict(self._ledger.facts(self._index, filter(_holds_entries, gone)))
        old.update(self._touched(old, seen))
        again = {place: own for place, own in old.items() if place in self._same}
        wrong, facts = self._examined(content, [*fresh, *(f.key for f in _flat(again.values()))])
        totals = self._index.totals
        for each in _flat(old.values()):
            totals.remove(each)
        totals.add(facts.values())

        def keep(more: Iterable[Diagnostic]) -> None:
            faulty = faulty_places(self._shown_root, (*found, *wrong, *more))
            lasting = {key: facts[key] for key in fresh}
            new = keepsakes(content, seen, lasting, totals, faulty)
            self._keep(
                new,
                {place: tuple(facts[f.key] for f in own) for place, own in again.items()},
                faulty,
            )

        pages = {place.removeprefix("pages/") for place in constant}

        def every(having: bytes | None) -> dict[Key, Facts]:
            return {**(self._facts([having]) if having else self._known_facts), **facts}

        return Look(content, found + wrong, totals, every, pages, keep)

    def _changed(self) -> Iterator[RawFile]:
        """Yield the files that are not as they were; the rest of them are the same."""
        rows, safe = self._index.rows, self._index.safe
        read: dict[str, State] = {}
        for place, state in self._states.items():
            row = rows.get(place)
            same = row is not None and row[0] == list(state)
            if same and state[2] < safe and state[3] < safe:
                self._same.add(place)
                continue
            data = self._read(place)
            read[place] = state
            if row is not None and self._index.row(place).digest == digest(data):
                self._same.add(place)
                self._moved.add(place)
            else:
                yield RawFile(f"{self._shown_root}/{place}", place, data, state)
        for place, state in read.items():
            if _state_at(self._root / place) != state:
                raise StaleError

    def _read(self, place: str) -> bytes:
        limit = MAX_LOCK_BYTES if place == LOCK_FILE else MAX_FILE_BYTES
        try:
            return read_regular(str(self._root / place), limit)
        except OSError:
            raise StaleError from None

    def _fill(self, content: Content) -> bool:
        """Put up the entries of files that are the same among those that were typed, in order.

        Return whether no entry has two files, of which one would have to be told.
        """
        typed, known, rows = entries_by_kind(content), content.known, self._index.rows
        fresh: dict[str, list[Key]] = {}
        for key, origin in content.origins.items():
            if key[0] in typed:
                fresh.setdefault(origin.place, []).append(key)
        shelves: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS.values()}
        origins: dict[Key, Any] = {}
        for place in self._states:
            if place not in self._same:
                for kind, entry_id in fresh.get(place, ()):
                    shelves[kind][entry_id] = typed[kind][entry_id]
                continue
            row = rows[place]
            content.prints[place] = row[1]
            kind = KINDS.get(place[: place.find("/")], "")
            if not kind:
                continue
            short = len(row) == SHORT
            # Without '.yaml'.
            ids = (place[place.rfind("/") + 1 : -5],) if short else self._index.row(place).ids
            for entry_id in ids:
                if entry_id in known[kind]:
                    return False
                shelves[kind][entry_id] = origins[kind, entry_id] = place
        origins.update(content.origins)
        content.origins = Lazily(origins, self._kept.origin)
        for kind, shelf in shelves.items():
            known[kind].update(shelf)
            setattr(content, f"{kind}s", Lazily(shelf, lambda _, place: self._kept.entries(place)))
        return True

    def _touched(
        self, old: Mapping[str, tuple[Facts, ...]], seen: Mapping[Key, str | None]
    ) -> dict[str, tuple[Facts, ...]]:
        """Return the facts of files that are the same, but must be looked at again."""
        # Each entry is held against these.
        whole = any(self._differs(place) for place in (VOCABULARY_FILE, LOCK_FILE))
        before: dict[Key, str | None] = {**self._index.loose}
        before.update({facts.key: facts.face for facts in _flat(old.values())})
        changed = {key for key, _ in before.items() ^ seen.items()}
        named = {key[1] for key in changed if self._index.totals.named[key]}
        if not whole and not named:
            return {}
        having = None if whole else [name.encode() for name in named]
        known = self._ledger.facts(self._index, self._kept_places(), having)
        return {
            place: facts
            for place, facts in known
            if whole or any(not changed.isdisjoint(each.names) for each in facts)
        }

    def _differs(self, place: str) -> bool:
        return place not in self._same and (place in self._states or place in self._index.rows)

    def _kept_places(self) -> list[str]:
        return [place for place in self._states if place in self._same and _holds_entries(place)]

    @cached_property
    def _known_facts(self) -> dict[Key, Facts]:
        return self._facts()

    def _facts(self, having: Collection[bytes] | None = None) -> dict[Key, Facts]:
        kept = self._ledger.facts(self._index, self._kept_places(), having)
        return {each.key: each for each in _flat(facts for _, facts in kept)}

    def _examined(
        self, content: Content, keys: Iterable[Key]
    ) -> tuple[list[Diagnostic], dict[Key, Facts]]:
        examiner = Examiner(content, lambda: self._lock(content))
        shelves = entries_by_kind(content)
        found: list[Diagnostic] = []
        known: dict[Key, Facts] = {}
        for kind, entry_id in keys:
            wrong, facts = examiner.examine(kind, shelves[kind][entry_id])
            found += wrong
            known[facts.key] = facts
        return found, known

    def _lock(self, content: Content) -> Lock | None:
        if LOCK_FILE in self._same and content.lock is None:
            content.lock = type_files([self._kept.read(LOCK_FILE)], self._shown_root)[0].lock
        return content.lock

    def _keep(
        self, found: Found, again: Mapping[str, tuple[Facts, ...]], faulty: Container[str]
    ) -> None:
        """Keep what was found, if the ledger is far behind."""
        new, rows, loose, totals = (
            dict(found.new),
            dict(found.rows),
            dict(found.loose),
            found.totals,
        )
        behind = [place for place in (*new, *again) if place not in self._same or place in again]
        gone = self._index.rows.keys() - self._same - rows.keys()
        if len(behind) + len(gone) + len(self._moved) <= KEPT_BEHIND:
            return
        data = self._ledger.data(self._index)
        for place in self._same - rows.keys():
            row = self._index.row(place)
            known = again.get(place)
            if known is not None and place in faulty:
                loose.update({each.key: each.face for each in known})
                for each in known:
                    totals.remove(each)
                continue
            if known is not None:
                entries = json.loads(data(place, row.digest) or b"null")
                new[place] = Keepsake(row.digest, known, entries)
            rows[place] = row._replace(state=self._states[place])
        if totals.checked:
            # A timeline is made of these, and they are asked for before they lie elsewhere.
            _ = self._known_facts
        self._ledger.keep(self._begun, self._index, Found(new, rows, loose, totals))


def _holds_entries(place: str) -> bool:
    return place.partition("/")[0] in KINDS


def _flat(several: Iterable[tuple[Facts, ...]]) -> Iterator[Facts]:
    return (each for facts in several for each in facts)


def _state_at(path: Path) -> State | None:
    try:
        return state_of(os.lstat(path))
    except OSError:
        return None
