"""What events can be filtered by: the values that each card carries, and the names of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from timeline.model.entries import Event
from timeline.model.traits import Traits, facet_values
from timeline.pages.markup import html

Facets = Mapping[str, Mapping[str, str]]
"""Facet -> id of a value -> its name, in the order in which they are offered."""


class FilterColumns(NamedTuple):
    """What events can be filtered by, each at its place: days, as numbers from the year 1 on, and facets."""

    days: tuple[int, ...]
    """The day that each sorts under."""
    first: tuple[int | None, ...]
    last: tuple[int | None, ...]
    """The days within which it was; None where one end is open."""
    values: tuple[tuple[str, ...], ...]
    """Of each of ``FACETS``: the ids of each event, separated by spaces."""


def filter_columns(events: Sequence[Traits]) -> FilterColumns:
    """Return what some events can be filtered by."""
    dates = [event.date for event in events]
    return FilterColumns(
        tuple(date.sort_key[0].toordinal() for date in dates),
        tuple(_number(date.earliest) for date in dates),
        tuple(_number(date.latest) for date in dates),
        tuple(zip(*(event.values for event in events), strict=True)),
    )


def _number(day: date | None) -> int | None:
    return day.toordinal() if day else None


def card_attributes(event: Event) -> Markup:
    """Return the data attributes of an event's card: its values, and its possible days.

    Facets of which an event may have several values are in the plural, the ids separated by
    spaces. An end that is not known has no attribute.
    """
    values = {f"data-{name}": value for name, value in _attributes(event)}
    if event.date.earliest:
        values["data-earliest"] = event.date.earliest.isoformat()
    if event.date.latest:
        values["data-latest"] = event.date.latest.isoformat()
    written = " ".join(f'{name}="{html(value)}"' for name, value in values.items())
    return Markup(written)  # noqa: S704  # escaped just here


def _attributes(event: Event) -> Iterable[tuple[str, str]]:
    single = ("type", "status")
    for facet, ids in facet_values(event).items():
        yield facet if facet in single else f"{facet}s", " ".join(ids)


def facets_of(
    events: Iterable[Mapping[str, Iterable[str]]], name: Callable[[str, str], str]
) -> Facets:
    """Return the names of all values that some events have, the most frequent ones first.

    Args:
        events: The facets of each, with their values.
        name: Turns a facet and an id into the name.
    """
    counts: dict[str, Counter[str]] = {}
    for facets in events:
        for facet, ids in facets.items():
            counts.setdefault(facet, Counter()).update(ids)
    return names_of(counts, name)


def names_of(counts: Mapping[str, Mapping[str, int]], name: Callable[[str, str], str]) -> Facets:
    """Return the names of all values, the most frequent ones first.

    Args:
        counts: Facet -> id -> how many events have it.
        name: Turns a facet and an id into the name.
    """
    return {facet: _by_frequency(facet, count, name) for facet, count in counts.items()}


def _by_frequency(
    facet: str, count: Mapping[str, int], name: Callable[[str, str], str]
) -> dict[str, str]:
    names = {value: name(facet, value) for value in count}
    order = sorted(count, key=lambda value: (-count[value], names[value].casefold(), value))
    return {value: names[value] for value in order}
