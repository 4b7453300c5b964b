"""The order of events, and of what actors stand for."""

from __future__ import annotations

from datetime import date

from timeline.model.entries import Event, Stance
from timeline.model.traits import Traits


def event_sort_key(event: Event | Traits) -> tuple[date, int, date, bool, float, str]:
    """Return the order of events: first day, kind of bound, last day, certainty, file's order, id.

    What came on or before a day stands before what came on that day; what began then stands
    before what only fell on some day from then on. So an event that is known by a limit alone
    seldom stands on the wrong side of one that it follows or belongs to.
    """
    value = event.date
    first, last = value.sort_key
    bound = 0 if value.earliest is None else 2 if value.precision == "set" else 1
    return (first, bound, last, value.approximate or value.uncertain, event.order, event.id)


def stance_sort_key(stance: Stance) -> tuple[date, date]:
    """Return the order of stances: earliest day, latest day; undated ones first.

    What was held on or before a day stands before what was held in the days up to it.
    """
    if stance.date is None:
        return date.min, date.min
    return stance.date.earliest or date.min, stance.date.latest or date.max
