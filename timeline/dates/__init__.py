"""Dates in EDTF: read strictly, described in words, compared with a source's wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.dates.edtf import is_edtf, parse_edtf
from timeline.dates.value import DateError, EdtfDate, EndKind, Precision
from timeline.dates.wording import WordingFinding, WordingResult, check_wording
from timeline.late import imported_late

if TYPE_CHECKING:
    from timeline.dates.display import Mark, describe, mark, precision, short
    from timeline.dates.words import DateWords
else:
    # A check puts no dates into words.
    __getattr__ = imported_late(
        __name__,
        {"display": ("Mark", "describe", "mark", "precision", "short"), "words": ("DateWords",)},
    )

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
