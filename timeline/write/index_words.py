"""The files of a Pagefind index that hold its words, and where each occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from timeline.write.chunks import bounds
from timeline.write.forked import processes, shares, side_by_side
from timeline.write.index_files import Row, Table, piece_file
from timeline.write.packing import FormatError, compressed, name_of, unpacked
from timeline.write.postings import cut, join, renumber, split
from timeline.write.splicing import Point
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


@dataclass(frozen=True, slots=True)
class Pieces:
    """Files of words, of which it is known which words each has; what is read is kept.

    Attributes:
        folder: Of the index.
        names: Their names.
        vocabulary: All words, as they are divided among these.
    """

    folder: Path
    names: Sequence[str]
    vocabulary: Vocabulary
    _read: dict[int, Words] = field(default_factory=dict)

    def read(self, number: int) -> Words:
        """Return the words of a file, and what is said of each.

        Raises:
            FormatError: it has other words, or another form than expected.
            OSError: it cannot be read.
        """
        file = piece_file(self.folder, self.names[number])
        words, sizes, pieces = self.vocabulary
        at = slice(pieces[number].start, pieces[number].stop)
        try:
            return cut(unpacked(file.name, file.read_bytes()), words[at], sizes[at])
        except (ValueError, IndexError):
            raise FormatError(file.name) from None

    def said(self, words: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return what is said of those of some words that there are, and of some more; see ``read``."""
        numbers = sorted(self.vocabulary.pieces_with(words))
        for number in numbers:
            if number not in self._read:
                self._read[number] = self.read(number)
        return dict(chain.from_iterable(self._read[number] for number in numbers))

    def look_up(self, words: Sequence[bytes]) -> Words:
        """Return some words, each with what is said of it; see ``read``."""
        said = self.said(words)
        return [(word, said[word]) for word in words]


class Written(NamedTuple):
    """The words of an index, as they were written into files.

    Attributes:
        rows: What its table says of these.
        vocabulary: Which words they are.
        look_up: Returns some of them, with what is said of each.
        points: Known places in what is said of some that have long lists, by words.
    """

    rows: list[Row]
    vocabulary: Vocabulary
    look_up: Callable[[Sequence[bytes]], Words]
    points: Mapping[bytes, Sequence[Point]]


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
        rows(vocabulary, names), vocabulary, lambda some: [(word, said[word]) for word in some], {}
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
