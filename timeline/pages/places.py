"""The page of each place, the list of them, and the map of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from timeline.model.entries import Place
from timeline.pages.book import Book, Page
from timeline.pages.environment import first_sentence
from timeline.pages.meta import Meta
from timeline.pages.searching import entry_index
from timeline.pages.sheets import sheets, turned
from timeline.pages.tools import tools
from timeline.settings import EVENTS_PER_PAGE


def place_pages(book: Book) -> Iterator[Page]:
    """Yield the page of each place, and the list of them with a map."""
    for place in book.timeline.places.values():
        events = book.timeline.events_at_place.get(place.id, ())
        path = f"places/{place.id}.md"
        parts = sheets(path, [("", events)], EVENTS_PER_PAGE, book.span)
        (first, pages), *further = turned(parts)
        yield book.page(
            "place",
            path,
            place.name,
            first_sentence(place.summary) if place.summary else "",
            index=entry_index(place),
            meta=Meta(graph=book.describer.place(place)),
            place=place,
            events=first.rows,
            leaves=pages,
            locator=book.locator([place], "../"),
            tools=tools(book, "place", place.id, place.name),
        )
        for sheet, pages in further:
            title = f"{place.name}: {sheet.leaf.label}"
            yield book.page(
                "place_events",
                sheet.leaf.path,
                title,
                place=place,
                events=sheet.rows,
                leaves=pages,
            )
    title = book.text["site"]["places"]
    rows = list(book.timeline.places.values())
    for listed, pages in turned(sheets("places/index.md", [("", rows)], EVENTS_PER_PAGE)):
        path = listed.leaf.path
        drawn = places_map(book, "") if path == "places/index.md" else None
        yield book.page("places", path, title, map=drawn, listed=listed.rows, leaves=pages)


@dataclass(frozen=True, slots=True)
class PlacesMap:
    """The map of all places for one page, and what is to be said beside it."""

    svg: Markup
    listed: Sequence[Place]
    beyond: Sequence[Place]
    """Outside the frame that is shown first."""
    unnamed: Sequence[Place]
    """Without a name where the map is small."""
    unplaced: Sequence[Place]
    """Without coordinates."""


def places_map(book: Book, folder: str) -> PlacesMap | None:
    """Return the map of all places, every place a link into ``folder``; None if none is placed.

    The scripts that let it move are remembered as files.
    """
    atlas = book.atlas
    if not atlas.spots:
        return None
    precisions = book.text["precision"]

    def precision(place: Place) -> str:
        word = place.coordinates.precision if place.coordinates else "unknown"
        text: str = book.text["place"]["precision"].format(precision=precisions[word]["label"])
        return text

    if "assets/maps/ground.js" not in book.maps:
        book.maps["assets/maps/ground.js"] = atlas.ground_script()
        book.maps["assets/maps/places.js"] = atlas.places_script(precision, book.words)
    svg = atlas.svg(
        book.text["places"]["map"],
        lambda place: f"{folder}{place.id}.html",
        lambda place: f"{place.name}: {book.renderer.count('event', atlas.counts[place.id])}",
    )
    return PlacesMap(svg, atlas.listed, atlas.beyond, atlas.unnamed, atlas.unplaced)
