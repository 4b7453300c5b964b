"""The local text of a source as numbered paragraphs, from plain text or from a saved page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from timeline.verify.fingerprint import fingerprint
from timeline.verify.html import html_blocks, is_html
from timeline.verify.typography import Word, bounded, count_words, normalise, words

_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t\u00a0]*(?:\r\n?|\n)\s*|\f")


@dataclass(frozen=True)
class SourceText:
    """The paragraphs of a source, each as :func:`normalise` leaves it, numbered from 1."""

    paragraphs: tuple[str, ...]
    outside: tuple[str, ...] = ()
    """What the file holds before and after them, such as a headline or the date of issue."""

    @cached_property
    def joined(self) -> str:
        """All paragraphs in a row, a space between them."""
        return " ".join(self.paragraphs)

    @cached_property
    def words(self) -> Sequence[Word]:
        """Every word of the joined text."""
        return words(self.joined)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(paragraph) + 1 for paragraph in self.paragraphs[:-1])]

    def paragraph_at(self, character: int) -> int:
        """Return the number of the paragraph that a character of the joined text is in."""
        return bisect_right(self._starts, character)

    def paragraphs_of(self, start: int, end: int) -> range:
        """Return the numbers of the paragraphs that ``[start, end)`` of the joined text is in."""
        return range(self.paragraph_at(start), self.paragraph_at(max(start, end - 1)) + 1)

    def span_of(self, numbers: range) -> tuple[int, int]:
        """Return where some neighbouring paragraphs stand in the joined text: ``[start, end)``."""
        first, last = max(1, numbers.start), min(len(self.paragraphs), numbers.stop - 1)
        return self._starts[first - 1], self._starts[last - 1] + len(self.paragraphs[last - 1])

    def word_offset(self, character: int) -> int:
        """Return how many words stand before a character of the joined text."""
        return count_words(self.joined[:character])

    def find(self, needle: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Return every place in ``[start, end)`` where normalised words stand, as whole words."""
        limit = len(self.joined) if end is None else end
        found = []
        while needle and (at := self.joined.find(needle, start, limit)) >= 0:
            if bounded(self.joined, at, at + len(needle)):
                found.append((at, at + len(needle)))
            start = at + 1
        return found

    @property
    def digest(self) -> str:
        """The fingerprint of the text, paragraph by paragraph."""
        return fingerprint("\n".join(self.paragraphs))


def blocks_of(text: str) -> tuple[str, ...]:
    """Return the blocks of a plain text or an HTML page, normalised; those without a word left out.

    In plain text blank lines divide them, in a page its block elements do.
    """
    raw = html_blocks(text) if is_html(text) else _BLANK_LINE.split(text)
    return tuple(block for block in map(normalise, raw) if count_words(block))


class BodyError(Exception):
    """It is not clear which blocks are the paragraphs of the source; ``str()`` says what to do."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the numbered paragraphs begin and end: opening words, or fingerprints of paragraphs."""

    first: str = ""
    last: str = ""
    first_print: str = ""
    last_print: str = ""


def body(blocks: Sequence[str], bounds: Bounds, units: int | None) -> SourceText:
    """Return the blocks that are the source's paragraphs, from the first to the last.

    ``bounds`` hold what the command was told, or else what the lock file remembers. ``units`` is
    how many paragraphs the source says it has, if it is counted in paragraphs.

    Raises:
        BodyError: the paragraphs cannot be told, or are not as many as the source says.
    """
    if not blocks:
        raise BodyError("there are no words in it")
    start = _place(blocks, bounds.first, bounds.first_print, "first")
    end = _place(blocks, bounds.last, bounds.last_print, "last")
    first, stop = start or 0, len(blocks) if end is None else end + 1
    chosen = blocks[first:stop]
    if not chosen:
        raise BodyError("the last paragraph stands before the first; compare --first with --last")
    if units is not None and len(chosen) != units:
        raise BodyError(
            f"it has {len(chosen)} paragraphs, but the source's 'units' say {units}."
            f" The first begins “{opening(chosen[0])}”, the last “{opening(chosen[-1])}”."
            " If a headline or a footer is among them, say where the paragraphs begin and end with"
            ' --first "opening words" and --last "opening words"; otherwise count again'
        )
    return SourceText(tuple(chosen), (*blocks[:first], *blocks[stop:]))


def _place(blocks: Sequence[str], words_: str, remembered: str, which: str) -> int | None:
    if words_:
        wanted = normalise(words_)
        found = [i for i, block in enumerate(blocks) if block.startswith(wanted)]
        if len(found) != 1:
            many = "no paragraph begins" if not found else f"{len(found)} paragraphs begin"
            raise BodyError(
                f"{many} with the words of --{which}; copy the first words of the"
                f" {which} paragraph, enough of them to tell it from the others"
            )
        return found[0]
    if not remembered:
        return None
    found = [i for i, block in enumerate(blocks) if fingerprint(block) == remembered]
    # The same line may stand twice, as a teaser: the outermost one keeps most of the text.
    return (found[0] if which == "first" else found[-1]) if found else None


def opening(paragraph: str, number: int = 6) -> str:
    """Return the first words of a paragraph, for a message."""
    shown = paragraph.split()
    return " ".join(shown[:number]) + (" …" if len(shown) > number else "")
