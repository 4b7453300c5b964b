"""Which accounts of an event differ from which, brought together for the line on its card."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.entries import Account, Event, Figure
from timeline.model.timeline import Difference, Timeline


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An account of an event, and what differs from it: the same voice, in one event or more."""

    account: Account
    other: Account
    events: tuple[Event, ...]
    """The other events in which that voice speaks; none where it speaks in this one."""
    figures: tuple[Figure, ...]
    other_figures: tuple[Figure, ...]
    """Each side's figures, where it is in numbers that the two differ."""


def disagreements(timeline: Timeline, event: Event) -> tuple[Disagreement, ...]:
    """Return who differs from whom over an event, each pair of voices once."""
    pairs: dict[tuple[object, ...], list[Difference]] = {}
    for d in timeline.differences_of_event(event):
        abroad = d.other_event.id != event.id
        numbers = "number" in d.differs.how
        # Numbers belong to one account, so those stay apart.
        apart = (d.account.id, d.other_event.id, d.other_account.id) if numbers else ()
        key = (_voices(d.account), abroad, _voices(d.other_account), apart)
        pairs.setdefault(key, []).append(d)
    return tuple(_disagreement(event, found) for found in pairs.values())


def _disagreement(event: Event, found: list[Difference]) -> Disagreement:
    first = found[0]
    numbers = "number" in first.differs.how
    others = {d.other_event.id: d.other_event for d in found if d.other_event.id != event.id}
    return Disagreement(
        first.account,
        first.other_account,
        tuple(others.values()),
        first.account.figures if numbers else (),
        first.other_account.figures if numbers else (),
    )


def _voices(account: Account) -> tuple[object, ...]:
    return (account.according_to, *account.jointly_with)
