"""By what an event is put among others, and nothing else: where it stands, and among what it counts.

What follows from many events, such as the days of a timeline, follows from this of each of them. So
hardly any of them need be typed for it, as long as it is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from timeline.dates import EdtfDate
from timeline.model.entries import Account, Event, Quote
from timeline.model.statements import count_statements, statements_of

FACETS = ("actor", "place", "type", "status", "source")
"""What events can be filtered by, beside their days and the words of their titles."""


class Traits(NamedTuple):
    """The traits of an event."""

    id: str
    date: EdtfDate
    order: float
    main: bool
    published: EdtfDate | None
    statements: int
    """How many of its parts cite a source."""
    values: tuple[str, ...]
    """The ids of each of ``FACETS``, separated by spaces."""

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """Facet -> ids."""
        return {f: tuple(ids.split()) for f, ids in zip(FACETS, self.values, strict=True)}

    @property
    def status(self) -> str:
        """How sure the event is."""
        return self.values[FACETS.index("status")]

    @property
    def actors(self) -> list[str]:
        """The actors that had a part in it."""
        return self.values[FACETS.index("actor")].split()

    @property
    def places(self) -> list[str]:
        """The places that it names."""
        return self.values[FACETS.index("place")].split()


def traits_of(event: Event) -> Traits:
    """Return the traits of an event."""
    found = facet_values(event)
    values = tuple([" ".join(found[facet]) for facet in FACETS])
    cited = count_statements(statements_of(event))
    return Traits(event.id, event.date, event.order, event.main, event.published, cited, values)


def facet_values(event: Event) -> dict[str, tuple[str, ...]]:
    """Return facet -> ids, each once: an actor may have two parts, and many statements cite one source."""
    holders: tuple[Event | Account | Quote, ...] = (event, *event.accounts, *event.quotes)
    return {
        "actor": tuple(dict.fromkeys([part.actor for part in event.actors])),
        "place": tuple(dict.fromkeys([part.place for part in event.places])),
        "type": (event.type,),
        "status": (event.status,),
        "source": tuple(dict.fromkeys([cite.source for held in holders for cite in held.cite])),
    }
