"""A search index brought up to date: what changed pages held is taken out, what they hold comes in.

What they held and hold is known by two small indexes, of these pages alone, before and after. The
outcome is byte for byte what an index of all pages would be; where that is not certain, there is
none, and all pages are indexed.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, Final

from timeline.write.index_files import (
    ENTRY,
    Table,
    filter_file,
    fragment_file,
    fragment_names,
    fragment_path,
    read_address,
    read_entry,
    read_filter,
    read_fragment,
    read_table,
    table_file,
    write_entry,
    write_filter,
    write_table,
)
from timeline.write.index_words import Words, read_words, write_words
from timeline.write.linked import linked
from timeline.write.packing import FormatError, Unfit
from timeline.write.postings import Pages, Word, amend, read

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


def amend_index(
    index: Part, new: Path, before: Path, after: Path, changed: Sequence[str]
) -> dict[str, str]:
    """Write an index into a new folder: another one, but with some pages as they are now.

    Args:
        index: The other index.
        new: The folder, not there yet.
        before: An index, as Pagefind writes it, of these pages as they were, and of a ``stub``.
        after: The same of these pages as they are. Files of it are taken away.
        changed: The paths of these pages.

    Returns:
        The files that were taken over under another name, by their new names in the index.

    Raises:
        Unfit: it has to be made anew; ``new`` may be half made.
        FormatError: likewise, since a file is not of the form expected.
        OSError: a file cannot be read or written.
    """
    was, now = _Small(Part(before)), _Small(Part(after))
    old = index.folder
    places = _places(index, was, now)
    if len(places) != len(changed):
        # Where none says what of it search is to read, Pagefind reads all, but of the stub.
        raise Unfit
    for name in ("fragment", "index", "filter"):
        (new / name).mkdir(parents=True)
    table = index.table
    language = index.language
    pages, renamed = _pages(index, now, places, new)
    try:
        words = _words(index.words, was.words(places), now.words(places))
    except (ValueError, IndexError):
        raise Unfit from None
    ordered = replace(
        table,
        pages=pages,
        pieces=write_words(new, language, words, old),
        filters=_filters(index, was, now, places, new),
    )
    if not ordered.filters:
        # Pagefind makes no folder for none.
        (new / "filter").rmdir()
    entry = index.entry
    own = {ENTRY, table_file(old, entry["languages"][language]["hash"]).name}
    entry["languages"][language]["hash"] = write_table(new, language, ordered)
    write_entry(new, entry)
    for file in old.iterdir():
        if file.is_file() and file.name not in own:
            linked(str(file), str(new / file.name))
    return renamed


class _Small:
    """An index of a few pages. Pages go by their addresses here; the stub is left out."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.numbers = {
            address: number
            for number, (address, _) in enumerate(part.fragments)
            if address != f"/{STUB}"
        }

    def digest(self, address: str) -> bytes:
        return self.part.fragments[self.numbers[address]][1]

    def page(self, address: str) -> tuple[str, int]:
        return self.part.table.pages[self.numbers[address]]

    def fields(self, address: str) -> set[str]:
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


def _places(index: Part, was: _Small, now: _Small) -> dict[str, int]:
    """Return the numbers that the changed pages have in the whole index, by their addresses."""
    for small in (was, now):
        if (
            small.part.language != index.language
            or small.part.table.version != index.table.version
            or small.part.table.fields != index.table.fields
            or small.part.entry.keys() != index.entry.keys()
            or any(
                small.part.entry[key] != index.entry[key]
                for key in index.entry
                if key != "languages"
            )
        ):
            raise Unfit
    number = {address: number for number, (address, _) in enumerate(index.fragments)}
    if len(number) != len(index.fragments) or was.numbers.keys() != now.numbers.keys():
        raise Unfit
    places = {}
    for address in now.numbers:
        place = number.get(address)
        if (
            place is None
            or index.fragments[place][1] != was.digest(address)
            or index.table.pages[place][1] != was.page(address)[1]
            # Whether another page has a field that this one has no more is not known.
            or not was.fields(address) <= now.fields(address)
        ):
            raise Unfit
        places[address] = place
    return places


def _pages(
    index: Part, now: _Small, places: Mapping[str, int], new: Path
) -> tuple[list[tuple[str, int]], dict[str, str]]:
    """Put all fragments into a new index; return its pages, and which files have other names."""
    by_place = {place: address for address, place in places.items()}
    digests = [digest for _, digest in index.fragments]
    for place, address in by_place.items():
        digests[place] = now.digest(address)
    pages = []
    renamed = {}
    for place, name in enumerate(fragment_names(index.language, digests)):
        to = f"{new}/{fragment_path(name)}"
        if place in by_place:
            fragment, words = now.page(by_place[place])
            shutil.move(fragment_file(now.part.folder, fragment), to)
        else:
            fragment, words = index.table.pages[place]
            linked(f"{index.folder}/{fragment_path(fragment)}", to)
            renamed[fragment_path(name)] = fragment_path(fragment)
        pages.append((name, words))
    return pages, renamed


def _words(words: Words, out: Mapping[bytes, Word], new: Mapping[bytes, Word]) -> Words:
    """Return all words of an index, with other occurrences of some."""
    every = dict(words)
    for word in out.keys() | new.keys():
        if out.get(word) == new.get(word):
            continue
        said = amend(every.get(word), out.get(word), new.get(word))
        if said is None:
            del every[word]
        else:
            every[word] = said
    return sorted(every.items())


def _filters(
    index: Part, was: _Small, now: _Small, places: Mapping[str, int], new: Path
) -> dict[str, str]:
    """Put all filters into a new index; return the names of their files."""
    old, fresh = was.filters(places), now.filters(places)
    files = {}
    for name in index.table.filters.keys() | fresh.keys():
        out, more = old.get(name, {}), fresh.get(name, {})
        file = index.table.filters.get(name)
        if file and out == more:
            linked(str(filter_file(index.folder, file)), str(filter_file(new, file)))
            files[name] = file
            continue
        values = {
            value: set(on)
            for value, on in (read_filter(index.folder, file) if file else {}).items()
        }
        for value, on in out.items():
            if not values.get(value, set()) >= set(on):
                raise Unfit
            values[value] -= set(on)
        for value, on in more.items():
            values.setdefault(value, set()).update(on)
        left: dict[str, Sequence[int]] = {value: sorted(on) for value, on in values.items() if on}
        if left:
            files[name] = write_filter(new, index.language, name, left)
    return files
