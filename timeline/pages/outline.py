"""What follows from a whole timeline, kept for another run in which the same entries are there.

Where only texts of entries are others, all of it is the same then, see ``marks``: in which order
events stand, what each index has under each key, how long lists are divided. So no entry need be
typed but those that a page shows. Where more of entries is another, some indexes may be, see
``following``, and these are worked out.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any, Final, NamedTuple

from timeline.model.derived import derived_of, recall_in, worked_out
from timeline.model.ondemand import OnDemand
from timeline.model.order import event_sort_key
from timeline.model.timeline import Timeline
from timeline.pages.briefs import BRIEFS
from timeline.pages.following import NO_OWNERS, OWNED, Owners, owner_of
from timeline.pages.marks import Key
from timeline.pages.plan import Plan
from timeline.pages.ranks import RANKED, in_order
from timeline.pages.told import Hearer, Plain, Shelves, Teller

ORDER: Final = "order"
"""Name of the list of all events, by id."""

Told = tuple[str, Plain]
"""A part of an outline, with its name."""


class Recalled(NamedTuple):
    """What is recalled of an outline after an edit."""

    outline: Outline
    others: frozenset[str] = frozenset()
    """The indexes that may be others than it tells."""
    owners: Owners = NO_OWNERS
    """In whose lists events moved."""

    @property
    def retold(self) -> frozenset[str]:
        """The names of the parts that have to be told again."""
        moved = {ORDER, *(OWNED.keys() - RANKED.keys())} if self.owners else ()
        return self.others.union(moved)


class Outline:
    """An outline that was kept."""

    def __init__(self, read: Callable[[str], Plain]) -> None:
        """Have ``read`` return each part by its name; whatever that raises, whoever asks for it meets."""
        self._read = read

    @property
    def order(self) -> list[str]:
        """The ids of all events, in their order."""
        return list(self._read(ORDER))

    def order_with(self, moved: Collection[str], timeline: Timeline) -> list[str]:
        """Return those of a timeline whose other events stand among themselves as they did."""
        traits = self._recalled("traits", timeline)
        order = [event for event in self.order if event not in moved]
        for event in moved:
            insort(order, event, key=lambda other: event_sort_key(traits[other]))
        return order

    def recall_in(
        self,
        timeline: Timeline,
        plan: Plan,
        others: Container[str] = (),
        owners: Owners = NO_OWNERS,
    ) -> None:
        """Have a timeline and its plan recall what follows from them.

        Some ``others`` are not as they were, nor the lists of some ``owners``, in which events moved.
        """
        hearer = Hearer(timeline.shelves())
        ranks = cache(lambda: {event: rank for rank, event in enumerate(timeline.events)})

        def recalled(owner: Timeline | Plan, name: str) -> Any:
            told = self._read(name)
            found = hearer.hear(in_order(name, told, ranks()) if name in RANKED else told)
            moved = owners.get(OWNED[name], ()) if name in OWNED.keys() - RANKED.keys() else ()
            return _but_for(moved, found, owner, name) if moved else found

        for owner in (timeline, plan):
            names = dict.fromkeys(n for n in derived_of(type(owner)) if n not in others)
            recall_in(owner, OnDemand(names, partial(recalled, owner)))
        for name in BRIEFS:
            vars(timeline)[name] = self._recalled(name, timeline)

    def _recalled(self, name: str, timeline: Timeline) -> Mapping[str, Any]:
        """Return what is told of all entries of a kind, each made when it is asked for."""
        brief = BRIEFS[name]
        shelf, prints = timeline.shelves()[f"{brief.kind}s"], timeline.prints
        kept = cache(lambda: {told[0]: told for told in self._read(name)})

        def make(entry_id: str) -> Any:
            _, found, *told = kept()[entry_id]
            if found and found == prints.get(timeline.origins[brief.kind, entry_id]):
                return brief.hear(entry_id, *told)
            return brief.make(shelf[entry_id])

        return OnDemand(shelf, make)


def _but_for(
    owners: Collection[str], found: Mapping[str, Any], owner: Timeline | Plan, name: str
) -> Mapping[str, Any]:
    """Return an index whose values of some owners are worked out."""
    made = cache(lambda: worked_out(owner, name))
    return OnDemand(found, lambda key: (made() if owner_of(name, key) in owners else found)[key])


def outline_of(timeline: Timeline) -> Iterator[Told]:
    """Yield the parts of an outline of a timeline, each with its name: plain data, short enough for a file."""
    yield ORDER, list(timeline.events)
    teller = Teller(timeline.shelves())
    for name, brief in BRIEFS.items():
        held = getattr(timeline, name).items()
        yield (
            name,
            [[i, _print_of(timeline, (brief.kind, i)), *brief.tell(told)] for i, told in held],
        )
    yield from _derived(timeline, teller, derived_of(Timeline))


def outline_of_plan(plan: Plan) -> Iterator[Told]:
    """Yield the parts of an outline of a timeline's plan, as ``outline_of`` does."""
    return _derived(plan, Teller(plan.timeline.shelves()), derived_of(Plan))


def some_of(owner: Timeline | Plan, shelves: Shelves, names: Container[str]) -> Iterator[Told]:
    """Yield those of these parts that have some ``names``."""
    if isinstance(owner, Timeline) and ORDER in names:
        yield ORDER, list(owner.events)
    some = [name for name in derived_of(type(owner)) if name in names]
    if some:
        yield from _derived(owner, Teller(shelves), some)


def _derived(owner: object, teller: Teller, names: Iterable[str]) -> Iterator[Told]:
    return ((name, teller.tell(getattr(owner, name))) for name in names)


def _print_of(timeline: Timeline, key: Key) -> str:
    """Return the fingerprint of an entry's file; empty if nobody knows it."""
    return timeline.prints.get(timeline.origins[key], "")
