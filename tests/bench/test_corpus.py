"""Made-up chronologies: the same every time, without errors, and of the shape of real ones."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from bench import moments
from bench.corpora import digest, kept, queries, write
from bench.corpus import Corpus
from bench.words import SIZE, Words
from timeline.check import check_content
from timeline.dates import parse_edtf

EVENTS = 400


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return Corpus(EVENTS).files()


@pytest.fixture(scope="module")
def events(files: dict[str, str]) -> list[str]:
    return [text for place, text in files.items() if place.startswith("events/")]


def _chance() -> random.Random:
    return random.Random(1)  # noqa: S311  # nothing here is a secret


def _digest(files: dict[str, str]) -> str:
    return digest({place: text.encode() for place, text in files.items()})


def test_the_same_size_and_seed_give_the_same_bytes(files: dict[str, str]) -> None:
    assert _digest(Corpus(EVENTS).files()) == _digest(files)


@pytest.mark.parametrize(("size", "seed"), [(EVENTS, 2), (EVENTS + 1, 1)])
def test_another_size_or_seed_gives_other_bytes(
    files: dict[str, str], size: int, seed: int
) -> None:
    assert _digest(Corpus(size, seed).files()) != _digest(files)


@pytest.mark.parametrize("size", [7, EVENTS])
def test_it_passes_the_check(size: int, tmp_path: Path) -> None:
    write(Corpus(size).files(), tmp_path)
    result = check_content(tmp_path, "content")
    assert result.errors == 0
    assert result.timeline is not None
    assert len(result.timeline.events) == size
    # That no text of a source was at hand to check quotations with is true, and all there is.
    assert {found.code for found in result.diagnostics} <= {"quote-unchecked"}


def test_there_are_twenty_thousand_words_and_none_begins_another() -> None:
    words = sorted(Words(_chance()).all)
    assert len(set(words)) == SIZE == 20_000
    assert not [a for a, b in pairwise(words) if b.startswith(a)]


def test_words_are_as_frequent_as_zipf_says() -> None:
    words = Words(_chance())
    counts = Counter(words.some(200_000))
    first = counts[words.all[0]]
    for rank in (2, 4, 8, 16):
        assert first / counts[words.all[rank - 1]] == pytest.approx(rank, rel=0.15)


def test_every_form_of_date_is_one_that_is_read() -> None:
    chance = _chance()
    found = [moments.written(moments.FIRST, chance) for _ in range(3_000)]
    dates = [parse_edtf(text) for text in found]
    precisions = {date.precision for date in dates}
    assert precisions == {
        *("day", "month", "season", "year", "decade", "century", "time", "interval", "set")
    }
    assert {"known", "open", "unknown"} <= {
        kind for date in dates for kind in (date.start, date.end)
    }
    known = sum(text == moments.FIRST.isoformat() for text in found) / len(found)
    assert known == pytest.approx(moments.KNOWN_DAY, abs=0.03)


def test_events_come_in_bursts_with_gaps_between() -> None:
    days = moments.days(2_000, _chance())
    assert days == sorted(days)
    gaps = [(b - a).days for a, b in pairwise(days)]
    mean = sum(gaps) / len(gaps)
    assert max(gaps) > 20 * mean
    # Were they even, hardly a gap would be shorter than half of the mean.
    assert sum(gap < mean / 2 for gap in gaps) > len(gaps) / 2


def test_an_event_has_two_to_six_actors_and_a_few_are_in_many(events: list[str]) -> None:
    named = [re.findall(r"\{actor: (actor-\d+)", text) for text in events]
    assert {len(actors) for actors in named} == {2, 3, 4, 5, 6}
    ranked = Counter(actor for actors in named for actor in actors).most_common()
    assert ranked[0][1] > 0.2 * EVENTS
    assert ranked[len(ranked) // 2][1] < 0.1 * EVENTS


@pytest.mark.parametrize(
    "part", ["accounts:", "quotes:", "relations:", "figures:", "differs_from:"]
)
def test_some_events_have_it_and_some_have_not(events: list[str], part: str) -> None:
    share = sum(part in text for text in events) / EVENTS
    assert 0.05 < share < 0.95


def test_events_rest_on_several_sources(events: list[str]) -> None:
    own = [text.split("\ncite:")[1].split("\naccounts:")[0] for text in events]
    numbers = Counter(len(set(re.findall(r"source: (source-\d+)", text))) for text in own)
    assert max(numbers) > 1


def test_a_rare_and_a_frequent_word_are_found(files: dict[str, str], tmp_path: Path) -> None:
    write(files, tmp_path)
    rare, frequent = queries(tmp_path)
    texts = [text.lower() for place, text in files.items() if place.startswith("events/")]
    assert 1 <= sum(rare in text for text in texts) <= 100
    assert sum(frequent in text for text in texts) > EVENTS / 2


def test_a_corpus_is_kept_and_not_made_twice(tmp_path: Path) -> None:
    folder = kept(7, cache=tmp_path)
    (folder / "mark").touch()
    assert kept(7, cache=tmp_path) == folder
    assert (folder / "mark").exists()
    assert kept(7, seed=2, cache=tmp_path) != folder
    assert sorted(path.name for path in folder.parent.iterdir()) == sorted(
        path.name for path in (folder, kept(7, seed=2, cache=tmp_path))
    )
