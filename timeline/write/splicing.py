"""Lists of pages in a search index changed as bytes: only where pages go, come or move apart.

Between these places a list stays as it is, since each page is counted from the one before. To find
them, numbers must be added up from a place where the sum is known; of long lists some such places
are kept, so that no more than a piece of them is read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import add
from typing import Final, NamedTuple

from timeline.write.cbor import ARRAY, NUMBER, head, head_at, number_of
from timeline.write.moves import Moves
from timeline.write.postings import NO_FORMS, PAGE, Pages, step_of
from timeline.write.shifting import SHORT

_FAR: Final = 2
"""How many times as many pages as in a short list may lie between two known places, on average."""

Point = tuple[int, int]
"""A known place of a list: the page before it, and the offset in bytes."""


class Spliced(NamedTuple):
    """What is said of a word after a change.

    Attributes:
        said: That; see ``postings``.
        points: The known places in it; none if it is short.
    """

    said: bytes
    points: Sequence[Point]


class HasForms(Exception):  # noqa: N818  # nothing is wrong: it is only done another way
    """A word has spellings with accents, so there is more than one list."""


class _Spot(NamedTuple):
    """A page in a list.

    Attributes:
        page: Its number.
        start: Where in bytes it begins.
        body: Where its own number is over.
        before: The number of the page before; -1 if there is none.
    """

    page: int
    start: int
    body: int
    before: int


def splice(
    said: bytes, points: Sequence[Point], moves: Moves, out: Pages, new: Pages
) -> Spliced | None:
    """Have pages of a word go, move and come.

    Args:
        said: What is said of the word.
        points: Known places in it, if there are any.
        moves: How all pages move that stay.
        out: The pages that go, by the numbers that they have, with what is said of each.
        new: The pages that come, by those that they are to have.

    Returns:
        What is to be said of it; None if it occurs nowhere any more.

    Raises:
        HasForms: the word has, so it cannot be done here.
        ValueError: what should go is not there, or what comes is there already.
        IndexError: it ends early.
    """
    listed = _List(said, points)
    borders = _borders(moves, out, new) if out or new else moves.starts
    made = _Made(listed, listed.number - len(out) + len(new))
    coming = sorted(new.items(), reverse=True)
    left = len(out)
    spot = listed.first()
    while spot:
        place = bisect_right(borders, spot.page)
        then = listed.seek(borders[place]) if place < len(borders) else None
        stop = then.start if then else listed.end
        if spot.page in out:
            if said[spot.body : stop] != out[spot.page]:
                raise ValueError(f"page {spot.page} is not as it was")
            left -= 1
        else:
            by = moves.run_of(spot.page).by
            if by is None:
                raise ValueError(f"page {spot.page} should not be there")
            while coming and coming[-1][0] < spot.page + by:
                made.put(*coming.pop())
            last = then.before if then else listed.last() if coming else spot.page
            made.take(spot, stop, by, last)
        spot = then
    while coming:
        made.put(*coming.pop())
    if left:
        raise ValueError("a page is not there")
    return made.whole()


def _borders(moves: Moves, out: Pages, new: Pages) -> list[int]:
    """Return the pages before which something happens in a list."""
    places = {*moves.starts, *out, *(page + 1 for page in out)}
    return sorted(places.union(moves.behind[page] for page in new))


class _List:
    """A list of pages, read in pieces."""

    def __init__(self, said: bytes, points: Sequence[Point]) -> None:
        self.said = said
        self.number, self.start = head_at(said, 0, ARRAY)
        self.end = len(said) - len(NO_FORMS)
        self.points = points
        self._read: dict[int, _Piece] = {}
        if (len(points) + 1) * _FAR * SHORT < self.number or not points:
            self._read_all()
        self._lasts = [page for page, _ in self.points]

    def _read_all(self) -> None:
        piece = _Piece(self.said, self.start, self.end, -1)
        if len(piece.pages) != self.number + 1 or not self.said.endswith(NO_FORMS):
            raise HasForms
        if piece.starts[-1] + self.number != self.end:
            raise HasForms
        every = range(SHORT, self.number, SHORT)
        self.points = [(piece.pages[n], piece.starts[n] + n) for n in every]
        if not self.points:
            self._read[0] = piece

    def first(self) -> _Spot | None:
        """Return the first page, if there is any."""
        if not self.number:
            return None
        page, body = head_at(self.said, self.start + 1, NUMBER)
        return _Spot(page, self.start, body, -1)

    def seek(self, page: int) -> _Spot | None:
        """Return the first page that has this number or a greater one, if there is any."""
        return self._piece(bisect_left(self._lasts, page)).seek(page)

    def last(self) -> int:
        """Return the number of the last page."""
        return self._piece(len(self.points)).pages[-1]

    def _piece(self, number: int) -> _Piece:
        if number not in self._read:
            before, start = self.points[number - 1] if number else (-1, self.start)
            stop = self.points[number][1] if number < len(self.points) else self.end
            self._read[number] = _Piece(self.said, start, stop, before)
        return self._read[number]


class _Piece:
    """A piece of a list, read."""

    def __init__(self, said: bytes, start: int, stop: int, before: int) -> None:
        found = PAGE.findall(said, start, stop)
        self._steps = [size for size, _ in found]
        wheres = [where for _, where in found]
        sizes = map(add, map(len, self._steps), map(len, wheres))
        # Each has one byte more, which says that it has three parts.
        self.starts = list(accumulate(sizes, initial=start))
        self.pages = list(accumulate(map(number_of, self._steps), initial=max(before, 0)))
        self.pages[0] = before

    def seek(self, page: int) -> _Spot | None:
        """Return the first page in it that has this number or a greater one, if there is any."""
        at = bisect_left(self.pages, page, 1)
        if at == len(self.pages):
            return None
        start = self.starts[at - 1] + at - 1
        body = start + 1 + len(self._steps[at - 1])
        return _Spot(self.pages[at], start, body, self.pages[at - 1])


class _Made:
    """A list that is put together of pieces of another, and of new ones."""

    def __init__(self, of: _List, number: int) -> None:
        self._of = of
        self._number = number
        self._parts = [head(ARRAY, number)]
        self._size = len(self._parts[0])
        self._last = -1
        self._points: list[Point] = []
        self._offsets = [offset for _, offset in of.points]

    def put(self, page: int, where: bytes) -> None:
        """Put a new page at the end."""
        self._add(page, where, page)

    def take(self, spot: _Spot, stop: int, by: int, last: int) -> None:
        """Take pages from the other list, from one on, which get other numbers; ``last`` is one of them."""
        points = self._of.points
        if points:
            # Each page is reached from such a place: it stays one, or this is one instead.
            at, end = bisect_left(self._offsets, spot.start), bisect_left(self._offsets, stop)
            if at < end and self._offsets[at] == spot.start:
                self._points += [(self._last, self._size)] if self._last >= 0 else []
                at += 1
            body = self._size + len(_step_to(spot.page + by, self._last)) - spot.body
            self._points += [(page + by, offset + body) for page, offset in points[at:end]]
        self._add(spot.page + by, self._of.said[spot.body : stop], last + by)

    def _add(self, page: int, body: bytes, last: int) -> None:
        if page <= self._last:
            raise ValueError(f"page {page} is there twice")
        number = _step_to(page, self._last)
        self._parts += [number, body]
        self._size += len(number) + len(body)
        self._last = last

    def whole(self) -> Spliced | None:
        """Return what came of it; None if it has no pages."""
        if not self._number:
            return None
        return Spliced(b"".join([*self._parts, NO_FORMS]), self._points)


def _step_to(page: int, before: int) -> bytes:
    return step_of(page - max(before, 0))
