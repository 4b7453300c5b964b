"""Which accounts of an event differ from which, brought together for the line on its card."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.differences import Difference
from timeline.model.entries import Account, Event, Figure
from timeline.model.timeline import Timeline

Voices = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Opposed:
    """What differs from an account: one voice, in this event or in others.

    ``events`` are the others in which it speaks, none where it speaks in this one; ``figures`` are
    its own where it is in numbers that the two differ.
    """

    account: Account
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A voice that speaks of an event, its figures where it differs in numbers, and from whom."""

    account: Account
    figures: tuple[Figure, ...]
    others: tuple[Opposed, ...]


def disagreements(timeline: Timeline, event: Event) -> tuple[Disagreement, ...]:
    """Return who differs from whom over an event: every voice once, with all that it differs from."""
    sides: dict[tuple[Voices, str], dict[tuple[object, ...], list[Difference]]] = {}
    for d in timeline.differences_of_event(event):
        # Figures belong to one account, so an account with figures stands by itself.
        side = (_voices(d.account), d.account.id if _in_numbers(d) else "")
        other = (d.other_account.id, d.other_event.id) if _in_numbers(d) else ()
        abroad = d.other_event.id != event.id
        key = (_voices(d.other_account), abroad, other)
        sides.setdefault(side, {}).setdefault(key, []).append(d)
    return tuple(
        Disagreement(
            account=first.account,
            figures=first.account.figures if _in_numbers(first) else (),
            others=tuple(_opposed(event, found) for found in others.values()),
        )
        for others in sides.values()
        for first in [next(iter(others.values()))[0]]
    )


def _opposed(event: Event, found: list[Difference]) -> Opposed:
    first = found[0]
    elsewhere = {d.other_event.id: d.other_event for d in found if d.other_event.id != event.id}
    return Opposed(
        account=first.other_account,
        events=tuple(elsewhere.values()),
        figures=first.other_account.figures if _in_numbers(first) else (),
    )


def _in_numbers(difference: Difference) -> bool:
    return "number" in difference.differs.how


def _voices(account: Account) -> Voices:
    return (account.according_to, *account.jointly_with)
