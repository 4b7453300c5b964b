"""Pagefind's output, rewritten so that the same pages always give the same, and fewer, bytes.

Pagefind numbers pages as their folder lists them, which differs from disk to disk. It keeps filters
and their values in hash maps, whose order differs from run to run. It fills its files with words
one after the other, so that an edit moves the ends of all. And it names fragments, one a page, by
digests, and lists all pages again in the order by which they can be sorted: most of the table of
contents, which every search loads whole. Here, pages go by that order, so that their numbers say it,
filters by their names, words by how they begin, and fragments have the numbers of their pages.
"""

from __future__ import annotations

import os
import posixpath
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.write.closing import close
from timeline.write.contents import Contents
from timeline.write.index_files import (
    ORDER,
    Table,
    filter_file,
    fragment_names,
    fragment_path,
    piece_file,
    read_address,
    read_entry,
    read_filter,
    read_table,
    table_file,
    write_entry,
    write_filter,
)
from timeline.write.index_words import read_words, write_words


def put_in_order(folder: Path) -> list[Contents]:
    """Rewrite the files of an index that Pagefind wrote; return what is in it, by languages.

    Raises:
        FormatError: a file has another form than expected.
        OSError: a file cannot be read or written.
    """
    entry = read_entry(folder)
    contents = [_order_language(folder, *item) for item in entry["languages"].items()]
    write_entry(folder, entry)
    return contents


def _order_language(folder: Path, language: str, about: dict[str, Any]) -> Contents:
    """Rewrite the files of one language, and what is said about it."""
    old = about["hash"]
    table = read_table(folder, old)
    numbers, fragments, pages = _order_pages(folder, language, table)
    words = read_words(folder, table, numbers)
    for _, _, name in table.pieces:
        piece_file(folder, name).unlink()
    filters = {
        name: _order_filter(folder, language, name, file, numbers)
        for name, file in table.filters.items()
    }
    table_file(folder, old).unlink()
    ordered = replace(table, pages=pages, filters=filters, sorts={})
    written = write_words(folder, language, words)
    told, contents = close(folder, language, ordered, fragments, written)
    about |= told
    return contents


def _order_pages(
    folder: Path, language: str, table: Table
) -> tuple[list[int], list[tuple[str, bytes]], list[tuple[str, int]]]:
    """Rename the fragments; return the new number of each page, and by those all fragments and pages."""
    pages = table.pages
    files = [f"{folder}/{fragment_path(name)}" for name, _ in pages]
    read = [read_address(file) for file in files]
    ranks = {page: rank for rank, page in enumerate(table.sorts.get(ORDER, ()))}
    order = sorted(range(len(pages)), key=lambda old: (ranks.get(old, len(pages)), read[old][0]))
    numbers = [0] * len(pages)
    ordered = []
    names = fragment_names(language, [read[old][1] for old in order])
    for place in {posixpath.dirname(fragment_path(name)) for name in names}:
        (folder / place).mkdir(exist_ok=True)
    for number, (old, name) in enumerate(zip(order, names, strict=True)):
        numbers[old] = number
        # Paths are texts here, for speed.
        os.rename(files[old], f"{folder}/{fragment_path(name)}")  # noqa: PTH104
        ordered.append((name, pages[old][1]))
    return numbers, [read[old] for old in order], ordered


def _order_filter(folder: Path, language: str, of: str, old: str, numbers: list[int]) -> str:
    """Rewrite the file of one filter; return its new name."""
    values = read_filter(folder, old)
    filter_file(folder, old).unlink()
    new = {value: [numbers[page] for page in on] for value, on in values.items()}
    return write_filter(folder, language, of, new)
