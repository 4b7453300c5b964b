"""Which pages of a search index move together when some change, come or go.

All pages between two that come or go move by the same number of places. So in a list of pages that
are each counted from the one before, only the first of them is another then; see ``splicing``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from timeline.write.renumbering import Order


class Run(NamedTuple):
    """Pages of an index, one behind the other, that move together.

    Attributes:
        start: The number of the first.
        stop: The number behind the last.
        by: How much is added to their numbers; None if they are taken out.
    """

    start: int
    stop: int
    by: int | None


@dataclass(frozen=True, slots=True)
class Moves:
    """How the pages of an index move.

    Attributes:
        runs: All pages, divided as they move.
        starts: Where each of these begins.
        numbers: As in ``Order``, but for all pages.
        number: How many pages there are then.
        before: The number by which a page goes that changed or is gone, see ``Order.was`` -> the one
            that it has.
        behind: The number that a page that changed or is new will have -> the first of the pages
            that will come behind it, by the number that this one has.
    """

    runs: Sequence[Run]
    starts: Sequence[int]
    numbers: Sequence[int]
    number: int
    before: Mapping[int, int]
    behind: Mapping[int, int]

    @classmethod
    def of(cls, order: Order, size: int) -> Self:
        """Return how pages get into an order of which there were so many before."""
        number, numbers = len(order.pages), order.numbers or range(size)
        runs = list(_runs(numbers, number)) if order.numbers else [Run(0, size, 0)]
        moved = set(order.was.values())
        return cls(
            runs=runs,
            starts=[run.start for run in runs],
            numbers=numbers,
            number=number,
            before={new: old for old, new in enumerate(numbers) if new in moved},
            behind={new: _behind(runs, new, size) for new in order.now.values()},
        )

    def run_of(self, page: int) -> Run:
        """Return with which others a page moves.

        Raises:
            ValueError: there is no such page.
        """
        run = self.runs[bisect_right(self.starts, page) - 1]
        if page >= run.stop:
            raise ValueError(f"no page {page}")
        return run


def _runs(numbers: Sequence[int], number: int) -> Iterator[Run]:
    moved = [new - old if new < number else None for old, new in enumerate(numbers)]
    start = 0
    for at in range(1, len(moved) + 1):
        if at == len(moved) or moved[at] != moved[start]:
            yield Run(start, at, moved[start])
            start = at


def _behind(runs: Sequence[Run], new: int, size: int) -> int:
    """Return the first page that stays and will come behind a number."""
    staying = [(run, run.by) for run in runs if run.by is not None]
    at = bisect_right([run.stop + by - 1 for run, by in staying], new)
    if at == len(staying):
        return size
    run, by = staying[at]
    return max(run.start, new + 1 - by)
