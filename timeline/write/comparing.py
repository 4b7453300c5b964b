"""Which look-ups find something else than they did: compared in two processes, where there are cores.

There are a hundred thousand in a large site, and what they look into has first to be made of the
timeline. So they are divided by that: the indexes of the timeline itself are compared aside. Those of
its pages are made here, where they are needed to find out which files there are, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, NamedTuple

from timeline.collector import collector_paused
from timeline.pages import Digests, Read
from timeline.pages.following import ALL, FOLLOWS, ORDERED, OWNED
from timeline.pages.reads import IDS, ONE, read_of, text_of
from timeline.settings import LOOKUPS_FOR_A_PROCESS
from timeline.write.forked import beside
from timeline.write.holdings import Edited

UNKNOWN: Final = ""
"""In place of a digest, of what may be another than it was: no look-up finds that."""

ENTRIES: Final = {
    f"{before}{kind}s": kind
    for kind in ("event", "actor", "place", "source")
    for before in ("", "brief_")
}
"""Shelves of entries, in full and in brief, each with the kind of its entries."""

ASIDE: Final = frozenset({"place_pages", "profiles", "years_of_actor"})
"""Indexes that follow from those of the timeline: with them, both processes have as much to do."""

Found = tuple[int, str, str]
"""The number of a look-up, its text, and the digest of what it found."""


class Comparison(NamedTuple):
    """A comparison that was begun."""

    differing: Callable[[], set[int]]
    """Compares the rest, and returns the numbers of all look-ups that differ; asked first, and once."""
    then: Callable[[], Any]
    """Waits for what was to be done aside after that."""


def suspects(every: Iterable[Found], edited: Edited | None) -> Iterable[Found]:
    """Return those of all look-ups that may find something else: all, or what an edit concerns."""
    affected = edited.affected if edited else None
    if edited is None or affected is None:
        return every
    certain = FOLLOWS.keys() - affected
    owned = {
        shelf: ids for shelf in OWNED.keys() & certain if (ids := edited.owners.get(OWNED[shelf]))
    }
    ordered = {text_of(Read(each, IDS, None)) for each in ORDERED} if edited.owners else frozenset()

    def concerned(found: Found) -> bool:
        shelf = found[1].partition(" ")[0]
        if found[0] in edited.touched or shelf not in certain or found[1] in ordered:
            return True
        # Of very many, few name one of these; what names nothing is of all.
        ids, text = owned.get(shelf, ()), found[1]
        near = text.endswith(" ") or ALL in ids or any(each in text for each in ids)
        return bool(ids) and near and edited.moved_in(read_of(text))

    return filter(concerned, every)


@contextmanager
def comparing(
    found: Iterable[Found], now: Digests, then: Callable[[], Any]
) -> Iterator[Comparison]:
    """Have some look-ups compared aside while the block runs, and something done there after that."""
    with collector_paused():
        shelves: defaultdict[str, list[Found]] = defaultdict(list)
        for each in found:
            shelves[each[1].partition(" ")[0]].append(each)
        for shelf in ENTRIES.keys() & shelves.keys():
            shelves[shelf] = _unknown(shelves[shelf], shelf, now)
        theirs = {shelf for shelf in shelves if shelf in ASIDE or now.is_of_timeline(shelf)}
        aside = [each for shelf in theirs for each in shelves[shelf]]
        here = [each for shelf in shelves.keys() - theirs for each in shelves[shelf]]
    if len(aside) < LOOKUPS_FOR_A_PROCESS:
        yield Comparison(lambda: _differing([*here, *aside], now), then)
        return
    with beside(partial(_differing, aside, now), then) as outcome:
        yield Comparison(lambda: _differing(here, now) | outcome(), outcome)


def _unknown(found: Iterable[Found], shelf: str, now: Digests) -> list[Found]:
    """Return the look-ups but those of one entry that is known to be the same."""
    same = {text_of(Read(shelf, ONE, entry_id)) for entry_id in now.known_ids(ENTRIES[shelf])}
    return [each for each in found if each[1] not in same]


def _differing(found: Iterable[Found], now: Digests) -> set[int]:
    with collector_paused():
        return {number for number, text, digest in found if now.again(read_of(text)) != digest}
