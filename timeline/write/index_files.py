"""The files of a Pagefind index, as they are read and as this program writes them.

A file is the mark ``pagefind_dcd`` and a value in CBOR, or a fragment's in JSON, all of it compressed
with gzip. Files are named after what is in them, so that a browser never mixes two editions.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final

from timeline.settings import INDEX_PIECE
from timeline.write.cbor import decode, encode
from timeline.write.chunks import bounds, divide
from timeline.write.forked import processes, shares, side_by_side
from timeline.write.linked import linked
from timeline.write.postings import join, renumber, split

MARK: Final = b"pagefind_dcd"
ENTRY: Final = "pagefind-entry.json"

LEAST: Final = 40
"""Files of words that are worth a process: it starts in the time that two or three of them take."""

_SMALL: Final = 9
_QUICK: Final = 5
"""How hard gzip tries. Files of words are most of the index; they hold less instead."""

_GZIP: Final = 16 + zlib.MAX_WBITS
_BEGINNING: Final = 4096
"""Bytes of a fragment in which its page's address stands."""
_ADDRESS: Final = re.compile(MARK + rb'\{"url":("(?:[^"\\]|\\.)*")')

Words = list[tuple[bytes, bytes]]
"""Each word, in UTF-8, with what is said of it; see ``postings``."""


class FormatError(Exception):
    """A file is not what this Pagefind version is known to write; ``str()`` names the file."""


@dataclass(frozen=True, slots=True)
class Table:
    """The table of contents of one language's index.

    Attributes:
        version: Pagefind's.
        pages: The name of each page's fragment, and how many words it has, by the page's number.
        pieces: From where to where each file of words goes, and its name.
        filters: Name of each filter, and of its file.
        sorts: Name of each order, and the numbers of the pages in it.
        fields: Names of what is known of pages beside their text.
    """

    version: str
    pages: list[tuple[str, int]]
    pieces: list[tuple[str, str, str]]
    filters: dict[str, str]
    sorts: dict[str, list[int]]
    fields: list[str]


def read_entry(folder: Path) -> dict[str, Any]:
    """Return what a search loads first: ``languages``, with the name of each one's table.

    Raises:
        FormatError: it has another form.
        OSError: it cannot be read.
    """
    try:
        entry: dict[str, Any] = json.loads((folder / ENTRY).read_text(encoding="utf-8"))
        for about in entry["languages"].values():
            str(about["hash"])
    except (ValueError, TypeError, KeyError, AttributeError):
        raise FormatError(ENTRY) from None
    return entry


def write_entry(folder: Path, entry: Mapping[str, Any]) -> None:
    """Write what a search loads first."""
    text = json.dumps(entry, sort_keys=True)
    (folder / ENTRY).write_text(text, encoding="utf-8", newline="")


def table_file(folder: Path, name: str) -> Path:
    """Return the file of a table of contents."""
    return folder / f"pagefind.{name}.pf_meta"


def piece_file(folder: Path, name: str) -> Path:
    """Return a file of words."""
    return folder / "index" / f"{name}.pf_index"


def filter_file(folder: Path, name: str) -> Path:
    """Return the file of a filter."""
    return folder / "filter" / f"{name}.pf_filter"


def fragment_file(folder: Path, name: str) -> Path:
    """Return the file with what search shows of a page."""
    return folder / fragment_path(name)


def fragment_path(name: str) -> str:
    """Return where that file lies in the index, POSIX."""
    return f"fragment/{name}.pf_fragment"


def read_table(folder: Path, name: str) -> Table:
    """Read a table of contents.

    Raises:
        FormatError: it has another form than expected.
        OSError: it cannot be read.
    """
    file = table_file(folder, name)
    match _read(file):
        case [str(version), list(pages), list(pieces), list(filters), list(sorts), list(fields)]:
            try:
                return Table(
                    version,
                    [(str(fragment), int(words)) for fragment, words in pages],
                    [(str(first), str(last), str(piece)) for first, last, piece in pieces],
                    {str(filter_): str(values) for filter_, values in filters},
                    {str(sort): [int(page) for page in on] for sort, on in sorts},
                    [str(field) for field in fields],
                )
            except (TypeError, ValueError):
                pass
    raise FormatError(file.name)


def write_table(folder: Path, language: str, table: Table) -> str:
    """Write a table of contents, and return its name."""
    content = _packed(
        [
            table.version,
            [list(page) for page in table.pages],
            [list(piece) for piece in table.pieces],
            [list(named) for named in sorted(table.filters.items())],
            [[sort, list(on)] for sort, on in sorted(table.sorts.items())],
            list(table.fields),
        ]
    )
    name = _name(language, content)
    table_file(folder, name).write_bytes(content)
    return name


def read_filter(folder: Path, name: str) -> dict[str, list[int]]:
    """Return the values of a filter, and the numbers of the pages that have each.

    Raises:
        FormatError: the file has another form than expected.
        OSError: it cannot be read.
    """
    file = filter_file(folder, name)
    match _read(file):
        case [str(), list(values)]:
            try:
                return {str(value): [int(page) for page in on] for value, on in values}
            except (TypeError, ValueError):
                pass
    raise FormatError(file.name)


def write_filter(folder: Path, language: str, of: str, values: Mapping[str, Sequence[int]]) -> str:
    """Write the file of a filter, in order, and return its name."""
    content = _packed([of, [[value, sorted(on)] for value, on in sorted(values.items())]])
    name = _name(language, content)
    filter_file(folder, name).write_bytes(content)
    return name


def read_address(file: str) -> tuple[str, bytes]:
    """Return the address of a page, given its fragment, and a digest of that.

    Raises:
        FormatError: the fragment has another form than expected.
        OSError: it cannot be read.
    """
    # There are tens of thousands, so no more is unpacked than is needed.
    with open(file, "rb") as stream:  # noqa: PTH123
        packed = stream.read()
    try:
        found = _ADDRESS.match(zlib.decompressobj(_GZIP).decompress(packed, _BEGINNING))
        if found:
            escaped = b"\\" in found[1]
            address = json.loads(found[1]) if escaped else found[1][1:-1].decode()
            return str(address), hashlib.sha256(packed).digest()
    except (ValueError, zlib.error):
        pass
    raise FormatError(Path(file).name)


def read_fragment(file: Path) -> dict[str, Any]:
    """Return what search shows of a page: ``url``, ``meta`` and more.

    Raises:
        FormatError: it has another form than expected.
        OSError: it cannot be read.
    """
    try:
        fragment: dict[str, Any] = json.loads(_unpacked(file.name, file.read_bytes()))
        str(fragment["url"]), dict(fragment["meta"])
    except (ValueError, TypeError, KeyError):
        raise FormatError(file.name) from None
    return fragment


def fragment_names(language: str, digests: Sequence[bytes]) -> list[str]:
    """Return names for all fragments of a language, given their digests in the pages' order.

    Before the number stands a digest of all of them, so that no browser takes one that it kept
    from another edition of the site for one of this.
    """
    edition = _name(language, b"".join(digests))
    width = len(f"{len(digests):x}")
    return [f"{edition}_{number:0{width}x}" for number in range(len(digests))]


def read_words(folder: Path, table: Table, numbers: Sequence[int] | None = None) -> Words:
    """Return all words of an index, in order.

    Args:
        folder: Of the index.
        table: Its table of contents.
        numbers: A new number for each page, if they are to have others.

    Raises:
        FormatError: a file has another form than expected.
        OSError: one cannot be read.
    """
    names = [name for _, _, name in table.pieces]
    count = processes(len(names), LEAST) if numbers else 1
    tasks = [partial(_words, folder, part, numbers) for part in shares(names, count)]
    return sorted(chain.from_iterable(side_by_side(tasks)))


def _words(folder: Path, names: Sequence[str], numbers: Sequence[int] | None) -> Words:
    words: Words = []
    for name in names:
        file = piece_file(folder, name)
        try:
            found = split(_unpacked(file.name, file.read_bytes()))
            if numbers:
                found = [(word, renumber(said, numbers)) for word, said in found]
        except (ValueError, IndexError):
            raise FormatError(file.name) from None
        words += found
    return words


def write_words(
    folder: Path, language: str, words: Words, earlier: Path | None = None
) -> list[tuple[str, str, str]]:
    """Write all words of an index into files; return what its table says of them.

    Args:
        folder: Of the index.
        language: Its language.
        words: In order.
        earlier: Another index, whose files are taken over where they hold the same.

    Raises:
        FormatError: a word is not UTF-8.
        OSError: a file cannot be written.
    """
    sizes = [len(word) + len(said) for word, said in words]
    pieces = divide([word for word, _ in words], sizes, INDEX_PIECE)
    parts = shares(pieces, processes(len(pieces), LEAST) if earlier is None else 1)
    tasks = [partial(_write_pieces, folder, language, words, part, earlier) for part in parts]
    names = chain.from_iterable(side_by_side(tasks))
    try:
        ends = [(words[at[0]][0].decode(), words[at[-1]][0].decode()) for at in pieces]
    except UnicodeDecodeError:
        raise FormatError("a word") from None
    return [(first, last, name) for (first, last), name in zip(bounds(ends), names, strict=True)]


def _write_pieces(
    folder: Path, language: str, words: Words, pieces: Sequence[range], earlier: Path | None
) -> list[str]:
    names = []
    for at in pieces:
        content = join(words[at.start : at.stop])
        name = _name(language, content)
        file = piece_file(folder, name)
        if earlier and piece_file(earlier, name).is_file():
            linked(str(piece_file(earlier, name)), str(file))
        else:
            file.write_bytes(_compressed(content, _QUICK))
        names.append(name)
    return names


def _name(language: str, content: bytes) -> str:
    return f"{language}_{hashlib.sha256(content).hexdigest()[:10]}"


def _read(file: Path) -> Any:
    try:
        return decode(_unpacked(file.name, file.read_bytes()))
    except (ValueError, IndexError):
        raise FormatError(file.name) from None


def _unpacked(name: str, packed: bytes) -> bytes:
    try:
        data = gzip.decompress(packed)
    except (OSError, EOFError, zlib.error):
        raise FormatError(name) from None
    if not data.startswith(MARK):
        raise FormatError(name)
    return data[len(MARK) :]


def _packed(value: Any) -> bytes:
    return _compressed(encode(value), _SMALL)


def _compressed(content: bytes, level: int) -> bytes:
    packed = io.BytesIO()
    # Unlike gzip.compress, this writes the same header under every Python version.
    with gzip.GzipFile("", "wb", level, packed, mtime=0) as file:
        file.write(MARK + content)
    return packed.getvalue()
