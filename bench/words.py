"""Made-up words, frequent and rare as in any language (Zipf's law)."""

from __future__ import annotations

import random
from itertools import accumulate

SIZE = 20_000
"""How many different words there are to write with."""

_OPEN = [onset + vowel for onset in "bdfghjlmprstvz" for vowel in "aeiou"]
# No syllable begins with one of these: no word is then the beginning of another, and a query means
# the same one word to a search by prefixes and to one by whole words.
_LAST = "knx"


class Words:
    """A language of ``SIZE`` words; the first are the shortest and by far the most frequent."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.all = _distinct(chance)
        self._weights = list(accumulate(1 / rank for rank in range(1, SIZE + 1)))

    def some(self, count: int) -> list[str]:
        """Return ``count`` words as they would come in a text."""
        return self._chance.choices(self.all, cum_weights=self._weights, k=count)

    def sentence(self, shortest: int, longest: int) -> str:
        """Return a sentence of so many words."""
        return " ".join(self.some(self._chance.randint(shortest, longest))).capitalize() + "."

    def text(self, median: int, longest: int) -> str:
        """Return sentences of about ``median`` words together: mostly fewer, now and then many."""
        left = min(longest, max(8, round(self._chance.lognormvariate(0, 0.5) * median)))
        sentences = []
        while left > 0:
            length = min(left, self._chance.randint(6, 24))
            sentences.append(self.sentence(length, length))
            left -= length
        return " ".join(sentences)

    def name(self, number: int) -> str:
        """Return the name of an actor or a place: two rarer words, always the same ones."""
        return f"{self.all[SIZE - 1 - number % SIZE]} {self.all[200 + number % 5_000]}".title()


def _distinct(chance: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < SIZE:
        rank = len(words)
        syllables = 1 if rank < 100 else chance.randint(2, 2 + rank // 5_000)
        words["".join(chance.choices(_OPEN, k=syllables)) + chance.choice(_LAST)] = None
    return list(words)
