"""Dates in words and as marks, never sharper than they are known.

`describe` is for a page's text, `short` for a narrow column beside it, `precision` says how exactly
it is known, `mark` names how a chart draws the date. All four are pure functions of the date and the words of a language.
"""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 (an EdtfDate is what `date` names here)
from typing import Final, Literal

from timeline.dates.value import EdtfDate
from timeline.dates.words import DateWords

Mark = Literal[
    "day",
    "approximate",
    "approximate-span",
    "month",
    "season",
    "year",
    "decade",
    "century",
    "span",
    "between",
    "open-start",
    "open-end",
]
"""How a date is drawn: ``day`` solid; ``approximate`` hollow, ``approximate-span`` a hollow bar
(both also where uncertain); ``month`` to ``century`` and ``span`` a bar over all of it; ``between``
a bar for something that took place once within it; ``open-start`` and ``open-end`` fading out at
that end."""

_FIRST_SEASON: Final = 21


def describe(date: EdtfDate, words: DateWords, *, weekday: bool = True) -> str:
    """Describe a date in a phrase that can stand in a sentence.

    Args:
        date: The date.
        words: The language.
        weekday: Whether a day that is known for certain gets its weekday.

    Returns:
        "Friday 14 March 1997", "March 1997", "about 14 March 1997", "11-14 March 1997"
        (with an en dash), "from April 2012, end open" and so on.
    """
    if date.precision == "interval":
        return _interval(date, words)
    if date.precision == "set":
        return _set(date, words)
    text = _plain(date, words)
    if weekday and date.precision in ("day", "time") and not (date.approximate or date.uncertain):
        text = _with_weekday(date, words)
    return _qualified(date, text, words)


def short(date: EdtfDate, words: DateWords, *, year: bool = False) -> str:
    """Describe a date in a few signs, for a column whose heading gives the context.

    Args:
        date: The date.
        words: The language.
        year: Whether days carry their year; months and longer units always do.

    Returns:
        "14 Mar", "Mar 1997", "11-14 Mar" (with an en dash), "Apr 1996" and an arrow, and so on.
    """

    def one(part: EdtfDate) -> str:
        return _short_one(part, words, year=year)

    if date.members:
        return words.short_or.join(one(member) for member in date.members)
    if date.precision not in ("interval", "set"):
        return one(date)
    if date.first is None and date.last is not None:
        pattern = words.short_at_latest if date.precision == "set" else words.short_until
        return pattern.format(date=one(date.last))
    if date.last is None and date.first is not None:
        pattern = words.short_at_earliest if date.precision == "set" else words.short_from
        return pattern.format(date=one(date.first))
    first, last = _ends(date)
    compact = _compact(first, last, words, words.months_short, year=year)
    return compact or words.span_wide.format(a=one(first), b=one(last))


def precision(date: EdtfDate, words: DateWords) -> str:
    """Say how exactly a date is known: "exact day", "month", "day, approximately"."""
    if not (date.approximate or date.uncertain):
        return words.precision[date.precision]
    text = words.precision_doubtful.get(date.precision, words.precision[date.precision])
    if date.approximate:
        text = words.precision_approximate.format(unit=text)
    return words.precision_uncertain.format(unit=text) if date.uncertain else text


def mark(date: EdtfDate) -> Mark:
    """Name how a date is drawn; see `Mark`."""
    if date.earliest is None or date.start != "known":
        return "open-start"
    if date.latest is None or date.end != "known":
        return "open-end"
    doubtful = date.approximate or date.uncertain
    match date.precision:
        case "interval" | "set" as kind:
            plain: Mark = "span" if kind == "interval" else "between"
            return "approximate-span" if doubtful else plain
        case "time" | "day":
            return "approximate" if doubtful else "day"
        case unit:
            return "approximate" if doubtful else unit


def _ends(date: EdtfDate) -> tuple[EdtfDate, EdtfDate]:
    if date.first is None or date.last is None:
        raise ValueError(f"'{date.text}' has not both its ends")
    return date.first, date.last


def _bound(day: Day | None) -> Day:
    if day is None:
        raise ValueError("a date that is no interval and no set has both its bounds")
    return day


def _day_number(day: Day, words: DateWords) -> str:
    return words.first_of_month if day.day == 1 else str(day.day)


def _day(day: Day, words: DateWords, months: tuple[str, ...], *, year: bool = True) -> str:
    pattern = words.day if year else words.day_of_month
    return pattern.format(day=_day_number(day, words), month=months[day.month - 1], year=day.year)


def _plain(
    date: EdtfDate,
    words: DateWords,
    months: tuple[str, ...] | None = None,
    *,
    year: bool = True,
) -> str:
    """One date without weekday and qualifiers."""
    names = months or words.months
    earliest, latest = _bound(date.earliest), _bound(date.latest)
    match date.precision:
        case "day":
            return _day(earliest, words, names, year=year)
        case "time":
            text = _day(earliest, words, names, year=year)
            return words.time.format(date=text, time=_clock(date, words))
        case "month":
            text = words.month.format(month=names[earliest.month - 1], year=earliest.year)
        case "season":
            season = words.seasons[int(date.text[5:7]) - _FIRST_SEASON]
            text = words.season.format(season=season, year=earliest.year)
        case "year":
            text = str(earliest.year)
        case _:
            pattern = words.any_year if months is None else words.span
            return pattern.format(a=earliest.year, b=latest.year)
    if months is None and date.unspecified == "day":
        return words.any_day.format(date=text)
    if months is None and date.unspecified == "month":
        return words.any_month.format(date=text)
    return text


def _clock(date: EdtfDate, words: DateWords) -> str:
    moment = date.time
    if moment is None:
        raise ValueError(f"'{date.text}' has no time")
    pattern = words.clock_seconds if moment.second else words.clock
    text = pattern.format(hour=moment.hour, minute=moment.minute, second=moment.second)
    if moment.tzinfo is None:
        return text
    offset = moment.isoformat()[-6:]
    return words.clock_zone.format(time=text, offset="" if offset == "+00:00" else offset)


def _with_weekday(date: EdtfDate, words: DateWords) -> str:
    day = _bound(date.earliest)
    text = words.weekday.format(
        weekday=words.weekdays[day.weekday()], date=_day(day, words, words.months)
    )
    if date.precision == "time":
        return words.time.format(date=text, time=_clock(date, words))
    return text


def _qualified(date: EdtfDate, text: str, words: DateWords, *, phrase: bool = False) -> str:
    if phrase or date.approximate:
        text = _definite(date, text, words)
    if date.approximate:
        text = words.approximate.format(date=text)
    return words.uncertain.format(date=text) if date.uncertain else text


def _definite(date: EdtfDate, text: str, words: DateWords) -> str:
    known = date.precision in ("day", "time") and not date.unspecified
    return words.definite.format(date=text) if known else text


def _one(date: EdtfDate, words: DateWords, *, phrase: bool = True) -> str:
    """One date of several; in a phrase ("since", "between") it has its article."""
    return _qualified(date, _plain(date, words), words, phrase=phrase)


def _short_one(date: EdtfDate, words: DateWords, *, year: bool) -> str:
    text = _plain(date, words, words.months_short, year=year)
    if date.approximate:
        text = words.short_approximate.format(date=text)
    return words.short_uncertain.format(date=text) if date.uncertain else text


def _interval(date: EdtfDate, words: DateWords) -> str:
    if date.first is None and date.last is not None:
        pattern = words.until_open if date.start == "open" else words.until_unknown
        return pattern.format(b=_one(date.last, words, phrase=False))
    if date.last is None and date.first is not None:
        pattern = words.from_open if date.end == "open" else words.from_unknown
        return pattern.format(a=_one(date.first, words))
    first, last = _ends(date)
    compact = _compact(first, last, words, words.months, year=True)
    if compact:
        return compact
    a, b = (_one(end, words, phrase=False) for end in (first, last))
    return words.to.format(a=a, b=b)


def _set(date: EdtfDate, words: DateWords) -> str:
    if date.members:
        ordered = sorted(date.members, key=lambda member: member.sort_key)
        texts = [_start(member, ordered[-1], words) for member in ordered[:-1]]
        texts.append(_one(ordered[-1], words))
        return words.one_of.format(
            dates=words.comma.join(texts[:-1]) + words.last_comma + texts[-1]
        )
    if date.first is None and date.last is not None:
        return words.on_or_before.format(b=_one(date.last, words))
    if date.last is None and date.first is not None:
        return words.on_or_after.format(a=_one(date.first, words))
    first, last = _ends(date)
    return words.between.format(
        a=_start(first, last, words),
        b=_one(last, words),
    )


def _start(first: EdtfDate, last: EdtfDate, words: DateWords) -> str:
    """The first of two dates in a phrase, without what it shares with the second."""
    shared = _shared_start(first, last, words, words.months)
    return _definite(first, shared, words) if shared else _one(first, words)


def _shared_start(
    first: EdtfDate, last: EdtfDate, words: DateWords, months: tuple[str, ...]
) -> str | None:
    """The start without what it shares with the end; None where it shares nothing or is marked."""
    if not (_is_simple(first) and _is_simple(last) and first.precision == last.precision):
        return None
    start, end = _bound(first.earliest), _bound(last.earliest)
    if start.year != end.year:
        return None
    if first.precision == "month":
        return months[start.month - 1]
    if first.precision != "day":
        return None
    if start.month == end.month:
        return _day_number(start, words)
    return _day(start, words, months, year=False)


def _is_simple(date: EdtfDate) -> bool:
    return not (date.approximate or date.uncertain or date.unspecified)


def _compact(
    first: EdtfDate, last: EdtfDate, words: DateWords, months: tuple[str, ...], *, year: bool
) -> str | None:
    """A span of days, months or years in its shortest form; None where it has none."""
    if not (_is_simple(first) and _is_simple(last) and first.precision == last.precision):
        return None
    if first.precision not in ("day", "month", "year"):
        return None

    def plain(part: EdtfDate, *, with_year: bool) -> str:
        return _plain(part, words, months, year=with_year)

    start, end = _bound(first.earliest), _bound(last.earliest)
    if start == end:
        return plain(last, with_year=year)
    shared = _shared_start(first, last, words, months)
    with_year = year or start.year != end.year
    a = shared or plain(first, with_year=with_year)
    b = plain(last, with_year=with_year)
    pattern = words.span if " " not in a else words.span_wide
    return pattern.format(a=a, b=b)
