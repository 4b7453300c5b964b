"""What is wrong with a text that is not an accepted EDTF date, and what to type instead.

Written for people who do not know EDTF. A proposal is made only where it needs no guess: what is
missing is named, what is ambiguous gets all its readings, and every proposal is checked first.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from typing import Final

from timeline.dates.names import ENGLISH_MONTHS
from timeline.dates.readings import YEAR_FIRST, Found, Reading, read_date, tidy
from timeline.dates.spans import read_marked, read_span, read_time

_FORMS: Final = (
    "type a year (1997), a month (1997-03), a day (1997-03-14), or a span of them "
    "(1997-03-11/1997-03-14)"
)
_SHOWN: Final = 60
# What word processors make of " and ', and what other languages quote with.
_CURLY: Final = re.compile(r"[“”„‟«‘’]\s*(.+?)\s*[“”‟»‘’]")
_NO_YEAR_BEFORE_1: Final = "type a year from 0001 to 9999"

# Order matters: the first that fits explains the text.
_OUT_OF_SCOPE: Final = (
    (
        re.compile(r"\{.*\}", re.DOTALL),
        "is a set of dates that are all meant (EDTF level 2), which is not supported",
        "make one entry for each date, or use [ ] if only one of the dates is meant",
    ),
    (
        re.compile(r"-\d{4,}.*|.*\bB\.?C\.?(?:E\.?)?", re.DOTALL | re.IGNORECASE),
        "has a year before the year 1, which is not supported",
        _NO_YEAR_BEFORE_1,
    ),
    (
        re.compile(r"Y-?\d+.*|\+?\d{5}|\d{7}", re.DOTALL),
        "has a year of more than four digits, which is not supported",
        _NO_YEAR_BEFORE_1,
    ),
    (
        re.compile(r"-?\d+[ES]\d+.*", re.DOTALL),
        "has an exponent or significant digits (EDTF level 2), which are not supported",
        _NO_YEAR_BEFORE_1,
    ),
    (
        re.compile(r"000[0X].*|00XX.*", re.DOTALL),
        "has the year 0000, which is not supported",
        _NO_YEAR_BEFORE_1,
    ),
    (
        re.compile(r"(?=.*X)[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?"),
        "has X where it cannot be (EDTF level 2)",
        (
            "put X only for the last digits of a year alone (201X, 20XX) or for a whole month or day "
            "(1997-XX, 1997-03-XX)"
        ),
    ),
    (
        re.compile(r"\d{4}-(?:2[5-9]|3\d|4[01])"),
        "has a season code from 25 to 41 (EDTF level 2)",
        (
            "use 21 spring, 22 summer, 23 autumn or 24 winter, or type the first and last month as in "
            "1997-03/1997-05"
        ),
    ),
    (
        re.compile(r".*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*[?~%]"),
        "marks a date with a time as uncertain, which EDTF cannot",
        "leave the time off and keep the mark, as in 1997-03-14~",
    ),
    (
        re.compile(
            r"(?!.*-00(?::00)?$)\d{4}-(?:0[1-9]|1[0-2])-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::\d\d)?)?",
        ),
        "has a time that no clock shows, or is further from UTC than any place",
        (
            "use 00:00:00 to 23:59:59 (the midnight that ends a day is 00:00:00 of the next) and at "
            "most 14 hours from UTC"
        ),
    ),
    (
        re.compile(r"\[(?=.*\.\..*(?:\.\.|,)|.*,.*\.\.).*\]"),
        "mixes a list with a range, or has more than two ends",
        "type a range [1997-03-11..1997-03-14] or a list [1997-03-11,1997-03-14]",
    ),
    (
        re.compile(r"P\d.*|.*/P\d.*"),
        "has a duration, which EDTF does not have",
        "type the first and the last day with / between them",
    ),
    (
        re.compile(
            r"\[?\.\.\]?|/|(?:\.\.)?/(?:\.\.)?|\[\]|unknown|undated|n\.? ?d\.?|\?+", re.IGNORECASE
        ),
        "names no day, month or year at all",
        "give at least one end, as in [..1997-03-14] for on or before that day",
    ),
)


def explain(text: str, problem: Callable[[str], str | None]) -> tuple[str, str]:
    """Say what is wrong with a text and what to type instead.

    Args:
        text: A text that is not EDTF.
        problem: Tells for a proposal None if it is an accepted date, else what is wrong with it,
            empty if it is simply no EDTF.

    Returns:
        The message and the advice.
    """
    shown = f"'{_printable(text)}'"
    clean = tidy(text)
    curly = _CURLY.fullmatch(clean)
    if not clean or curly:
        message = f"{shown} stands in curly quotation marks" if curly else "the date is empty"
        return message, f'use straight ones: "{curly[1]}"' if curly else _FORMS
    if problem(clean) is None and clean == _plain(text):
        return f"{shown} has spaces or signs that EDTF has not", f"type {clean}"
    if len(clean) > 2 * _SHOWN:
        return f"{shown} is too long for a date", _FORMS
    found = interpret(text, problem)
    if found is not None:
        return f"{shown} {found.fault}", _choose(found.readings) or found.advice
    if not re.search(r"\d{3}", clean):
        return f"{shown} has no year", YEAR_FIRST
    return f"{shown} is not a date in EDTF", _FORMS


def interpret(text: str, problem: Callable[[str], str | None]) -> Found | None:
    """Say what a text that is not EDTF may mean.

    Args:
        text: The text as typed.
        problem: As for `explain`.

    Returns:
        What is wrong with the text, with the readings that are accepted dates, or without any and
        with advice; None if no rule knows the form.
    """
    clean = _plain(text)
    for pattern, fault, advice in _OUT_OF_SCOPE:
        if pattern.fullmatch(clean):
            return Found(fault, (), advice)
    for found in _found(clean, problem):
        good = tuple(reading for reading in found.readings if problem(reading.edtf) is None)
        if good:
            return Found(found.fault, good)
        proposal = found.readings[0].edtf if found.readings else found.proposal
        why = problem(proposal) if proposal else None
        if why:
            return Found(found.fault, (), f"check the day: {why}")
        if found.advice and why is None:
            return found
    return None


def _plain(text: str) -> str:
    clean = tidy(text)
    # A dash, unlike a hyphen, is how a span of years is printed: 2010–12 is not 2010-12 alone.
    is_span = re.fullmatch(r"\d{4}[‒–—]\d\d", text.strip())
    return clean.replace("-", "/") if is_span else clean


def _printable(text: str) -> str:
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in short)


def _found(text: str, problem: Callable[[str], str | None]) -> list[Found]:
    """What the rules make of a text, the likeliest first."""
    list_or_range = _inner_spaces(text, problem)
    rules = (read_date, read_time, read_marked, read_span)
    results = [list_or_range, *(rule(text) for rule in rules)]
    return [found for found in results if found is not None]


def _inner_spaces(text: str, problem: Callable[[str], str | None]) -> Found | None:
    """Right but for white space or the case of its letters, or for doubled members of a set."""
    joined = text.replace(" ", "")
    for proposal in (joined, joined.upper()):
        if proposal != text and problem(proposal) is None:
            fault = "has spaces in it" if proposal == joined else "has letters in lower case"
            return Found(fault, (Reading(proposal),))
    if text[:1] == "[" and text[-1:] == "]":
        members = list(dict.fromkeys(joined[1:-1].split(",")))
        proposal = members[0] if len(members) == 1 else f"[{','.join(members)}]"
        if proposal != text and ".." not in text and problem(proposal) is None:
            return Found("lists one date only, or one twice", (Reading(proposal),))
    return None


def _choose(readings: tuple[Reading, ...]) -> str:
    options = ", or ".join(
        f"{edtf} if {meaning}" if meaning else edtf for edtf, meaning in readings
    )
    return options and f"type {options}"


def impossible_day(text: str, year: int, month: int, day: int) -> tuple[str, str]:
    """Say why a well-formed day does not exist, and what may be meant.

    Args:
        text: The date as typed.
        year: Its year, 1 to 9999.
        month: Its month, 1 to 12.
        day: Its day, which that month does not have.
    """
    name, last = ENGLISH_MONTHS[month - 1], calendar.monthrange(year, month)[1]
    short = f"{year:04}-{month:02}"
    if not day:
        return f"'{text}' has a day 00", f"type {short} if the day is not known"
    return (
        f"'{text}' does not exist: {name} {year} has {last} days",
        f"type {short}-{last} for its last day, or {short} if the day is not known",
    )
