"""The words of a search index brought up to date; see ``amending``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from timeline.write.forked import processes, shares, side_by_side
from timeline.write.index_files import piece_file
from timeline.write.index_words import LEAST, Pieces, Written, rows, write_piece
from timeline.write.indexes import Part
from timeline.write.splicing import Point
from timeline.write.vocabulary import Vocabulary, Words, ranges
from timeline.write.word_changes import Change


def amend_words(index: Part, new: Path, change: Change, *, moving: bool) -> Written:
    """Write the files of words of a new index, where it has not got them.

    Args:
        index: The index; it has words, as Pagefind passes pages without any over.
        new: The folder of the new one, with files of words of the other.
        change: What changes.
        moving: Whether pages get other numbers.

    Raises:
        ValueError, IndexError: what should go is not there, or what comes is there already.
        FormatError: a file is not of the form expected.
        OSError: a file cannot be read or written.
    """
    differing = change.words()
    return (_all if moving else _some)(index, new, change, differing)


def _some(index: Part, new: Path, change: Change, differing: Sequence[bytes]) -> Written:
    """Write only files in which something else stands."""
    said, points = index.pieces.said(differing), index.points
    spliced = {word: change.of(word, said.get(word), points.get(word, ())) for word in differing}
    changes = {word: made and made.said for word, made in spliced.items()}
    before, vocabulary = index.vocabulary, index.vocabulary.amended(changes)

    def look_up(words: Sequence[bytes]) -> Words:
        said = {**index.pieces.said(words), **changes}
        return [(word, text) for word in words if (text := said[word]) is not None]

    files = {
        before.words[at.start]: (before.words[at.start : at.stop], name)
        for at, name in zip(before.pieces, index.pieces.names, strict=True)
    }
    names = []
    for at in vocabulary.pieces:
        words = vocabulary.words[at.start : at.stop]
        held, name = files.get(words[0], ((), ""))
        if held != words or not changes.keys().isdisjoint(words):
            name = write_piece(new, index.language, look_up(words))
        names.append(name)
    known = {word: points for word, points in index.points.items() if word not in spliced}
    known |= {word: made.points for word, made in spliced.items() if made and made.points}
    return Written(rows(vocabulary, names), vocabulary, look_up, known)


class _Rewritten(NamedTuple):
    """A file of words as it is to be, while all words that it had stay in it.

    Attributes:
        name: Its name.
        words: Its words.
        sizes: How much each takes up.
        points: Known places in what is said of some.
    """

    name: str
    words: Sequence[bytes]
    sizes: Sequence[int]
    points: Mapping[bytes, Sequence[Point]]


def _all(index: Part, new: Path, change: Change, differing: Sequence[bytes]) -> Written:
    """Write all files anew: where pages have other numbers, hardly one stays."""
    numbers = range(len(index.pieces.names))
    come = _come(index.vocabulary, differing)
    tasks = [
        partial(_rewrite, index, new, change, frozenset(differing), come, share)
        for share in shares(numbers, processes(len(numbers), LEAST))
    ]
    files = list(chain.from_iterable(side_by_side(tasks)))
    words = list(chain.from_iterable(file.words for file in files))
    sizes = list(chain.from_iterable(file.sizes for file in files))
    first = Pieces(
        new,
        [file.name for file in files],
        Vocabulary(words, sizes, ranges(len(file.words) for file in files)),
    )
    last = _divided(first, index.language)
    for name in {*first.names}.difference(last.names, index.pieces.names):
        piece_file(new, name).unlink()
    return Written(
        rows(last.vocabulary, last.names),
        last.vocabulary,
        last.look_up,
        dict(chain.from_iterable(file.points.items() for file in files)),
    )


def _come(vocabulary: Vocabulary, differing: Iterable[bytes]) -> Mapping[int, Sequence[bytes]]:
    """Return by file the words that it does not have yet, of those that are told."""
    firsts = [vocabulary.words[at.start] for at in vocabulary.pieces]
    known = set(vocabulary.words)
    come: dict[int, list[bytes]] = {}
    for word in differing:
        if word not in known:
            come.setdefault(max(0, bisect_right(firsts, word) - 1), []).append(word)
    return come


def _rewrite(
    index: Part,
    new: Path,
    change: Change,
    differing: frozenset[bytes],
    come: Mapping[int, Sequence[bytes]],
    numbers: Sequence[int],
) -> list[_Rewritten]:
    files = []
    for number in numbers:
        known = index.points
        made = [
            (
                word,
                change.of(word, said, known.get(word, ()))
                if word in differing
                else change.moved(said, known.get(word, ())),
            )
            for word, said in index.pieces.read(number)
        ]
        more = come.get(number, ())
        if more:
            made = sorted([*made, *((word, change.of(word, None, ())) for word in more)])
        left = [(word, spliced) for word, spliced in made if spliced]
        if left:
            files.append(
                _Rewritten(
                    write_piece(new, index.language, [(word, one.said) for word, one in left]),
                    [word for word, _ in left],
                    [len(word) + len(one.said) for word, one in left],
                    {word: one.points for word, one in left if one.points},
                )
            )
    return files


def _divided(first: Pieces, language: str) -> Pieces:
    """Divide words among files as all indexes have them; most are in the right one already."""
    words, sizes, _ = first.vocabulary
    vocabulary = Vocabulary.divided(words, sizes)
    held = dict(zip(first.vocabulary.pieces, first.names, strict=True))
    names = [
        held.get(at)
        or write_piece(first.folder, language, first.look_up(words[at.start : at.stop]))
        for at in vocabulary.pieces
    ]
    return Pieces(first.folder, names, vocabulary)
