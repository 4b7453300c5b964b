"""Lists in the order of events, as they were told before some events moved, came or went: made right.

Among themselves, all other events stand as they did. So such a list is the same but for the places
of those that moved: what is told of it needs no more than to be sorted as events are now, without
what is of an event that is gone, and with what is of one that came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from timeline.model.ondemand import OnDemand
from timeline.pages.told import EVENTS, MAPPING, Plain, plain_text


def _shown(row: Plain) -> str:
    """Return the event that a row is, or that it begins with; a figure of a place has none."""
    for part in (row,) if isinstance(row, str) else row:
        if isinstance(part, str) and part.startswith(EVENTS):
            return part[len(EVENTS) :].partition(" ")[0]
    return ""


def _named(row: Sequence[Plain]) -> str:
    """Return the event that a row names first."""
    return plain_text(row[0])


def _stated(row: Sequence[Plain]) -> str:
    """Return the event of a statement or a correction; one of another entry has none."""
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
    "notes": _stated,
    "_statements_of_source": _stated,
    "uses": _used,
}
"""Indexes that are lists in the order of events but for one, or have such under their keys -> what says of a row
which event it is of. What is of none comes last in the order of events."""


NEWEST_FIRST: Final = "notes"
"""The one of them that is not in the order of events, but goes by days, kinds and ids."""


class Change(NamedTuple):
    """How events stand now, and which came and went since something was told of them."""

    ranks: Mapping[str, int]
    """Event id -> its place in the order of all."""
    gone: Collection[str] = ()
    """The events that are not there any more."""
    come: Callable[[str], Plain] | None = None
    """Tells an index of the events that came, and of nothing else; None if there are no such events."""


def in_order(name: str, told: Plain, change: Change) -> Plain:
    """Return what is told of an index that is ``RANKED``, as it is with all events that there are now.

    Its keys are sorted, as they are where it is worked out.
    """
    come = change.come(name) if change.come else []
    if not isinstance(told, Mapping) and not _pairs(told) and not _pairs(come):
        return _ranked(name, told, come, change)
    held, added = _by_key(told), _by_key(come)
    keys = {*held, *added}
    if change.gone:
        keys -= {key for key in held.keys() - added.keys() if _all_gone(name, held[key], change)}
    found = OnDemand(
        dict.fromkeys(sorted(keys)),
        lambda key: _ranked(name, held.get(key, ()), added.get(key, ()), change),
    )
    if not any(isinstance(key, tuple) for key in keys):
        return found
    return [MAPPING, *([list(key), rows] for key, rows in found.items())]


def _all_gone(name: str, told: Sequence[Plain], change: Change) -> bool:
    """Tell whether rows are of nothing but events that are gone."""
    return all(RANKED[name](row) in change.gone for row in told)


def _ranked(name: str, told: Sequence[Plain], come: Sequence[Plain], change: Change) -> list[Plain]:
    """Return rows without those of events that are gone, and others among them."""
    event_of, last = RANKED[name], len(change.ranks)
    rows = [row for row in told if event_of(row) not in change.gone] if change.gone else [*told]
    rows += come
    if name == NEWEST_FIRST:
        # As ``all_notes`` does.
        rows.sort(key=lambda row: (plain_text(row[1]), plain_text(row[2])))
        rows.sort(key=lambda row: plain_text(row[4]), reverse=True)
    elif len(rows) > 1:
        rows.sort(key=lambda row: change.ranks.get(event_of(row), last))
    return rows


def _pairs(told: Plain) -> bool:
    """Tell whether it is a mapping whose keys are no texts."""
    return bool(told) and isinstance(told, list) and told[0] == MAPPING


def _by_key(told: Plain) -> Mapping[Any, list[Plain]]:
    """Return what is told of an index by key, each of which may be several texts."""
    if _pairs(told):
        return {tuple(key): rows for key, rows in told[1:]}
    return told if isinstance(told, Mapping) else {}
