"""What search knows of a page beside its text: kind, date, facets, and its place in an order.

It travels in the page's front matter, and the page frame writes it as ``<meta>`` elements that
Pagefind reads. A page without it is not indexed: lists and overviews repeat what entries say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from timeline.dates import EdtfDate
from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.timeline import statements_of
from timeline.pages.environment import Renderer

Index = Mapping[str, Any]
"""``kind``; ``meta``, ``filters`` and ``sorts``, each a list of pairs of name and text."""

UNDATED = "9999"
"""Sort key of what has no date, which then comes last. Pagefind leaves out what lacks the key it
sorts by; the other direction is the script's, since a second key would be loaded before the first
result, at five bytes a page."""


def event_index(event: Event, rank: int, when: str) -> Index:
    """Return what search knows of an event.

    Args:
        event: The event.
        rank: Its place among all events, from 0, which settles the order within a day.
        when: Its date in words.
    """
    facets = [(name, value) for name, values in event_facets(event).items() for value in values]
    days = f"{_iso(event.date.earliest)}/{_iso(event.date.latest)}"
    return _index("event", event.title, [*facets, ("date", days)], _key(event.date, rank), when)


def source_index(source: Source, rank: int, when: str) -> Index:
    """Return what search knows of a source; ``rank`` and ``when`` as for events."""
    return _index("source", source.title, [], _key(source.issued, rank), when)


def entry_index(entry: Actor | Place) -> Index:
    """Return what search knows of an actor or a place.

    The name is there twice: as the title, which events have too, and as the name, which ranks
    higher, so that who looks for a name finds its bearer before all that mentions it.
    """
    kind = "actor" if isinstance(entry, Actor) else "place"
    also = " · ".join(alias.name for alias in entry.aliases)
    return _index(kind, entry.name, [], None, also=also, name=entry.name)


def page_index(title: str) -> Index:
    """Return what search knows of any other page."""
    return _index("page", title, [], None)


def event_facets(event: Event) -> dict[str, tuple[str, ...]]:
    """Return facet -> ids, each once: an actor may have two parts in an event."""
    cited = (statement.cite.source for statement in statements_of(event))
    return {
        "actor": tuple(dict.fromkeys(part.actor for part in event.actors)),
        "place": tuple(dict.fromkeys(part.place for part in event.places)),
        "type": (event.type,),
        "status": (event.status,),
        "source": tuple(dict.fromkeys(cited)),
    }


def facet_values(
    events: Iterable[Event], renderer: Renderer
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each facet with the ids and labels of its values, the most frequent ones first."""
    words: Mapping[str, str] = renderer.catalogue.text["search"]["kind"]
    shown = [event_facets(event) for event in events]
    facets = [("kind", list(words.items()))]
    for facet in ("actor", "place", "type", "status", "source"):
        count = Counter(value for values in shown for value in values[facet])
        rows = [(-n, _label(facet, value, renderer), value) for value, n in count.items()]
        rows.sort(key=lambda row: (row[0], row[1].casefold(), row[2]))
        facets.append((facet, [(value, label) for _, label, value in rows]))
    return facets


def _label(facet: str, value: str, renderer: Renderer) -> str:
    match facet:
        case "type":
            return renderer.timeline.vocabulary.event_types[value].label
        case "status":
            return str(renderer.catalogue.text["status"][value]["label"])
        case "source":
            return renderer.short_source(value)
        case _:
            return renderer.name(facet, value)


def _index(
    kind: str,
    title: str,
    facets: list[tuple[str, str]],
    key: str | None,
    when: str = "",
    also: str = "",
    name: str = "",
) -> Index:
    meta = [("title", title), ("kind", kind), ("when", when), ("also", also), ("name", name)]
    sorts = [("date", key or UNDATED)]
    return {
        "kind": kind,
        "meta": [pair for pair in meta if pair[1]],
        "filters": [("kind", kind), *facets],
        "sorts": sorts,
    }


def _key(date: EdtfDate, rank: int) -> str:
    """Return a text that sorts by first day, then as the timeline does."""
    return f"{date.sort_key[0].isoformat()} {rank:06}"


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
