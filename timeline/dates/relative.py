"""Wordings that count from the day a source was published: "yesterday", "three weeks ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from timeline.dates.mentions import Mention, Role, WordingCode, role_before, with_lead
from timeline.dates.names import FULL_WEEKDAYS, alternatives
from timeline.dates.numbers import NUMBER, UNIT, count_of, distance, reach_of, unit_of
from timeline.dates.parts import Period, part_before

_WEEKDAY = alternatives(FULL_WEEKDAYS)
_ANY_NAMED_DAY = re.compile(rf"\b(?:{_WEEKDAY})\b|\d", re.IGNORECASE)
_SUNDAY: Final = 6
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)

# First and last day, counted from the day of publication; a night passes midnight.
_DAYS: Final = (
    (r"(?:the )?day before yesterday|avant-hier", -2, -2),
    (r"(?:the )?day after tomorrow|après-demain", 2, 2),
    (r"last night|hier soir|la nuit dernière", -1, 0),
    (r"yesterday|hier", -1, -1),
    (r"today|this (?:morning|afternoon|evening)|aujourd['’]hui", 0, 0),
    (r"ce matin|cet après-midi|ce soir", 0, 0),
    (r"tonight", 0, 1),
    (r"cette nuit", -1, 1),
    (r"tomorrow|demain", 1, 1),
)
_DAY_WORD = re.compile(
    rf"\b(?:{'|'.join(f'(?P<d{at}>{row[0]})' for at, row in enumerate(_DAYS))})\b(?!['’]s)",
    re.IGNORECASE,
)
# "Overnight on Sunday" and "an overnight raid" do not say which night.
_OVERNIGHT = re.compile(
    r"^(?:\w+ )?overnight(?=$|[,.;]| (?:and|as|by|from|in|into|when)\b)", re.IGNORECASE
)
_AGO = re.compile(rf"\b{NUMBER} {UNIT} ago\b", re.IGNORECASE)
_AGO_FRENCH = re.compile(rf"\bil y a {NUMBER} {UNIT}\b", re.IGNORECASE)
_WITHIN = re.compile(
    rf"\b(?:in|over|during|within|for) the (?P<way>last|past|next|coming) {NUMBER} {UNIT}\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:(?P<way>last|next|this) (?P<unit>week|month|year)"
    r"|la (?P<unit1>semaine) (?P<way1>dernière|prochaine)|(?:le|du) (?P<unit2>mois) (?P<way2>dernier|prochain)"
    r"|l['’](?P<unit3>an|année) (?P<way3>derni[eè]re?|prochaine?)"
    r"|(?P<way4>cette) (?P<unit4>semaine|année)|(?P<way5>ce) (?P<unit5>mois)(?:-ci)?)"
    r"\b(?!['’]s|-)",
    re.IGNORECASE,
)
_STEP_WORDS: Final = {
    **dict.fromkeys(("last", "past", "dernier", "dernière", "derniere"), -1),
    **dict.fromkeys(("this", "cette", "ce"), 0),
    **dict.fromkeys(("next", "coming", "prochain", "prochaine"), 1),
}
# "Last Friday" is this week's or the one before, depending on who speaks.
_NAMED_DAY = re.compile(
    rf"\b(?P<way>last|past|this|next|coming) (?P<day>{_WEEKDAY}|week-?end)\b(?!['’]s|-)"
    rf"|\b(?P<day1>{_WEEKDAY}|week-end) (?P<way1>dernier|prochain)\b",
    re.IGNORECASE,
)
_NAMED_WINDOWS: Final = {-1: (-14, 0), 0: (-7, 7), 1: (0, 14)}
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
    yield from _near_days(text, issued)
    yield from _distances(text, issued)
    for found in _NAMED_DAY.finditer(text):
        low, high = _NAMED_WINDOWS[_step(found)]
        yield from _window(text, found, (issued + low * _DAY, issued + high * _DAY))
    for found in _BEFORE_NEXT_WEEK.finditer(text):
        if not _INEXACT.search(text[: found.start()]):
            yield from _window(text, found, (date.min, _week(issued, 1)[1]), role="at")
    for found in _PERIOD.finditer(text):
        yield from _period_mention(text, found, issued)


def _near_days(text: str, issued: date) -> Iterator[Mention]:
    for found in _DAY_WORD.finditer(text):
        if found.start() and found[0][0].isupper():
            continue  # A newspaper's name: "USA Today".
        _, low, high = _DAYS[int((found.lastgroup or "d0")[1:])]
        yield from _window(text, found, (issued + low * _DAY, issued + high * _DAY))
    for found in _OVERNIGHT.finditer(text):
        if not _ANY_NAMED_DAY.search(text):
            yield from _window(text, found, (issued - _DAY, issued))


def _distances(text: str, issued: date) -> Iterator[Mention]:
    for found in (*_AGO.finditer(text), *_AGO_FRENCH.finditer(text)):
        if not _INEXACT.search(text[: found.start()]):
            yield from _window(text, found, distance(issued, -count_of(found["n"]), found["unit"]))
    for found in _WITHIN.finditer(text):
        reach = reach_of(count_of(found["n"]), found["unit"])
        if found["way"].lower() in ("next", "coming"):
            window = (issued, issued + reach + _DAY)
        else:
            window = (issued - reach - _DAY, issued + _DAY)
        yield from _window(text, found, window)


def _period_mention(text: str, found: re.Match[str], issued: date) -> Iterator[Mention]:
    unit = unit_of(_named(found, "unit"))
    low, high = _period(unit, _step(found), issued)
    part = part_before(text, found.start()) if unit in ("month", "year") else None
    role = role_before(text, part.at if part else found.start())
    if role is None:
        return
    for mention in _window(text, found, (low, high), _code(unit), role=role):
        yield mention if part is None else _narrowed(mention, part, unit, text)


def _narrowed(mention: Mention, part: Period, unit: str, text: str) -> Mention:
    within = part.in_month if unit == "month" else part.in_year
    end = mention.at + len(mention.phrase)
    return replace(
        mention,
        at=min(part.at, mention.at),
        phrase=text[min(part.at, mention.at) : end],
        fits=lambda day: mention.fits(day) and within(day),
        meaning=f"{mention.meaning}, {part.name} in the {unit}",
    )


def _named(found: re.Match[str], name: str) -> str:
    """Return the group that matched among those of one name, numbered."""
    groups = found.groupdict()
    return next(groups[key].lower() for key in groups if key.startswith(name) and groups[key])


def _step(found: re.Match[str]) -> int:
    return _STEP_WORDS[_named(found, "way")]


def _week(issued: date, weeks: int) -> tuple[date, date]:
    """A week counted from that of publication, one day wider at its start: some begin on Sunday."""
    monday = issued - issued.weekday() * _DAY + weeks * _WEEK
    return monday - _DAY, monday + 6 * _DAY


def _period(unit: str, step: int, issued: date) -> tuple[date, date]:
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
