"""Files that may be lost at any time: what was worked out before, below a folder git ignores.

Nothing here is ever needed. What cannot be read, is damaged or comes from another edition of the
generator is as good as absent, and what cannot be written is not.

Only plain data are kept, as JSON, so that nothing in them can be run. Each file begins with the
fingerprint of the rest of it, which finds damage and halves of two runs at once. It does not find
malice: who can write into this folder can have the command on this machine take one content for
another, just as they could change the content or the generator beside it. So a build that others
rely on, such as one in CI, starts without the folder; git does not carry it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Container, Mapping
from hashlib import blake2b
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from timeline.load.files import read_regular
from timeline.model.ondemand import OnDemand
from timeline.settings import MAX_KEPT_BYTES

_WRITING = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_TRUNC
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)
"""How to open a file to write it: follow no link."""

_DIGITS = 32
"""Length of a fingerprint, in hexadecimal digits."""


_START = _DIGITS + 1
"""Where what it is of begins, on the next line."""


def digest(data: bytes | memoryview) -> str:
    """Return the fingerprint of bytes: of a content file, or of what is kept."""
    return blake2b(data, digest_size=_DIGITS // 2).hexdigest()


def as_bytes(value: Any) -> bytes:
    """Return plain data as JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


class Store:
    """A folder of JSON files by name."""

    def __init__(self, folder: Path, encode: Callable[[Any], bytes] = as_bytes) -> None:
        """Have files in a folder, which need not be there yet; ``encode`` makes plain data JSON."""
        self._folder = folder
        self._encode = encode

    def read(self, name: str, expected: str | None = None) -> tuple[Any, str] | None:
        """Return what a file holds and its fingerprint; None if that is not what was written.

        With ``expected``, the fingerprint must be this one.
        """
        try:
            data, found = self._whole(name)
            return (json.loads(data[_START:]), found) if expected in (None, found) else None
        except (OSError, ValueError, RecursionError):
            return None

    def read_parts(
        self,
        name: str,
        expected: str | None = None,
        decode: Callable[[bytes], Any] = json.loads,
    ) -> tuple[Mapping[str, Any], str] | None:
        """Return what a file of several parts holds, as ``read`` does.

        All of it has been found whole, but each part is only decoded once it is asked for.
        """
        try:
            data, found = self._whole(name)
            if expected not in (None, found):
                return None
            start = data.index(b"\n", _START) + 1
            lengths: dict[str, int] = json.loads(data[_START:start])
            ends = pairwise(accumulate(lengths.values(), initial=start))
            places = {part: slice(*two) for part, two in zip(lengths, ends, strict=True)}
            return OnDemand(lengths, lambda part: decode(data[places[part]])), found
        except (AttributeError, OSError, TypeError, ValueError, RecursionError):
            return None

    def _whole(self, name: str) -> tuple[bytes, str]:
        """Return the bytes of a file, and the fingerprint that it begins with.

        Raises:
            OSError, ValueError: they cannot be read, or are not what was written.
        """
        data = read_regular(str(self._folder / name), MAX_KEPT_BYTES)
        # There may be very many, which a copy would double.
        found = digest(memoryview(data)[_START:])
        if data[:_DIGITS] != found.encode():
            raise ValueError("damaged")
        return data, found

    def write(self, name: str, value: Any) -> str | None:
        """Write a file, or not: as a whole, in the place of what was there. Return its fingerprint.

        None says that it could not be written.
        """
        return self._put(name, self._encode(value))

    def write_parts(self, name: str, parts: Mapping[str, Any]) -> str | None:
        """Write a file of several parts, of which each can be read by itself; else as ``write``.

        A ``*`` in its name stands for its fingerprint.
        """
        texts = {part: self._encode(value) for part, value in parts.items()}
        head = self._encode({part: len(text) for part, text in texts.items()})
        return self._put(name, b"\n".join([head, b"".join(texts.values())]))

    def remove_others(self, names: Container[str]) -> None:
        """Forget all files but some, as far as the disk allows."""
        with contextlib.suppress(OSError):
            for file in sorted(self._folder.glob("*.json")):
                if file.name not in names:
                    self.remove(file.name)

    def remove(self, name: str) -> None:
        """Forget a file, as far as the disk allows."""
        with contextlib.suppress(OSError):
            (self._folder / name).unlink()

    def _put(self, name: str, body: bytes) -> str | None:
        found = digest(body)
        name = name.replace("*", found)
        # Two runs may write the same file at once. What comes of it has no fingerprint that fits,
        # and a run that is killed leaves no more than this one file behind.
        part = self._folder / f"new-{name}"
        with contextlib.suppress(OSError):
            self._prepare()
            with os.fdopen(os.open(part, _WRITING, 0o666), "wb") as file:
                file.write(found.encode() + b"\n")
                file.write(body)
            part.replace(self._folder / name)
            return found
        return None

    def _prepare(self) -> None:
        """Make the folder, with a file in it that has git pass it over wherever it lies.

        Raises:
            OSError: it cannot be made, or leads elsewhere.
        """
        if self._folder.is_symlink() or self._folder.parent.is_symlink():
            raise OSError("a link")
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
