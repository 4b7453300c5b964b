"""What search knows of a page beside its text: kind, date, facets, and its place in an order.

It travels in the page's front matter, and the page frame writes it as one ``<meta>`` element that
Pagefind reads. A page without it is not indexed: lists and overviews repeat what entries say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from timeline.dates import EdtfDate
from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.traits import FACETS, Traits, facet_values
from timeline.pages.environment import Renderer

Index = Mapping[str, Any]
"""``kind``, and all texts, each once; ``meta``, ``filter`` and ``sort`` say what they are, as
Pagefind's attributes of those names do: ``when[data-2]`` is the second text."""

UNDATED = "9999"
"""How the sort key begins of what has no date, which then comes last. No two pages have the same key:
Pagefind has what sorts alike in the order of the disk."""


def event_index(event: Event, rank: int, when: str) -> Index:
    """Return what search knows of an event.

    Args:
        event: The event.
        rank: Its place among the events that sort under the same day, from 0.
        when: Its date in words.
    """
    facets = [(name, value) for name, values in facet_values(event).items() for value in values]
    days = f"{_iso(event.date.earliest)}/{_iso(event.date.latest)}"
    return _index("event", event.title, [*facets, ("date", days)], _key(event.date, rank), when)


def source_index(source: Source, when: str) -> Index:
    """Return what search knows of a source; ``when`` is its date in words.

    It comes after the events of its day.
    """
    key = f"{source.issued.sort_key[0].isoformat()} source {source.id}"
    return _index("source", source.title, [], key, when)


def entry_index(entry: Actor | Place) -> Index:
    """Return what search knows of an actor or a place.

    The name is there twice: as the title, which events have too, and as the name, which ranks
    higher, so that who looks for a name finds its bearer before all that mentions it.
    """
    kind = "actor" if isinstance(entry, Actor) else "place"
    also = " · ".join(alias.name for alias in entry.aliases)
    key = f"{UNDATED} {kind} {entry.id}"
    return _index(kind, entry.name, [], key, also=also, name=entry.name)


def page_index(title: str, path: str) -> Index:
    """Return what search knows of any other page; two may have the same title."""
    return _index("page", title, [], f"{UNDATED} page {title} {path}")


def facet_counts(events: Iterable[Traits]) -> Mapping[str, Mapping[str, int]]:
    """Return facet -> id -> how many events have it, by id."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    columns = zip(*(event.values for event in events), strict=True)
    for count, column in zip(counts.values(), columns, strict=False):
        # Many events have the very same values.
        for ids, number in Counter(column).items():
            for value in ids.split():
                count[value] += number
    return {facet: dict(sorted(count.items())) for facet, count in counts.items()}


def facet_labels(
    counts: Mapping[str, Mapping[str, int]], renderer: Renderer
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each facet with the ids and labels of its values, the most frequent ones first."""
    words: Mapping[str, str] = renderer.catalogue.text["search"]["kind"]
    facets = [("kind", list(words.items()))]
    for facet in FACETS:
        rows = [(-n, _label(facet, value, renderer), value) for value, n in counts[facet].items()]
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
    key: str,
    when: str = "",
    also: str = "",
    name: str = "",
) -> Index:
    meta = [("title", title), ("kind", kind), ("when", when), ("also", also), ("name", name)]
    texts: dict[str, int] = {}

    def named(pairs: Iterable[tuple[str, str]]) -> str:
        numbered = ((key, texts.setdefault(text, len(texts) + 1)) for key, text in pairs if text)
        return ",".join(f"{key}[data-{number}]" for key, number in numbered)

    return {
        "kind": kind,
        "meta": named(meta),
        "filter": named([("kind", kind), *facets]),
        "sort": named([("date", key)]),
        "texts": list(texts),
    }


def _key(date: EdtfDate, rank: int) -> str:
    """Return a text that sorts by first day, then as the timeline does, in as many digits always."""
    return f"{date.sort_key[0].isoformat()} {rank:06}"


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
