"""What follows from a whole timeline, kept for another run in which only texts of entries are others.

All of it is the same then, see ``marks``: in which order events stand, what each index has under
each key, how long lists are divided. So no entry need be typed but those that a page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import Final, cast

from timeline.model.brief import BriefEvent, brief_event
from timeline.model.derived import derived_of, recall_by
from timeline.model.ondemand import OnDemand
from timeline.model.timeline import Timeline
from timeline.pages.plan import Plan
from timeline.pages.told import Hearer, Plain, Teller

ORDER: Final = "order"
"""Name of the list of all events, by id."""

BRIEFS: Final = "briefs"
"""Name of what is told of each event in brief, with the fingerprint of its file: by that, whether it
is told so now."""


class Outline:
    """An outline that was kept."""

    def __init__(self, read: Callable[[str], Plain]) -> None:
        """Have ``read`` return each part by its name; whatever that raises, whoever asks for it meets."""
        self._read = read

    @property
    def order(self) -> list[str]:
        """The ids of all events, in their order."""
        return list(self._read(ORDER))

    def recall_in(self, timeline: Timeline, plan: Plan) -> None:
        """Have a timeline and its plan recall what follows from them."""
        hearer = Hearer(timeline.shelves())
        for owner in (timeline, plan):
            recall_by(owner, lambda name: hearer.hear(self._read(name)))
        vars(timeline)["brief_events"] = OnDemand(
            timeline.events, partial(self._brief, timeline, hearer)
        )

    @cached_property
    def _briefs(self) -> Mapping[str, Plain]:
        return cast(Mapping[str, Plain], self._read(BRIEFS))

    def _brief(self, timeline: Timeline, hearer: Hearer, event: str) -> BriefEvent:
        found, told = self._briefs[event]
        if found and found == _print_of(timeline, event):
            return cast(BriefEvent, hearer.hear(told))
        return brief_event(timeline.events[event])


def outline_of(timeline: Timeline) -> Iterator[tuple[str, Plain]]:
    """Yield the parts of an outline of a timeline, each with its name: plain data, short enough for a file."""
    yield ORDER, list(timeline.events)
    teller = Teller(timeline.shelves())
    briefs = timeline.brief_events.items()
    yield BRIEFS, {e: [_print_of(timeline, e), teller.tell(brief)] for e, brief in briefs}
    yield from _derived(timeline, teller)


def outline_of_plan(plan: Plan) -> Iterator[tuple[str, Plain]]:
    """Yield the parts of an outline of a timeline's plan, as ``outline_of`` does."""
    return _derived(plan, Teller(plan.timeline.shelves()))


def _derived(owner: object, teller: Teller) -> Iterator[tuple[str, Plain]]:
    return ((name, teller.tell(getattr(owner, name))) for name in derived_of(type(owner)))


def _print_of(timeline: Timeline, event: str) -> str:
    """Return the fingerprint of an event's file; empty if nobody knows it."""
    return timeline.prints.get(timeline.origins["event", event], "")
