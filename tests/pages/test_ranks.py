"""Lists in the order of events, told before some moved, came or went, are what would be told now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.pages.ranks import RANKED, Change, in_order
from timeline.pages.told import MAPPING

EVENTS = [f"e{n}" for n in range(6)]


@pytest.mark.parametrize(
    ("name", "row", "event"),
    [
        ("events_involving", "@events rescue", "rescue"),
        ("events_of_actor", ["@events rescue", "@events rescue actors 0"], "rescue"),
        ("figures", ["!CountedFigure", "@events e accounts 0 figures 1", "@events e", None], "e"),
        ("figures", ["!CountedFigure", "@places p said 0 figures 0", None, "@places p"], ""),
        ("differences", ["!Difference", "@events a", "@events a accounts 0", "@events b"], "a"),
        ("differing", ["=a", "=account", "=b", "=other", True], "a"),
        ("figured", ["=a", "=flood"], "a"),
        ("figured", ["=", "="], ""),
        ("_quotes_of_source", ["=a", 3], "a"),
        ("_statements_of_source", ["!Statement", "=event", "=a", "=quote", "=1", 2], "a"),
        ("_statements_of_source", ["!Statement", "=actor", "=a", "=actor", "=", 0], ""),
        ("uses", ["=event", "=a"], "a"),
        ("uses", ["=place", "=a"], ""),
    ],
)
def test_a_row_is_of_one_event_or_of_another_entry(name: str, row: Any, event: str) -> None:
    assert RANKED[name](row) == event


Held = Mapping[str, Sequence[str]]
"""Event -> the keys under which it stands."""


def rows_of(events: Sequence[str], held: Held) -> list[Any]:
    return [["=" + event, "=" + key] for event in events for key in held[event]]


def by_key(events: Sequence[str], held: Held) -> dict[str, list[Any]]:
    keys = sorted({key for event in events for key in held[event]})
    return {key: [f"@events {e}" for e in events if key in held[e]] for key in keys}


def by_pair(events: Sequence[str], held: Held) -> Any:
    """Return what is told of a mapping whose keys are pairs; there are none of an empty one."""
    found = by_key(events, held)
    return [MAPPING, *([[f"={key}", "=x"], rows] for key, rows in found.items())] if found else {}


TOLD = {"differing": rows_of, "events_involving": by_key, "differences_of_account": by_pair}
"""An index -> what is told of it, of some events in their order."""


@pytest.mark.parametrize("name", TOLD)
@given(
    held=st.fixed_dictionaries(
        {event: st.lists(st.sampled_from("abc"), unique=True, max_size=2) for event in EVENTS}
    ),
    before=st.lists(st.sampled_from(EVENTS), unique=True),
    now=st.lists(st.sampled_from(EVENTS), unique=True),
)
def test_whichever_events_moved_came_and_went(
    name: str, held: Held, before: list[str], now: list[str]
) -> None:
    come = [event for event in now if event not in before]
    change = Change(
        {event: rank for rank, event in enumerate(now)},
        [event for event in before if event not in now],
        (lambda which: TOLD[which](come, held)) if come else None,
    )
    found = in_order(name, TOLD[name](before, held), change)
    wanted = TOLD[name](now, held)
    assert (dict(found) if isinstance(found, Mapping) else found) == wanted
    assert [*found] == [*wanted]
