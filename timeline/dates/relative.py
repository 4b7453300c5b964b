"""Wordings that count from the day a source was published: "yesterday", "three weeks ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from timeline.dates.mentions import Mention, Role, WordingCode, role_before, with_lead

_NUMBERS: Final = {
    word: number
    for number, row in enumerate(
        "a/an/one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
    for word in row.split("/")
}
_NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_SUNDAY: Final = 6
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)

# First and last day, counted from the day of publication; a night passes midnight.
_DAYS: Final = (
    (r"(?:the )?day before yesterday|avant-hier", -2, -2),
    (r"(?:the )?day after tomorrow|après-demain", 2, 2),
    (r"last night|hier soir", -1, 0),
    (r"yesterday|hier", -1, -1),
    (r"today|this (?:morning|afternoon|evening)|aujourd['’]hui", 0, 0),
    (r"tonight", 0, 1),
    (r"tomorrow|demain", 1, 1),
)
_DAY_WORD = re.compile(
    rf"\b(?:{'|'.join(f'(?P<d{at}>{row[0]})' for at, row in enumerate(_DAYS))})\b(?!['’]s)",
    re.IGNORECASE,
)
_AGO = re.compile(rf"\b{_NUMBER} {_UNIT} ago\b", re.IGNORECASE)
_WITHIN = re.compile(
    rf"\b(?:in|over|during|within|for) the (?P<way>last|past|next|coming) {_NUMBER} {_UNIT}\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?P<way>last|next|this) (?P<unit>week|month|year)\b(?!['’]s|-)", re.IGNORECASE
)
_BEFORE_NEXT_WEEK = re.compile(r"\bbefore next week\b", re.IGNORECASE)
_INEXACT = re.compile(
    r"\b(?:than|least|most|over|under|nearly|almost|about|around|some|not|no|nor|\w+n['’]t|"
    r"unlikely|barely|hardly)\W+(?:[\w'’]+\W+){0,4}$",
    re.IGNORECASE,
)


def find_relative(text: str, issued: date) -> Iterator[Mention]:
    """The days that a wording claims by their distance from the source's publication.

    Args:
        text: The wording.
        issued: The day of publication.
    """
    try:
        yield from _found(text, issued)
    except (OverflowError, ValueError):
        # Within a few years of the calendar's ends the window leaves it: nothing to check there.
        return


def _found(text: str, issued: date) -> Iterator[Mention]:
    for found in _DAY_WORD.finditer(text):
        if found.start() and found[0][0].isupper():
            continue  # A newspaper's name: "USA Today".
        _, low, high = _DAYS[int((found.lastgroup or "d0")[1:])]
        yield from _window(text, found, (issued + low * _DAY, issued + high * _DAY))
    for found in _AGO.finditer(text):
        if not _INEXACT.search(text[: found.start()]):
            yield from _window(text, found, _ago(_count(found), found["unit"].lower(), issued))
    for found in _WITHIN.finditer(text):
        reach = relativedelta(**{f"{found['unit'].lower()}s": _count(found)})  # type: ignore[arg-type]
        if found["way"].lower() in ("next", "coming"):
            window = (issued, issued + reach + _DAY)
        else:
            window = (issued - reach - _DAY, issued + _DAY)
        yield from _window(text, found, window)
    for found in _BEFORE_NEXT_WEEK.finditer(text):
        if not _INEXACT.search(text[: found.start()]):
            yield from _window(text, found, (date.min, _week(issued, 1)[1]), role="at")
    for found in _PERIOD.finditer(text):
        yield from _window(text, found, _period(found, issued), _code(found["unit"].lower()))


def _count(found: re.Match[str]) -> int:
    word = found["n"].lower()
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _ago(count: int, unit: str, issued: date) -> tuple[date, date]:
    """The days "three weeks ago" can be: the longer the unit, the rounder the number."""
    middle = issued - relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    slack = {
        "day": relativedelta(days=1),
        "week": relativedelta(days=4),
        "month": relativedelta(months=1),
        "year": relativedelta(years=1),
    }[unit]
    return middle - slack, middle + slack


def _week(issued: date, weeks: int) -> tuple[date, date]:
    """A week counted from that of publication, one day wider at its start: some begin on Sunday."""
    monday = issued - issued.weekday() * _DAY + weeks * _WEEK
    return monday - _DAY, monday + 6 * _DAY


def _period(found: re.Match[str], issued: date) -> tuple[date, date]:
    step = {"last": -1, "this": 0, "next": 1}[found["way"].lower()]
    unit = found["unit"].lower()
    if unit == "week":
        low, high = _week(issued, step)
        # On a Sunday "last week" can be the one that is just ending.
        sunday = issued.weekday() == _SUNDAY
        return (low, issued - _DAY) if step < 0 and sunday else (low, high)
    if unit == "month":
        start = issued.replace(day=1) + relativedelta(months=step)
        return start, start + relativedelta(months=1) - _DAY
    year = issued.year + step
    return date(year, 1, 1), date(year, 12, 31)


def _code(unit: str) -> WordingCode:
    if unit == "month":
        return "month-mismatch"
    return "year-mismatch" if unit == "year" else "relative-day-mismatch"


def _window(
    text: str,
    found: re.Match[str],
    window: tuple[date, date],
    code: WordingCode = "relative-day-mismatch",
    *,
    role: Role | None = None,
) -> Iterator[Mention]:
    low, high = window
    role = role or role_before(text, found.start())
    if role is None:
        return
    if low == date.min:
        meaning = f"a day up to {high}"
    elif low == high:
        meaning = f"{low}"
    else:
        meaning = f"a day from {low} to {high}"
    yield Mention(
        found.start(),
        with_lead(text, found.start(), found.end(), role),
        role,
        "since-mismatch" if role == "start" else code,
        lambda day: low <= day <= high,
        meaning,
    )
