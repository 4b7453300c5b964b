"""Every diagnostic's code, explained for the person who meets it.

The list is closed: a code that the program emits and this list lacks, or the other way round,
fails the tests. The site's page on diagnostics is generated from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from timeline.codes import dates, fields, history, reading, references, sourcing, verifying
from timeline.codes.code import Code
from timeline.codes.examples import examples

__all__ = ["CODES", "Code", "examples"]

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        **reading.CODES,
        **fields.CODES,
        **dates.CODES,
        **references.CODES,
        **sourcing.CODES,
        **history.CODES,
        **verifying.CODES,
    }
)
