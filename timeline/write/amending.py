"""A search index brought up to date: what changed pages held is taken out, what they hold comes in.

What they held and hold is known by two small indexes, of these pages alone, before and after. The
outcome is byte for byte what an index of all pages would be; where that is not certain, there is
none, and all pages are indexed.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Final

from timeline.write.best import write_best
from timeline.write.index_files import (
    ENGINE,
    ENTRY,
    filter_file,
    fragment_file,
    fragment_names,
    fragment_path,
    read_filter,
    read_fragment,
    table_file,
    write_entry,
    write_filter,
    write_table,
)
from timeline.write.index_words import Words, read_words, write_words
from timeline.write.indexes import Part, Small
from timeline.write.linked import linked
from timeline.write.packing import Unfit
from timeline.write.postings import Word, amend
from timeline.write.renumbering import Order

NEAR: Final = 5
"""Pages before and behind one that is gone in which its fields are looked for: they are alike."""


def amend_index(index: Part, new: Path, before: Path, after: Path, order: Order) -> dict[str, str]:
    """Write an index into a new folder: another one, but with some pages as they are now.

    Args:
        index: The other index.
        new: The folder, not there yet.
        before: An index, as Pagefind writes it, of these pages as they were, and of a ``stub``.
        after: The same of these pages as they are. Files of it are taken away.
        order: Which pages these are, and the order of all.

    Returns:
        The files that were taken over, by their new names in the index.

    Raises:
        Unfit: it has to be made anew; ``new`` may be half made.
        FormatError: likewise, since a file is not of the form expected.
        OSError: a file cannot be read or written.
    """
    was, now = Small(Part(before)), Small(Part(after))
    _require_fit(index, was, now, order)
    for name in ("fragment", "index", "filter"):
        (new / name).mkdir(parents=True)
    table, language, old = index.table, index.language, index.folder
    pages, taken = _pages(index, now, order, new)
    numbers = order.numbers
    words = read_words(old, table, numbers) if numbers else index.words
    try:
        words = _words(words, was.words(order.was), now.words(order.now))
    except (ValueError, IndexError):
        raise Unfit from None
    ordered = replace(
        table,
        pages=pages,
        # Where pages have other numbers, hardly a file stays.
        pieces=write_words(new, language, words, None if numbers else old),
        filters=_filters(index, was, now, order, new),
    )
    if not ordered.filters:
        # Pagefind makes no folder for none.
        (new / "filter").rmdir()
    entry = deepcopy(index.entry)
    about = entry["languages"][language]
    own = {ENGINE, ENTRY, table_file(old, about["hash"]).name}
    about |= {
        "hash": write_table(new, language, ordered),
        "page_count": len(pages),
        "best": write_best(new, language, ordered, words),
    }
    write_entry(new, entry)
    for file in old.iterdir():
        if file.is_file() and file.name not in own:
            linked(str(file), str(new / file.name))
            taken[file.name] = file.name
    return taken


def _require_fit(index: Part, was: Small, now: Small, order: Order) -> None:
    """See that the small indexes are of the pages that changed, and of nothing that all share.

    Raises:
        Unfit: it is not certain that the outcome would be right.
    """
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
    # Where no page says what of it search is to read, Pagefind reads all, but only the stub here.
    if was.numbers.keys() != order.was.keys() or now.numbers.keys() != order.now.keys():
        raise Unfit
    number = {address: number for number, (address, _) in enumerate(index.fragments)}
    for address in order.was:
        if (
            index.fragments[number[address]][1] != was.digest(address)
            or index.table.pages[number[address]][1] != was.page(address)[1]
        ):
            raise Unfit
        # Whether another page has a field that this one has no more is seldom known.
        left = (
            now.fields(address)
            if address in order.now
            else _fields_near(index, number, address, order)
        )
        if not was.fields(address) <= left:
            raise Unfit


def _fields_near(index: Part, number: Mapping[str, int], gone: str, order: Order) -> set[str]:
    """Return what fields the pages have that stay beside one that is gone."""
    place = number[gone]
    fields: set[str] = set()
    for address, _ in index.fragments[max(0, place - NEAR) : place + NEAR]:
        if address not in order.was:
            name, _ = index.table.pages[number[address]]
            fields |= read_fragment(fragment_file(index.folder, name))["meta"].keys()
    return fields


def _pages(
    index: Part, now: Small, order: Order, new: Path
) -> tuple[list[tuple[str, int]], dict[str, str]]:
    """Put all fragments into a new index; return its pages, and which files have other names."""
    digests = [
        index.fragments[page][1] if isinstance(page, int) else now.digest(page)
        for page in order.pages
    ]
    pages = []
    taken = {}
    for page, name in zip(order.pages, fragment_names(index.language, digests), strict=True):
        to = f"{new}/{fragment_path(name)}"
        if isinstance(page, int):
            fragment, words = index.table.pages[page]
            linked(f"{index.folder}/{fragment_path(fragment)}", to)
            taken[fragment_path(name)] = fragment_path(fragment)
        else:
            fragment, words = now.page(page)
            shutil.move(fragment_file(now.part.folder, fragment), to)
        pages.append((name, words))
    return pages, taken


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


def _filters(index: Part, was: Small, now: Small, order: Order, new: Path) -> dict[str, str]:
    """Put all filters into a new index; return the names of their files."""
    old, fresh, numbers = was.filters(order.was), now.filters(order.now), order.numbers
    files = {}
    for name in index.table.filters.keys() | fresh.keys():
        out, more = old.get(name, {}), fresh.get(name, {})
        file = index.table.filters.get(name)
        if file and out == more and not numbers:
            linked(str(filter_file(index.folder, file)), str(filter_file(new, file)))
            files[name] = file
            continue
        values = {
            value: {numbers[page] for page in on} if numbers else set(on)
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
