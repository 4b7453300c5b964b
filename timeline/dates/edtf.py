"""Strict reader for the part of EDTF that a chronology needs.

EDTF is the extended date-time format of ISO 8601-2:2019. Read here are all of level 0, all of
level 1 except years outside 0001-9999 and, from level 2, the one-of sets ``[a..b]``, ``[..b]``,
``[a..]`` and ``[a,b,c]``. Everything else is refused with advice on what to type instead. A date
that no calendar holds (30 February) or that ends before it starts is refused too: many EDTF
readers let both through, and a chronology cannot.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, NoReturn

from timeline.dates.value import DateError, EdtfDate, EndKind, Precision, Unspecified

__all__ = ["DateError", "EdtfDate", "EndKind", "Precision", "edtf_problem", "is_edtf", "parse_edtf"]

_CALENDAR = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%])?").fullmatch
_UNSPECIFIED = re.compile(
    r"(?:([0-9]{3})X|([0-9]{2})XX|([0-9]{4})-(?:(XX)(-XX)?|([0-9]{2})-XX))([?~%])?"
).fullmatch
_DATE_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r"(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?"
).fullmatch

_DECEMBER = 12
_SPRING, _WINTER = 21, 24
_MAX_SHIFT = timedelta(hours=14)  # Kiribati; nothing on Earth is further from UTC.
_LAST_MINUTE = 59
_FIRST_YEAR = 1


class _NotEdtfError(Exception):
    """Raised inside this module only: the text is not EDTF, and nobody has worked out why yet."""


def parse_edtf(text: str) -> EdtfDate:
    """Read one EDTF text.

    Args:
        text: The text, exactly; surrounding white space is an error, not ignored.

    Returns:
        The date, with its bounds worked out.

    Raises:
        DateError: If the text is not in the accepted part of EDTF, names a day that does not
            exist, or ends before it starts.
    """
    try:
        return _parse(text)
    except _NotEdtfError as error:
        # What advises people takes long to import, and most dates need no advice.
        from timeline.dates.advice import explain  # noqa: PLC0415  # see above

        message, advice = explain(str(error), edtf_problem)
        raise DateError("bad-date", message, advice) from None


def is_edtf(text: str) -> bool:
    """Tell whether `parse_edtf` accepts the text, at a fraction of the cost of its advice."""
    return edtf_problem(text) is None


def edtf_problem(text: str) -> str | None:
    """Return None for a date that is accepted, else what is wrong as far as that costs little."""
    try:
        _parse(text)
    except _NotEdtfError:
        return ""
    except DateError as error:
        return error.message
    return None


def _parse(text: str) -> EdtfDate:
    found = _CALENDAR(text)
    if found is not None:
        return _calendar(text, found)
    if text[:1] == "[" and text[-1:] == "]":
        return _set(text)
    if text.count("/") == 1:
        return _interval(text)
    return _single(text)


def _refuse(text: str) -> NoReturn:
    raise _NotEdtfError(text)


def _single(text: str) -> EdtfDate:
    """Read a date that is neither an interval nor a set."""
    found = _CALENDAR(text)
    if found is not None:
        return _calendar(text, found)
    found = _UNSPECIFIED(text)
    if found is not None:
        return _unspecified(text, found)
    found = _DATE_TIME(text)
    if found is not None:
        return _date_time(text, found)
    _refuse(text)


def _calendar(text: str, found: re.Match[str]) -> EdtfDate:
    """Level 0 dates, level 1 seasons and qualifiers of the complete date."""
    year_text, month_text, day_text, mark = found.groups()
    year = int(year_text)
    approximate = mark is not None and mark != "?"
    uncertain = mark is not None and mark != "~"
    if year < _FIRST_YEAR:
        _refuse(text)
    if month_text is None:
        return EdtfDate(text, "year", date(year, 1, 1), date(year, 12, 31), approximate, uncertain)
    month = int(month_text)
    if day_text is not None:
        try:
            day = date(year, month, int(day_text))
        except ValueError:
            _refuse_day(text, year, month, int(day_text))
        return EdtfDate(text, "day", day, day, approximate, uncertain)
    if 1 <= month <= _DECEMBER:
        start, end = _month(year, month)
        return EdtfDate(text, "month", start, end, approximate, uncertain)
    if _SPRING <= month <= _WINTER:
        start, end = _season(year, month)
        return EdtfDate(text, "season", start, end, approximate, uncertain)
    _refuse(text)


def _refuse_day(text: str, year: int, month: int, day: int) -> NoReturn:
    if not 1 <= month <= _DECEMBER:
        _refuse(text)
    from timeline.dates.advice import impossible_day  # noqa: PLC0415  # as in `parse_edtf`

    message, advice = impossible_day(text, year, month, day)
    raise DateError("impossible-day", message, advice)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _season(year: int, code: int) -> tuple[date, date]:
    """Bounds of a season: northern meteorological quarters, winter from December onwards.

    ISO 8601-2 gives the codes no dates ("independent of location"); sorting needs some.
    """
    month = 3 * (code - _SPRING) + 3
    if code < _WINTER:
        return date(year, month, 1), _month(year, month + 2)[1]
    if year == date.max.year:
        return date(year, month, 1), date.max
    return date(year, month, 1), _month(year + 1, 2)[1]


def _unspecified(text: str, found: re.Match[str]) -> EdtfDate:
    """Level 1 unspecified digits: rightmost digits of a year, or whole month and day."""
    decade, century, year_text, any_month, any_day, month_text, mark = found.groups()
    precision: Precision = "year"
    unit: Unspecified = "year"
    if decade is not None or century is not None:
        low = int(decade) * 10 if decade is not None else int(century) * 100
        high = low + (9 if decade is not None else 99)
        precision = "decade" if decade is not None else "century"
    else:
        low = high = int(year_text)
        unit = "month" if any_month is not None and any_day is None else "day"
    if low < _FIRST_YEAR:
        _refuse(text)
    earliest, latest = date(low, 1, 1), date(high, 12, 31)
    if month_text is not None:
        month = int(month_text)
        if not 1 <= month <= _DECEMBER:
            _refuse(text)
        precision = "month"
        earliest, latest = _month(low, month)
    return EdtfDate(
        text,
        precision,
        earliest,
        latest,
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
        unspecified=unit,
    )


def _date_time(text: str, found: re.Match[str]) -> EdtfDate:
    """Level 0 date and time of day, local or with a shift from UTC."""
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    utc, sign, shift_hours, shift_minutes = found.groups()[6:]
    if year < _FIRST_YEAR:
        _refuse(text)
    try:
        local = date(year, month, day)
    except ValueError:
        _refuse_day(text[:10], year, month, day)
    zone: timezone | None = None
    if utc is not None:
        zone = UTC
    elif sign is not None:
        shift = timedelta(hours=int(shift_hours), minutes=int(shift_minutes or 0))
        # ISO 8601-1: a shift of nought has a plus sign.
        minus_nought = sign == "-" and not shift
        if shift > _MAX_SHIFT or minus_nought or int(shift_minutes or 0) > _LAST_MINUTE:
            _refuse(text)
        zone = timezone(-shift if sign == "-" else shift)
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        _refuse(text)
    return EdtfDate(text, "time", local, local, time=moment)


def _interval(text: str) -> EdtfDate:
    """Level 0 interval; level 1 adds open (``..``) and unknown (nothing) ends."""
    start_text, end_text = text.split("/")
    start, end = _end_kind(start_text), _end_kind(end_text)
    if start != "known" and end != "known":
        _refuse(text)
    first = _part(start_text, text) if start == "known" else None
    last = _part(end_text, text) if end == "known" else None
    return _range(text, "interval", first, last, (start, end))


def _end_kind(text: str) -> EndKind:
    if text == "..":
        return "open"
    return "known" if text else "unknown"


def _set(text: str) -> EdtfDate:
    """Level 2 set, one of whose members is meant: a list or a range open at most at one end."""
    inner = text[1:-1]
    if ".." in inner:
        start_text, _, end_text = inner.partition("..")
        if (not start_text and not end_text) or ".." in end_text or "," in inner:
            _refuse(text)
        first = _part(start_text, text) if start_text else None
        last = _part(end_text, text) if end_text else None
        ends: tuple[EndKind, EndKind] = (
            "known" if first else "open",
            "known" if last else "open",
        )
        return _range(text, "set", first, last, ends)
    names = inner.split(",")
    # A list of one is valid EDTF, but it says nothing that the date alone does not: a slip.
    if len(names) == 1 or len(set(names)) != len(names):
        _refuse(text)
    members = tuple(_part(name, text) for name in names)
    return EdtfDate(
        text,
        "set",
        min(member.sort_key[0] for member in members),
        max(member.sort_key[1] for member in members),
        approximate=any(member.approximate for member in members),
        uncertain=any(member.uncertain for member in members),
        members=members,
    )


def _part(text: str, whole: str) -> EdtfDate:
    """One end or member; what is wrong with it is explained from the whole text if it can be.

    ``01/1997`` is a month written another way, not an interval that starts in the year 1.
    """
    if _DATE_TIME(text):
        # Level 0 takes dates alone as start and end of an interval: "time of day is excluded".
        raise DateError(
            "bad-date",
            f"'{text}' has a time of day, which an interval or a set cannot have",
            _days_only(whole),
        )
    if _CALENDAR(text) or _UNSPECIFIED(text):
        return _single(text)
    _refuse(whole)


def _days_only(text: str) -> str:
    """What to type for an interval or a set whose parts have a time of day."""
    days = re.sub(r"T[0-9:+Z-]*", "", text)
    why = edtf_problem(days)
    if why is None:
        return f"type the days only: {days}"
    return "type the days only, without a time" + (f", and check them: {why}" if why else "")


def _range(
    text: str,
    precision: Literal["interval", "set"],
    first: EdtfDate | None,
    last: EdtfDate | None,
    ends: tuple[EndKind, EndKind],
) -> EdtfDate:
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    if first and last and earliest and latest and earliest > latest:
        swapped = f"{last.text}/{first.text}"
        if precision == "set":
            swapped = f"[{last.text}..{first.text}]"
        raise DateError(
            "reversed-interval",
            f"'{text}' ends ({last.text}) before it starts ({first.text})",
            f"type {swapped} if the two are the wrong way round",
        )
    parts = [part for part in (first, last) if part]
    return EdtfDate(
        text,
        precision,
        earliest,
        latest,
        approximate=any(part.approximate for part in parts),
        uncertain=any(part.uncertain for part in parts),
        start=ends[0],
        end=ends[1],
        first=first,
        last=last,
    )
