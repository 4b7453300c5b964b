"""The pages that look across all entries: home, timeline, accounts, figures and the like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from markupsafe import Markup

from timeline.codes import CODES
from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.timeline import Difference, count_statements
from timeline.pages.book import Book, Page
from timeline.pages.entries import places_map
from timeline.pages.grouping import Slot
from timeline.pages.markup import escape
from timeline.pages.meta import Meta
from timeline.pages.searching import facet_values, page_index

Entry = TypeVar("Entry", Event, Actor, Place, Source)

MAIN_EVENTS = 10
"""Key events on the home page, at most."""

MAIN_DIFFERENCES = 3
"""Differences between accounts on the home page, at most."""


def home_page(book: Book) -> Iterator[Page]:
    """Yield the home page."""
    written = book.timeline.pages.get("index.md", f"# {escape(book.renderer.site.name)}\n")
    events = list(book.timeline.events.values())
    main = [event for event in events if event.main] or events
    yield book.page(
        "index",
        "index.md",
        book.renderer.site.name,
        book.renderer.site.description,
        meta=Meta(graph=book.describer.home()),
        intro=handwritten(written),
        statements=count_statements(book.timeline.statements()),
        strip=book.strip(""),
        map=places_map(book, "places/"),
        main_events=main[:MAIN_EVENTS],
        differences=sorted(book.timeline.differences, key=_weight)[:MAIN_DIFFERENCES],
    )


def _weight(difference: Difference) -> tuple[int, ...]:
    """Order differences for the home page: numbers first, then those of key events."""
    return (
        int("number" not in difference.differs.how),
        -int(difference.event.main) - int(difference.other_event.main),
    )


def timeline_pages(book: Book) -> Iterator[Page]:
    """Yield the timeline: one page, or an overview and a page for each period."""
    overview = [
        {"path": path, "label": label, "count": sum(slot.total for slot in slots)}
        for path, label, slots in book.paging
    ]
    paged = len(book.paging) > 1
    if paged:
        yield _timeline_page(book, "timeline.md", "", (), overview)
    for path, label, slots in book.paging:
        yield _timeline_page(book, path, label, slots, overview if paged else [])


def _timeline_page(
    book: Book, path: str, label: str, slots: tuple[Slot, ...], pages: list[dict[str, Any]]
) -> Page:
    title = book.text["site"]["timeline"]
    shown = sum(slot.total for slot in slots) if slots else len(book.timeline.events)
    return book.page(
        "timeline",
        path,
        f"{title}: {label}" if label else title,
        slots=slots,
        pages=pages,
        shown=shown,
        facets=book.facets(slots),
        strip=book.strip("../" * path.count("/"), slots),
        # Beside a part of the events it would be a map of all of them.
        map=None if pages else places_map(book, "places/"),
    )


def overview_pages(book: Book) -> Iterator[Page]:
    """Yield accounts, figures, positions, reading aid, data, corrections and diagnostics."""
    names = book.text["site"]
    for name in ("accounts", "figures", "positions", "reading", "data"):
        lead = book.text[name]["lead"]
        found = page_index(names[name]) if name in ("reading", "data") else None
        yield book.page(name, f"{name}.md", names[name], "" if "{" in lead else lead, index=found)
    timeline = book.timeline
    entries: list[Event | Actor | Place | Source] = [
        *timeline.events.values(),
        *timeline.actors.values(),
        *timeline.places.values(),
        *timeline.sources.values(),
    ]
    corrections = [
        (correction.date.text, type(entry).__name__.lower(), entry.id, correction)
        for entry in entries
        for correction in entry.corrections
    ]
    corrections.sort(key=lambda row: row[:3], reverse=True)
    yield book.page("corrections", "corrections.md", names["corrections"], corrections=corrections)
    groups: dict[str, list[tuple[str, Any]]] = {}
    for code, entry in CODES.items():
        groups.setdefault(entry.group, []).append((code, entry))
    yield book.page(
        "diagnostics",
        "diagnostics.md",
        names["diagnostics"],
        index=page_index(names["diagnostics"]),
        groups=list(groups.items()),
    )


def search_page(book: Book) -> Iterator[Page]:
    """Yield the search page, which lists everything for readers who prefer to look through it.

    Events fill pages of their own where they are many; then those pages are what it links to.
    """
    timeline = book.timeline
    yield book.page(
        "search",
        "search.md",
        book.text["site"]["search"],
        facets=facet_values(timeline.events.values(), book.renderer),
        actors=_alphabetical((actor.name, actor) for actor in timeline.actors.values()),
        places=_alphabetical((place.name, place) for place in timeline.places.values()),
        sources=_alphabetical((source.title, source) for source in timeline.sources.values()),
        events=_alphabetical((event.title, event) for event in timeline.events.values()),
        periods=[(path, label) for path, label, _ in book.paging] if len(book.paging) > 1 else [],
    )


def _alphabetical(named: Iterable[tuple[str, Entry]]) -> list[Entry]:
    """Sort by name: accents and capitals do not count, ids settle what is left."""

    def key(pair: tuple[str, Entry]) -> tuple[str, str]:
        letters = unicodedata.normalize("NFKD", pair[0].casefold())
        return "".join(c for c in letters if not unicodedata.combining(c)), pair[1].id

    return [entry for _, entry in sorted(named, key=key)]


def written_pages(book: Book) -> Iterator[Page]:
    """Yield the pages that the maintainers wrote by hand."""
    for name, body in book.timeline.pages.items():
        if name != "index.md":
            heading = re.search(r"^# (.+)$", body, re.MULTILINE)
            title = heading[1].strip() if heading else name.removesuffix(".md")
            index = page_index(title)
            yield book.page("page", name, title, index=index, body=handwritten(body))


def handwritten(body: str) -> Markup:
    """Return a maintainer's Markdown as it is: pages by hand are theirs, unlike entries."""
    return Markup(body)  # noqa: S704  # trusted like the configuration
