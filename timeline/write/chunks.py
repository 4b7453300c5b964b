"""How the words of a search index are divided among files: by how they begin.

Pagefind fills one file after the other, so that one more word moves the ends of all files behind
it. Here, words with the same beginning stay together as long as they fit into one file; so where
a file ends depends on few words, and the others stay as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, count, pairwise
from typing import Final

_BEYOND: Final = "~"
"""Comes after nearly every other character that follows in a word."""


def divide(words: Sequence[bytes], sizes: Sequence[int], most: int) -> list[range]:
    """Divide sorted words into pieces; return the places of each piece's words.

    Args:
        words: In UTF-8, each once.
        sizes: How much each takes up.
        most: What a piece may take up; a single word may take more.
    """
    if not words:
        return []
    ends = [0, *accumulate(sizes)]
    starts = [*_starts(words, ends, range(len(words)), 0, most), len(words)]
    return [range(start, end) for start, end in pairwise(starts)]


def _starts(
    words: Sequence[bytes], ends: Sequence[int], of: range, depth: int, most: int
) -> Iterator[int]:
    """Yield where each piece begins of the words in a range, which share ``depth`` bytes."""
    if len(of) == 1 or ends[of.stop] - ends[of.start] <= most:
        yield of.start
        return
    begun: int | None = None
    stop = of.start
    while (start := stop) < of.stop:
        beginning = words[start][: depth + 1]
        stop = bisect_right(words, beginning, start, of.stop, key=lambda word: word[: depth + 1])
        if ends[stop] - ends[start] > most:
            yield from _starts(words, ends, range(start, stop), depth + 1, most)
            begun = None
        elif begun is None or ends[stop] - ends[begun] > most:
            yield start
            begun = start


def bounds(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return from where to where each piece goes, given its first and its last word, in short.

    A search loads the first piece whose bounds its word lies between, so each word has to lie
    between those of its piece. Of two words on either side of a border, little more is kept than
    what tells them apart.
    """
    firsts = [first for first, _ in pieces]
    lasts = [last for _, last in pieces]
    for at, (last, first) in enumerate(zip(lasts[:-1], firsts[1:], strict=True)):
        told = 1 + next(n for n in count() if last[n : n + 1] != first[n : n + 1])
        firsts[at + 1] = first[:told]
        if last[told:] < _BEYOND:
            lasts[at] = min(last, last[:told] + _BEYOND, key=len)
    return list(zip(firsts, lasts, strict=True))
