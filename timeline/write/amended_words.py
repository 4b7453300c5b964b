"""The words of a search index brought up to date; see ``amending``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from timeline.write.index_words import Written, read_words, rows, write_piece, write_words
from timeline.write.indexes import Part
from timeline.write.postings import Word, amend
from timeline.write.vocabulary import Words

Changes = Mapping[bytes, bytes | None]
"""What is said of words now; None of those that are gone."""


def amend_words(
    index: Part,
    new: Path,
    out: Mapping[bytes, Word],
    more: Mapping[bytes, Word],
    numbers: Sequence[int] | None,
) -> Written:
    """Write the files of words of a new index, where it has not got them.

    Args:
        index: The index.
        new: The folder of the new one, with files of words of the other.
        out: What goes of some words.
        more: What comes of some.
        numbers: New ones for all pages, by which these go in ``out`` and ``more``.

    Raises:
        ValueError, IndexError: what should go is not there, or what comes is there already.
        FormatError: a file is not of the form expected.
        OSError: a file cannot be read or written.
    """
    differing = [word for word in out.keys() | more.keys() if out.get(word) != more.get(word)]
    if numbers:
        said = dict(read_words(index.folder, index.table, numbers))
        return _all(index, new, said | _changes(said, differing, out, more))
    return _some(index, new, _changes(index.said(differing), differing, out, more))


def _changes(
    said: Mapping[bytes, bytes],
    words: Iterable[bytes],
    out: Mapping[bytes, Word],
    more: Mapping[bytes, Word],
) -> dict[bytes, bytes | None]:
    return {word: amend(said.get(word), out.get(word), more.get(word)) for word in words}


def _all(index: Part, new: Path, said: Changes) -> Written:
    """Write all files anew: where pages have other numbers, hardly one stays."""
    words = sorted((word, text) for word, text in said.items() if text is not None)
    return write_words(new, index.language, words)


def _some(index: Part, new: Path, changes: Changes) -> Written:
    """Write only files in which something else stands."""
    before, vocabulary = index.vocabulary, index.vocabulary.amended(changes)

    def look_up(words: Sequence[bytes]) -> Words:
        said = {**index.said(words), **changes}
        return [(word, text) for word in words if (text := said[word]) is not None]

    files = {
        before.words[at.start]: (before.words[at.start : at.stop], name)
        for at, (_, _, name) in zip(before.pieces, index.table.pieces, strict=True)
    }
    names = []
    for at in vocabulary.pieces:
        words = vocabulary.words[at.start : at.stop]
        held, name = files.get(words[0], ((), ""))
        if held != words or not changes.keys().isdisjoint(words):
            name = write_piece(new, index.language, look_up(words))
        names.append(name)
    return Written(rows(vocabulary, names), vocabulary, look_up)
