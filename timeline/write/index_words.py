"""The files of a Pagefind index that hold its words, and where each occurs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from timeline.settings import INDEX_PIECE
from timeline.write.chunks import bounds, divide
from timeline.write.forked import processes, shares, side_by_side
from timeline.write.index_files import Table, piece_file
from timeline.write.linked import linked
from timeline.write.packing import FormatError, compressed, name_of, unpacked
from timeline.write.postings import join, renumber, split

LEAST: Final = 40
"""Files of words that are worth a process: it starts in the time that two or three of them take."""

_QUICK: Final = 5
"""How hard gzip tries. These files are most of the index; they hold less instead."""

Words = list[tuple[bytes, bytes]]
"""Each word, in UTF-8, with what is said of it; see ``postings``."""


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
    words: Words = []
    for name in names:
        file = piece_file(folder, name)
        try:
            found = split(unpacked(file.name, file.read_bytes()))
            if numbers:
                found = [(word, renumber(said, numbers)) for word, said in found]
        except (ValueError, IndexError):
            raise FormatError(file.name) from None
        words += found
    return words


def write_words(
    folder: Path, language: str, words: Words, earlier: Path | None = None
) -> list[tuple[str, str, str]]:
    """Write all words of an index into files; return what its table says of them.

    Args:
        folder: Of the index.
        language: Its language.
        words: In order.
        earlier: Another index, whose files are taken over where they hold the same.

    Raises:
        FormatError: a word is not UTF-8.
        OSError: a file cannot be written.
    """
    sizes = [len(word) + len(said) for word, said in words]
    pieces = divide([word for word, _ in words], sizes, INDEX_PIECE)
    parts = shares(pieces, processes(len(pieces), LEAST) if earlier is None else 1)
    tasks = [partial(_write_pieces, folder, language, words, part, earlier) for part in parts]
    names = chain.from_iterable(side_by_side(tasks))
    try:
        ends = [(words[at[0]][0].decode(), words[at[-1]][0].decode()) for at in pieces]
    except UnicodeDecodeError:
        raise FormatError("a word") from None
    return [(first, last, name) for (first, last), name in zip(bounds(ends), names, strict=True)]


def _write_pieces(
    folder: Path, language: str, words: Words, pieces: Sequence[range], earlier: Path | None
) -> list[str]:
    names = []
    for at in pieces:
        content = join(words[at.start : at.stop])
        name = name_of(language, content)
        file = piece_file(folder, name)
        if earlier and piece_file(earlier, name).is_file():
            linked(str(piece_file(earlier, name)), str(file))
        else:
            file.write_bytes(compressed(content, _QUICK))
        names.append(name)
    return names
