"""What is known of a word's first pages tells them after a change, or that it says too little."""

from __future__ import annotations

import random

import pytest

from tests.search.test_best import HEADING, PLAIN, TITLE
from timeline.write import rankings
from timeline.write.index_files import Table
from timeline.write.postings import Pages, Word, write

PAGES, FREQUENT, FIRST, NEAR = 120, 40, 5, 20
FORM = "gâte".encode()


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few pages count as many."""
    monkeypatch.setattr(rankings, "FREQUENT", FREQUENT)
    monkeypatch.setattr(rankings, "LISTED_FIRST", FIRST)
    monkeypatch.setattr(rankings, "NEAR", NEAR)


def rank_of(lengths: list[int]) -> rankings.Rank:
    """Return how well pages of these lengths answer."""
    return rankings.Rank(Table("", [("", length) for length in lengths], [], {}, {}, ["title"]))


def part(word: Word, of: set[int]) -> Word:
    """Return what is said of some pages."""
    forms = {form: {n: at for n, at in on.items() if n in of} for form, on in word.forms.items()}
    return Word({n: at for n, at in word.pages.items() if n in of}, forms)


@pytest.mark.parametrize("seed", range(20))
def test_after_changes_they_are_what_all_pages_tell(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # texts, not secrets
    least = chance.choice([20, 90, 99])

    def stands(often: float) -> Pages:
        places = [PLAIN] * 8 + [TITLE, HEADING]
        return {n: chance.choice(places) for n in range(PAGES) if chance.random() < often}

    word = Word(stands(0.6), {FORM: stands(0.1)})
    lengths = [chance.randint(least, 100) for _ in range(PAGES)]
    ranking = rankings.ranked(write(word), rank_of(lengths))
    told = 0
    for _ in range(12):
        changed = set(chance.sample(range(PAGES), k=chance.randint(1, 3)))
        for page in changed:
            lengths[page] = chance.randint(least, 100)
        other = part(Word(stands(0.6), {FORM: stands(0.1)}), changed)
        before, kept = part(word, changed), part(word, {*range(PAGES)} - changed)
        forms = {FORM: kept.forms[FORM] | other.forms[FORM]}
        word = Word(kept.pages | other.pages, forms)
        rank = rank_of(lengths)
        known = rankings.amended(ranking, before, other, rank)
        told += known is not None
        ranking = known or rankings.ranked(write(word), rank)
        assert rankings.listed(ranking, rank) == rankings.shorten(write(word), rank)
    assert told > 0


def test_pages_that_nobody_touched_may_come_first_as_the_average_grows() -> None:
    lengths = [100] * NEAR + [160] * (PAGES - NEAR)
    said = write(Word(dict.fromkeys(range(PAGES), PLAIN), {}))
    ranking = rankings.ranked(said, rank_of(lengths))
    slightly, far = [*lengths], [*lengths]
    slightly[-1] += 10
    far[-1] += 9_000
    assert rankings.amended(ranking, None, None, rank_of(slightly)) is not None
    assert rankings.amended(ranking, None, None, rank_of(far)) is None


def test_where_the_last_is_as_good_as_others_all_are_measured() -> None:
    lengths = [100] * PAGES
    ranking = rankings.ranked(write(Word(dict.fromkeys(range(PAGES), PLAIN), {})), rank_of(lengths))
    assert rankings.amended(ranking, None, None, rank_of(lengths)) is None


def test_a_word_may_become_frequent_and_rare_again() -> None:
    rank = rank_of([100 + n for n in range(PAGES)])
    more = Word({FREQUENT: PLAIN}, {})
    ranking = rankings.ranked(write(Word(dict.fromkeys(range(FREQUENT), PLAIN), {})), rank)
    assert rankings.listed(ranking, rank) is None
    grown = rankings.amended(ranking, None, more, rank)
    assert grown is not None
    short = rankings.listed(grown, rank)
    assert short is not None
    assert short.total == FREQUENT + 1
    shrunk = rankings.amended(grown, more, None, rank)
    assert shrunk is not None
    assert rankings.listed(shrunk, rank) is None


def test_what_was_added_by_many_changes_is_measured_anew() -> None:
    rank = rank_of([100 + n for n in range(PAGES)])
    ranking = rankings.ranked(write(Word(dict.fromkeys(range(FREQUENT), PLAIN), {})), rank)
    many = Word(dict.fromkeys(range(FREQUENT, FREQUENT + 2 * NEAR), PLAIN), {})
    assert rankings.amended(ranking, None, many, rank) is None
