"""CBOR (RFC 8949), as far as a search index has it: unsigned numbers, texts and arrays."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

NUMBER: Final = 0
TEXT: Final = 3
ARRAY: Final = 4

_SMALL: Final = 24
"""From here on, a number does not fit into the first byte of an item."""

_LONG: Final = 27
"""The largest code for how many bytes follow: 2 to the power of (code - 24)."""


def decode(data: bytes) -> Any:
    """Read one CBOR item: an int, a str or a list of items.

    Raises:
        ValueError: another kind of item, something after it, or the text is not UTF-8.
        IndexError: the data ends early.
    """
    value, at = _item(data, 0)
    if at != len(data):
        raise ValueError("something comes after the item")
    return value


def _item(data: bytes, at: int) -> tuple[Any, int]:
    kind = data[at] >> 5
    size, at = head_at(data, at, kind)
    match kind:
        case 0:
            return size, at
        case 3:
            if len(data) < at + size:
                raise IndexError("the data ends early")
            return data[at : at + size].decode("utf-8"), at + size
        case 4:
            items = []
            for _ in range(size):
                item, at = _item(data, at)
                items.append(item)
            return items, at
        case _:
            raise ValueError(f"item of kind {kind}")


def encode(value: int | str | list[Any]) -> bytes:
    """Write one CBOR item, as short as it can be; the counterpart of ``decode``."""
    match value:
        case int():
            return head(NUMBER, value)
        case str():
            text = value.encode("utf-8")
            return head(TEXT, len(text)) + text
        case _:
            return head(ARRAY, len(value)) + b"".join(encode(item) for item in value)


@lru_cache(maxsize=1 << 16)
def head(kind: int, size: int) -> bytes:
    """Return how an item begins: a number is ``size``, a text or an array has as many parts."""
    if size < _SMALL:
        return bytes([kind << 5 | size])
    code = next(code for code in range(_SMALL, _LONG + 1) if size >> (8 << (code - _SMALL)) == 0)
    return bytes([kind << 5 | code]) + size.to_bytes(1 << (code - _SMALL), "big")


@lru_cache(maxsize=1 << 16)
def number_of(item: bytes) -> int:
    """Return the number that an item is.

    Raises:
        ValueError, IndexError: as ``head_at``.
    """
    return head_at(item, 0, NUMBER)[0]


def head_at(data: bytes, at: int, kind: int) -> tuple[int, int]:
    """Return the size of the item of a kind that begins at a place, and where its parts begin.

    Raises:
        ValueError: another item begins there.
        IndexError: the data ends early.
    """
    first = data[at]
    code = first & 0b11111
    if first >> 5 != kind or code > _LONG:
        raise ValueError(f"no item of kind {kind}")
    if code < _SMALL:
        return code, at + 1
    end = at + 1 + (1 << (code - _SMALL))
    if len(data) < end:
        raise IndexError("the data ends early")
    return int.from_bytes(data[at + 1 : end], "big"), end
