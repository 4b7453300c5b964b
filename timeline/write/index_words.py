"""The files of a Pagefind index that hold its words, and where each occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from timeline.write.chunks import bounds
from timeline.write.forked import processes, shares, side_by_side
from timeline.write.index_files import Row, Table, piece_file
from timeline.write.packing import FormatError, compressed, name_of, unpacked
from timeline.write.postings import join, renumber, split
from timeline.write.vocabulary import Vocabulary, Words

LEAST: Final = 40
"""Files of words that are worth a process: it starts in the time that two or three of them take."""

_QUICK: Final = 5
"""How hard gzip tries. These files are most of the index; they hold less instead."""


def read_words(folder: Path, table: Table, numbers: Sequence[int] | None = None) -> Words:
    """Return all words of an index, in order.

    Args:
        folder: Of the index.
        table: Its table of contents.
        numbers: A new number for each page, if they are to have others.

    Raises:
        FormatError: a file has another form than expected.
        OSError: one cannot be read.
    """
    names = [name for _, _, name in table.pieces]
    count = processes(len(names), LEAST) if numbers else 1
    tasks = [partial(_words, folder, part, numbers) for part in shares(names, count)]
    return sorted(chain.from_iterable(side_by_side(tasks)))


def _words(folder: Path, names: Sequence[str], numbers: Sequence[int] | None) -> Words:
    return [word for name in names for word in read_piece(folder, name, numbers)]


def read_piece(folder: Path, name: str, numbers: Sequence[int] | None = None) -> Words:
    """Return the words of one file; see ``read_words``."""
    file = piece_file(folder, name)
    try:
        words = split(unpacked(file.name, file.read_bytes()))
        return [(word, renumber(said, numbers)) for word, said in words] if numbers else words
    except (ValueError, IndexError):
        raise FormatError(file.name) from None


class Written(NamedTuple):
    """The words of an index, as they were written into files.

    Attributes:
        rows: What its table says of these.
        vocabulary: Which words they are.
        look_up: Returns some of them, with what is said of each.
    """

    rows: list[Row]
    vocabulary: Vocabulary
    look_up: Callable[[Sequence[bytes]], Words]


def write_words(folder: Path, language: str, words: Words) -> Written:
    """Write all words of an index, in order, into files.

    Raises:
        FormatError: a word is not UTF-8.
        OSError: a file cannot be written.
    """
    vocabulary, said = Vocabulary.of(words), dict(words)
    parts = shares(vocabulary.pieces, processes(len(vocabulary.pieces), LEAST))
    tasks = [partial(_write_pieces, folder, language, words, part) for part in parts]
    names = chain.from_iterable(side_by_side(tasks))
    return Written(
        rows(vocabulary, names), vocabulary, lambda some: [(word, said[word]) for word in some]
    )


def _write_pieces(folder: Path, language: str, words: Words, pieces: Sequence[range]) -> list[str]:
    return [write_piece(folder, language, words[at.start : at.stop]) for at in pieces]


def write_piece(folder: Path, language: str, words: Words) -> str:
    """Write a file of words, unless there is one that holds the same; return its name.

    Raises:
        OSError: it cannot be written.
    """
    content = join(words)
    name = name_of(language, content)
    file = piece_file(folder, name)
    # It may be an earlier index's, under a second name.
    if not file.exists():
        file.write_bytes(compressed(content, _QUICK))
    return name


def rows(vocabulary: Vocabulary, names: Iterable[str]) -> list[Row]:
    """Return what a table says of files of words, given their names.

    Raises:
        FormatError: a word is not UTF-8.
    """
    words = vocabulary.words
    try:
        ends = [(words[at[0]].decode(), words[at[-1]].decode()) for at in vocabulary.pieces]
    except UnicodeDecodeError:
        raise FormatError("a word") from None
    return [(first, last, name) for (first, last), name in zip(bounds(ends), names, strict=True)]
