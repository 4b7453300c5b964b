"""What the lock file remembers: which quotations were checked against which text, and when.

It holds fingerprints and positions, and no words of a source.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import PlainSerializer

from timeline.model.types import STRING, DayField, Id, Number, Part, fault, typed

_DIGEST = re.compile(r"[0-9a-f]{64}")


def _digest(value: object) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise fault("wrong-type", f"'{value}' is no fingerprint")
    return value


Digest = Annotated[str, *typed(_digest, {**STRING, "pattern": f"^{_DIGEST.pattern}$"})]
"""A SHA-256, in hexadecimal."""

Count = Annotated[Number, PlainSerializer(int, return_type=int)]


class QuoteLock(Part):
    """One quotation as it was found.

    ``exact`` is the fingerprint of its words, ``entry`` that of its words, context, speaker and
    locators; ``para`` and ``word`` are where it begins: paragraph from 1, words before it.
    """

    event: Id
    exact: Digest
    entry: Digest
    how: Literal["exact", "elided"]
    para: Count
    word: Count
    date: DayField


class SourceLock(Part):
    """One source as it was read: fingerprints of its text and of its first and last paragraph."""

    text: Digest
    first: Digest
    last: Digest
    paragraphs: Count
    words: Count
    wordings: Count
    """Other wordings that were found in it: of dates, places, figures and names."""
    date: DayField
    """When this text was first read as it is."""
    quotes: tuple[QuoteLock, ...] = ()


class Lock(Part):
    """The whole file."""

    format: Literal["1"]
    """Version of the file's form."""
    sources: dict[Id, SourceLock]
