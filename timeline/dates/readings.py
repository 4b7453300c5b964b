"""Readings of one date that somebody wrote in another form than EDTF.

A reading is a proposal for the person who typed the text, never used in its place: a part that is
missing is not filled in, and an ambiguous text gets every reading it can have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from timeline.dates.names import MONTHS, SEASONS, WEEKDAYS, alternatives


class Reading(NamedTuple):
    """One thing the text may mean: its EDTF and, where there are several, how to tell."""

    edtf: str
    meaning: str = ""


class Found(NamedTuple):
    """What a rule makes of a text: what is wrong with it, and the readings or else the advice.

    ``proposal`` is the EDTF in the advice, if there is one: it is checked as readings are.
    """

    fault: str
    readings: tuple[Reading, ...] = ()
    advice: str = ""
    proposal: str = ""


_MONTH = alternatives(MONTHS)
_SEASON = alternatives(SEASONS)
_ORDINAL = r"(?:st|nd|rd|th|er)?"
_WEEK = rf"(?:(?:le\s+)?(?P<week>{alternatives(WEEKDAYS)})\.?,?\s+)?(?:le\s+|the\s+)?"
_GAP = r"[\s\-/.,]+"
_MONTHS_A_YEAR: Final = 12
_EDTF_SHAPE = re.compile(r"(\d{4}(-\d\d){0,2}|\d{3}X|\d\dXX|\d{4}-(\d\d|XX)(-XX)?)", re.ASCII)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
YEAR_FIRST: Final = "type the year first, in four digits, then month and day: YYYY-MM-DD"


def tidy(text: str) -> str:
    """Plain hyphens and digits, single spaces, none around."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())


def read_date(text: str) -> Found | None:
    """Read one date without qualifiers; None if no rule knows the form."""
    if _EDTF_SHAPE.fullmatch(text) and not _no_month(text):
        return Found("has spaces or signs that EDTF has not", (Reading(text),))
    for pattern, rule in _RULES:
        found = pattern.fullmatch(text)
        if found is not None:
            result = rule(found)
            if result is not None:
                return result
    return None


def _no_month(text: str) -> bool:
    """Whether the second part is no month, or a part is nought: the rules can say more of those."""
    parts = text.split("-")
    return any(part == "00" for part in parts[1:]) or (
        len(parts) > 1 and parts[1].isdigit() and int(parts[1]) > _MONTHS_A_YEAR
    )


def _ymd(year: str, month: int | str, day: int | str | None = None) -> str:
    return f"{year}-{int(month):02}" + ("" if day is None else f"-{int(day):02}")


def _year_first(found: re.Match[str]) -> Found | None:
    year, month, day = found["y"], int(found["m"]), int(found["d"])
    if not month:
        return Found("has a month 00", (Reading(year),))
    if not day:
        return Found("has a day 00", (Reading(_ymd(year, month)),))
    if month > _MONTHS_A_YEAR:
        if day > _MONTHS_A_YEAR:
            return Found(f"has no month from 1 to 12 (it has {month})", (), YEAR_FIRST)
        return Found(f"has {month} for the month", (Reading(_ymd(year, day, month)),))
    return Found("is not in the form YYYY-MM-DD", (Reading(_ymd(year, month, day)),))


def _year_last(found: re.Match[str]) -> Found | None:
    year, one, two = found["y"], int(found["a"]), int(found["b"])
    fault = "does not put the year first"
    day_first, month_first = Reading(_ymd(year, two, one)), Reading(_ymd(year, one, two))
    if not one or not two or (one > _MONTHS_A_YEAR and two > _MONTHS_A_YEAR):
        return Found("has no month from 1 to 12", (), YEAR_FIRST)
    if one > _MONTHS_A_YEAR or one == two:
        return Found(fault, (day_first,))
    if two > _MONTHS_A_YEAR:
        return Found(fault, (month_first,))
    return Found(
        f"can be read with {one} or with {two} as the month",
        (
            Reading(day_first.edtf, "the day comes first"),
            Reading(month_first.edtf, "the month comes first"),
        ),
    )


def _year_month(found: re.Match[str]) -> Found | None:
    year, month = found["y"], int(found["m"])
    if not month:
        return Found("has a month 00", (Reading(year),))
    later = f"{year[:2]}{month:02}"
    years = Reading(f"{year}/{later}", f"it lasted from {year} to {later}")
    separator = found[0][4:5] if found.start("y") == 0 else ""
    if month in SEASONS.values() and separator == "-":
        return Found("is not in the form YYYY-MM", (Reading(f"{year}-{month}"),))
    if month > _MONTHS_A_YEAR:
        if later > year and len(found["m"]) == 2:  # noqa: PLR2004 (digits of a short year)
            return Found(f"has no month from 1 to 12 (it has {month})", (years,))
        return Found(
            f"has no month from 1 to 12 (it has {month})",
            (),
            f"type {year} alone, or {year}- and a month from 01 to 12 (21 to 24 are the seasons)",
        )
    month_reading = Reading(_ymd(year, month))
    if separator == "/" and later > year:
        return Found(
            "can be a month or two years",
            (Reading(month_reading.edtf, "it is the month"), years),
        )
    return Found("is not in the form YYYY-MM", (month_reading,))


def _day_of_month_name(found: re.Match[str]) -> Found | None:
    year, month, day = found["y"], MONTHS[found["mon"].lower()], found["d"]
    week = found["week"]
    try:
        value = date(int(year), month, int(day))
    except ValueError:
        value = None
    if week and value and value.weekday() != WEEKDAYS[week.lower()]:
        return Found(
            f"names a {week}, which {_ymd(year, month, day)} was not",
            (),
            "check the day, then type it as YYYY-MM-DD",
        )
    return Found("has the month in words", (Reading(_ymd(year, month, day)),))


def _month_name(found: re.Match[str]) -> Found | None:
    return Found(
        "has the month in words", (Reading(_ymd(found["y"], MONTHS[found["mon"].lower()])),)
    )


def _no_year(found: re.Match[str]) -> Found | None:
    named = found.groupdict()
    month = MONTHS[named["mon"].lower()]
    day = f"-{int(named['d']):02}" if named.get("d") else ""
    return Found("has no year", (), f"put the year in front: YYYY-{month:02}{day}")


def _season_name(found: re.Match[str]) -> Found | None:
    return Found(
        "has the season in words", (Reading(f"{found['y']}-{SEASONS[found['s'].lower()]}"),)
    )


def _basic(found: re.Match[str]) -> Found | None:
    year, month, day = found["y"], found["m"], found["d"]
    if not 1 <= int(month) <= _MONTHS_A_YEAR:
        return None
    return Found("has no hyphens", (Reading(_ymd(year, month, day)),))


def _basic_month(found: re.Match[str]) -> Found | None:
    return Found(
        "has no hyphens",
        (),
        f"type {found['y']}-{found['m']} if it is a month; a day needs all of YYYY-MM-DD",
    )


def _week_date(found: re.Match[str]) -> Found | None:
    try:
        monday = date.fromisocalendar(int(found["y"]), int(found["w"]), 1)
    except ValueError:
        return Found("names a week that its year does not have", (), YEAR_FIRST)
    if found["d"]:
        day = monday + timedelta(days=int(found["d"]) - 1)
        return Found("is a week date", (Reading(day.isoformat()),))
    sunday = monday + timedelta(days=6)
    return Found(
        "is a week, which EDTF writes by its days",
        (
            Reading(f"{monday}/{sunday}", "it lasted all week"),
            Reading(f"[{monday}..{sunday}]", "it came about once in that week"),
        ),
    )


def _ordinal(found: re.Match[str]) -> Found | None:
    day = date(int(found["y"]), 1, 1) + timedelta(days=int(found["n"]) - 1)
    if not int(found["n"]) or day.year != int(found["y"]):
        return None
    return Found("counts the day from the start of the year", (Reading(day.isoformat()),))


def _decade(found: re.Match[str]) -> Found | None:
    year = found["y"]
    decade = Reading(f"{year[:3]}X", f"it was between {year} and {year[:3]}9")
    if not year.endswith("00"):
        return Found("has the decade in words", (Reading(decade.edtf),))
    century = Reading(f"{year[:2]}XX", f"it was between {year} and {year[:2]}99")
    return Found("can be a decade or a century", (decade, century))


def _century(found: re.Match[str]) -> Found | None:
    return Found("has the century in words", (Reading(f"{int(found['n']) - 1:02}XX"),))


def _digits(found: re.Match[str]) -> Found | None:
    return Found(
        "does not mark unknown digits with a capital X",
        (Reading(re.sub(r"[x?_*]|-(?=-|$)", "X", found[0], flags=re.IGNORECASE)),),
    )


def _lookalike(found: re.Match[str]) -> Found | None:
    table = str.maketrans("OoIiLl", "001111")
    return Found("has a letter in place of a digit", (Reading(found[0].translate(table)),))


def _short_year(_: re.Match[str]) -> Found | None:
    return Found("has a year of two digits", (), YEAR_FIRST)


def _anno(found: re.Match[str]) -> Found | None:
    return Found("says AD or CE, which EDTF does not", (Reading(found["y"]),))


def _part_of_year(found: re.Match[str]) -> Found | None:
    if found["y"] == "0000":
        # It is no year, and must not be proposed as one.
        return None
    return Found(
        f"says '{found[1].lower()}', for which EDTF has no sign",
        (),
        f"type {found['y']}, or the months it can be, as in [{found['y']}-MM..{found['y']}-MM]",
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Found | None]], ...]] = (
    (_compile(rf"(?P<y>\d{{4}}){_GAP}(?P<m>\d\d?){_GAP}(?P<d>\d\d?)"), _year_first),
    (_compile(rf"(?P<a>\d\d?){_GAP}(?P<b>\d\d?){_GAP}(?P<y>\d{{4}})"), _year_last),
    (_compile(rf"(?P<y>\d{{4}}){_GAP}(?P<m>\d\d?)"), _year_month),
    (_compile(rf"(?P<m>\d\d?){_GAP}(?P<y>\d{{4}})"), _year_month),
    (
        _compile(
            rf"{_WEEK}(?P<d>\d\d?){_ORDINAL}{_GAP}(?:of )?(?P<mon>{_MONTH}){_GAP}(?P<y>\d{{4}})"
        ),
        _day_of_month_name,
    ),
    (
        _compile(rf"{_WEEK}(?P<mon>{_MONTH}){_GAP}(?P<d>\d\d?){_ORDINAL}{_GAP}(?P<y>\d{{4}})"),
        _day_of_month_name,
    ),
    (
        _compile(rf"{_WEEK}(?P<y>\d{{4}}){_GAP}(?P<mon>{_MONTH}){_GAP}(?P<d>\d\d?)"),
        _day_of_month_name,
    ),
    (_compile(rf"(?P<mon>{_MONTH}){_GAP}(?:of )?(?P<y>\d{{4}})"), _month_name),
    (_compile(rf"(?P<y>\d{{4}}){_GAP}(?P<mon>{_MONTH})"), _month_name),
    (_compile(rf"{_WEEK}(?P<d>\d\d?){_ORDINAL}{_GAP}(?:of )?(?P<mon>{_MONTH})"), _no_year),
    (_compile(rf"{_WEEK}(?P<mon>{_MONTH})\.?(?:{_GAP}(?P<d>\d\d?){_ORDINAL})?"), _no_year),
    (_compile(rf"(?:the )?(?P<s>{_SEASON}){_GAP}(?:of |de )?(?P<y>\d{{4}})"), _season_name),
    (_compile(rf"(?P<y>\d{{4}}){_GAP}(?P<s>{_SEASON})"), _season_name),
    (_compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"), _basic),
    (_compile(r"(?P<y>[12]\d{3})(?P<m>0[1-9]|1[0-2])"), _basic_month),
    (_compile(r"(?P<y>\d{4})-?W(?P<w>\d\d)(?:-?(?P<d>[1-7]))?"), _week_date),
    (_compile(r"(?P<y>[1-9]\d{3})-(?P<n>\d{3})"), _ordinal),
    (_compile(r"(?:the )?(?P<y>\d{3}0)'?s"), _decade),
    (_compile(r"(?:the )?(?P<n>\d\d?)(?:st|nd|rd|th)[ -](?:century|c\.?)"), _century),
    (_compile(r"(?=.*[x?_*-])(?:\d{3}[x?_*-]|\d\d[x?_*-]{2}|\d{4}-xx(?:-xx)?)"), _digits),
    (_compile(r"\d{4}-(?:\d\d|[x?_*]{2})-[x?_*]{2}|\d{4}-[x?_*]{2}"), _digits),
    (_compile(r"(?=.*[OlI])[0-9OlI]{4}(?:-[0-9OlI]{2}){0,2}"), _lookalike),
    (_compile(r"\d\d?[-/. ]\d\d?[-/. ]\d\d?|'?\d\d"), _short_year),
    (_compile(rf"\d\d?{_ORDINAL}{_GAP}(?:{_MONTH}){_GAP}'?\d\d"), _short_year),
    (_compile(rf"(?:{_MONTH}){_GAP}'?\d\d"), _short_year),
    (_compile(r"(?:AD|CE) ?(?P<y>\d{4})"), _anno),
    (_compile(r"(?P<y>\d{4}) ?(?:AD|CE)"), _anno),
    (_compile(r"(early|mid|late|beginning|end)(?:[ -]|(?: of ))+(?P<y>\d{4})"), _part_of_year),
)
