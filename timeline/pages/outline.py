"""What follows from a whole timeline, kept for another run in which the same entries are there.

Where only texts of entries are others, all of it is the same then, see ``marks``: in which order
events stand, what each index has under each key, how long lists are divided. So no entry need be
typed but those that a page shows. Where more of entries is another, some indexes may be, see
``following``, and these are worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from timeline.model.brief import BriefActor, BriefEvent, brief_actor, brief_event
from timeline.model.derived import derived_of, recall_in
from timeline.model.ondemand import OnDemand
from timeline.model.timeline import Timeline
from timeline.pages.marks import Key
from timeline.pages.plan import Plan
from timeline.pages.told import Hearer, Plain, Shelves, Teller

ORDER: Final = "order"
"""Name of the list of all events, by id."""

BRIEFS: Final[Mapping[str, tuple[str, Callable[[Any], BriefEvent | BriefActor]]]] = {
    "brief_events": ("event", brief_event),
    "brief_actors": ("actor", brief_actor),
}
"""Name of what is told of each entry of a kind in brief -> the kind, and what tells that. It is kept
with the fingerprint of the entry's file: by that, whether it is told so now."""


Told = tuple[str, Plain]
"""A part of an outline, with its name."""


class Outline:
    """An outline that was kept."""

    def __init__(self, read: Callable[[str], Plain]) -> None:
        """Have ``read`` return each part by its name; whatever that raises, whoever asks for it meets."""
        self._read = read

    @property
    def order(self) -> list[str]:
        """The ids of all events, in their order."""
        return list(self._read(ORDER))

    def recall_in(self, timeline: Timeline, plan: Plan, others: Container[str] = ()) -> None:
        """Have a timeline and its plan recall what follows from them, but for some ``others``."""
        hearer = Hearer(timeline.shelves())
        for owner in (timeline, plan):
            names = dict.fromkeys(n for n in derived_of(type(owner)) if n not in others)
            recall_in(owner, OnDemand(names, lambda name: hearer.hear(self._read(name))))
        for name in BRIEFS:
            vars(timeline)[name] = self._recalled(name, timeline, hearer)

    def _recalled(self, name: str, timeline: Timeline, hearer: Hearer) -> Mapping[str, Any]:
        """Return all entries of a kind in brief, each made when it is asked for."""
        kind, brief = BRIEFS[name]
        shelf, kept = timeline.shelves()[f"{kind}s"], cache(lambda: self._read(name))

        def make(entry_id: str) -> Any:
            found, told = kept()[entry_id]
            if found and found == _print_of(timeline, (kind, entry_id)):
                return hearer.hear(told)
            return brief(shelf[entry_id])

        return OnDemand(shelf, make)


def outline_of(timeline: Timeline) -> Iterator[Told]:
    """Yield the parts of an outline of a timeline, each with its name: plain data, short enough for a file."""
    yield ORDER, list(timeline.events)
    teller = Teller(timeline.shelves())
    for name, (kind, _) in BRIEFS.items():
        briefs = getattr(timeline, name).items()
        yield name, {i: [_print_of(timeline, (kind, i)), teller.tell(told)] for i, told in briefs}
    yield from _derived(timeline, teller, derived_of(Timeline))


def outline_of_plan(plan: Plan) -> Iterator[Told]:
    """Yield the parts of an outline of a timeline's plan, as ``outline_of`` does."""
    return _derived(plan, Teller(plan.timeline.shelves()), derived_of(Plan))


def some_of(owner: Timeline | Plan, shelves: Shelves, names: Container[str]) -> Iterator[Told]:
    """Yield those of these parts that have some ``names``."""
    some = [name for name in derived_of(type(owner)) if name in names]
    return _derived(owner, Teller(shelves), some) if some else iter(())


def _derived(owner: object, teller: Teller, names: Iterable[str]) -> Iterator[Told]:
    return ((name, teller.tell(getattr(owner, name))) for name in names)


def _print_of(timeline: Timeline, key: Key) -> str:
    """Return the fingerprint of an entry's file; empty if nobody knows it."""
    return timeline.prints.get(timeline.origins[key], "")
