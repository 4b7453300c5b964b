"""The whole timeline as data: ``data/timeline.json`` and the JSON Schema that describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from timeline.dates import EdtfDate, Precision
from timeline.model.entries import Actor, Entry, Event, Place, Source, Vocabulary, json_text
from timeline.model.timeline import Timeline
from timeline.model.types import Part
from timeline.pages.marks import Key

FORMAT = "1.0"
"""Version of the published format; the first number changes when a field changes its meaning."""


def timeline_json(timeline: Timeline) -> str:
    """Return every checked entry under the names that the content files use, sorted.

    Each entry has a line to itself: half as much again would be white space otherwise.
    """
    parts = [f'"format":{_line(FORMAT)}']
    for name, shelf in timeline.shelves().items():
        lines = (_joined(entry, _added(name, entry)) for entry in shelf.values())
        parts.append(f'"{name}":[\n' + ",\n".join(lines) + "\n]")
    parts.append(f'"vocabulary":{json_text(timeline.vocabulary)}')
    return "{" + ",\n".join(parts) + "}\n"


def timeline_json_retold(text: str, timeline: Timeline, keys: Iterable[Key]) -> str:
    """Return what ``timeline_json`` does, given what it returned when some entries had other texts.

    Nothing else of the timeline may have been another then.
    """
    lines, shelves = text.split("\n"), timeline.shelves()
    for kind, entry_id in keys:
        name = f"{kind}s"
        at = lines.index(f'"{name}":[') + 1
        while not lines[at].startswith(f'{{"id":{_line(entry_id)},'):
            at += 1
        entry = shelves[name][entry_id]
        lines[at] = _joined(entry, _added(name, entry)) + ("," if lines[at][-1] == "," else "")
    return "\n".join(lines)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _joined(entry: Part, added: Mapping[str, Any]) -> str:
    """Return an entry, which is never empty, with what is added to it, as JSON."""
    return f"{json_text(entry)[:-1]},{_line(added)[1:]}"


def _added(name: str, entry: Entry) -> dict[str, Any]:
    # A source has a field 'url' of its own: where the document is found.
    field = "page" if isinstance(entry, Source) else "url"
    bounds = _bounds(entry.date) if isinstance(entry, Event) else {}
    return {field: page_address(name, entry.id), **bounds}


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
