"""Which look-ups find something else than they did: compared in two processes, where there are cores.

There are a hundred thousand in a large site, and what they look into has first to be made of the
timeline. So they are divided by that: the indexes of the timeline itself are compared aside. Those of
its pages are made here, where they are needed to find out which files there are, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
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

ASIDE: Final = frozenset(
    {"account_lists", "figure_lists", "found_at_place", "place_pages", "profiles", "years_of_actor"}
)
"""Indexes that follow from those of the timeline: with them, both processes have as much to do."""

Found = tuple[int, str, str]
"""The number of a look-up, its text, and the digest of what it found."""


class Comparison(NamedTuple):
    """A comparison that was begun."""

    differing: Callable[[], set[int]]
    """Compares the rest, and returns the numbers of all look-ups that differ; asked first, and once."""
    then: Callable[[], Any] | None
    """Waits for what was to be done aside after that; None if nothing was begun there."""


def suspects(texts: Sequence[str], edited: Edited | None) -> Iterable[int]:
    """Return the numbers of the look-ups that may find something else: of all, or what an edit concerns."""
    affected = edited.affected if edited else None
    if edited is None or affected is None:
        return range(len(texts))
    certain = FOLLOWS.keys() - affected
    owned = {
        shelf: _named(ids, edited)
        for shelf in OWNED.keys() & certain
        if (ids := edited.owners.get(OWNED[shelf]))
    }
    ordered = {text_of(Read(each, IDS, None)) for each in ORDERED} if edited.owners else frozenset()
    passed_over = certain - owned.keys() - (ORDERED if ordered else set())
    touched = edited.touched

    def concerned(shelf: str, text: str) -> bool:
        if shelf in owned:
            return owned[shelf](text)
        return shelf not in certain or text in ordered

    # There are a hundred thousand, of which most are passed over here.
    shelves = ((n, text.partition(" ")[0], text) for n, text in enumerate(texts))
    return [
        n
        for n, shelf, text in shelves
        if n in touched or (shelf not in passed_over and concerned(shelf, text))
    ]


def _named(ids: Collection[str], edited: Edited) -> Callable[[str], bool]:
    """Return what tells whether a look-up in an index of lists is one of what some of these own."""
    near = re.compile("|".join(map(re.escape, ids)))

    def named(text: str) -> bool:
        # Of very many, few name one of these; what names nothing is of all.
        return bool(ALL in ids or text.endswith(" ") or near.search(text)) and edited.moved_in(
            read_of(text)
        )

    return named


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
        yield Comparison(lambda: _differing([*here, *aside], now), None)
        return
    with beside(partial(_differing, aside, now), then) as outcome:
        yield Comparison(lambda: _differing(here, now) | outcome(), outcome)


def _unknown(found: Iterable[Found], shelf: str, now: Digests) -> list[Found]:
    """Return the look-ups but those of one entry that is known to be the same."""
    kind, one = ENTRIES[shelf], text_of(Read(shelf, ONE, ""))

    def is_known(text: str) -> bool:
        return text.startswith(one) and now.knows((kind, text[len(one) :]))

    return [each for each in found if not is_known(each[1])]


def _differing(found: Iterable[Found], now: Digests) -> set[int]:
    with collector_paused():
        return {number for number, text, digest in found if now.again(read_of(text)) != digest}
