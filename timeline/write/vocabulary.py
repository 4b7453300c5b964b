"""Which words a search index has, and which of them share a file; what is said of each is in these."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple, Self

from timeline.settings import INDEX_PIECE
from timeline.write.chunks import divide

Words = list[tuple[bytes, bytes]]
"""Each word, in UTF-8, with what is said of it; see ``postings``."""


class Vocabulary(NamedTuple):
    """All words of an index of ours.

    Attributes:
        words: In order, in UTF-8, each once.
        sizes: How many bytes each takes up, with what is said of it.
        pieces: The places of the words of each file.
    """

    words: Sequence[bytes]
    sizes: Sequence[int]
    pieces: Sequence[range]

    @classmethod
    def divided(cls, words: Sequence[bytes], sizes: Sequence[int]) -> Self:
        """Divide these words among files."""
        return cls(words, sizes, divide(words, sizes, INDEX_PIECE))

    @classmethod
    def of(cls, words: Words) -> Self:
        """Divide these words, which are in order, with what is said of them."""
        return cls.divided([word for word, _ in words], _sizes(words))

    @classmethod
    def found(cls, pieces: Iterable[Words]) -> Self:
        """Return that of an index that has these files."""
        pieces = list(pieces)
        words = list(chain.from_iterable(pieces))
        return cls([word for word, _ in words], _sizes(words), ranges(map(len, pieces)))

    def pieces_with(self, words: Iterable[bytes]) -> set[int]:
        """Return the numbers of the files that have those of some words that it has."""
        starts = [at.start for at in self.pieces]
        places = {word: bisect_left(self.words, word) for word in words}
        return {
            bisect_right(starts, place) - 1
            for word, place in places.items()
            if self.words[place : place + 1] == [word]
        }

    def amended(self, changes: Mapping[bytes, bytes | None]) -> Vocabulary:
        """Return that of an index that says other things of some words, or nothing of some: None."""
        sizes = dict(zip(self.words, self.sizes, strict=True))
        for word, said in changes.items():
            if said is None:
                del sizes[word]
            else:
                sizes[word] = len(word) + len(said)
        words = sorted(sizes)
        return Vocabulary.divided(words, [sizes[word] for word in words])


def _sizes(words: Words) -> list[int]:
    return [len(word) + len(said) for word, said in words]


def ranges(lengths: Iterable[int]) -> list[range]:
    """Return the places of things that lie one behind the other, so many in each range."""
    return [range(start, end) for start, end in pairwise(accumulate(lengths, initial=0))]
