"""The files of a Pagefind index, but for its words: tables of contents, filters, fragments."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rjsmin import jsmin

from timeline.settings import EXCERPT, FIELD_WEIGHTS, LISTED_FIRST
from timeline.write.packing import MARK, FormatError, name_of, packed, read_value, unpacked

ENTRY: Final = "pagefind-entry.json"

ENGINE: Final = "engine.js"
"""What pages ask: Pagefind in a worker, told at once what is in the index."""

OPTIONS: Final = {
    "excerptLength": EXCERPT,
    "listedFirst": LISTED_FIRST,
    "ranking": {"metaWeights": FIELD_WEIGHTS},
}
"""What it works with; see Pagefind's documentation of its options, and for ``listedFirst`` ``best``."""

SCRIPT: Final = Path(__file__).with_name(ENGINE)
"""The engine, without what is in the index."""

ORDER: Final = "date"
"""The name of the order that pages say their places in. By it they are numbered; see ``pagefind``."""

Row = tuple[str, str, str]
"""From where to where a file of words goes, and its name."""

_GZIP: Final = 16 + zlib.MAX_WBITS
_BEGINNING: Final = 4096
"""Bytes of a fragment in which its page's address stands."""
_ADDRESS: Final = re.compile(MARK + rb'\{"url":("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class Table:
    """The table of contents of one language's index.

    Attributes:
        version: Pagefind's.
        pages: The name of each page's fragment, and how many words it has, by the page's number.
        pieces: What is said of each file of words.
        filters: Name of each filter, and of its file.
        sorts: Name of each order, and the numbers of the pages in it; none in an index of ours.
        fields: Names of what is known of pages beside their text.
    """

    version: str
    pages: list[tuple[str, int]]
    pieces: list[Row]
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
    """Write what a search loads first: for us, and as the beginning of the script that searches."""
    text = json.dumps(entry, sort_keys=True)
    known = json.dumps({"entry": entry, "options": OPTIONS}, sort_keys=True)
    script = jsmin(SCRIPT.read_text(encoding="utf-8"))
    for name, content in ((ENTRY, text), (ENGINE, f'"use strict";self.stIndex={known};{script}')):
        (folder / name).write_text(content, encoding="utf-8", newline="")


def table_file(folder: Path, name: str) -> Path:
    """Return the file of a table of contents."""
    return folder / f"pagefind.{name}.pf_meta"


def piece_file(folder: Path, name: str) -> Path:
    """Return a file of words."""
    return folder / piece_path(name)


def piece_path(name: str) -> str:
    """Return where that file lies in the index, POSIX."""
    return f"index/{name}.pf_index"


def filter_file(folder: Path, name: str) -> Path:
    """Return the file of a filter."""
    return folder / filter_path(name)


def filter_path(name: str) -> str:
    """Return where that file lies in the index, POSIX."""
    return f"filter/{name}.pf_filter"


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
    match read_value(file):
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
    content = packed(
        [
            table.version,
            [list(page) for page in table.pages],
            [list(piece) for piece in table.pieces],
            [list(named) for named in sorted(table.filters.items())],
            [[sort, list(on)] for sort, on in sorted(table.sorts.items())],
            list(table.fields),
        ]
    )
    name = name_of(language, content)
    table_file(folder, name).write_bytes(content)
    return name


def read_filter(folder: Path, name: str) -> dict[str, list[int]]:
    """Return the values of a filter, and the numbers of the pages that have each.

    Raises:
        FormatError: the file has another form than expected.
        OSError: it cannot be read.
    """
    file = filter_file(folder, name)
    match read_value(file):
        case [str(), list(values)]:
            try:
                return {str(value): [int(page) for page in on] for value, on in values}
            except (TypeError, ValueError):
                pass
    raise FormatError(file.name)


def write_filter(folder: Path, language: str, of: str, values: Mapping[str, Sequence[int]]) -> str:
    """Write the file of a filter, in order, unless it is there; return its name."""
    content = packed([of, [[value, sorted(on)] for value, on in sorted(values.items())]])
    name = name_of(language, content)
    file = filter_file(folder, name)
    # It may be an earlier index's, under a second name.
    if not file.exists():
        file.write_bytes(content)
    return name


def read_address(file: str) -> tuple[str, bytes]:
    """Return the address of a page, given its fragment, and a digest of that.

    Raises:
        FormatError: the fragment has another form than expected.
        OSError: it cannot be read.
    """
    # There are tens of thousands, so no more is unpacked than is needed.
    with open(file, "rb") as stream:  # noqa: PTH123
        data = stream.read()
    try:
        found = _ADDRESS.match(zlib.decompressobj(_GZIP).decompress(data, _BEGINNING))
        if found:
            escaped = b"\\" in found[1]
            address = json.loads(found[1]) if escaped else found[1][1:-1].decode()
            return str(address), hashlib.sha256(data).digest()
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
        fragment: dict[str, Any] = json.loads(unpacked(file.name, file.read_bytes()))
        str(fragment["url"]), dict(fragment["meta"])
    except (ValueError, TypeError, KeyError):
        raise FormatError(file.name) from None
    return fragment


def fragment_names(language: str, digests: Sequence[bytes]) -> list[str]:
    """Return names for all fragments of a language, given their digests in the pages' order.

    They are in a folder that is named after a digest of all of them, so that no browser takes one
    that it kept from another edition of the site for one of this.
    """
    edition = name_of(language, b"".join(digests))
    width = len(f"{len(digests):x}")
    return [f"{edition}/{number:0{width}x}" for number in range(len(digests))]
