"""How the files of a Pagefind index are packed and named.

A file is the mark ``pagefind_dcd`` and a value in CBOR, or a fragment's in JSON, all of it compressed
with gzip. Files are named after what is in them, so that a browser never mixes two editions.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from pathlib import Path
from typing import Any, Final

from timeline.write.cbor import decode, encode

MARK: Final = b"pagefind_dcd"

_SMALL: Final = 9
"""How hard gzip tries where little is to be packed."""


class FormatError(Exception):
    """A file is not what this Pagefind version is known to write; ``str()`` names the file."""


class Unfit(Exception):  # noqa: N818  # nothing is wrong: it is only done another way
    """An index cannot be made this way; another way is left."""


def name_of(language: str, content: bytes) -> str:
    """Return what a file is named after: its language, and a digest of what is in it."""
    return f"{language}_{hashlib.sha256(content).hexdigest()[:10]}"


def read_value(file: Path) -> Any:
    """Return the value in a file.

    Raises:
        FormatError: it has another form than expected.
        OSError: it cannot be read.
    """
    try:
        return decode(unpacked(file.name, file.read_bytes()))
    except (ValueError, IndexError):
        raise FormatError(file.name) from None


def unpacked(name: str, packed: bytes) -> bytes:
    """Return what is in a file, without the mark; ``name`` is for the message.

    Raises:
        FormatError: it is not packed so.
    """
    try:
        data = gzip.decompress(packed)
    except (OSError, EOFError, zlib.error):
        raise FormatError(name) from None
    if not data.startswith(MARK):
        raise FormatError(name)
    return data[len(MARK) :]


def packed(value: Any) -> bytes:
    """Return a value as a file has it."""
    return compressed(encode(value), _SMALL)


def compressed(content: bytes, level: int, before: bytes = b"") -> bytes:
    """Return a value, in CBOR, as a file has it; what comes ``before`` the mark is not Pagefind's."""
    stream = io.BytesIO()
    # Unlike gzip.compress, this writes the same header under every Python version.
    with gzip.GzipFile("", "wb", level, stream, mtime=0) as file:
        file.write(before + MARK + content)
    return stream.getvalue()
