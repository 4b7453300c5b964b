"""The whole timeline as data: ``data/timeline.json`` and the JSON Schema that describes it."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from timeline.dates import EdtfDate, Precision
from timeline.model.entries import Actor, Event, Place, Source, Vocabulary, as_json
from timeline.model.timeline import Timeline
from timeline.model.types import Part

FORMAT = "1.0"
"""Version of the published format; the first number changes when a field changes its meaning."""


def timeline_json(timeline: Timeline) -> str:
    """Return every checked entry under the names that the content files use, sorted.

    Each entry has a line to itself: half as much again would be white space otherwise.
    """
    lists = {
        "events": [_event(event) for event in timeline.events.values()],
        "actors": [_entry("actors", actor) for actor in timeline.actors.values()],
        "places": [_entry("places", place) for place in timeline.places.values()],
        "sources": [_source(source) for source in timeline.sources.values()],
    }
    parts = [f'"format":{_line(FORMAT)}']
    parts += [f'"{name}":[\n' + ",\n".join(map(_line, lists[name])) + "\n]" for name in lists]
    parts.append(f'"vocabulary":{_line(as_json(timeline.vocabulary))}')
    return "{" + ",\n".join(parts) + "}\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _entry(folder: str, entry: Actor | Place) -> dict[str, Any]:
    return {**as_json(entry), "url": page_address(folder, entry.id)}


def _source(source: Source) -> dict[str, Any]:
    # A source has a field 'url' of its own: where the document is found.
    return {**as_json(source), "page": page_address("sources", source.id)}


def _event(event: Event) -> dict[str, Any]:
    return {
        **as_json(event),
        "url": page_address("events", event.id),
        **_bounds(event.date),
    }


def _bounds(value: EdtfDate) -> dict[str, Any]:
    bounds: dict[str, Any] = {"precision": value.precision}
    if value.earliest:
        bounds["earliest"] = value.earliest.isoformat()
    if value.latest:
        bounds["latest"] = value.latest.isoformat()
    return bounds


def page_address(folder: str, entry_id: str) -> str:
    """Return the address of an entry's page, relative to the site's root."""
    return f"{folder}/{entry_id}.html"


class PublishedEvent(Event):
    """An event as published: with its address and what its date comes to."""

    url: str
    precision: Precision
    earliest: date | None = None
    latest: date | None = None


class PublishedActor(Actor):
    """An actor as published: with its address."""

    url: str


class PublishedPlace(Place):
    """A place as published: with its address."""

    url: str


class PublishedSource(Source):
    """A source as published: ``page`` is its address here, ``url`` that of the document."""

    page: str


class PublishedTimeline(Part):
    """A sourced timeline, as it was published."""

    format: str
    events: tuple[PublishedEvent, ...]
    actors: tuple[PublishedActor, ...]
    places: tuple[PublishedPlace, ...]
    sources: tuple[PublishedSource, ...]
    vocabulary: Vocabulary


@cache  # of the model, not of any content
def timeline_schema() -> str:
    """Return the JSON Schema (2020-12) of ``timeline.json``, derived from the model."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **PublishedTimeline.model_json_schema(by_alias=True),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
