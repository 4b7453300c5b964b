"""Which look-ups find something else than they did: compared in two processes, where there are cores.

There are a hundred thousand in a large site, and what they look into has first to be made of the
timeline. So they are divided by that: the indexes of the timeline itself are compared aside. Those of
its pages are made here, where they are needed to find out which files there are, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Final

from timeline.collector import collector_paused
from timeline.pages import Digests
from timeline.pages.reads import read_of
from timeline.settings import LOOKUPS_FOR_A_PROCESS
from timeline.write.forked import beside

UNKNOWN: Final = ""
"""In place of a digest, of what may be another than it was: no look-up finds that."""

ASIDE: Final = frozenset({"place_pages", "profiles", "years_of_actor"})
"""Indexes that follow from those of the timeline: with them, both processes have as much to do."""

Found = tuple[int, str, str]
"""The number of a look-up, its text, and the digest of what it found."""


@contextmanager
def comparing(found: Iterable[Found], now: Digests) -> Iterator[Callable[[], set[int]]]:
    """Have some look-ups compared aside while the block runs.

    It yields what compares the others, and returns the numbers of all that differ.
    """
    with collector_paused():
        shelves: defaultdict[str, list[Found]] = defaultdict(list)
        for each in found:
            shelves[each[1].partition(" ")[0]].append(each)
        theirs = {shelf for shelf in shelves if shelf in ASIDE or now.is_of_timeline(shelf)}
        aside = [each for shelf in theirs for each in shelves[shelf]]
        here = [each for shelf in shelves.keys() - theirs for each in shelves[shelf]]
    task = partial(_differing, aside, now)
    many = len(aside) >= LOOKUPS_FOR_A_PROCESS
    with beside(task) if many else nullcontext(task) as others:
        yield lambda: _differing(here, now) | others()


def _differing(found: Iterable[Found], now: Digests) -> set[int]:
    with collector_paused():
        return {number for number, text, digest in found if now.again(read_of(text)) != digest}
