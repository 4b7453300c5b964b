"""The columns of a strip: a slot each while they are few, else months, years, decades, centuries.

A column is never sharper than its events: what is known less exactly than the columns' unit keeps
a column of its own, before the first that it may belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from timeline.dates import DateWords, EdtfDate, describe, parse_edtf, short
from timeline.pages.grouping import Slot, Tally, tally
from timeline.settings import STRIP_COLUMNS

GAP = 10
"""Empty units in a row that the strip still draws one by one; a longer gap is compressed."""

Unit = Literal["day", "month", "year", "decade", "century"]

_UNITS: tuple[Unit, ...] = ("day", "month", "year", "decade", "century")
_CHARACTERS = {"day": 10, "month": 7, "year": 4, "decade": 3, "century": 2}
"""Unit -> characters of an ISO date that name it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the strip: a slot, an empty unit, or a compressed gap of ``days``.

    ``slots`` is how many slots of the timeline page the column's own slot brings together; of their
    events only the number is known.
    """

    slot: Tally | None
    empty: EdtfDate | None
    days: int
    slots: int = 1


def strip_columns(
    slots: tuple[Slot, ...], words: DateWords, most: int = STRIP_COLUMNS
) -> tuple[Column, ...]:
    """Return the columns of the strip, in the finest unit that leaves it legible.

    A slot that stands for several has the anchor of the first of them.
    """
    return unit_columns(slots, words, most)[1]


def unit_columns(
    slots: tuple[Slot, ...], words: DateWords, most: int
) -> tuple[Unit, tuple[Column, ...]]:
    """Return at most ``most`` columns, if any unit gives so few, and the unit that they have."""
    *finer, coarsest = _UNITS
    for unit in finer:
        bins = _bins(slots, unit)
        # With gaps, there are no fewer.
        if len(bins) <= most:
            columns = _with_gaps(_binned(bins, unit, words), unit)
            if len(columns) <= most:
                return unit, columns
    return coarsest, _with_gaps(_binned(_bins(slots, coarsest), coarsest, words), coarsest)


def column_label(value: EdtfDate, words: DateWords) -> str:
    """Return the full name of a column's date: a decade is all of its years, not some of them."""
    whole = value.precision in ("decade", "century", "interval")
    return short(value, words) if whole else describe(value, words)


def _with_gaps(bins: Iterable[Column], unit: Unit) -> tuple[Column, ...]:
    columns: list[Column] = []
    reached: date | None = None
    for column in bins:
        assert column.slot is not None  # noqa: S101  # a bin is a slot
        start, end = column.slot.date.sort_key
        if reached is not None and start > reached:
            first, last = _index(reached, unit) + 1, _index(start, unit)
            if last - first > GAP:
                columns.append(Column(None, None, (start - reached).days - 1))
            else:
                empty = (parse_edtf(_text(number, unit)) for number in range(first, last))
                columns += [Column(None, value, 1) for value in empty]
        columns.append(column)
        reached = max(reached or end, end)
    return tuple(columns)


_Bins = Mapping[str, Sequence[Slot]]
"""EDTF text of a column -> the slots that it brings together."""


def _bins(slots: Sequence[Slot], unit: Unit) -> _Bins:
    bins: dict[str, list[Slot]] = {}
    for slot in slots:
        bins.setdefault(slot.date.text if unit == "day" else _bin(slot, unit), []).append(slot)
    return bins


def _binned(bins: _Bins, unit: Unit, words: DateWords) -> Iterator[Column]:
    for key, members in bins.items():
        merged = tally(members[0]) if unit == "day" else _merged(key, members, words)
        yield Column(merged, None, 0, len(members))


def _bin(slot: Slot, unit: Unit) -> str:
    """Return the EDTF text of the unit that a slot falls into, or its own where that is longer."""
    own = slot.date.text
    return own if len(own) < _CHARACTERS[unit] else _text(_index(slot.date.sort_key[0], unit), unit)


def _merged(key: str, members: Sequence[Slot], words: DateWords) -> Tally:
    own = parse_edtf(key)
    groups = [group for slot in members for group in slot.groups]
    return Tally(
        anchor=members[0].anchor,
        label=column_label(own, words),
        short=short(own, words),
        date=own,
        total=sum(slot.total for slot in members),
        exact=sum(len(group.events) for group in groups if _falls_into(group.date, own)),
    )


def _falls_into(value: EdtfDate, unit: EdtfDate) -> bool:
    """Tell whether what has a date is known to have happened within a unit, with nothing left open."""
    first, last = unit.sort_key
    known = value.earliest is not None and value.latest is not None
    if not known or value.approximate or value.uncertain:
        return False
    start, end = value.sort_key
    return first <= start and end <= last


def _index(day: date, unit: Unit) -> int:
    """Return the number of the unit that a day is in, counted from a common beginning."""
    match unit:
        case "day":
            return day.toordinal()
        case "month":
            return day.year * 12 + day.month - 1
        case "year":
            return day.year
        case "decade":
            return day.year // 10
        case "century":
            return day.year // 100


def _text(number: int, unit: Unit) -> str:
    """Return the EDTF text of a unit; the years before 10 and 100 have no digits to leave open."""
    match unit:
        case "day":
            return date.fromordinal(number).isoformat()
        case "month":
            return f"{number // 12:04}-{number % 12 + 1:02}"
        case "year":
            return f"{number:04}"
        case "decade":
            return f"{number:03}X" if number else "0001/0009"
        case "century":
            return f"{number:02}XX" if number else "0001/0099"
