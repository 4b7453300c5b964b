"""The checked timeline: entries in their order, and what can be derived from them.

A relation is stated once, in the entry that it is true of, and its other direction is computed
here: actors know their events, accounts know which accounts differ from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from timeline.dates import EdtfDate
from timeline.model.brief import (
    BriefActor,
    BriefEvent,
    BriefPlace,
    BriefSource,
    brief_actor,
    brief_event,
    brief_place,
    brief_source,
)
from timeline.model.derived import derived
from timeline.model.differences import Difference, differences_in, stated_in
from timeline.model.entries import (
    Account,
    Actor,
    ActorLink,
    Entry,
    Event,
    EventActor,
    EventLink,
    Membership,
    Place,
    Quote,
    Said,
    Source,
    Stance,
    Vocabulary,
    Voice,
)
from timeline.model.figures import CountedFigure, figures_in
from timeline.model.ondemand import OnDemand
from timeline.model.order import stance_sort_key
from timeline.model.statements import Statement, count_statements, statements_of
from timeline.model.traits import Traits, traits_of

Key = TypeVar("Key", str, tuple[str, str])
Value = TypeVar("Value")


@dataclass(frozen=True)
class Timeline:
    """A timeline without errors. Events stand in their order, the rest by id."""

    events: Mapping[str, Event]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    vocabulary: Vocabulary
    pages: Mapping[str, str]
    origins: Mapping[tuple[str, str], str]
    """(kind, id) -> the file it was written in, relative to the content folder, POSIX."""
    checked: Mapping[tuple[str, int, str], EdtfDate] = field(default_factory=dict)
    """(event id, number of its quotation from 0, source id) -> when it was found in that text."""
    prints: Mapping[str, str] = field(default_factory=dict)
    """Place of a content file -> its fingerprint; what is the same in all of them is the same here."""

    def shelves(self) -> Mapping[str, Mapping[str, Entry]]:
        """Return the entries of each kind, by the folder that the kind has in content and site."""
        return {
            "events": self.events,
            "actors": self.actors,
            "places": self.places,
            "sources": self.sources,
        }

    def checked_on(self, event: Event, quote: Quote) -> EdtfDate | None:
        """Return when a quotation of an event was found in the text of a source, or None."""
        number = event.quotes.index(quote)
        dates = (self.checked.get((event.id, number, cite.source)) for cite in quote.cite)
        return next((date for date in dates if date), None)

    def quotes_of_source(self, source_id: str) -> tuple[int, int]:
        """Return how many quotations cite a source, and how many of them were found in its text."""
        numbers = self._quotes_of_source.get(source_id, ())
        checked = sum((event, number, source_id) in self.checked for event, number in numbers)
        return len(numbers), checked

    @derived
    def _quotes_of_source(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        return _grouped(
            sorted(
                (source, (event.id, number))
                for event in self.events.values()
                for number, quote in enumerate(event.quotes)
                for source in dict.fromkeys(cite.source for cite in quote.cite)
            )
        )

    @cached_property
    def brief_events(self) -> Mapping[str, BriefEvent]:
        """Event id -> the event in brief, in order."""
        return OnDemand(self.events, lambda key: brief_event(self.events[key]))

    @cached_property
    def traits(self) -> Mapping[str, Traits]:
        """Event id -> by what it is put among others, in order."""
        return OnDemand(self.events, lambda key: traits_of(self.events[key]))

    @cached_property
    def brief_actors(self) -> Mapping[str, BriefActor]:
        """Actor id -> the actor in brief."""
        return OnDemand(self.actors, lambda key: brief_actor(self.actors[key]))

    @cached_property
    def brief_places(self) -> Mapping[str, BriefPlace]:
        """Place id -> the place in brief."""
        return OnDemand(self.places, lambda key: brief_place(self.places[key]))

    @cached_property
    def brief_sources(self) -> Mapping[str, BriefSource]:
        """Source id -> the source in brief."""
        return OnDemand(self.sources, lambda key: brief_source(self.sources[key]))

    @derived
    def extent(self) -> tuple[date, date] | None:
        """The first and the last day that an event is known to have touched."""
        events = self.traits.values()
        starts = [day for event in events if (day := event.date.earliest or event.date.latest)]
        ends = [day for event in events if (day := event.date.latest or event.date.earliest)]
        return (min(starts), max(ends)) if starts else None

    @derived
    def many_years(self) -> bool:
        """Whether known days fall into several years, so that a list has to name the year."""
        dates = (event.date for event in self.traits.values())
        days = (date.earliest for date in dates if date.precision in ("day", "time"))
        return len({day.year for day in days if day}) > 1

    @cached_property
    def neighbours_of_event(self) -> Mapping[str, tuple[str | None, str | None]]:
        """Event id -> the event before it and the one after it, in the order of all."""
        order = list(self.events)
        pairs = zip([None, *order[:-1]], [*order[1:], None], strict=True) if order else ()
        return dict(zip(order, pairs, strict=True))

    @derived
    def rank_in_day(self) -> Mapping[str, int]:
        """Event id -> its place in the order of those that sort under the same day, from 0."""
        seen: Counter[date] = Counter()
        ranks: dict[str, int] = {}
        for event in self.traits.values():
            day = event.date.sort_key[0]
            ranks[event.id] = seen[day]
            seen[day] += 1
        return ranks

    @derived
    def counts_of_actor(self) -> Mapping[str, tuple[int, int, int]]:
        """Actor id -> in how many events it had a part, how many accounts and quotations it gave."""
        events, accounts, quotes = (
            self.events_of_actor,
            self.accounts_of_actor,
            self.quotes_of_actor,
        )
        return {
            actor: (
                # Each event is one object, which need not be looked into.
                len({id(event) for event, _ in events.get(actor, ())}),
                len(accounts.get(actor, ())),
                len(quotes.get(actor, ())),
            )
            for actor in self.actors
        }

    @cached_property
    def counts_at_place(self) -> Mapping[str, int]:
        """Place id -> how many events name it."""
        return {place: len(self.events_at_place.get(place, ())) for place in self.places}

    @derived
    def statements_from(self) -> Mapping[str, int]:
        """Source id -> how many parts of entries cite it."""
        statements = self.statements_of_source
        return OnDemand(statements, lambda source: count_statements(statements[source]))

    @derived
    def statement_count(self) -> int:
        """How many parts of entries cite a source."""
        return count_statements(self.statements)

    @derived
    def events_of_actor(self) -> Mapping[str, Sequence[tuple[Event, EventActor]]]:
        """Actor id -> its events in order, each with the actor's part in it."""
        return _grouped((part.actor, (e, part)) for e in self.events.values() for part in e.actors)

    @derived
    def quotes_of_actor(self) -> Mapping[str, Sequence[tuple[Event, Quote]]]:
        """Actor id -> what it said, in order of the events."""
        return _grouped((q.speaker, (e, q)) for e in self.events.values() for q in e.quotes)

    @derived
    def accounts_of_actor(self) -> Mapping[str, Sequence[tuple[Event, Account]]]:
        """Actor id -> the accounts that rest on it, in order of the events."""
        return _grouped(
            (voice, (event, account))
            for event in self.events.values()
            for account in event.accounts
            for voice in (account.according_to, *account.jointly_with)
            if isinstance(voice, str)
        )

    @derived
    def events_involving(self) -> Mapping[str, Sequence[Event]]:
        """Actor id -> the events that it had a part, a word or an ear in, in order."""
        return _grouped((actor, e) for e in self.events.values() for actor in involved_in(e))

    @derived
    def members_of_actor(self) -> Mapping[str, Sequence[tuple[Actor, Membership]]]:
        """Organisation id -> its members, by id."""
        return _grouped(
            (membership.organization, (actor, membership))
            for actor in self.actors.values()
            for membership in actor.memberships
        )

    @derived
    def relations_to_actor(self) -> Mapping[str, Sequence[tuple[Actor, ActorLink]]]:
        """Actor id -> the relations that other actors state with it."""
        return _grouped(
            (link.actor, (actor, link))
            for actor in self.actors.values()
            for link in actor.relations
        )

    @derived
    def events_at_place(self) -> Mapping[str, Sequence[Event]]:
        """Place id -> the events there, in order."""
        return _grouped((part.place, e) for e in self.events.values() for part in e.places)

    @derived
    def said_of_places(self) -> Mapping[str, Sequence[tuple[Place, Said]]]:
        """Actor id -> what it said of places, by place."""
        return _grouped(
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
        for event in self.events.values():
            held = (wide for part in event.places for wide in self._around(part.place))
            counts.update(list(dict.fromkeys(held)))
        return counts

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
        return _grouped((p.part_of, p) for p in self.places.values() if p.part_of)

    @derived
    def links_to_event(self) -> Mapping[str, Sequence[tuple[Event, EventLink]]]:
        """Event id -> the relations that other events state with it."""
        return _grouped(
            (link.event, (e, link)) for e in self.events.values() for link in e.relations
        )

    @derived
    def stances_on_question(self) -> Mapping[str, Sequence[tuple[Actor, Stance]]]:
        """Question id -> where each actor stands, by date, then by actor."""
        stances = [(a, stance) for a in self.actors.values() for stance in a.stances]
        stances.sort(key=lambda pair: (stance_sort_key(pair[1]), pair[0].id))
        return _grouped((stance.on, (actor, stance)) for actor, stance in stances)

    @derived
    def differences(self) -> Sequence[Difference]:
        """Every pair of accounts that differ, once, in order of the events."""
        return tuple(differences_in(self.events))

    @derived
    def differing(self) -> Sequence[tuple[str, str, str, str, bool]]:
        """Of each of the ``differences``: event and account, the other ones, whether in a number."""
        return [
            (
                *(d.event.id, d.account.id, d.other_event.id, d.other_account.id),
                "number" in d.differs.how,
            )
            for d in self.differences
        ]

    @derived
    def differences_of_account(self) -> Mapping[tuple[str, str], Sequence[Difference]]:
        """(event id, account id) -> the differences that the account is part of, either way."""
        return _grouped(
            (key, difference)
            for difference in self.differences
            for key in {
                (difference.event.id, difference.account.id): None,
                (difference.other_event.id, difference.other_account.id): None,
            }
        )

    def differences_of_event(self, event: Event) -> tuple[Difference, ...]:
        """Return every difference that an account of the event is part of, each once.

        An account of this event comes first in each, and differences within the event come first.
        """
        known = self.differences_of_account
        pairs = [d for account in event.accounts for d in known.get((event.id, account.id), ())]
        once = {stated_in(difference): difference for difference in pairs}.values()
        turned = [
            d
            if d.event.id == event.id
            else Difference(d.other_event, d.other_account, d.event, d.account, d.differs)
            for d in once
        ]
        return tuple(sorted(turned, key=lambda d: d.event.id != d.other_event.id))

    @derived
    def figures(self) -> Sequence[CountedFigure]:
        """Every figure: those of events in their order, then those said of places."""
        return tuple(figures_in(self.events.values(), self.places.values()))

    @derived
    def figured(self) -> Sequence[tuple[str, str]]:
        """Of each of the ``figures``: its event and the type of that; of a place's, nothing."""
        return [(f.event.id, f.event.type) if f.event else ("", "") for f in self.figures]

    @cached_property
    def statements_of_source(self) -> Mapping[str, Sequence[Statement]]:
        """Source id -> everything taken from it, by unit, then events before actors and places."""
        found = self._statements_of_source
        return OnDemand(
            found,
            lambda source: tuple(
                sorted(found[source], key=lambda s: (s.cite.at.first, s.cite.at.text))
            ),
        )

    @derived
    def _statements_of_source(self) -> Mapping[str, Sequence[Statement]]:
        return _grouped((statement.cite.source, statement) for statement in self.statements)

    def cites_of(self, source_id: str) -> int:
        """Return how often a source is cited."""
        return len(self._statements_of_source.get(source_id, ()))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every cited statement: events in their order, then actors, then places."""
        return tuple(
            statement
            for shelf in (self.events, self.actors, self.places)
            for entry in shelf.values()
            for statement in statements_of(entry)
        )


def involved_in(event: Event) -> Iterable[str]:
    """Return each actor once that acts, speaks or is told something in an event."""
    named: list[Voice | str | None] = [part.actor for part in event.actors]
    for account in event.accounts:
        named += (account.according_to, *account.jointly_with, account.told_to)
    for quote in event.quotes:
        named += (quote.speaker, quote.told_to)
    return dict.fromkeys(actor for actor in named if isinstance(actor, str))


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, Sequence[Value]]:
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    # In an order in which they are whatever comes first.
    return {key: tuple(groups[key]) for key in sorted(groups)}
