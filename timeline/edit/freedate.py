"""Dates as people type them, for the commands that write files for them.

A missing part is never filled in: ``Mar 1997`` is a month. Our own rules come first, since they
know what is ambiguous; what they do not know is left to python-dateutil, which fills gaps from a
default. So it is asked twice, with defaults that differ in every part, and only that on which both
answers agree was in the text.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from dateutil import parser

from timeline.dates.advice import interpret
from timeline.dates.edtf import edtf_problem, is_edtf
from timeline.dates.names import FULL_WEEKDAYS, MONTHS, WEEKDAYS
from timeline.dates.readings import YEAR_FIRST, Found, Reading, tidy

_LONGEST: Final = 80
"""Longest text that is read as a date, in characters."""

# Both in leap years, so that 29 February is read, and with days far enough from the month's end
# that a weekday, which moves the day by up to six, leaves the month alone.
_DEFAULTS: Final = (datetime(2000, 1, 1), datetime(2004, 12, 15))  # noqa: DTZ001  # no clock is meant

_SEVERAL = re.compile(r"\b(?:and|or|to|till|until|between|et|ou)\b|[&+]", re.IGNORECASE)
_ENGLISH_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)


def read_free_date(text: str) -> Found:
    """Read a date as people write it, without inventing what it does not say.

    Returns:
        One reading, if the text means one thing; several, each with its meaning, if it is
        ambiguous; none, with fault and advice, if it cannot be read. Readings are accepted EDTF.
    """
    clean = tidy(text)
    if is_edtf(clean):
        return Found("", (Reading(clean),))
    if not clean or len(clean) > _LONGEST:
        return Found("is empty" if not clean else "is too long for a date", (), YEAR_FIRST)
    found = interpret(text, edtf_problem)
    if found is None:
        found = _by_dateutil(clean)
    # "4pm" is no EDTF time: that has minutes and seconds, which would be ours.
    days = dict.fromkeys(Reading(edtf.partition("T")[0], why) for edtf, why in found.readings)
    return found._replace(readings=tuple(days))


def _by_dateutil(text: str) -> Found:
    if not _YEAR.search(text):
        return Found("has no year of four digits", (), YEAR_FIRST)
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    if _SEVERAL.search(text) or len({MONTHS[word] for word in words if word in MONTHS}) > 1:
        return Found("names more than one date", (), "give one, or write the span in EDTF")
    month_first, day_first = _agreed(text, day_first=False), _agreed(text, day_first=True)
    if month_first is None or day_first is None:
        return Found("is not a date that can be read", (), YEAR_FIRST)
    for edtf in (month_first, day_first):
        if week := _wrong_weekday(edtf, words):
            return Found(f"names a {week}, which {edtf} was not", (), "check the day")
    if month_first == day_first:
        return Found("is not in EDTF", (Reading(day_first),))
    return Found(
        "can be read in two ways",
        (Reading(day_first, "the day comes first"), Reading(month_first, "the month comes first")),
    )


def _agreed(text: str, *, day_first: bool) -> str | None:
    """Return the EDTF of what two readings with different defaults agree on; None without a year."""
    try:
        one, two = (
            parser.parse(text, default=default, dayfirst=day_first, ignoretz=True)
            for default in _DEFAULTS
        )
    except (ValueError, ArithmeticError):  # The latter for numbers of dozens of digits.
        return None
    year = f"{one.year:04}"
    if one.year != two.year or year not in text:
        return None
    if one.month != two.month:
        return year if one.day != two.day else None
    return f"{year}-{one.month:02}" + (f"-{one.day:02}" if one.day == two.day else "")


def _wrong_weekday(edtf: str, words: list[str]) -> str:
    """Return the weekday that the text names, if the day is another; else an empty text."""
    named = [word for word in words if word in FULL_WEEKDAYS or word in _ENGLISH_SHORT]
    if not named or len(edtf) != len("YYYY-MM-DD"):
        return ""
    return named[0] if datetime.fromisoformat(edtf).weekday() != WEEKDAYS[named[0]] else ""
