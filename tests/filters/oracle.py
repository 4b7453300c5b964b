"""What the filters must come to, worked out from the published data in another language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import parse_qs

Event = dict[str, Any]

FACETS: dict[str, Callable[[Event], set[str]]] = {
    "actor": lambda event: {part["actor"] for part in event.get("actors", ())},
    "place": lambda event: {part["place"] for part in event.get("places", ())},
    "type": lambda event: {event["type"]},
    "status": lambda event: {event["status"]},
    "source": lambda event: {cite["source"] for cite in _cites(event)},
}


def _cites(event: Event) -> Iterable[dict[str, Any]]:
    for holder in (event, *event.get("accounts", ()), *event.get("quotes", ())):
        yield from holder.get("cite", ())


def wanted(query: str, events: list[Event]) -> dict[str, set[str]]:
    """Return the values that a query asks for in each facet, those alone that some event has."""
    asked = parse_qs(query)
    return {
        facet: set(asked.get(facet, ())) & set().union(*map(values, events))
        for facet, values in FACETS.items()
    }


def misses(event: Event, query: str, chosen: dict[str, set[str]]) -> set[str]:
    """Return the facets, and ``dates``, that keep an event out."""
    out = {
        facet
        for facet, values in FACETS.items()
        if chosen[facet] and not chosen[facet] & values(event)
    }
    first, last = days(query)
    too_late = date.fromisoformat(event.get("earliest", "0001-01-01")) > last
    too_early = date.fromisoformat(event.get("latest", "9999-12-31")) < first
    return out | {"dates"} if too_late or too_early else out


def days(query: str) -> tuple[date, date]:
    """Return the first and the last day of a query's range, without limit the calendar's own."""
    asked = parse_qs(query)
    ends = date.min, date.max
    given = [asked.get("from", [""])[0], asked.get("to", [""])[0]]
    read = [_day(text) or end for text, end in zip(given, ends, strict=True)]
    return min(read), max(read)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def matches(query: str, events: list[Event]) -> set[str]:
    """Return the ids of the events that a query asks for."""
    chosen = wanted(query, events)
    return {event["id"] for event in events if not misses(event, query, chosen)}


def counts(query: str, events: list[Event]) -> dict[str, Counter[str]]:
    """Return, for each facet, how many events have each value, the other facets being as they are."""
    chosen = wanted(query, events)
    return {
        facet: Counter(
            value
            for event in events
            if misses(event, query, chosen) <= {facet}
            for value in values(event)
        )
        for facet, values in FACETS.items()
    }


def line(query: str, events: list[Event]) -> str:
    """Return what the page must say of itself."""
    first, last = days(query)
    numbers = f"{len(matches(query, events))} of {len(events)} events"
    narrowed = any(wanted(query, events).values()) or (first, last) != (date.min, date.max)
    all_shown = narrowed and parse_qs(query).get("show") == ["highlight"]
    said = f"{numbers} match" if all_shown else f"Showing {numbers}"
    if first > date.min and last < date.max:
        return f"{said}, {_words(first)} to {_words(last)}"
    if first > date.min:
        return f"{said}, from {_words(first)}"
    return f"{said}, until {_words(last)}" if last < date.max else said


def _words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
