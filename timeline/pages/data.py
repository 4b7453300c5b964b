"""The whole timeline as data: ``data/timeline.json`` and the JSON Schema that describes it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from timeline.dates import EdtfDate
from timeline.model.entries import Actor, Event, Place, Source, Vocabulary, as_json
from timeline.model.timeline import Timeline

FORMAT = "1.0"
"""Version of the published format; the first number changes when a field changes its meaning."""


def timeline_json(timeline: Timeline) -> str:
    """Return every checked entry under the names that the content files use, sorted."""
    data = {
        "format": FORMAT,
        "events": [_event(event) for event in timeline.events.values()],
        "actors": [_entry("actors", actor) for actor in timeline.actors.values()],
        "places": [_entry("places", place) for place in timeline.places.values()],
        "sources": [_entry("sources", source) for source in timeline.sources.values()],
        "vocabulary": as_json(timeline.vocabulary),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _entry(folder: str, entry: Actor | Place | Source) -> dict[str, Any]:
    return {**as_json(entry), "url": page_address(folder, entry.id)}


def _event(event: Event) -> dict[str, Any]:
    return {
        **as_json(event),
        "url": page_address("events", event.id),
        **_bounds(event.date),
    }


def _bounds(date: EdtfDate) -> dict[str, Any]:
    bounds: dict[str, Any] = {"precision": date.precision}
    if date.earliest:
        bounds["earliest"] = date.earliest.isoformat()
    if date.latest:
        bounds["latest"] = date.latest.isoformat()
    return bounds


def page_address(folder: str, entry_id: str) -> str:
    """Return the address of an entry's page, relative to the site's root."""
    return f"{folder}/{entry_id}.html"


def timeline_schema() -> str:
    """Return the JSON Schema (2020-12) of ``timeline.json``, derived from the model."""
    event = create_model(
        "PublishedEvent",
        __base__=Event,
        url=(str, ...),
        precision=(str, ...),
        earliest=(str | None, None),
        latest=(str | None, None),
    )
    others = {
        name: create_model(f"Published{kind.__name__}", __base__=kind, url=(str, ...))
        for name, kind in {"actors": Actor, "places": Place, "sources": Source}.items()
    }

    class Published(BaseModel):
        """A sourced timeline, as it was published."""

        model_config = ConfigDict(extra="forbid", title="Timeline")
        format: str
        events: tuple[event, ...]  # type: ignore[valid-type]  # the class is made above
        actors: tuple[others["actors"], ...]  # type: ignore[name-defined]  # likewise
        places: tuple[others["places"], ...]  # type: ignore[name-defined]  # likewise
        sources: tuple[others["sources"], ...]  # type: ignore[name-defined]  # likewise
        vocabulary: Vocabulary

    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Published.model_json_schema(by_alias=True),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
