"""The checked timeline: entries in their order, and what can be derived from all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from timeline.dates import EdtfDate
from timeline.model.derived import derived
from timeline.model.differences import Difference, differences_in, stated_in
from timeline.model.entries import (
    Actor,
    Event,
    Place,
    Quote,
)
from timeline.model.figures import CountedFigure, figures_in
from timeline.model.ondemand import OnDemand
from timeline.model.relations import Related, grouped
from timeline.model.statements import Statement, count_statements, statements_of


class Timeline(Related):
    """A timeline without errors: its days, and what sources and accounts say in it."""

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
        return grouped(
            (source, (event.id, number))
            for event in self.events.values()
            for number, quote in enumerate(event.quotes)
            for source in dict.fromkeys(cite.source for cite in quote.cite)
        )

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
    def statements_from(self) -> Mapping[str, int]:
        """Source id -> how many parts of entries cite it."""
        statements = self.statements_of_source
        return OnDemand(statements, lambda source: count_statements(statements[source]))

    @derived
    def statement_count(self) -> int:
        """How many parts of entries cite a source."""
        return self.statements_elsewhere + sum(e.statements for e in self.traits.values())

    @derived
    def statements_elsewhere(self) -> int:
        """How many parts of other entries than events do."""
        entries: list[Actor | Place] = [*self.actors.values(), *self.places.values()]
        return sum(count_statements(statements_of(entry)) for entry in entries)

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
        return grouped(
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
        return grouped((statement.cite.source, statement) for statement in self.statements)

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
