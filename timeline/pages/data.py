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

_ENTRY, _SHELF = '{"id":"', '":['
"""How the line of an entry begins, and how the line above the first of a kind ends."""


def timeline_json(timeline: Timeline) -> str:
    """Return every checked entry under the names that the content files use, sorted.

    Each entry has a line to itself: half as much again would be white space otherwise.
    """
    shelves = timeline.shelves().items()
    every = {(name, e.id): _joined(name, e) for name, shelf in shelves for e in shelf.values()}
    return _text(timeline, every)


def timeline_json_amended(text: str, timeline: Timeline, keys: Iterable[Key]) -> str:
    """Return what ``timeline_json`` does, given what it returned when some entries were not the same."""
    lines: dict[Key, str] = {}
    shelf = ""
    for line in text.split("\n"):
        if line.startswith(_ENTRY):
            entry_id = line[len(_ENTRY) : line.index('"', len(_ENTRY))]
            lines[shelf, entry_id] = line.removesuffix(",")
        else:
            shelf = line.removesuffix(_SHELF)[1:]
    for kind, entry_id in keys:
        lines.pop((f"{kind}s", entry_id), None)
    for name, entries in timeline.shelves().items():
        others = (key for key in entries if (name, key) not in lines)
        lines |= {(name, key): _joined(name, entries[key]) for key in others}
    return _text(timeline, lines)


def _text(timeline: Timeline, lines: Mapping[Key, str]) -> str:
    parts = [f'"format":{_line(FORMAT)}']
    for name, shelf in timeline.shelves().items():
        parts.append(f'"{name}":[\n' + ",\n".join(lines[name, key] for key in shelf) + "\n]")
    parts.append(f'"vocabulary":{json_text(timeline.vocabulary)}')
    return "{" + ",\n".join(parts) + "}\n"


def timeline_json_retold(text: str, timeline: Timeline, keys: Iterable[Key]) -> str:
    """Return what ``timeline_json`` does, given what it returned when some entries had other texts.

    Nothing else of the timeline may have been another then.
    """
    shelves = timeline.shelves()
    told = []
    for kind, entry_id in keys:
        name = f"{kind}s"
        start = text.index(f'\n{_ENTRY}{entry_id}",', text.index(f'"{name}{_SHELF}\n')) + 1
        end = text.index("\n", start)
        told.append((start, end - (text[end - 1] == ","), _joined(name, shelves[name][entry_id])))
    parts, done = [], 0
    for start, end, line in sorted(told):
        parts += [text[done:start], line]
        done = end
    return "".join([*parts, text[done:]])


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _joined(name: str, entry: Entry) -> str:
    """Return an entry, which is never empty, with what is added to it, as JSON."""
    return f"{json_text(entry)[:-1]},{_line(_added(name, entry))[1:]}"


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
