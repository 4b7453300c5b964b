"""A search index of very many pages, made of parts of them and put together.

Pagefind holds all words of all pages in memory, some 90 kB a page: 5 GB at 58,000 of them. Each part
has every so many-th page, so that all are alike.
"""

from __future__ import annotations

import os
import posixpath
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from timeline.settings import INDEXED_AT_ONCE, INDEXED_SIDE_BY_SIDE
from timeline.write.closing import close
from timeline.write.contents import Contents
from timeline.write.forked import processes, shares, side_by_side
from timeline.write.index_files import (
    ENTRY,
    Table,
    fragment_names,
    fragment_path,
    read_address,
    read_entry,
    read_filter,
    read_table,
    table_file,
    write_entry,
    write_filter,
)
from timeline.write.index_words import read_words, write_words
from timeline.write.packing import Unfit
from timeline.write.postings import Pages, Word, read, renumbered, write
from timeline.write.sort_keys import place_in
from timeline.write.vocabulary import Words

LEAST: Final = 2_000
"""Words, or pages, that are worth a process: it starts in the time in which some hundreds are done."""

Numbers = Sequence[int]
"""The number of each page of a part in the whole."""


def lay_out(pages: Path, work: Path) -> list[Path]:
    """Divide pages among folders if they are too many to be indexed at once; return these, else none.

    Args:
        pages: The folder of all pages.
        work: A folder, not there yet, for those of the parts; it may lie in ``pages``.

    Raises:
        OSError: a file cannot be read or written.
    """
    whole = str(pages.absolute())
    start = len(whole) + 1
    paths = sorted(
        f"{folder}/{name}"[start:].replace(os.sep, "/")
        for folder, _, names in os.walk(whole)
        for name in names
        if name.endswith(".html")
    )
    if len(paths) <= INDEXED_AT_ONCE:
        return []
    number = -(-len(paths) * INDEXED_SIDE_BY_SIDE // INDEXED_AT_ONCE)
    folders = [work / str(n) for n in range(number)]
    for n, folder in enumerate(folders):
        for place in {posixpath.dirname(path) for path in paths[n::number]}:
            (folder / place).mkdir(parents=True, exist_ok=True)
        for path in paths[n::number]:
            _show(f"{whole}/{path}", f"{folder}/{path}")
    return folders


def _show(page: str, where: str) -> None:
    """Have a page elsewhere too. A second name would count as a change of it."""
    try:
        os.symlink(page, where)  # noqa: PTH211  # paths are texts, for speed
    except OSError:
        # Some systems and disks know no links.
        shutil.copyfile(page, where)


class _Part(NamedTuple):
    """One language's share of a part's index."""

    folder: Path
    table: Table
    numbers: Numbers


class _Fragment(NamedTuple):
    """What search shows of a page, in the index of a part."""

    file: str
    part: int
    """The number of the part."""
    old: int
    """The number of the page there."""
    words: int
    """How many the page has."""


def put_together(parts: Sequence[Path], pages: Path, folder: Path) -> list[Contents]:
    """Write the index of all pages into a folder, of the indexes of all parts, which are used up.

    Returns:
        What is in it, by languages.

    Raises:
        Unfit: they cannot be put together; the folder may be half made.
        FormatError: a file is not of the form expected.
        OSError: a file cannot be read or written.
    """
    entries = [read_entry(part) for part in parts]
    for name in ("fragment", "index", "filter"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    whole = entries[0] | {"languages": {}}
    contents = []
    for language in sorted({name for entry in entries for name in entry["languages"]}):
        own = [
            (part, read_table(part, entry["languages"][language]["hash"]))
            for part, entry in zip(parts, entries, strict=True)
            if language in entry["languages"]
        ]
        about: dict[str, Any] = next(
            entry["languages"][language] for entry in entries if language in entry["languages"]
        )
        told, found = _together(own, pages, folder, language)
        whole["languages"][language] = about | told
        contents.append(found)
    write_entry(folder, whole)
    for file in chain.from_iterable(part.iterdir() for part in parts):
        # All but what was put together: the program that searches.
        if file.is_file() and file.name != ENTRY and file.suffix != table_file(file, "").suffix:
            file.replace(folder / file.name)
    return contents


def _together(
    own: Sequence[tuple[Path, Table]], pages: Path, folder: Path, language: str
) -> tuple[dict[str, Any], Contents]:
    """Write one language's files; return what ``close`` does."""
    tables = [table for _, table in own]
    if any((t.version, t.fields) != (tables[0].version, tables[0].fields) for t in tables):
        raise Unfit
    numbers, fragments, listed = _pages(own, pages, folder, language)
    parts = [_Part(part, table, n) for (part, table), n in zip(own, numbers, strict=True)]
    words = write_words(folder, language, _words(parts))
    table = Table(
        version=tables[0].version,
        pages=listed,
        pieces=[],
        filters={
            name: write_filter(folder, language, name, values)
            for name, values in _filters(parts).items()
        },
        sorts={},
        fields=tables[0].fields,
    )
    return close(folder, language, table, fragments, words)


def _pages(
    own: Sequence[tuple[Path, Table]], pages: Path, folder: Path, language: str
) -> tuple[list[list[int]], list[tuple[str, bytes]], list[tuple[str, int]]]:
    """Move all fragments; return the numbers of each part's pages, and by those all fragments and pages."""
    fragments = [
        _Fragment(f"{place}/{fragment_path(name)}", part, old, words)
        for part, (place, table) in enumerate(own)
        for old, (name, words) in enumerate(table.pages)
    ]
    number = processes(len(fragments), LEAST)
    tasks = [partial(_looked_at, pages, share) for share in shares(fragments, number)]
    found = sorted(chain.from_iterable(side_by_side(tasks)))
    numbers = [[0] * len(table.pages) for _, table in own]
    names = fragment_names(language, [digest for _, _, digest, _ in found])
    for place in {posixpath.dirname(fragment_path(name)) for name in names}:
        (folder / place).mkdir(exist_ok=True)
    listed = []
    for number, ((*_, one), name) in enumerate(zip(found, names, strict=True)):
        numbers[one.part][one.old] = number
        os.rename(one.file, f"{folder}/{fragment_path(name)}")  # noqa: PTH104  # texts, for speed
        listed.append((name, one.words))
    return numbers, [(address, digest) for _, address, digest, _ in found], listed


def _looked_at(
    pages: Path, fragments: Iterable[_Fragment]
) -> list[tuple[tuple[bool, str], str, bytes, _Fragment]]:
    """Return each fragment with what its page is sorted by, its address, and its own digest."""
    # A part has none of its pages' keys, so they are read again.
    return [
        (place_in(pages, address), address, digest, fragment)
        for fragment in fragments
        for address, digest in [read_address(fragment.file)]
    ]


def _words(parts: Sequence[_Part]) -> Words:
    said: dict[bytes, list[tuple[bytes, Numbers]]] = {}
    for part in parts:
        for word, text in read_words(part.folder, part.table):
            said.setdefault(word, []).append((text, part.numbers))
    words = sorted(said)
    tasks = [partial(_joined, said, share) for share in shares(words, processes(len(words), LEAST))]
    return list(chain.from_iterable(side_by_side(tasks)))


def _joined(said: Mapping[bytes, Sequence[tuple[bytes, Numbers]]], words: Sequence[bytes]) -> Words:
    return [(word, _one(said[word])) for word in words]


def _one(said: Iterable[tuple[bytes, Numbers]]) -> bytes:
    """Put together what the parts say of a word."""
    pages: Pages = {}
    forms: dict[bytes, Pages] = {}
    try:
        for text, numbers in said:
            word = renumbered(read(text), numbers)
            pages |= word.pages
            for form, on in word.forms.items():
                forms.setdefault(form, {}).update(on)
    except (ValueError, IndexError):
        raise Unfit from None
    return write(Word(pages, forms))


def _filters(parts: Sequence[_Part]) -> dict[str, dict[str, list[int]]]:
    filters: dict[str, dict[str, list[int]]] = {}
    for part in parts:
        for name, file in part.table.filters.items():
            values = filters.setdefault(name, {})
            for value, on in read_filter(part.folder, file).items():
                values.setdefault(value, []).extend(part.numbers[page] for page in on)
    return filters
