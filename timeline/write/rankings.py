"""Which pages come first of those that a word stands on, by Pagefind's own measure.

That is Okapi BM25 with its default weights, and what is added for words in a page's fields. How long
pages are on average is in it, so each measure changes a little with each change of any page. Most
first pages stay the first all the same, and that can be told from few: of any other page, what it
measured once is known to have been at most so much, and it cannot have grown by more than the average
did (of BM25's fraction, nothing but a part of the denominator shrinks, by as much at most).
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from typing import Final, NamedTuple

from timeline.settings import FIELD_WEIGHTS, FREQUENT, LISTED_FIRST
from timeline.write.index_files import Table
from timeline.write.postings import Pages, Word, places_of, read, write

SATURATION: Final = 1.4
LENGTH: Final = 0.75
"""Pagefind's defaults for BM25's k1 and b."""

AS_ASKED: Final = 1.8
"""What a place counts for where a word is written as was asked for: without accents, see ``engine.js``."""

AS_LONG: Final = 0.8891377577131955
"""What a place counts for where the word is as long as was asked for: e to the power of e^(-1/8) - 1."""

USUAL: Final = 24
"""Pagefind's weight of a word in plain text, which BM25 counts as one."""

MEASURE: Final = (SATURATION, LENGTH, AS_ASKED, AS_LONG, USUAL, FIELD_WEIGHTS)
"""All that the measure is made of, beside the index. With others, no ranking is worth anything."""

NEAR: Final = 4 * LISTED_FIRST
"""Pages that are kept of a word in a ranking, since they may come first after a change."""

_SLACK: Final = 1 + 1e-9
"""Far more than what the last digits of two measures can differ by."""


class Short(NamedTuple):
    """A word with its first pages alone.

    Attributes:
        said: What is said of it; see ``postings``.
        total: How many pages it stands on.
        pages: The numbers of those that are left, in order.
    """

    said: bytes
    total: int
    pages: list[int]


class Ranking(NamedTuple):
    """A word with the pages that may come first, until too much has changed.

    Attributes:
        total: How many pages it stands on.
        average: How many words a page had on average when all of these were measured.
        others: What each of those measured at most then that are left out; they are as they were.
        said: What is said of the word, but of the pages alone that may come first.
    """

    total: int
    average: float
    others: float
    said: bytes


class Rank:
    """How well a page of an index answers who asks for a word."""

    def __init__(self, table: Table) -> None:
        self.average = sum(length for _, length in table.pages) / len(table.pages)
        self._against = [
            SATURATION * (1 - LENGTH + LENGTH * length / self.average) for _, length in table.pages
        ]
        self._fields = [FIELD_WEIGHTS.get(field, 1) for field in table.fields]

    def of(self, page: int, where: bytes, counting: float) -> float:
        """Return the measure of a page, given where on it the word stands."""
        weight, fields = places_of(where)
        often = AS_LONG * weight / USUAL
        much = (SATURATION + 1) * often / (self._against[page] + often)
        return counting * much + sum(self._fields[field] for field in fields)

    def measures(self, word: Word) -> dict[int, float]:
        """Return the measure of each page that a word stands on."""
        measures: dict[int, float] = {}
        forms = ((form, 1) for form in word.forms.values())
        for pages, counting in ((word.pages, AS_ASKED), *forms):
            for page, where in pages.items():
                measures[page] = measures.get(page, 0) + self.of(page, where, counting)
        return measures


def ranked(said: bytes, rank: Rank) -> Ranking:
    """Measure all pages of a word.

    Raises:
        ValueError, IndexError: what is said of it has another form than expected.
    """
    word = read(said)
    total = len(word.numbers())
    measures = rank.measures(word)
    first = _first(measures, NEAR + 1)
    others = measures[first.pop()] if len(first) > NEAR else 0.0
    return Ranking(total, rank.average, others, write(_only(word, first)))


def listed(ranking: Ranking, rank: Rank) -> Short | None:
    """Leave of a word the pages that come first, if it stands on more than are gone through quickly.

    Raises:
        ValueError, IndexError: what is said of it has another form than expected.
    """
    if ranking.total <= FREQUENT:
        return None
    word = read(ranking.said)
    first = _first(rank.measures(word), LISTED_FIRST)
    return Short(write(_only(word, first)), ranking.total, sorted(first))


def amended(ranking: Ranking, out: Word | None, new: Word | None, rank: Rank) -> Ranking | None:
    """Return the ranking of a word after a change, or None if that says too little.

    Args:
        ranking: That before.
        out: What is taken away of the word: all that was said of changed pages, though it be the same.
        new: What comes: all that is said of these.
        rank: How well pages answer now.

    Raises:
        ValueError, IndexError: what is said of it has another form than expected.
    """
    gone, come = out or Word({}, {}), new or Word({}, {})
    word = _with(_without(read(ranking.said), gone.numbers()), come)
    total = ranking.total - len(gone.numbers()) + len(come.numbers())
    measures = rank.measures(word)
    first = _first(measures, LISTED_FIRST)
    most = ranking.others * max(1, rank.average / ranking.average) * _SLACK
    if not LISTED_FIRST <= len(measures) <= 2 * NEAR or measures[first[-1]] <= most:
        return None
    return ranking._replace(total=total, said=write(word))


def shorten(said: bytes, rank: Rank) -> Short | None:
    """Return the short list of a word, given all that is said of it; see ``listed``."""
    return listed(ranked(said, rank), rank)


def _first(measures: Mapping[int, float], number: int) -> list[int]:
    return heapq.nsmallest(number, measures, key=lambda page: (-measures[page], page))


def _only(word: Word, pages: list[int]) -> Word:
    return _without(word, word.numbers().difference(pages))


def _without(word: Word, gone: set[int]) -> Word:
    forms = {form: _left(pages, gone) for form, pages in word.forms.items()}
    return Word(_left(word.pages, gone), forms)


def _left(pages: Pages, gone: set[int]) -> Pages:
    return {page: where for page, where in pages.items() if page not in gone}


def _with(word: Word, more: Word) -> Word:
    forms = {
        form: word.forms.get(form, {}) | more.forms.get(form, {})
        for form in word.forms.keys() | more.forms.keys()
    }
    return Word(word.pages | more.pages, forms)
