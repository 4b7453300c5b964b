"""Mentions of weekdays, months and years in a source's wording, as claims that can be checked.

Cautious on purpose: "rebels may", "the June accord", "Mardi Gras", "three days after Monday" or
"Monday's raid" say nothing certain about the day of an event, so no claim is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from timeline.dates.names import (
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    FULL_WEEKDAYS,
    MONTHS,
    alternatives,
)
from timeline.dates.parts import part_before

Role = Literal["at", "start", "end"]
WordingCode = Literal[
    "weekday-mismatch",
    "month-mismatch",
    "since-mismatch",
    "relative-day-mismatch",
    "year-mismatch",
    "time-mismatch",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim about the day of an event.

    Attributes:
        at: Where in the wording it begins, in characters.
        phrase: The words that make the claim.
        role: Whether it claims the event's day, the day it began or the day it ended.
        code: The finding's code if it does not hold.
        fits: Tells whether a day would be right.
        meaning: What would be right, in words: "a Monday".
        of_span: One of two ends, which a date that is no interval cannot be held to.
    """

    at: int
    phrase: str
    role: Role
    code: WordingCode
    fits: Callable[[date], bool]
    meaning: str
    of_span: bool = False


_WEEKDAY = alternatives(FULL_WEEKDAYS)
_MONTH = alternatives(MONTHS)
_SATURDAY: Final = 5

# "Mondays" are many; "Monday's" belongs to something else; "Mardi Gras" is a feast.
_WEEKDAYS = re.compile(
    rf"\b({_WEEKDAY})\b(?!['’]s|-| gras\b| (?:Times|Telegraph|Mail|Mirror|Express|Herald)\b)( night)?",
    re.IGNORECASE,
)
_NAMED_DAYS: Final = frozenset("black bloody good ash palm easter holy maundy shrove fat".split())
_WEEKDAY_SPAN = re.compile(
    rf"\b({_WEEKDAY})( (?:to|through|until|till|au|à|jusqu'à) | ?[-–] ?)({_WEEKDAY})\b",
    re.IGNORECASE,
)
_WEEKEND = re.compile(r"\bweek-?end\b(?!['’]s)", re.IGNORECASE)
_MONTHS = re.compile(
    rf"(?:\b(?P<day>\d\d?)(?:st|nd|rd|th|er)? (?:of )?)?"
    rf"\b(?P<name>{_MONTH})\b(?!['’]s|-)(?P<point>\.?)"
    rf"(?: (?P<after>\d\d?)(?:st|nd|rd|th)?\b(?![:.]\d| ?[ap]\.?m))?(?P<year>,? \d{{4}}\b)?",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\b(?:in|since|of|during|early|late|mid|en|depuis|début|mi|fin|(?P<name>[^\W\d]{3,})\.?(?: \d\d?,?)?)[ -]"
    r"(?P<year>1[89]\d\d|2[01]\d\d)\b(?![-–:.,/]\d|['’]?s\b|%| ?(?:GMT|UTC|hours|hrs|local)\b"
    r"| \w+s\b| (?:people|men|women|children|km|miles)\b)",
    re.IGNORECASE,
)
# "On the 14th", with nothing after it that it could belong to: no month, no floor, no anniversary.
_DAY_ALONE = re.compile(
    r"\b(?:on the|le) "
    r"(?P<day>(?:[12]?\d|3[01])(?:st|nd|rd|th|er)?)(?=$|[,.;)]| (?:at|à|au|in the) )",
    re.IGNORECASE,
)
_MONTH_LEADS: Final = frozenset(
    "in since of from until till early late mid last this next during en depuis début mi fin".split()
)

_START: Final = frozenset("since from starting beginning depuis dès".split())
_END: Final = frozenset("until till jusqu'à jusqu'au".split())
# After these the day named is another one than the event's, or one of many.
_OTHER: Final = frozenset(
    "before after by following than for against per every each most some prior ahead not no "
    "avant après pour par chaque entre between unlike".split()
)
_TAINT: Final = (_START | _END | _OTHER) - frozenset(
    "from by for against per some most not no par pour starting beginning".split()
)
_FILLING: Final = frozenset(
    "the a early late mid last next this about around on in of at time night evening morning "
    "afternoon le la l' du de début fin mi cette ce past previous dawn noon midday".split()
)
_RANKING = re.compile(
    r"\b(first|only|again|never|worst|\w+est|most|least|premi[eè]re?)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:()\[\]—\"“”]|\.(?=\s)|\s[-–]\s")


def role_before(text: str, at: int) -> Role | None:
    """What the words before a mention make of it; None if they make it another event's day."""
    clause = _CLAUSE.split(text[:at])[-1]
    words = re.findall(r"[\w'’]+", clause.lower().replace("’", "'"))
    before = [
        word
        for word in words
        if word not in _FILLING and word not in FULL_WEEKDAYS and not word[0].isdigit()
    ]
    lead = before[-1] if before else ""
    if lead in _OTHER or any(word in _TAINT for word in before[:-1]):
        return None
    if lead in _START:
        # "For the first time since Monday" dates the time before, not the event.
        return None if _RANKING.search(clause) else "start"
    return "end" if lead in _END else "at"


def with_lead(text: str, at: int, end: int, role: Role) -> str:
    """The words of a mention, from its "since" or "until" where its role comes from one."""
    if role == "at":
        return text[at:end]
    leads = _START if role == "start" else _END
    places = [
        found.start()
        for found in re.finditer(r"[\w'’]+", text[:at])
        if found[0].lower().replace("’", "'") in leads
    ]
    return text[places[-1] if places else at : end]


def find_mentions(text: str) -> Iterator[Mention]:
    """The weekdays, weekends, months, calendar days and years that a wording claims."""
    spans = list(_WEEKDAY_SPAN.finditer(text))
    for span in spans:
        yield from _weekday_span(text, span)
    for found in _WEEKDAYS.finditer(text):
        if not any(span.start() <= found.start() < span.end() for span in spans):
            yield from _weekday(text, found)
    for found in _WEEKEND.finditer(text):
        role = role_before(text, found.start())
        if role is not None:
            yield Mention(
                found.start(),
                with_lead(text, found.start(), found.end(), role),
                role,
                "since-mismatch" if role == "start" else "weekday-mismatch",
                lambda day: day.weekday() >= _SATURDAY,
                "a Saturday or a Sunday",
            )
    for found in _MONTHS.finditer(text):
        yield from _month(text, found)
    for found in _YEARS.finditer(text):
        yield from _year(text, found)
    for found in _DAY_ALONE.finditer(text):
        yield from _day_of_month(text, found)


def _weekday(text: str, found: re.Match[str]) -> Iterator[Mention]:
    role = role_before(text, found.start())
    last = re.findall(r"\w+", text[: found.start()].lower())[-1:]
    if role is None or (last and last[0] in _NAMED_DAYS):
        return
    number = FULL_WEEKDAYS[found[1].lower()]
    # The small hours of Tuesday are still Monday night.
    right = {number, (number + 1) % 7} if found[2] else {number}
    yield Mention(
        found.start(),
        with_lead(text, found.start(), found.end(), role),
        role,
        "since-mismatch" if role == "start" else "weekday-mismatch",
        lambda day: day.weekday() in right,
        f"a {ENGLISH_WEEKDAYS[number]}",
    )


def _is_weekday(number: int) -> Callable[[date], bool]:
    return lambda day: day.weekday() == number


def _weekday_span(text: str, found: re.Match[str]) -> Iterator[Mention]:
    if role_before(text, found.start()) is None:
        return
    ends: tuple[tuple[str, Role], ...] = ((found[1], "start"), (found[3], "end"))
    for name, role in ends:
        number = FULL_WEEKDAYS[name.lower()]
        yield Mention(
            found.start(),
            found[0],
            role,
            "weekday-mismatch",
            _is_weekday(number),
            f"a {ENGLISH_WEEKDAYS[number]}",
            of_span=True,
        )


def _month(text: str, found: re.Match[str]) -> Iterator[Mention]:
    name, day = found["name"], found["day"] or found["after"]
    before = re.findall(r"[^\W\d]+", text[: found.start()].lower())[-1:]
    alone = found.end("name") - found.start("name") == len(text.strip(" ()."))
    numbered = day is not None or found["year"] is not None
    # "May", "March" and "August" are words and names too: only a date around them settles it.
    dated = numbered or alone or (bool(before) and before[0] in _MONTH_LEADS)
    short = len(name) <= len("sept") and name.lower() not in ("may", "mai", "june", "july", "mars")
    english = name.lower() in {month.lower() for month in ENGLISH_MONTHS}
    if not dated or (short and not numbered) or (english and not name[0].isupper()):
        return
    part = part_before(text, found.start()) if day is None else None
    start = part.at if part else found.start()
    role = role_before(text, start)
    if role is None:
        return
    number = MONTHS[name.lower()]
    meaning = f"a day in {ENGLISH_MONTHS[number - 1]}"
    exact = int(day) if day and not _is_part_of_span(text, found) else None
    if exact is not None:
        meaning = f"{exact} {ENGLISH_MONTHS[number - 1]}"
    if part is not None:
        meaning = f"a day in {part.name} {ENGLISH_MONTHS[number - 1]}"
    yield Mention(
        start,
        with_lead(text, start, found.end(), role),
        role,
        "since-mismatch" if role == "start" else "month-mismatch",
        lambda value: (
            value.month == number
            and exact in (None, value.day)
            and (part is None or part.in_month(value))
        ),
        meaning,
    )


def _is_part_of_span(text: str, found: re.Match[str]) -> bool:
    """Whether the day is one of several: "11-14 January", "11 and 14 January", "April 11-14"."""
    before, after = text[: found.start()], text[found.end() :]
    return bool(
        re.search(r"\d(?:st|nd|rd|th)?(?: ?[-–/,] ?| (?:to|and|or|au|et|ou) )$", before)
        or re.match(r"(?: ?[-–/] ?| (?:to|and|or|au|et|ou) )\d", after)
    )


def _year(text: str, found: re.Match[str]) -> Iterator[Mention]:
    name = found["name"]
    if name is not None and name.lower() not in MONTHS:
        return
    part = part_before(text, found.start("year"))
    start = part.at if part else found.start("year")
    role = role_before(text, found.start("name") if name else start)
    if role is None:
        return
    year = int(found["year"])
    yield Mention(
        start,
        with_lead(text, start, found.end("year"), role),
        role,
        "since-mismatch" if role == "start" else "year-mismatch",
        lambda day: day.year == year and (part is None or part.in_year(day)),
        f"a day in {part.name} {year}" if part else f"a day in {year}",
    )


def _day_of_month(text: str, found: re.Match[str]) -> Iterator[Mention]:
    role = role_before(text, found.start("day"))
    if role is None:
        return
    number = int(re.sub(r"\D", "", found["day"]))
    yield Mention(
        found.start("day"),
        with_lead(text, found.start("day"), found.end("day"), role),
        role,
        "since-mismatch" if role == "start" else "month-mismatch",
        lambda day: day.day == number,
        f"day {number} of a month",
    )
