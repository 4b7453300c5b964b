"""Events by day.

A slot is a day, or the month or year of events that are not known to the day. Within it, what is
known less exactly than the slot (a span that starts there, "on or before") stands in a group
under its own wording, so that no list ever shows a date sharper than it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline.dates import DateWords, EdtfDate, describe, parse_edtf, short
from timeline.model.entries import Event
from timeline.model.ondemand import Picked
from timeline.model.traits import Traits

_PERIODS = {"month": 7, "season": 4, "year": 4, "decade": 4, "century": 4}
"""Precision that is coarser than a day -> characters of an ISO date that name its slot."""


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one slot that share a date. ``exact`` tells whether the slot is that date."""

    label: str
    date: EdtfDate
    exact: bool
    events: Picked[Event]


@dataclass(frozen=True, slots=True)
class Slot:
    """A day, month or year with its events. ``anchor`` is its place on the timeline page."""

    anchor: str
    label: str
    short: str
    date: EdtfDate
    groups: Sequence[Group]
    total: int = field(init=False, repr=False, compare=False)
    """How many events stand in this slot."""

    def __post_init__(self) -> None:
        # Of five thousand slots it is asked for on each level of periods.
        object.__setattr__(self, "total", sum(len(group.events) for group in self.groups))

    @property
    def exact(self) -> int:
        """How many events are known to have happened just then."""
        return sum(len(group.events) for group in self.groups if group.exact)


@dataclass(frozen=True, slots=True)
class Tally:
    """A slot of which only the number of its events is known: all of them, and those of just then."""

    anchor: str
    label: str
    short: str
    date: EdtfDate
    total: int
    exact: int


def tally(slot: Slot) -> Tally:
    """Return a slot without its events."""
    return Tally(slot.anchor, slot.label, slot.short, slot.date, slot.total, slot.exact)


_Dated = Event | Traits
_Groups = Mapping[str, Sequence[_Dated]]


def slots_of(
    events: Iterable[_Dated], shelf: Mapping[str, Event], words: DateWords
) -> tuple[Slot, ...]:
    """Put events, given in their order, into slots, and those into groups of one wording.

    What a group holds are entries of the ``shelf``, each of which is asked for late.
    """
    by_slot: dict[str, dict[str, list[_Dated]]] = {}
    for event in events:
        groups = by_slot.setdefault(slot_text(event.date), {})
        groups.setdefault(_day_text(event.date), []).append(event)
    slots = [_slot(key, groups, shelf, words) for key, groups in by_slot.items()]
    # A month stands before its first day, as it may have begun there.
    slots.sort(key=lambda slot: (slot.date.sort_key[0], len(slot.date.text)))
    return tuple(slots)


def cut(slots: Iterable[Slot], most: int) -> Iterator[tuple[Slot, ...]]:
    """Divide slots into runs of at most ``most`` events.

    A slot or a group that goes on in the next run has its heading there again.
    """
    run: list[Slot] = []
    room = most
    for slot in slots:
        groups: list[Group] = []
        for group in slot.groups:
            start = 0
            while start < len(group.events):
                events = group.events[start : start + room]
                groups.append(replace(group, events=events))
                start, room = start + len(events), room - len(events)
                if not room:
                    yield (*run, replace(slot, groups=tuple(groups)))
                    run, groups, room = [], [], most
        if groups:
            run.append(replace(slot, groups=tuple(groups)))
    if run:
        yield tuple(run)


def _slot(key: str, groups: _Groups, shelf: Mapping[str, Event], words: DateWords) -> Slot:
    exact = groups[key][0].date if key in groups else None
    own = exact if exact and exact.text == key else parse_edtf(key)
    label = describe(own, words)
    return Slot(
        anchor=f"d-{key}",
        label=label,
        short=short(own, words),
        date=own,
        groups=tuple(
            Group(label, own, exact=True, events=_picked(members, shelf))
            if text == key
            else _loose(_date(text, members), _picked(members, shelf), words)
            for text, members in groups.items()
        ),
    )


def _picked(events: Iterable[_Dated], shelf: Mapping[str, Event]) -> Picked[Event]:
    return Picked("event", [event.id for event in events], shelf)


def _date(text: str, members: Sequence[_Dated]) -> EdtfDate:
    """Return the date that a text is: mostly it is that of the events themselves."""
    own = members[0].date
    return own if own.text == text else parse_edtf(text)


def _loose(value: EdtfDate, members: Picked[Event], words: DateWords) -> Group:
    return Group(describe(value, words), value, exact=False, events=members)


def slot_text(value: EdtfDate) -> str:
    """Return the EDTF text of the slot: where the date sorts, no sharper than it is known."""
    start = value.sort_key[0].isoformat()
    part = value.first or value.last or value
    return start[: _PERIODS.get(part.precision, len(start))]


def _day_text(value: EdtfDate) -> str:
    # The time of day orders events within their day; it does not make a group.
    return re.sub(r"T.*", "", value.text) if value.precision == "time" else value.text
