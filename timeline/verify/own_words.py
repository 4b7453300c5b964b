"""Runs of a source's words in texts that should be the curator's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from timeline.settings import COPIED_WORDS
from timeline.verify.text import SourceText
from timeline.verify.typography import Word, quoted_spans, words

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A run of the source's words: how many, names not counted, and where: ``[start, end)``."""

    count: int
    start: int
    end: int


class OwnWords:
    """Compares texts with a source. ``names`` are free to use: of actors, places and works."""

    def __init__(self, text: SourceText, names: Iterable[str]) -> None:
        self._spoken = [word.text for word in text.words]
        self._names = _by_first(names)

    @cached_property
    def _runs(self) -> Mapping[Run, Sequence[int]]:
        """Every shortest run that would be too long, and where in the source it begins."""
        size = COPIED_WORDS + 1
        runs: dict[Run, list[int]] = {}
        for i in range(len(self._spoken) - size + 1):
            runs.setdefault(tuple(self._spoken[i : i + size]), []).append(i)
        return runs

    def copied(self, text: str) -> Iterator[Copied]:
        """Yield each run of more than eight words that a text shares with the source.

        What stands in quotation marks divides runs, since it says itself whose words it is.
        """
        spans = quoted_spans(text)
        stretch: list[Word] = []
        for word in words(text):
            quoted = any(start <= word.start < end for start, end in spans)
            parted = stretch and any(stretch[-1].end <= start < word.start for start, _ in spans)
            if quoted or parted:
                yield from self._in_stretch(stretch)
                stretch = []
            if not quoted:
                stretch.append(word)
        yield from self._in_stretch(stretch)

    def _in_stretch(self, stretch: Sequence[Word]) -> Iterator[Copied]:
        size = COPIED_WORDS + 1
        at = 0
        while at + size <= len(stretch):
            key = tuple(word.text for word in stretch[at : at + size])
            length = max((self._length(stretch, at, i) for i in self._runs.get(key, ())), default=0)
            if not length:
                at += 1
                continue
            run = stretch[at : at + length]
            count = len(run) - self._named([word.text for word in run])
            if count > COPIED_WORDS:
                yield Copied(count, run[0].start, run[-1].end)
            at += length

    def _length(self, stretch: Sequence[Word], at: int, i: int) -> int:
        length = 0
        while (
            at + length < len(stretch)
            and i + length < len(self._spoken)
            and stretch[at + length].text == self._spoken[i + length]
        ):
            length += 1
        return length

    def _named(self, run: Sequence[str]) -> int:
        """Return how many words of a run belong to names."""
        covered, at = 0, 0
        while at < len(run):
            size = next(
                (
                    len(name)
                    for name in self._names.get(run[at], ())
                    if tuple(run[at : at + len(name)]) == name
                ),
                0,
            )
            covered += size
            at += size or 1
        return covered


def _by_first(names: Iterable[str]) -> Mapping[str, Sequence[Run]]:
    """Return first word -> names that begin with it, the longest first."""
    grouped: dict[str, set[Run]] = {}
    for name in names:
        run = tuple(word.text for word in words(name))
        if run:
            grouped.setdefault(run[0], set()).add(run)
    return {first: sorted(runs, key=lambda r: (-len(r), r)) for first, runs in grouped.items()}
