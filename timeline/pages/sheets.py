"""A long list on several pages: each a plain page with a link to the others, no script needed.

The further pages of ``x.md`` are ``x/2.md``, ``x/3.md`` and so on: no id has a slash in it, so they
take nobody's address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from timeline.pages.marks import digest
from timeline.settings import LEAVES_AT_MOST, LEAVES_LISTED, LINES_LEFT

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
    keys: Sequence[str],
    name: Callable[[str, str], str] | None = None,
) -> tuple[Sheet[Head, Row], ...]:
    """Divide groups of rows into pages of at most ``most`` lines, a head alone counting as one.

    Args:
        path: The first page's, below ``docs/``.
        groups: Heads with their rows, in order.
        most: Lines on a page.
        keys: By what each row is known, of all groups; a head alone is by itself. Where pages end
            follows from these.
        name: Makes a page's name from the keys of its first and its last line; else it is a number.

    Returns:
        The pages in order; one without groups if there are none.

    Raises:
        ValueError: there are not as many keys as rows.
    """
    held = list(groups)
    if sum(len(rows) for _, rows in held) != len(keys):
        raise ValueError(f"{len(keys)} keys are not those of all rows")
    lines = list(_lines(held, keys))
    starts = _starts(lines, most)
    made: list[Sheet[Head, Row]] = []
    ends = [*starts[1:], len(lines)]
    for number, (part, first, end) in enumerate(
        zip(_cut(held, ends), starts, ends, strict=True), 1
    ):
        label = name(lines[first], lines[end - 1]) if name and first < end else str(number)
        at = path if number == 1 else f"{path.removesuffix('.md')}/{number}.md"
        # Most rows need not be looked at here.
        made.append(Sheet(Leaf(at, label, sum(len(rows) for _, rows in part)), tuple(part)))
    return tuple(made)


def _lines(groups: Iterable[Group[Head, Row]], keys: Iterable[str]) -> Iterator[str]:
    """Yield the key of each line: of a row, or of a head alone."""
    left = iter(keys)
    for head, rows in groups:
        yield from islice(left, len(rows)) if rows else [str(head)]


def _starts(lines: Sequence[str], most: int) -> list[int]:
    """Return with which lines pages begin, given the key of each.

    A page begins with that of the last lines there may be room for whose key has the least digest. So
    where a line comes in or goes, or several do, the pages after it mostly begin where they did.
    """
    starts = [0]
    while len(lines) - starts[-1] > most:
        end = starts[-1] + most
        near = range(max(starts[-1] + 1, end - most // LINES_LEFT), end + 1)
        starts.append(min(near, key=lambda line: digest(lines[line].encode())))
    return starts


def _cut(groups: Iterable[Group[Head, Row]], ends: Sequence[int]) -> list[list[Group[Head, Row]]]:
    """Return the groups of each page, given before which line it ends."""
    pages: list[list[Group[Head, Row]]] = [[] for _ in ends]
    page = line = 0
    for head, rows in groups:
        start, end = line, line + max(1, len(rows))
        while line < end:
            if line == ends[page]:
                page += 1
            till = min(end, ends[page])
            pages[page].append((head, rows[line - start : till - start]))
            line = till
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
