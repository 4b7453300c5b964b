"""Dates in EDTF: read strictly, described in words, compared with a source's wording."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from timeline.dates.edtf import is_edtf, parse_edtf
from timeline.dates.value import DateError, EdtfDate, EndKind, Precision
from timeline.dates.wording import WordingFinding, WordingResult, check_wording

if TYPE_CHECKING:
    from timeline.dates.display import Mark, describe, mark, precision, short
    from timeline.dates.words import DateWords
else:
    _SHOWN = {
        **dict.fromkeys(("Mark", "describe", "mark", "precision", "short"), "display"),
        "DateWords": "words",
    }

    def __getattr__(name: str) -> object:
        """Import what puts dates into words when it is first asked for: a check needs none of it."""
        if name not in _SHOWN:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_SHOWN[name]}"), name)


__all__ = [
    "DateError",
    "DateWords",
    "EdtfDate",
    "EndKind",
    "Mark",
    "Precision",
    "WordingFinding",
    "WordingResult",
    "check_wording",
    "describe",
    "is_edtf",
    "mark",
    "parse_edtf",
    "precision",
    "short",
]
