"""Readings of a text with a qualifier, a time of day, two ends or several members.

Everything here rests on `readings.read_date` for the single dates inside the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Literal

from timeline.dates.names import MONTHS, alternatives
from timeline.dates.readings import Found, Reading, read_date

_ABOUT = (
    r"(?:c\.|ca\.?|circa|about|around|approx\.?|approximately|roughly|some ?time around|"
    r"vers|environ|env\.|c(?=[ .\d])|~)"
)
_PERHAPS = r"(?:possibly|perhaps|maybe|probably|peut-être|\?)"
_MARKED = re.compile(
    rf"(?P<lead>(?:(?:{_ABOUT}|{_PERHAPS}) ?)*)(?P<date>.*?)(?P<tail>(?: ?[?~%]|\(\?\))*)",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"[?~%]?\d{4}[?~%]?(?:-[?~%]?\d\d[?~%]?){0,2}")
_TIME = re.compile(
    r"(?P<date>.*?\d{4}.*?)(?P<sep>T|,? (?:at )?)(?P<h>\d\d?)(?:[:h](?P<m>\d\d)(?::(?P<s>\d\d)"
    r"(?:[.,]\d+)?)?)? ?(?P<half>[ap]\.?m\.?|h)? ?(?P<zone>Z|UTC|GMT|[+-]\d\d?(?::?\d\d)?)?",
    re.IGNORECASE,
)
_MONTH = alternatives(MONTHS)
_DAYS = re.compile(
    rf"(?:from |between |du |entre (?:le )?)?(?P<a>\d\d?)(?:st|nd|rd|th|er)?"
    rf"(?P<sep> ?(?:[-/+&]|to|and|or|au|et|ou) ?)(?:le )?"
    rf"(?P<b>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<rest>(?:{_MONTH})\.? \d{{4}})",
    re.IGNORECASE,
)
_MONTH_DAYS = re.compile(
    rf"(?P<mon>{_MONTH}) (?P<a>\d\d?)(?P<sep> ?(?:-|to|and|or) ?)(?P<b>\d\d?),? (?P<y>\d{{4}})",
    re.IGNORECASE,
)
_ENDLESS = r"(?:\.\.\.?|…|open|present|now|today|ongoing|\?|unknown)"
_SINCE = re.compile(r"(?:since|from|starting|depuis|à partir du?) (?:le )?(.+)", re.IGNORECASE)
_AFTER = re.compile(r"(?:after |après |>)(?:le )?(.+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:before |avant |<)(?:le )?(.+)", re.IGNORECASE)
_BY = re.compile(r"(?:on or before|no later than|not after|by|<=) ?(.+)", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"(?:on or after|not before|no earlier than|>=) ?(.+)", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|up to|jusqu'(?:à|au)) (.+)", re.IGNORECASE)
_TO_OPEN = re.compile(rf"(.+?) ?(?:-|/|to|\.\.) ?{_ENDLESS}?", re.IGNORECASE)
_FROM_OPEN = re.compile(rf"(?:{_ENDLESS} ?)(?:-|/|to) ?(.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|entre) (?:le )?(.+?) (?:and|et) (?:le )?(.+?)", re.IGNORECASE)
_FROM_TO = re.compile(
    r"(?:from |du |de )?(.+?) (?:to|until|till|through|thru|au|à|jusqu'au) (.+)", re.IGNORECASE
)
_TWO = re.compile(r"(.+?)(?: - |--|\.\.\.?|…)(.+)")
_SLASH = re.compile(r"([^/]+?) ?/ ?([^/]+)")
_SLASHES = re.compile(r"(.+?)(?: /|/ | - )(.+)")
_HYPHEN = re.compile(r"(.*\d|\D+?)-(\d{4}.*|.*\d{4})")
_LIST = re.compile(r",|;| or | ou | and | et ")
_NOON: Final = 12
_SHORT_END: Final = 5


def read_marked(text: str) -> Found | None:
    """Read one date, with or without qualifiers in signs or words."""
    plain = read_date(text)
    if plain is not None:
        return plain
    if _PARTIAL.fullmatch(text) and re.search(r"[?~%]", text[:-1]):
        marks = set(re.findall(r"[?~%]", text))
        bare = re.sub(r"[?~%]", "", text)
        return Found(
            "marks a part of the date (EDTF level 2), where only the whole date can be marked",
            (Reading(bare + (marks.pop() if len(marks) == 1 else "%")),),
        )
    found = _MARKED.fullmatch(text)
    if found is None or not (found["lead"] or found["tail"]):
        return None
    inner = read_date(found["date"].strip())
    if inner is None:
        return None
    signs = found["lead"].lower() + found["tail"]
    uncertain = re.search(rf"{_PERHAPS}|%", signs) is not None
    approximate = re.search(rf"{_ABOUT}|%", signs) is not None
    sign = "%" if uncertain and approximate else "?" if uncertain else "~"
    fault = "does not put its qualifier (? ~ %) at the end"
    if found["lead"] == "":
        fault = "does not use one of ? ~ % as its last sign"
    return _replace(inner, fault, lambda edtf: edtf + sign)


def _replace(found: Found, fault: str, change: Callable[[str], str]) -> Found:
    if not found.readings:
        return found
    return Found(fault, tuple(Reading(change(edtf), meaning) for edtf, meaning in found.readings))


def read_time(text: str) -> Found | None:
    """Read a date with a time of day."""
    found = _TIME.fullmatch(text)
    if found is None or not (found["m"] or found["half"] or found["sep"].upper() == "T"):
        return None
    day = read_date(found["date"].strip(" ,"))
    hour = int(found["h"])
    half = (found["half"] or "").replace(".", "").lower()
    if half in ("am", "pm"):
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    if day is None:
        return None
    clock = f"T{hour:02}:{found['m'] or '00'}:{found['s'] or '00'}{_zone(found['zone'] or '')}"
    fault = "has no seconds" if found["s"] is None else "is not in the form YYYY-MM-DDThh:mm:ss"
    return _replace(day, fault, lambda edtf: edtf + clock)


def _zone(text: str) -> str:
    if text.upper() in ("Z", "UTC", "GMT") or text.strip("+-0:") == "" != text:
        return "Z"
    if not text:
        return ""
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")  # noqa: PLR2004
    return f"{text[0]}{int(hours):02}:{minutes}"


def read_span(text: str) -> Found | None:
    """Read a text with two ends, one end or several members."""
    if text[:1] == "[" and text[-1:] == "]" and ".." in text:
        first, _, last = (part.strip() for part in text[1:-1].partition(".."))
        if first and last:
            return _pair(first, last, "either")
        found = read_marked(first or last)
        change = "[{}..]".format if first else "[..{}]".format
        return found and _replace(found, found.fault, change)
    for rule in (_shared, _one_end, _two_ends, _members):
        result = rule(text)
        if result is not None:
            return result
    return None


def _shared(text: str) -> Found | None:
    """Two days that share their month: 11-14 March 1997."""
    found = _DAYS.fullmatch(text)
    if found is not None:
        first, last = (f"{found[end]} {found['rest']}" for end in "ab")
    else:
        found = _MONTH_DAYS.fullmatch(text)
        if found is None:
            return None
        first, last = (f"{found[end]} {found['mon']} {found['y']}" for end in "ab")
    between = re.match("between|entre", text, re.IGNORECASE) is not None
    if not between and found["sep"].strip().lower() in ("and", "or", "&", "+", "et", "ou"):
        return _several([first, last])
    return _pair(first, last, "either" if between else "both")


def _one_end(text: str) -> Found | None:
    rules: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
        (_NOT_BEFORE, "[{}..]".format),
        (_BY, "[..{}]".format),
        (_UNTIL, "../{}".format),
        (_AFTER, lambda edtf: f"[{_shift(edtf, 1)}..]"),
        (_BEFORE, lambda edtf: f"[..{_shift(edtf, -1)}]"),
        (_SINCE, "{}/..".format),
        (_TO_OPEN, "{}/..".format),
        (_FROM_OPEN, "../{}".format),
    )
    for pattern, change in rules:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        date_found = read_marked(found[1])
        if date_found is not None:
            return _replace(date_found, "does not write its open end as EDTF does", change)
    return None


def _shift(edtf: str, days: int) -> str:
    """The day, month or year before or after; the same where that is not simple."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
            return (date.fromisoformat(edtf) + timedelta(days=days)).isoformat()
        if re.fullmatch(r"\d{4}-\d\d", edtf):
            months = int(edtf[:4]) * 12 + int(edtf[5:]) - 1 + days
            return f"{months // 12:04}-{months % 12 + 1:02}"
        return f"{int(edtf) + days:04}"
    except ValueError:
        return edtf


def _two_ends(text: str) -> Found | None:
    rules: tuple[tuple[re.Pattern[str], Literal["either", "both", "unclear"]], ...] = (
        (_BETWEEN, "either"),
        (_FROM_TO, "both"),
        (_SLASH, "both"),
        (_TWO, "unclear"),
        (_SLASHES, "unclear"),
        (_HYPHEN, "unclear"),
    )
    for pattern, kind in rules:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        pair = _pair(found[1].strip(), found[2].strip(), kind)
        if pair is not None:
            return pair
    return None


def _pair(first: str, last: str, kind: Literal["either", "both", "unclear"]) -> Found | None:
    start, end = read_marked(first), read_marked(last)
    year = re.search(r"\d{4}$", last)
    if year and (start is None or not start.readings) and re.search("[a-z]", first, re.IGNORECASE):
        start = read_marked(f"{first} {year[0]}")
    if end is None or not end.readings:
        end = _short_end(first, last)
    if start is None or end is None or len(start.readings) != 1 or len(end.readings) != 1:
        return None
    one, two = start.readings[0].edtf, end.readings[0].edtf
    lasted = Reading(f"{one}/{two}", f"it lasted from {one} to {two}")
    once = Reading(f"[{one}..{two}]", "it came about once, some time between the two")
    if kind == "either":
        return Found("does not write its range as EDTF does", (Reading(once.edtf),))
    if kind == "both":
        return Found("does not write its interval as EDTF does", (Reading(lasted.edtf),))
    return Found("does not write its two ends as EDTF does", (lasted, once))


def _short_end(first: str, last: str) -> Found | None:
    """ISO 8601-1 lets an end leave out what it shares with the start; EDTF does not."""
    if not re.fullmatch(r"\d\d(-\d\d)?", last) or not re.fullmatch(r"\d{4}(-\d\d){1,2}", first):
        return None
    if len(last) == _SHORT_END and len(first) != len("YYYY-MM-DD"):
        return None
    return read_date(first[: -len(last)] + last)


def _members(text: str) -> Found | None:
    inner = text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text
    parts = [part.strip() for part in _LIST.split(inner)]
    return _several(parts) if len(parts) > 1 else None


def _several(parts: list[str]) -> Found | None:
    names: list[str] = []
    for part in parts:
        found = read_marked(part)
        if found is None or len(found.readings) != 1:
            return None
        names.append(found.readings[0].edtf)
    if len(set(names)) == 1:
        return Found("lists one date twice", (Reading(names[0]),))
    proposal = f"[{','.join(dict.fromkeys(names))}]"
    return Found(
        "is a list, for which EDTF has a form only where one of the dates is meant",
        (),
        f"type {proposal} if it was one of them; if it was all of them, make an entry for each",
        proposal,
    )
