"""Short lists beside a search index, of the pages that come first for words that stand on very many.

For each page that a word stands on, Pagefind goes through all pages that it stands on: on 50,000 that
takes 17 seconds, and their list is half a megabyte. Such a word has a second list, of some pages
only, and how many they were. They are chosen by Pagefind's own measure (see ``rankings``), so what
comes first is the same. The engine
(``engine.js``) looks at the short lists where one word is asked for and nothing else, and says what
it takes for certain of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from timeline.settings import FREQUENT
from timeline.write.forked import processes, shares, side_by_side
from timeline.write.index_files import Table
from timeline.write.index_words import Written
from timeline.write.packing import FormatError, compressed, name_of
from timeline.write.postings import Word, join
from timeline.write.rankings import Rank, Ranking, Short, amended, listed, ranked
from timeline.write.vocabulary import Vocabulary

FOLDER: Final = "best"
"""Where the short lists lie, relative to the index."""

UNDIVIDED: Final = ("ja", "th", "zh")
"""Languages in which Pagefind divides a query into words that nothing stands between."""

_LEAST_BYTES: Final = 5
"""What a page takes at least in what is said of a word."""

_WORTH: Final = 2
"""Words that are worth a process: each takes a tenth of a second and more."""

_LEVEL: Final = 9
"""How hard gzip tries. These files are few and small."""


class Best(NamedTuple):
    """The short lists of an index.

    Attributes:
        names: The name of each file, by that of the whole list.
        rankings: What they were made of, by words.
    """

    names: dict[str, str]
    rankings: dict[bytes, Ranking]


class Ranked(NamedTuple):
    """What was known of an index that was brought up to date, and what changed.

    Attributes:
        rankings: By words.
        out: What was said of all pages that changed, by words.
        new: What is said of them.
    """

    rankings: Mapping[bytes, Ranking]
    out: Mapping[bytes, Word]
    new: Mapping[bytes, Word]


def best_file(folder: Path, name: str) -> Path:
    """Return a file of short lists."""
    return folder / FOLDER / f"{name}.pf_index"


def write_best(
    folder: Path, language: str, table: Table, words: Written, before: Ranked | None
) -> Best:
    """Write the short lists of an index, and return what is known of them.

    Args:
        folder: Of the index.
        language: Its language.
        table: Its table of contents.
        words: Its words.
        before: If its pages have the numbers that they had, what was known of it before.

    Raises:
        FormatError: what is said of a word has another form than expected.
        OSError: a file cannot be written.
    """
    frequent = _frequent(language, table, words.vocabulary)
    if not frequent:
        return Best({}, {})
    rank = Rank(table)
    rankings = dict(_amended(frequent, before, rank)) if before else {}
    missing = [(word, whole) for word, whole in frequent.items() if word not in rankings]
    parts = shares(missing, processes(len(missing), _WORTH))
    tasks = [partial(_ranked, part, words, rank) for part in parts]
    rankings |= chain.from_iterable(side_by_side(tasks))
    names = {}
    for word, whole in frequent.items():
        short = listed(rankings[word], rank)
        if short:
            names[whole] = _write_list(folder, language, word, short)
    return Best(names, rankings)


def _frequent(language: str, table: Table, vocabulary: Vocabulary) -> dict[bytes, str]:
    """Return the words that may be in need of a short list, with the names of their whole lists."""
    if len(table.pages) <= FREQUENT or language.partition("-")[0] in UNDIVIDED:
        return {}
    # Such a word fills a file by itself.
    return {
        vocabulary.words[at.start]: name
        for at, (_, _, name) in zip(vocabulary.pieces, table.pieces, strict=True)
        if len(at) == 1 and vocabulary.sizes[at.start] > _LEAST_BYTES * FREQUENT
    }


def _amended(words: Iterable[bytes], before: Ranked, rank: Rank) -> Iterator[tuple[bytes, Ranking]]:
    """Yield the rankings that what is known is enough for."""
    for word in words:
        known = before.rankings.get(word)
        ranking = known and amended(known, before.out.get(word), before.new.get(word), rank)
        if ranking:
            yield word, ranking


def _ranked(
    missing: Iterable[tuple[bytes, str]], words: Written, rank: Rank
) -> list[tuple[bytes, Ranking]]:
    rankings = []
    for word, whole in missing:
        ((_, said),) = words.look_up([word])
        try:
            rankings.append((word, ranked(said, rank)))
        except (ValueError, IndexError):
            raise FormatError(f"{whole}.pf_index") from None
    return rankings


def _write_list(folder: Path, language: str, word: bytes, short: Short) -> str:
    """Write a short list after a line that says of which word, and how long the whole list is."""
    content = join([(word, short.said)])
    line = json.dumps([word.decode(), short.total, short.pages], separators=(",", ":")).encode()
    name = name_of(language, line + content)
    file = best_file(folder, name)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(compressed(content, _LEVEL, before=line + b"\n"))
    return name
