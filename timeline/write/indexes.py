"""Search indexes that lie in a folder: one of all pages, and small ones of a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, Final

from timeline.write.contents import Contents, IndexMemory, only_language
from timeline.write.index_files import (
    Table,
    fragment_file,
    fragment_path,
    read_address,
    read_entry,
    read_filter,
    read_fragment,
    read_table,
)
from timeline.write.index_words import Pieces, read_piece, read_words
from timeline.write.packing import FormatError, Unfit
from timeline.write.postings import Pages, Word, read
from timeline.write.rankings import Ranking
from timeline.write.splicing import Point
from timeline.write.vocabulary import Vocabulary

STUB: Final = "fields-of-all-pages.html"
"""A page that small indexes have too. It has every field, so that fields have the same numbers."""


@dataclass(frozen=True)
class Part:
    """One language's part of an index that lies in a folder, the only one.

    Raises ``Unfit`` if there are several languages, and ``FormatError`` if a file is not understood.
    """

    folder: Path
    memory: IndexMemory | None = None
    """Where what is in it may be kept."""

    @cached_property
    def entry(self) -> dict[str, Any]:
        """What a search loads first."""
        return read_entry(self.folder)

    @cached_property
    def language(self) -> str:
        """The language."""
        return only_language(self.entry)

    @cached_property
    def _kept(self) -> Contents | None:
        return self.memory.recall() if self.memory else None

    @cached_property
    def table(self) -> Table:
        """The table of contents."""
        if self._kept:
            return self._kept.table
        return read_table(self.folder, self.entry["languages"][self.language]["hash"])

    @cached_property
    def fragments(self) -> Sequence[tuple[str, bytes]]:
        """The address of each page, and a digest of what search shows of it, by number."""
        if self._kept:
            return self._kept.fragments
        names = (fragment_path(name) for name, _ in self.table.pages)
        return [read_address(f"{self.folder}/{name}") for name in names]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each page, by its address."""
        return {address: number for number, (address, _) in enumerate(self.fragments)}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All words, in order, if it is an index of ours."""
        if self._kept:
            return self._kept.vocabulary
        names = (name for _, _, name in self.table.pieces)
        return Vocabulary.found(read_piece(self.folder, name) for name in names)

    @cached_property
    def rankings(self) -> Mapping[bytes, Ranking]:
        """The rankings of words that have short lists, as far as these are known."""
        return self._kept.rankings if self._kept else {}

    @cached_property
    def points(self) -> Mapping[bytes, Sequence[Point]]:
        """Known places in what is said of words that have long lists, as far as there are any."""
        return self._kept.points if self._kept else {}

    @cached_property
    def pieces(self) -> Pieces:
        """Its files of words."""
        return Pieces(self.folder, [name for _, _, name in self.table.pieces], self.vocabulary)

    def prepare(self) -> None:
        """Read all that is needed to amend it.

        Raises:
            OSError: a file cannot be read.
        """
        with suppress(Unfit, FormatError):
            _ = self.fragments, self.vocabulary


def stub(part: Part) -> str:
    """Return the page that small indexes have beside the changed ones."""
    fields = "".join(
        f'<p data-pagefind-meta="{escape(field)}:x"></p>' for field in part.table.fields
    )
    return (
        f'<!doctype html><html lang="{escape(part.language)}">'
        f"<body data-pagefind-body>{fields}<p>x</p></body></html>\n"
    )


class Small:
    """An index of a few pages. Pages go by their addresses here; the stub is left out."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.numbers = dict(part.numbers)
        del self.numbers[f"/{STUB}"]

    def digest(self, address: str) -> bytes:
        """Return a digest of what search shows of a page."""
        return self.part.fragments[self.numbers[address]][1]

    def page(self, address: str) -> tuple[str, int]:
        """Return the name of a page's fragment, and how many words it has."""
        return self.part.table.pages[self.numbers[address]]

    def fields(self, address: str) -> set[str]:
        """Return what is known of a page beside its text."""
        return set(read_fragment(fragment_file(self.part.folder, self.page(address)[0]))["meta"])

    def words(self, places: Mapping[str, int]) -> dict[bytes, Word]:
        """Return where each word occurs in these pages, by the numbers that they have elsewhere."""
        to = {self.numbers[address]: place for address, place in places.items()}
        found = {}
        for text, said in read_words(self.part.folder, self.part.table):
            word = read(said)
            forms = {form: _moved(pages, to) for form, pages in word.forms.items()}
            moved = Word(_moved(word.pages, to), {form: on for form, on in forms.items() if on})
            if moved.pages or moved.forms:
                found[text] = moved
        return found

    def filters(self, places: Mapping[str, int]) -> dict[str, dict[str, list[int]]]:
        """Return the values of each filter, with the pages by the numbers that they have elsewhere."""
        to = {self.numbers[address]: place for address, place in places.items()}
        return {
            name: {
                value: on
                for value, pages in read_filter(self.part.folder, file).items()
                if (on := sorted(to[n] for n in pages if n in to))
            }
            for name, file in self.part.table.filters.items()
        }


def _moved(pages: Pages, to: Mapping[int, int]) -> Pages:
    """Return what is said of some of the pages, with the numbers that these have elsewhere."""
    return {to[page]: where for page, where in pages.items() if page in to}
