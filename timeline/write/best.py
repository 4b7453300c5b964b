"""Short lists beside a search index, of the pages that come first for words that stand on very many.

For each page that a word stands on, Pagefind goes through all pages that it stands on: on 50,000 that
takes 17 seconds, and their list is half a megabyte. Such a word has a second list, of some pages
only, and how many they were. They are chosen by Pagefind's own measure (Okapi BM25 with its default
weights, and what is added for words in a page's fields), so what comes first is the same. The engine
(``engine.js``) looks at the short lists where one word is asked for and nothing else, and says what
it takes for certain of them.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from timeline.settings import FIELD_WEIGHTS, FREQUENT, LISTED_FIRST
from timeline.write.forked import processes, shares, side_by_side
from timeline.write.index_files import Table
from timeline.write.packing import FormatError, compressed, name_of
from timeline.write.postings import Pages, Word, join, places_of, read, write
from timeline.write.vocabulary import Vocabulary, Words

FOLDER: Final = "best"
"""Where the short lists lie, relative to the index."""

UNDIVIDED: Final = ("ja", "th", "zh")
"""Languages in which Pagefind divides a query into words that nothing stands between."""

SATURATION: Final = 1.4
LENGTH: Final = 0.75
"""Pagefind's defaults for BM25's k1 and b."""

AS_ASKED: Final = 1.8
"""What a place counts for where a word is written as was asked for: without accents, see ``engine.js``."""

AS_LONG: Final = 0.8891377577131955
"""What a place counts for where the word is as long as was asked for: e to the power of e^(-1/8) - 1."""

USUAL: Final = 24
"""Pagefind's weight of a word in plain text, which BM25 counts as one."""

_LEAST_BYTES: Final = 5
"""What a page takes at least in what is said of a word."""

_WORTH: Final = 2
"""Words that are worth a process: each takes a tenth of a second and more."""

_LEVEL: Final = 9
"""How hard gzip tries. These files are few and small."""


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


def best_file(folder: Path, name: str) -> Path:
    """Return a file of short lists."""
    return folder / FOLDER / f"{name}.pf_index"


def may_need_one(table: Table, vocabulary: Vocabulary) -> list[bytes]:
    """Return all words of an index that may be in need of a short list, and some others."""
    if len(table.pages) <= FREQUENT:
        return []
    least = _LEAST_BYTES * FREQUENT
    sizes = zip(vocabulary.words, vocabulary.sizes, strict=True)
    return [word for word, size in sizes if size > least]


def write_best(folder: Path, language: str, table: Table, words: Words) -> dict[str, str]:
    """Write the short lists of an index; return the name of each file, by that of the whole list.

    Args:
        folder: Of the index.
        language: Its language.
        table: Its table of contents.
        words: Its words, in order; at least those that may be in need of one.

    Raises:
        FormatError: what is said of a word has another form than expected.
        OSError: a file cannot be written.
    """
    if len(table.pages) <= FREQUENT or language.partition("-")[0] in UNDIVIDED:
        return {}
    pieces = {name for _, _, name in table.pieces}
    # A word that is in need of one fills a file by itself, which is named after what is in it.
    many = [
        (name, word, said)
        for word, said in words
        if len(said) > _LEAST_BYTES * FREQUENT
        if (name := name_of(language, join([(word, said)]))) in pieces
    ]
    if not many:
        return {}
    parts = shares(many, processes(len(many), _WORTH))
    tasks = [partial(_write_share, folder, language, table, part) for part in parts]
    return dict(chain.from_iterable(side_by_side(tasks)))


def _write_share(
    folder: Path, language: str, table: Table, many: Sequence[tuple[str, bytes, bytes]]
) -> list[tuple[str, str]]:
    rank = Rank(table)
    names = []
    for whole, word, said in many:
        try:
            short = shorten(said, rank)
            if short:
                names.append((whole, _write_list(folder, language, word, short)))
        except (ValueError, IndexError):
            raise FormatError(f"{whole}.pf_index") from None
    return names


def _write_list(folder: Path, language: str, word: bytes, short: Short) -> str:
    """Write a short list after a line that says of which word, and how long the whole list is."""
    content = join([(word, short.said)])
    line = json.dumps([word.decode(), short.total, short.pages], separators=(",", ":")).encode()
    name = name_of(language, line + content)
    file = best_file(folder, name)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(compressed(content, _LEVEL, before=line + b"\n"))
    return name


class Rank:
    """How well a page of an index answers who asks for a word."""

    def __init__(self, table: Table) -> None:
        average = sum(length for _, length in table.pages) / len(table.pages)
        self._against = [
            SATURATION * (1 - LENGTH + LENGTH * length / average) for _, length in table.pages
        ]
        self._fields = [FIELD_WEIGHTS.get(field, 1) for field in table.fields]

    def of(self, page: int, where: bytes, counting: float) -> float:
        """Return the measure of a page, given where on it the word stands."""
        weight, fields = places_of(where)
        often = AS_LONG * weight / USUAL
        much = (SATURATION + 1) * often / (self._against[page] + often)
        return counting * much + sum(self._fields[field] for field in fields)


def shorten(said: bytes, rank: Rank) -> Short | None:
    """Leave of a word the pages that come first, if it stands on more than are gone through quickly.

    Raises:
        ValueError, IndexError: what is said of it has another form than expected.
    """
    word = read(said)
    total = len(set(word.pages).union(*word.forms.values()))
    if total <= FREQUENT:
        return None
    measures: dict[int, float] = {}
    for pages, counting in ((word.pages, AS_ASKED), *((form, 1) for form in word.forms.values())):
        for page, where in pages.items():
            measures[page] = measures.get(page, 0) + rank.of(page, where, counting)
    first = heapq.nsmallest(LISTED_FIRST, measures, key=lambda page: (-measures[page], page))
    kept = frozenset(first)
    forms = {form: _only(pages, kept) for form, pages in word.forms.items()}
    return Short(write(Word(_only(word.pages, kept), forms)), total, sorted(first))


def _only(pages: Pages, kept: frozenset[int]) -> Pages:
    return {page: where for page, where in pages.items() if page in kept}
