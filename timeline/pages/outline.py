"""What follows from a whole timeline, kept for another run in which the same entries are there.

Where only texts of entries are others, all of it is the same then, see ``marks``: in which order
events stand, what each index has under each key, how long lists are divided. So no entry need be
typed but those that a page shows. Where more of entries is another, some indexes may be, see
``following``, and these are worked out.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from typing import Any, Final, NamedTuple

from timeline.model.derived import derived_of, recall_in, worked_out
from timeline.model.ondemand import Few, OnDemand
from timeline.model.order import event_sort_key
from timeline.model.timeline import Timeline
from timeline.pages.briefs import BRIEFS
from timeline.pages.following import ALL, NO_OWNERS, OWNED, Owners, owner_of
from timeline.pages.marks import Key
from timeline.pages.plan import Plan
from timeline.pages.ranks import RANKED, Change, in_order
from timeline.pages.told import EVENTS, Hearer, Plain, Teller

ORDER: Final = "order"
"""Name of the list of all events, by id."""

Told = tuple[str, Plain]
"""A part of an outline, with its name."""

Parts = Callable[[], Iterator[Told]]
"""What yields some."""


class Recalled(NamedTuple):
    """What is recalled of an outline after an edit."""

    outline: Outline
    others: frozenset[str] = frozenset()
    """The indexes that may be others than it tells."""
    owners: Owners = NO_OWNERS
    """In whose lists events moved, came or went."""
    come: Collection[str] = ()
    gone: Collection[str] = ()
    """The events that came, and those that are not there any more."""

    @property
    def retold(self) -> frozenset[str]:
        """The names of the parts that have to be told again."""
        moved = {ORDER, *(OWNED.keys() - RANKED.keys())} if self.owners else ()
        others = {*BRIEFS, *RANKED} if self.come or self.gone else ()
        return self.others.union(moved, others)

    def change_in(self, plan: Plan) -> Change:
        """Return how events stand in a timeline, of which this is a plan, and which came and went."""
        timeline = plan.timeline
        ranks = {event: rank for rank, event in enumerate(timeline.events)}
        if not self.come:
            return Change(ranks, self.gone)
        few = Few(self.come, timeline.events)
        alone = replace(timeline, events=few, actors={}, places={}, sources={})
        plan_alone = Plan(alone, (), plan.site, plan.catalogue)
        teller = Teller(timeline.shelves(), self.come)

        def told(name: str) -> Plain:
            return teller.tell(getattr(alone if hasattr(Timeline, name) else plan_alone, name))

        return Change(ranks, self.gone, told)


class Outline:
    """An outline that was kept."""

    def __init__(self, read: Callable[[str], Plain]) -> None:
        """Have ``read`` return each part by its name; whatever that raises, whoever asks for it meets."""
        self._read: Callable[[str], Plain] = cache(read)

    @property
    def order(self) -> list[str]:
        """The ids of all events, in their order."""
        return list(self._read(ORDER))

    def order_with(self, others: Collection[str], timeline: Timeline) -> list[str]:
        """Return the order of a timeline whose events but for some ``others`` stand as they did."""
        traits = self._recalled("traits", timeline)
        order = [e for e in self.order if e in timeline.events and e not in others]
        for event in others:
            insort(order, event, key=lambda other: event_sort_key(traits[other]))
        return order

    def owners_of(self, gone: Collection[str]) -> Owners:
        """Return in whose lists events stood that are gone."""
        traits = [
            BRIEFS["traits"].hear(i, *told) for i, _, *told in self._read("traits") if i in gone
        ]
        involving = self._read("events_involving")
        named, noted = RANKED["differing"], RANKED["notes"]
        rows = {f"{EVENTS}{event}" for event in gone}
        return {
            "actor": [actor for actor in involving if not rows.isdisjoint(involving[actor])],
            "place": [place for each in traits for place in each.facets["place"]],
            "source": [source for each in traits for source in each.facets["source"]],
            "differences": [ALL for row in self._read("differing") if named(row) in gone],
            "figures": [ALL for row in self._read("figured") if named(row) in gone],
            "added": [
                *(ALL for each in traits if each.published),
                *(ALL for row in self._read("notes") if noted(row) in gone),
            ],
        }

    def recall_in(self, timeline: Timeline, plan: Plan, edit: Recalled | None = None) -> None:
        """Have a timeline and its plan recall what follows from them, as it is after an ``edit``."""
        edit = edit or Recalled(self)
        hearer = Hearer(timeline.shelves())
        change = cache(lambda: edit.change_in(plan))

        def recalled(owner: Timeline | Plan, name: str) -> Any:
            told = self._read(name)
            if name in RANKED:
                return hearer.hear(in_order(name, told, change()))
            owners = edit.owners.get(OWNED[name], ()) if name in OWNED else ()
            found = hearer.hear(told)
            return _but_for(owners, found, owner, name) if owners else found

        for owner in (timeline, plan):
            names = dict.fromkeys(n for n in derived_of(type(owner)) if n not in edit.others)
            recall_in(owner, OnDemand(names, partial(recalled, owner)))
        for name in BRIEFS:
            vars(timeline)[name] = self._recalled(name, timeline)

    def ranked(self, name: str, change: Change) -> Plain:
        """Return what is told of an index that is ``RANKED``, with all events as they are now."""
        told = in_order(name, self._read(name), change)
        return dict(told) if isinstance(told, Mapping) else told

    def _recalled(self, name: str, timeline: Timeline) -> Mapping[str, Any]:
        """Return what is told of all entries of a kind, each made when it is asked for."""
        brief = BRIEFS[name]
        shelf, prints = timeline.shelves()[f"{brief.kind}s"], timeline.prints
        kept = cache(lambda: {told[0]: told for told in self._read(name)})

        def make(entry_id: str) -> Any:
            _, found, *told = kept().get(entry_id, ("", ""))
            if found and found == prints.get(timeline.origins[brief.kind, entry_id]):
                return brief.hear(entry_id, *told)
            return brief.make(shelf[entry_id])

        return OnDemand(shelf, make)


def _but_for(
    owners: Collection[str], found: Mapping[str, Any], owner: Timeline | Plan, name: str
) -> Mapping[str, Any]:
    """Return an index whose values of some owners are worked out."""
    made = worked_out(owner, name)
    return OnDemand(made, lambda key: (made if owner_of(name, key) in owners else found)[key])


def outline_of(timeline: Timeline, names: Container[str] | None = None) -> Iterator[Told]:
    """Yield the parts of an outline of a timeline, each with its name: plain data, short enough for a file.

    With ``names``, only those that have one of these.
    """
    teller = Teller(timeline.shelves())
    if names is None or ORDER in names:
        yield ORDER, list(timeline.events)
    for name, brief in BRIEFS.items():
        if names is None or name in names:
            held = getattr(timeline, name).items()
            prints = [_print_of(timeline, (brief.kind, i)) for i, _ in held]
            rows = [
                [i, found, *brief.tell(told)] for (i, told), found in zip(held, prints, strict=True)
            ]
            yield name, rows
    yield from _derived(timeline, teller, names)


def outline_of_plan(plan: Plan, names: Container[str] | None = None) -> Iterator[Told]:
    """Yield the parts of an outline of a timeline's plan, as ``outline_of`` does."""
    return _derived(plan, Teller(plan.timeline.shelves()), names)


def retold(recalled: Recalled, timeline: Timeline, plan: Plan) -> tuple[Parts, Parts]:
    """Return what yields the parts of a timeline and of its plan that are to be told again."""
    names, others = recalled.retold - RANKED.keys(), recalled.retold & RANKED.keys()

    def ranked(owner: Timeline | Plan) -> Iterator[Told]:
        change = recalled.change_in(plan)
        for name in derived_of(type(owner)):
            if name in others - recalled.others:
                yield name, recalled.outline.ranked(name, change)

    return (
        lambda: chain(outline_of(timeline, names | recalled.others), ranked(timeline)),
        lambda: chain(outline_of_plan(plan, names | recalled.others), ranked(plan)),
    )


def _derived(
    owner: Timeline | Plan, teller: Teller, names: Container[str] | None
) -> Iterator[Told]:
    some = (name for name in derived_of(type(owner)) if names is None or name in names)
    return ((name, teller.tell(getattr(owner, name))) for name in some)


def _print_of(timeline: Timeline, key: Key) -> str:
    """Return the fingerprint of an entry's file; empty if nobody knows it."""
    return timeline.prints.get(timeline.origins[key], "")
