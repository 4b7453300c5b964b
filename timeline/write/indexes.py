"""Search indexes that lie in a folder: one of all pages, and small ones of a few."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, Final

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
from timeline.write.index_words import Words, read_words
from timeline.write.packing import FormatError, Unfit
from timeline.write.postings import Pages, Word, read

STUB: Final = "fields-of-all-pages.html"
"""A page that small indexes have too. It has every field, so that fields have the same numbers."""


@dataclass(frozen=True)
class Part:
    """One language's part of an index that lies in a folder, the only one.

    Raises ``Unfit`` if there are several languages, and ``FormatError`` if a file is not understood.
    """

    folder: Path

    @cached_property
    def entry(self) -> dict[str, Any]:
        """What a search loads first."""
        entry = read_entry(self.folder)
        if len(entry["languages"]) != 1:
            raise Unfit
        return entry

    @cached_property
    def language(self) -> str:
        """The language."""
        return str(*self.entry["languages"])

    @cached_property
    def table(self) -> Table:
        """The table of contents."""
        return read_table(self.folder, self.entry["languages"][self.language]["hash"])

    @cached_property
    def fragments(self) -> list[tuple[str, bytes]]:
        """The address of each page, and a digest of what search shows of it, by number."""
        names = (fragment_path(name) for name, _ in self.table.pages)
        return [read_address(f"{self.folder}/{name}") for name in names]

    @cached_property
    def words(self) -> Words:
        """All words, in order."""
        return read_words(self.folder, self.table)

    def prepare(self) -> None:
        """Read all that is needed to amend it.

        Raises:
            OSError: a file cannot be read.
        """
        with suppress(Unfit, FormatError):
            _ = self.fragments, self.words


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
        self.numbers = {
            address: number
            for number, (address, _) in enumerate(part.fragments)
            if address != f"/{STUB}"
        }

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
        for text, said in self.part.words:
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
