"""The entries of a timeline by kind, each by its id, and what each of them is in brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

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
from timeline.model.entries import (
    Actor,
    Entry,
    Event,
    Place,
    Source,
    Vocabulary,
)
from timeline.model.ondemand import OnDemand
from timeline.model.traits import Traits, traits_of


@dataclass(frozen=True)
class Held:
    """Entries without errors. Events stand in their order, the rest by id."""

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
