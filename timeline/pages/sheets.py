"""A long list on several pages: each a plain page with a link to the others, no script needed.

The further pages of ``x.md`` are ``x/2.md``, ``x/3.md`` and so on: no id has a slash in it, so they
take nobody's address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from timeline.settings import LEAVES_AT_MOST, LEAVES_LISTED

Head = TypeVar("Head")
Row = TypeVar("Row")

Group = tuple[Head, Sequence[Row]]
"""What stands above some rows, and the rows."""

NEAR = 3
"""Pages before and after a page that it leads to, where it cannot lead to all."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page among others of one list: its path below ``docs/``, its name, how much is on it."""

    path: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Head, Row]):
    """One page of a long list. A group that goes on from the page before has its head again."""

    leaf: Leaf
    groups: tuple[Group[Head, Row], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all groups."""
        return tuple(row for _, rows in self.groups for row in rows)


AnySheet = TypeVar("AnySheet", bound=Sheet[Any, Any])


def sheets(
    path: str,
    groups: Iterable[Group[Head, Row]],
    most: int,
    name: Callable[[Row, Row], str] | None = None,
) -> tuple[Sheet[Head, Row], ...]:
    """Divide groups of rows into pages of at most ``most`` rows, a head alone counting as one.

    Args:
        path: The first page's, below ``docs/``.
        groups: Heads with their rows, in order.
        most: Rows on a page.
        name: Makes a page's name from its first and last row; else it is their numbers.

    Returns:
        The pages in order; one without groups if there are none.
    """
    made: list[Sheet[Head, Row]] = []
    before = 0
    for number, part in enumerate(_cut(groups, most), 1):
        # Most rows need not be looked at here.
        runs = [rows for _, rows in part if rows]
        count = sum(map(len, runs))
        label = f"{before + 1}–{before + count}"
        if name and runs:
            label = name(runs[0][0], runs[-1][-1])
        at = path if number == 1 else f"{path.removesuffix('.md')}/{number}.md"
        made.append(Sheet(Leaf(at, label, count), tuple(part)))
        before += count
    return tuple(made)


def _cut(groups: Iterable[Group[Head, Row]], most: int) -> list[list[Group[Head, Row]]]:
    pages: list[list[Group[Head, Row]]] = [[]]
    room = most
    for head, rows in groups:
        start = 0
        while not start or start < len(rows):
            if not room:
                pages.append([])
                room = most
            part = rows[start : start + room]
            pages[-1].append((head, part))
            used = max(1, len(part))
            room -= used
            start += used
    return pages


def leaves(all_pages: Sequence[Leaf], path: str) -> tuple[Leaf, ...]:
    """Return the pages that the one at ``path`` leads to: none if it is alone.

    The first leads to all, up to ``LEAVES_AT_MOST``. The others do so while they are few; then each
    leads to the first and the last and to those around it, or long lists of pages would stand on
    every one of them.
    """
    if len(all_pages) < 2:  # noqa: PLR2004  # a page alone
        return ()
    own = next((n for n, leaf in enumerate(all_pages) if leaf.path == path), 0)
    if len(all_pages) <= (LEAVES_LISTED if own else LEAVES_AT_MOST):
        return tuple(all_pages)
    last = len(all_pages) - 1
    return tuple(leaf for n, leaf in enumerate(all_pages) if n in (0, last) or abs(n - own) <= NEAR)


def turned(parts: Sequence[AnySheet]) -> Iterator[tuple[AnySheet, tuple[Leaf, ...]]]:
    """Yield each page of a list with the pages that it leads to."""
    all_pages = [sheet.leaf for sheet in parts]
    for sheet in parts:
        yield sheet, leaves(all_pages, sheet.leaf.path)
