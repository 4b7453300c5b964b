"""Short lists of pages in a search index, of which none goes or comes, but all get other numbers.

Nearly all words have such lists, so this is as quick as it can be; see ``splicing`` for all others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

from timeline.write.cbor import ARRAY, head_at, number_of
from timeline.write.moves import Moves
from timeline.write.postings import NO_FORMS, PAGE, step_of

SHORT: Final = 128
"""Pages of a list that is read whole."""


class NotShort(Exception):  # noqa: N818  # nothing is wrong: it is only done another way
    """A word has a longer list, or several."""


def shift(said: bytes, moves: Moves) -> bytes:
    """Give the pages of a word other numbers.

    Args:
        said: What is said of the word.
        moves: How pages move; none that the word stands on is taken out.

    Raises:
        NotShort: it cannot be done here.
        ValueError: a page is taken out.
        IndexError: it ends early.
    """
    number, start = head_at(said, 0, ARRAY)
    if number > SHORT:
        raise NotShort
    found = PAGE.findall(said, start)
    if len(found) != number or not said.endswith(NO_FORMS):
        # Spellings have pages too.
        raise NotShort
    pages = list(accumulate([number_of(size) for size, _ in found]))
    parts: list[bytes] = []
    at = measured = moved = copied = 0
    offset = start
    while at < number:
        run = bisect_right(moves.starts, pages[at])
        by = moves.runs[run - 1].by
        if by is None:
            raise ValueError(f"page {pages[at]} should not be there")
        if by != moved:
            # Each has one byte more, which says that it has three parts.
            offset += sum([1 + len(size) + len(where) for size, where in found[measured:at]])
            measured = at
            before = pages[at - 1] + moved if at else 0
            parts += [said[copied:offset], step_of(pages[at] + by - before)]
            copied = offset + 1 + len(found[at][0])
            moved = by
        at = bisect_left(pages, moves.starts[run], at) if run < len(moves.starts) else number
    return b"".join([*parts, said[copied:]]) if parts else said
