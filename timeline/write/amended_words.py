"""The words of a search index brought up to date; see ``amending``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from timeline.write.forked import processes, shares, side_by_side
from timeline.write.index_files import piece_file
from timeline.write.index_words import LEAST, Pieces, Written, rows, write_piece
from timeline.write.indexes import Part
from timeline.write.moves import Moves
from timeline.write.postings import Word, amend, read, renumber, write
from timeline.write.shifting import NotShort, shift
from timeline.write.splicing import HasForms, Point, Spliced, splice
from timeline.write.vocabulary import Vocabulary, Words, ranges

_NOWHERE: Final = Word({}, {})
_NOTHING: Final = write(_NOWHERE)
"""What would be said of a word that is nowhere."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in the words of an index.

    Attributes:
        moves: How its pages move.
        out: What goes of some words.
        more: What comes of some.
    """

    moves: Moves
    out: Mapping[bytes, Word]
    more: Mapping[bytes, Word]

    def words(self) -> list[bytes]:
        """Return the words that have something go that does not come, or the other way round."""
        return [
            word
            for word in self.out.keys() | self.more.keys()
            if self.out.get(word) != self.more.get(word)
        ]

    def of(self, word: bytes, said: bytes | None, points: Sequence[Point]) -> Spliced | None:
        """Return what is to be said of one of these words, given what is said of it, if anything.

        Raises:
            ValueError, IndexError: what should go is not there, or what comes is there already.
        """
        out, more = self.out.get(word, _NOWHERE), self.more.get(word, _NOWHERE)
        return self._spliced(said or _NOTHING, points, out, more)

    def _spliced(
        self, said: bytes, points: Sequence[Point], out: Word, more: Word
    ) -> Spliced | None:
        if not out.forms and not more.forms:
            gone = {self.moves.before[page]: where for page, where in out.pages.items()}
            with suppress(HasForms):
                return splice(said, points, self.moves, gone, more.pages)
        amended = amend(renumber(said, self.moves.numbers), out, more)
        if amended is None:
            return None
        if any(n >= self.moves.number for n in chain(*_lists(read(amended)))):
            raise ValueError("a page is left")
        return Spliced(amended, ())

    def moved(self, said: bytes, points: Sequence[Point]) -> Spliced:
        """Return what is to be said of any other word.

        Raises:
            ValueError, IndexError: it stands on pages that go.
        """
        try:
            return Spliced(shift(said, self.moves), ())
        except NotShort:
            spliced = self._spliced(said, points, _NOWHERE, _NOWHERE)
        if spliced is None:
            raise ValueError("a word that is nowhere")
        return spliced


def _lists(word: Word) -> Iterable[Mapping[int, bytes]]:
    return word.pages, *word.forms.values()


def amend_words(index: Part, new: Path, change: Change, *, moving: bool) -> Written:
    """Write the files of words of a new index, where it has not got them.

    Args:
        index: The index.
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
