"""Entries in brief: what the pages of other entries show of them, and nothing else.

A page has to be made anew when what it shows has changed. What it takes from here stays the same
while an entry's own text changes, so that a summary put right does not touch a hundred pages.
"""

from __future__ import annotations

from typing import NamedTuple

from timeline.dates import EdtfDate
from timeline.model.entries import Actor, Archive, Coordinates, Dated, Event, Place, Source


class BriefEvent(NamedTuple):
    """An event as a line that leads to it."""

    id: str
    title: str
    date: EdtfDate
    status: str


class BriefActor(NamedTuple):
    """An actor as others name it."""

    id: str
    name: str
    lang: str | None
    kind: str
    office: str | None


class BriefPlace(NamedTuple):
    """A place as others name it, and where it lies."""

    id: str
    name: str
    lang: str | None
    place_class: str
    part_of: str | None
    coordinates: Coordinates | None


class BriefSource(NamedTuple):
    """A source as others cite it."""

    id: str
    type: str
    title: str
    title_short: str | None
    lang: str
    publisher: str
    author: tuple[str, ...]
    issued: EdtfDate
    dated: Dated
    url: str | None
    archive: Archive | None


def brief_event(event: Event) -> BriefEvent:
    """Return an event in brief."""
    return BriefEvent(event.id, event.title, event.date, event.status)


def brief_actor(actor: Actor) -> BriefActor:
    """Return an actor in brief."""
    return BriefActor(actor.id, actor.name, actor.lang, actor.kind, actor.office)


def brief_place(place: Place) -> BriefPlace:
    """Return a place in brief."""
    return BriefPlace(
        place.id, place.name, place.lang, place.place_class, place.part_of, place.coordinates
    )


def brief_source(source: Source) -> BriefSource:
    """Return a source in brief."""
    return BriefSource(
        source.id,
        source.type,
        source.title,
        source.title_short,
        source.lang,
        source.publisher,
        source.author,
        source.issued,
        source.dated,
        source.url,
        source.archive,
    )
