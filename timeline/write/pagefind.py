"""Pagefind's files, rewritten so that the same pages always give the same, and fewer, bytes.

Pagefind keeps filters and their values in hash maps, so their order differs from run to run, and
with it the files' names. Words, fragments and pages are in order by themselves. Fragments, one a page,
get numbers for names: the table of contents, which every search loads whole, lists them all, and
Pagefind's names, digests of what is in them, are most of it. A file is the
mark ``pagefind_dcd`` and a value in CBOR (RFC 8949), of which unsigned numbers, texts and arrays
occur; all of it is compressed with gzip.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARK = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"

_NUMBER, _TEXT, _ARRAY = 0, 3, 4
_SMALL = 24
"""From here on, a number does not fit into the first byte of an item."""
_LONG = 27
"""The largest code for how many bytes follow: 2 to the power of (code - 24)."""


class FormatError(Exception):
    """A file is not what this Pagefind version is known to write; ``str()`` names the file."""


def put_in_order(folder: Path) -> None:
    """Sort the filters of an index, number its fragments and rename the files that this changes.

    Raises:
        FormatError: a file has another form than expected.
        OSError: a file cannot be read or written.
    """
    entry_file = folder / ENTRY
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language, about in entry["languages"].items():
        about["hash"] = _order_language(folder, language, about["hash"])
    entry_file.write_text(json.dumps(entry, sort_keys=True), encoding="utf-8", newline="")


def _order_language(folder: Path, language: str, old: str) -> str:
    """Rewrite the files of one language; return the new name of its table of contents."""
    table = folder / f"pagefind.{old}.pf_meta"
    match _read(table):
        case [str(version), list(pages), list(chunks), list(filters), list(sorts), list(fields)]:
            named = sorted([name, _order_filter(folder, language, file)] for name, file in filters)
            numbered = _number_fragments(folder / "fragment", language, list(_named(pages, table)))
            content = _pack([version, numbered, chunks, named, sorted(sorts), fields])
        case _:
            raise FormatError(table.name)
    new = _name(language, content)
    table.unlink()
    (folder / f"pagefind.{new}.pf_meta").write_bytes(content)
    return new


def _named(pages: list[Any], table: Path) -> Iterator[tuple[str, int]]:
    """Yield the fragment and the number of words of each page."""
    for page in pages:
        match page:
            case [str(name), int(words)]:
                yield name, words
            case _:
                raise FormatError(table.name)


def _number_fragments(
    folder: Path, language: str, pages: list[tuple[str, int]]
) -> list[list[str | int]]:
    """Rename the fragments of one language; return the pages with the new names.

    Before the number stands a digest of all of them, so that no browser takes one that it kept
    from another edition of the site for one of this.
    """
    edition = _name(language, "".join(name for name, _ in pages).encode())
    width = len(f"{len(pages):x}")
    numbered: list[list[str | int]] = []
    for number, (name, words) in enumerate(pages):
        new = f"{edition}_{number:0{width}x}"
        (folder / f"{name}.pf_fragment").rename(folder / f"{new}.pf_fragment")
        numbered.append([new, words])
    return numbered


def _order_filter(folder: Path, language: str, old: str) -> str:
    """Rewrite the file of one filter, values sorted; return its new name."""
    file = folder / "filter" / f"{old}.pf_filter"
    match _read(file):
        case [str(name), list(values)]:
            content = _pack([name, sorted(values)])
        case _:
            raise FormatError(file.name)
    new = _name(language, content)
    file.unlink()
    (folder / "filter" / f"{new}.pf_filter").write_bytes(content)
    return new


def _name(language: str, content: bytes) -> str:
    return f"{language}_{hashlib.sha256(content).hexdigest()[:10]}"


def _read(file: Path) -> Any:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(MARK):
        raise FormatError(file.name)
    stream = io.BytesIO(data[len(MARK) :])
    try:
        value = decode(stream)
    except (ValueError, IndexError):
        raise FormatError(file.name) from None
    if stream.read(1):
        raise FormatError(file.name)
    return value


def _pack(value: Any) -> bytes:
    packed = io.BytesIO()
    # Unlike gzip.compress, this writes the same header under every Python version.
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(MARK + encode(value))
    return packed.getvalue()


def decode(stream: io.BytesIO) -> Any:
    """Read one CBOR item: an int, a str or a list of items.

    Raises:
        ValueError: another kind of item, or the text is not UTF-8.
        IndexError: the data ends early.
    """
    first = _take(stream, 1)[0]
    kind, code = first >> 5, first & 0b11111
    if code > _LONG:
        raise ValueError(f"item of unknown length, code {code}")
    size = code if code < _SMALL else int.from_bytes(_take(stream, 1 << (code - _SMALL)), "big")
    match kind:
        case 0:
            return size
        case 3:
            return _take(stream, size).decode("utf-8")
        case 4:
            return [decode(stream) for _ in range(size)]
        case _:
            raise ValueError(f"item of kind {kind}")


def _take(stream: io.BytesIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise IndexError("the data ends early")
    return data


def encode(value: int | str | list[Any]) -> bytes:
    """Write one CBOR item, as short as it can be; the counterpart of ``decode``."""
    match value:
        case int():
            return _head(_NUMBER, value)
        case str():
            text = value.encode("utf-8")
            return _head(_TEXT, len(text)) + text
        case _:
            return _head(_ARRAY, len(value)) + b"".join(encode(item) for item in value)


def _head(kind: int, size: int) -> bytes:
    if size < _SMALL:
        return bytes([kind << 5 | size])
    code = next(code for code in range(_SMALL, _LONG + 1) if size >> (8 << (code - _SMALL)) == 0)
    return bytes([kind << 5 | code]) + size.to_bytes(1 << (code - _SMALL), "big")
