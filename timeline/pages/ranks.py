"""Lists in the order of events, as they were told before some events moved: put in order again.

Among themselves, all other events stand as they did. So such a list is the same but for the places
of those that moved, and whatever is told of it needs no more than to be sorted as events are now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from timeline.model.ondemand import OnDemand
from timeline.pages.told import EVENTS, MAPPING, Plain, plain_text

Ranks = Mapping[str, int]
"""Event id -> its place in the order of all."""


def _shown(row: Plain) -> str:
    """Return the event that a row is, or that it begins with; a figure of a place has none."""
    parts = [row] if isinstance(row, str) else row
    first = next((part for part in parts if isinstance(part, str) and part.startswith(EVENTS)), "")
    return first.removeprefix(EVENTS).partition(" ")[0]


def _named(row: Sequence[Plain]) -> str:
    """Return the event that a row names first."""
    return plain_text(row[0])


def _stated(row: Sequence[Plain]) -> str:
    """Return the event of a statement; one of another entry has none."""
    _, kind, entry_id, *_ = row
    return plain_text(entry_id) if plain_text(kind) == "event" else ""


def _used(row: Sequence[Plain]) -> str:
    """Return the event that uses a term; another entry is none."""
    kind, entry_id = map(plain_text, row)
    return entry_id if kind == "event" else ""


RANKED: Final[Mapping[str, Callable[[Any], str]]] = {
    **dict.fromkeys(
        (
            *("accounts_of_actor", "differences", "differences_of_account", "events_at_place"),
            *("events_involving", "events_of_actor", "figures", "links_to_event"),
            "quotes_of_actor",
        ),
        _shown,
    ),
    "_quotes_of_source": _named,
    "differing": _named,
    "figured": _named,
    "_statements_of_source": _stated,
    "uses": _used,
}
"""Indexes that are lists in the order of events, or have such under their keys -> what says of a row
which event it is of. What is of none comes last."""


def in_order(name: str, told: Plain, ranks: Ranks) -> Plain:
    """Return what is told of an index, its lists in the order of events."""
    event_of = RANKED.get(name)
    if event_of is None:
        return told
    last = len(ranks)

    def rank(row: Plain) -> int:
        return ranks.get(event_of(row), last)

    def ranked(rows: list[Plain]) -> list[Plain]:
        return sorted(rows, key=rank) if len(rows) > 1 else rows

    if isinstance(told, Mapping):
        return OnDemand(told, lambda key: ranked(told[key]))
    if told[:1] == [MAPPING]:
        return [MAPPING, *([key, ranked(rows)] for key, rows in told[1:])]
    return ranked(told)
