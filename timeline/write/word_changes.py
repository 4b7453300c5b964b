"""What is said of a word of a search index after a change; see ``amending``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from timeline.write.cbor import ARRAY, head_at
from timeline.write.moves import Moves
from timeline.write.postings import Pages, Word, amended, read, renumbered, write
from timeline.write.shifting import NotShort, shift
from timeline.write.splicing import HasForms, Point, Spliced, splice

_NOWHERE: Final = Word({}, {})
_NOTHING: Final = write(_NOWHERE)
"""What would be said of a word that is nowhere."""

_PLACES: Final = 8
"""In a list that changes at one of so many pages or more, it is as quick to read and write them all."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in the words of an index.

    Attributes:
        moves: How its pages move.
        out: What goes of some words, by the numbers that these pages go by; see ``Order``.
        more: What comes of some.
    """

    moves: Moves
    out: Mapping[bytes, Word]
    more: Mapping[bytes, Word]

    def words(self) -> list[bytes]:
        """Return the words of which something goes or comes."""
        return [
            word
            for word in sorted(self.out.keys() | self.more.keys())
            if self.out.get(word) != self.more.get(word)
        ]

    def of(self, word: bytes, said: bytes | None, points: Sequence[Point]) -> Spliced | None:
        """Return what is to be said of one of these words.

        Args:
            word: The word.
            said: What is said of it, if anything.
            points: Known places in that.

        Raises:
            ValueError, IndexError: what should go is not there, or what comes is there already.
        """
        out, more = self.out.get(word, _NOWHERE), self.more.get(word, _NOWHERE)
        said = said or _NOTHING
        # What stays as it was on a page that changed is neither taken out nor put in.
        differing = out.pages.items() ^ more.pages.items()
        if not out.forms and not more.forms and self._is_worth(said, len(differing)):
            gone = self._before(dict(out.pages.items() & differing))
            come = dict(more.pages.items() & differing)
            with suppress(HasForms):
                return splice(said, points, self.moves, gone, come)
        return self._rewritten(said, out, more)

    def moved(self, said: bytes, points: Sequence[Point]) -> Spliced | None:
        """Return what is to be said of any other word, given what is said of it; see ``of``.

        Raises:
            ValueError, IndexError: it stands on pages that go.
        """
        with suppress(NotShort):
            return Spliced(shift(said, self.moves), ())
        if self._is_worth(said, 0):
            with suppress(HasForms):
                return splice(said, points, self.moves, {}, {})
        return self._rewritten(said, _NOWHERE, _NOWHERE)

    def _is_worth(self, said: bytes, differing: int) -> bool:
        """Tell whether to splice a list takes less than to read and write all of it."""
        number, _ = head_at(said, 0, ARRAY)
        return (differing + len(self.moves.runs)) * _PLACES <= number

    def _before(self, pages: Pages) -> Pages:
        """Return some that go by the numbers that they have."""
        return {self.moves.before[page]: where for page, where in pages.items()}

    def _rewritten(self, said: bytes, out: Word, more: Word) -> Spliced | None:
        """Read all that is said, and write it anew."""
        word = amended(renumbered(read(said), self.moves.numbers), out, more)
        numbers = word.numbers()
        if not numbers:
            return None
        if max(numbers) >= self.moves.number:
            raise ValueError("a page is left that goes")
        return Spliced(write(word), ())
