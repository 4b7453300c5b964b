"""Events in groups that share a date, and the columns of the strip that those groups make.

A day is a group of its own. What is known less exactly (a month, a span, "on or before") stands
in a group under its own wording, so that no list ever shows a date sharper than it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from timeline.dates import DateWords, EdtfDate, describe
from timeline.model.entries import Event

GAP_DAYS = 10
"""Empty days in a row that the strip still draws one by one; a longer gap is compressed."""


@dataclass(frozen=True, slots=True)
class Group:
    """Events that share a date. ``anchor`` is its place on the timeline page."""

    anchor: str
    label: str
    date: EdtfDate
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the strip: a group, an empty day, or a compressed gap of ``days``."""

    group: Group | None
    day: date | None
    days: int


def group_events(events: Iterable[Event], words: DateWords) -> tuple[Group, ...]:
    """Put events, given in their order, into groups of the same date wording."""
    groups: list[tuple[str, EdtfDate, list[Event]]] = []
    for event in events:
        key = _key(event.date)
        if groups and groups[-1][0] == key:
            groups[-1][2].append(event)
        else:
            groups.append((key, event.date, [event]))
    used: dict[str, int] = {}
    result = []
    for key, first, members in groups:
        base = "d-" + _anchor(key)
        used[base] = used.get(base, 0) + 1
        anchor = base if used[base] == 1 else f"{base}-{used[base]}"
        label = describe(_day_of(first), words)
        result.append(Group(anchor, label, first, tuple(members)))
    return tuple(result)


def _key(value: EdtfDate) -> str:
    # The time of day orders events within their day; it does not make a group.
    return value.text[:10] if value.precision == "time" else value.text


def _day_of(value: EdtfDate) -> EdtfDate:
    if value.precision != "time" or value.earliest is None:
        return value
    return EdtfDate(value.text[:10], "day", value.earliest, value.earliest)


def _anchor(key: str) -> str:
    """Return an EDTF text as an anchor, in letters that are safe in an address."""
    spelled = key.replace("..", "-to-").replace("/", "-to-").replace("~", "-about")
    spelled = spelled.replace("?", "-uncertain").replace("%", "-about-uncertain")
    return re.sub(r"-{2,}", "-", re.sub(r"[^A-Za-z0-9]+", "-", spelled)).strip("-").lower()


def strip_columns(groups: Iterable[Group]) -> tuple[Column, ...]:
    """Return the columns of the strip: every group, empty days between them, and gaps."""
    columns: list[Column] = []
    reached: date | None = None
    for group in groups:
        start, end = group.date.sort_key
        if reached is not None and start > reached + relativedelta(days=1):
            empty = (start - reached).days - 1
            if empty <= GAP_DAYS:
                days = [reached + relativedelta(days=n + 1) for n in range(empty)]
                columns += [Column(None, day, 1) for day in days]
            else:
                columns.append(Column(None, None, empty))
        columns.append(Column(group, None, 0))
        # An open or long span does not fill the days it covers: it started, that is all we draw.
        last = end if group.date.precision in ("day", "time", "interval") else start
        last = start if group.date.latest is None or (last - start).days > GAP_DAYS else last
        reached = max(reached or last, last)
    return tuple(columns)
