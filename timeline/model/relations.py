"""What entries have to do with one another.

A relation is stated once, in the entry that it is true of, and its other direction is computed
here: actors know their events, places what is part of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from timeline.model.derived import derived
from timeline.model.entries import (
    Account,
    Actor,
    ActorLink,
    Event,
    EventActor,
    EventLink,
    Membership,
    Place,
    Quote,
    Said,
    Stance,
    Voice,
)
from timeline.model.held import Held
from timeline.model.ondemand import OnDemand
from timeline.model.order import stance_sort_key

Key = TypeVar("Key", str, tuple[str, str])
Value = TypeVar("Value")


class Related(Held):
    """Entries that know who refers to them."""

    @derived
    def counts_of_actor(self) -> Mapping[str, tuple[int, int, int]]:
        """Actor id -> in how many events it had a part, how many accounts and quotations it gave."""
        accounts, quotes = self.accounts_of_actor, self.quotes_of_actor
        events = Counter(actor for event in self.traits.values() for actor in event.actors)
        return OnDemand(
            self.actors,
            lambda actor: (
                *(events[actor], len(accounts.get(actor, ()))),
                len(quotes.get(actor, ())),
            ),
        )

    @cached_property
    def counts_at_place(self) -> Mapping[str, int]:
        """Place id -> how many events name it."""
        events = self.events_at_place
        return OnDemand(self.places, lambda place: len(events.get(place, ())))

    @derived
    def events_of_actor(self) -> Mapping[str, Sequence[tuple[Event, EventActor]]]:
        """Actor id -> its events in order, each with the actor's part in it."""
        return grouped((part.actor, (e, part)) for e in self.events.values() for part in e.actors)

    @derived
    def quotes_of_actor(self) -> Mapping[str, Sequence[tuple[Event, Quote]]]:
        """Actor id -> what it said, in order of the events."""
        return grouped((q.speaker, (e, q)) for e in self.events.values() for q in e.quotes)

    @derived
    def accounts_of_actor(self) -> Mapping[str, Sequence[tuple[Event, Account]]]:
        """Actor id -> the accounts that rest on it, in order of the events."""
        return grouped(
            (voice, (event, account))
            for event in self.events.values()
            for account in event.accounts
            for voice in (account.according_to, *account.jointly_with)
            if isinstance(voice, str)
        )

    @derived
    def events_involving(self) -> Mapping[str, Sequence[Event]]:
        """Actor id -> the events that it had a part, a word or an ear in, in order."""
        return grouped((actor, e) for e in self.events.values() for actor in involved_in(e))

    @derived
    def members_of_actor(self) -> Mapping[str, Sequence[tuple[Actor, Membership]]]:
        """Organisation id -> its members, by id."""
        return grouped(
            (membership.organization, (actor, membership))
            for actor in self.actors.values()
            for membership in actor.memberships
        )

    @derived
    def relations_to_actor(self) -> Mapping[str, Sequence[tuple[Actor, ActorLink]]]:
        """Actor id -> the relations that other actors state with it."""
        return grouped(
            (link.actor, (actor, link))
            for actor in self.actors.values()
            for link in actor.relations
        )

    @derived
    def events_at_place(self) -> Mapping[str, Sequence[Event]]:
        """Place id -> the events there, in order."""
        return grouped((part.place, e) for e in self.events.values() for part in e.places)

    @derived
    def said_of_places(self) -> Mapping[str, Sequence[tuple[Place, Said]]]:
        """Actor id -> what it said of places, by place."""
        return grouped(
            (said.according_to, (place, said))
            for place in self.places.values()
            for said in place.said
            if isinstance(said.according_to, str)
        )

    def events_within(self, place_id: str) -> int:
        """Return the number of events at a place or at one that is part of it, each once."""
        return self._events_within.get(place_id, 0)

    @derived
    def _events_within(self) -> Mapping[str, int]:
        counts: Counter[str] = Counter()
        for places, number in Counter(tuple(e.places) for e in self.traits.values()).items():
            for wide in {wide for place in places for wide in self._around(place)}:
                counts[wide] += number
        return dict(sorted(counts.items()))

    def _around(self, place_id: str) -> Mapping[str, None]:
        """Return a place and all that it is part of, from the nearest on."""
        found: dict[str, None] = {}
        place: str | None = place_id
        while place and place not in found:
            found[place] = None
            place = self.places[place].part_of
        return found

    @derived
    def parts_of_place(self) -> Mapping[str, Sequence[Place]]:
        """Place id -> the places that are part of it."""
        return grouped((p.part_of, p) for p in self.places.values() if p.part_of)

    @derived
    def links_to_event(self) -> Mapping[str, Sequence[tuple[Event, EventLink]]]:
        """Event id -> the relations that other events state with it."""
        return grouped(
            (link.event, (e, link)) for e in self.events.values() for link in e.relations
        )

    @derived
    def stances_on_question(self) -> Mapping[str, Sequence[tuple[Actor, Stance]]]:
        """Question id -> where each actor stands, by date, then by actor."""
        stances = [(a, stance) for a in self.actors.values() for stance in a.stances]
        stances.sort(key=lambda pair: (stance_sort_key(pair[1]), pair[0].id))
        return grouped((stance.on, (actor, stance)) for actor, stance in stances)


def involved_in(event: Event) -> Iterable[str]:
    """Return each actor once that acts, speaks or is told something in an event."""
    named: list[Voice | str | None] = [part.actor for part in event.actors]
    for account in event.accounts:
        named += (account.according_to, *account.jointly_with, account.told_to)
    for quote in event.quotes:
        named += (quote.speaker, quote.told_to)
    return dict.fromkeys(actor for actor in named if isinstance(actor, str))


def grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, Sequence[Value]]:
    """Return the values that come with each key, in the order in which they come; keys are sorted."""
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(groups[key]) for key in sorted(groups)}
