"""A search index brought up to date: what changed pages held is taken out, what they hold comes in.

What they held and hold is known by two small indexes, of these pages alone, before and after. The
outcome is byte for byte what an index of all pages would be; where that is not certain, there is
none, and all pages are indexed.
"""

from __future__ import annotations

import os
import shutil
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from timeline.write.amended_filters import amend_filters
from timeline.write.amended_pages import amend_pages, move_fragments
from timeline.write.amended_words import amend_words
from timeline.write.best import FOLDER as BEST
from timeline.write.best import Ranked
from timeline.write.closing import close
from timeline.write.contents import Contents
from timeline.write.forked import beside
from timeline.write.index_files import (
    ENGINE,
    ENTRY,
    Table,
    filter_path,
    fragment_file,
    fragment_names,
    piece_path,
    read_fragment,
    table_file,
    write_entry,
)
from timeline.write.indexes import Part, Small
from timeline.write.linked import Linking
from timeline.write.moves import Moves
from timeline.write.packing import Unfit
from timeline.write.renumbering import Order
from timeline.write.word_changes import Change

NEAR: Final = 5
"""Pages before and behind one that is gone in which its fields are looked for: they are alike."""


LEAST: Final = 2_000
"""Pages from which on it is worth a process to give them other numbers in all but the words."""


class Amended(NamedTuple):
    """An index that was brought up to date.

    Attributes:
        contents: What is in it.
        taken: The files that it has in common with the other one: their paths in it, and there.
    """

    contents: Contents
    taken: dict[str, str]


def take_over(index: Path, new: Path) -> None:
    """Give all files of an index second names in a folder that is not there yet.

    Raises:
        OSError: as ``linked``.
    """
    start = len(f"{index}/")
    for folder, _, names in os.walk(index):
        Linking(str(index), str(new)).take(f"{folder}/{name}"[start:] for name in names)


def amend_index(index: Part, new: Path, before: Path, after: Path, order: Order) -> Amended:
    """Turn second names of an index's files into another index, with some pages as they are now.

    Args:
        index: The index.
        new: The folder with second names for all of its files; see ``take_over``.
        before: An index, as Pagefind writes it, of these pages as they were, and of a ``stub``.
        after: The same of these pages as they are. Files of it are taken away.
        order: Which pages these are, and the order of all.

    Raises:
        Unfit: it has to be made anew; ``new`` may be half made.
        FormatError: likewise, since a file is not of the form expected.
        OSError: a file cannot be read or written.
    """
    was, now = Small(Part(before)), Small(Part(after))
    _require_fit(index, was, now, order)
    language, old = index.language, index.folder
    entry = deepcopy(index.entry)
    about = entry["languages"][language]
    # What is written is taken away before: under another name it is the other index's.
    anew = {ENGINE, ENTRY, table_file(old, about["hash"]).name}
    for name in anew:
        (new / name).unlink()
    shutil.rmtree(new / BEST, ignore_errors=True)
    pages = amend_pages(index, now, order)
    moving = order.numbers is not None
    names, values = (
        partial(move_fragments, new, pages),
        partial(amend_filters, index, was, now, order, new),
    )
    # Where pages have other numbers, each of them takes a tenth of a second and more.
    with beside(names, values, worth=moving and len(order.pages) >= LEAST) as outcome:
        try:
            out, more = was.words(order.was), now.words(order.now)
            change = Change(Moves.of(order, len(index.fragments)), out, more)
            words = amend_words(index, new, change, moving=moving)
            outcome()
            filters = outcome()
        except (ValueError, LookupError):
            raise Unfit from None
    table = replace(index.table, pages=pages.table, filters=filters)
    known = None if order.numbers else Ranked(index.rankings, out, more)
    told, contents = close(new, language, table, pages.fragments, words, known)
    about |= told
    write_entry(new, entry)
    others = {file.name for file in old.iterdir() if file.is_file()} - anew
    taken = _in_common(index.table, contents.table, new) | others
    return Amended(contents, {**pages.taken, **{path: path for path in taken}})


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
    number = index.numbers
    if [name for name, _ in index.table.pages] != fragment_names(
        index.language, [digest for _, digest in index.fragments]
    ):
        raise Unfit
    for address in order.was:
        if (
            index.fragments[number[address]][1] != was.digest(address)
            or index.table.pages[number[address]][1] != was.page(address)[1]
        ):
            raise Unfit
        # Whether another page has a field that this one has no more is seldom known.
        left = now.fields(address) if address in order.now else _fields_near(index, address, order)
        if not was.fields(address) <= left:
            raise Unfit


def _fields_near(index: Part, gone: str, order: Order) -> set[str]:
    """Return what fields the pages have that stay beside one that is gone."""
    place = index.numbers[gone]
    fields: set[str] = set()
    for address, _ in index.fragments[max(0, place - NEAR) : place + NEAR]:
        if address not in order.was:
            name, _ = index.table.pages[index.numbers[address]]
            fields |= read_fragment(fragment_file(index.folder, name))["meta"].keys()
    return fields


def _in_common(table: Table, now: Table, new: Path) -> set[str]:
    """Take files of an index away that a new one has not; return those that it has."""
    before, after = (
        {*map(filter_path, one.filters.values()), *(piece_path(name) for *_, name in one.pieces)}
        for one in (table, now)
    )
    for path in before - after:
        (new / path).unlink()
    if not now.filters:
        # Pagefind makes no folder for none.
        (new / filter_path("")).parent.rmdir()
    return before & after
