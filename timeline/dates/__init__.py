"""Dates in EDTF: read strictly, described in words, compared with a source's wording."""

from timeline.dates.display import Mark, describe, mark, precision, short
from timeline.dates.edtf import is_edtf, parse_edtf
from timeline.dates.value import DateError, EdtfDate, EndKind, Precision
from timeline.dates.wording import WordingFinding, WordingResult, check_wording
from timeline.dates.words import DateWords

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
