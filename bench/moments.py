"""When made-up events happen: in bursts with gaps between them, and not always on a known day."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

FIRST: Final = date(1950, 1, 1)
LONGEST: Final = 25_000
"""Most days that a chronology spans: 68 years."""
DAYS_PER_EVENT: Final = 15
EVENTS_PER_BURST: Final = 60
IN_BURSTS: Final = 0.7
"""Share of the events that belong to a burst."""
SILENT: Final = 0.25
"""Share of the years in which nothing happens outside of bursts."""
KNOWN_DAY: Final = 0.7
"""Share of the dates that are one day and sure."""

Form = Callable[[date, date], str]


def days(events: int, chance: random.Random) -> list[date]:
    """Return the day of each event, in order."""
    span = min(LONGEST, events * DAYS_PER_EVENT)
    # Some bursts are large and most are small.
    starts = [chance.randrange(span) for _ in range(max(2, events // EVENTS_PER_BURST))]
    sizes = [chance.paretovariate(1.2) for _ in starts]
    years = range(span // 365 + 1)
    silent = {year for year in years if chance.random() < SILENT}
    lively = [year for year in years if year not in silent] or [0]
    found = []
    for _ in range(events):
        if chance.random() < IN_BURSTS:
            day = chance.choices(starts, sizes)[0] + int(chance.expovariate(1 / 12))
        else:
            day = chance.choice(lively) * 365 + chance.randrange(365)
        found.append(min(day, span - 1))
    return [FIRST + timedelta(days=day) for day in sorted(found)]


# Every form that the reader of dates takes; `a` is the event's day, `b` a later one.
FORMS: Final[Sequence[Form]] = (
    lambda a, _: f"{a}~",
    lambda a, _: f"{a}?",
    lambda a, _: f"{a}%",
    lambda a, _: f"{a:%Y-%m}",
    lambda a, _: f"{a:%Y-%m}~",
    lambda a, _: f"{a:%Y}",
    lambda a, _: f"{a:%Y}?",
    lambda a, _: f"{a:%Y}-{21 + a.month % 12 // 3}",
    lambda a, _: f"{a.year // 10}X",
    lambda a, _: f"{a.year // 100}XX",
    lambda a, _: f"{a:%Y}-XX",
    lambda a, _: f"{a:%Y}-XX-XX",
    lambda a, _: f"{a:%Y-%m}-XX",
    lambda a, b: f"{a}T{b.day % 24:02}:30:00",
    lambda a, b: f"{a}T{b.day % 24:02}:15:00Z",
    lambda a, b: f"{a}T{b.day % 24:02}:45:00+01:00",
    lambda a, b: f"{a}/{b}",
    lambda a, b: f"{a:%Y-%m}/{b + timedelta(days=31):%Y-%m}",
    lambda a, b: f"{a}~/{b}?",
    lambda a, _: f"{a}/..",
    lambda a, _: f"../{a}",
    lambda a, _: f"{a}/",
    lambda a, _: f"/{a}",
    lambda a, _: f"[..{a}]",
    lambda a, _: f"[{a}..]",
    lambda a, b: f"[{a}..{b}]",
    lambda a, b: f"[{a},{b}]",
)


def written(day: date, chance: random.Random) -> str:
    """Return an event's date in EDTF: mostly its day, else less than that is known."""
    if chance.random() < KNOWN_DAY:
        return day.isoformat()
    later = day + timedelta(days=chance.randint(1, 20))
    return chance.choice(FORMS)(day, later)
