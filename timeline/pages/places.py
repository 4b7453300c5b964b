"""The page of each place, the list of them, and the map of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from timeline.model.brief import BriefPlace
from timeline.pages.book import Book, Output
from timeline.pages.divided import Lists
from timeline.pages.environment import first_sentence
from timeline.pages.meta import Meta
from timeline.pages.plan import Plan
from timeline.pages.searching import entry_index
from timeline.pages.tools import tools


def place_outputs(pages: Lists) -> Iterator[Output]:
    """Yield the pages of places."""
    for path, part in pages.items():
        yield Output(path, place_page if part.first else place_events, path)


def place_list_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the list of all places."""
    return (Output(path, place_list, path) for path in plan.place_lists)


def locator_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the maps of some places."""
    for path, (places, pages) in plan.locators.items():
        yield Output(path, locator_file, " ".join(places), pages)


def map_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the map of all places, if any has coordinates."""
    if plan.has_map:
        pages = ("index.md", "places/index.md", "timeline.md")
        yield Output("assets/maps/ground.js", ground_script, "", pages)
        yield Output("assets/maps/places.js", places_script, "", pages)


def place_page(book: Book, path: str) -> str:
    """Return the page of a place."""
    part = book.plan.place_pages[path]
    place = book.timeline.places[part.owner]
    return book.page(
        "place",
        path,
        place.name,
        first_sentence(place.summary) if place.summary else "",
        index=entry_index(place),
        meta=Meta(graph=book.describer.place(place)),
        place=place,
        events=part.sheet.rows,
        leaves=part.leaves,
        locator=book.locator([place.id], "../"),
        tools=tools(book, "place", place.id, place.name),
    )


def place_events(book: Book, path: str) -> str:
    """Return a further page of the events at a place."""
    part = book.plan.place_pages[path]
    place = book.timeline.brief_places[part.owner]
    return book.page(
        "place_events",
        path,
        f"{place.name}: {part.sheet.leaf.label}",
        place=place,
        events=part.sheet.rows,
        leaves=part.leaves,
    )


def place_list(book: Book, path: str) -> str:
    """Return a page of the list of places, the first with a map of all."""
    part = book.plan.place_lists[path]
    return book.page(
        "places",
        path,
        book.text["site"]["places"],
        map=places_map(book, "") if part.first else None,
        listed=[book.timeline.brief_places[place] for place in part.sheet.rows],
        leaves=part.leaves,
    )


def locator_file(book: Book, places: str) -> str:
    """Return the map of some places, given by their ids with spaces between them."""
    drawn = book.located(book.timeline.brief_places[place] for place in places.split(" "))
    assert drawn is not None  # noqa: S101  # the plan lists none without coordinates
    return drawn.svg


def ground_script(book: Book, _: str) -> str:
    """Return the ground of the map that moves."""
    return book.ground.script()


def places_script(book: Book, _: str) -> str:
    """Return the places of the map that moves."""
    precisions = book.text["precision"]

    def precision(place: BriefPlace) -> str:
        word = place.coordinates.precision if place.coordinates else "unknown"
        text: str = book.text["place"]["precision"].format(precision=precisions[word]["label"])
        return text

    return book.atlas.places_script(book.plan.found_at_place, precision, book.words)


@dataclass(frozen=True, slots=True)
class PlacesMap:
    """The map of all places for one page, and what is to be said beside it."""

    svg: Markup
    listed: Sequence[BriefPlace]
    beyond: Sequence[BriefPlace]
    """Outside the frame that is shown first."""
    unnamed: Sequence[BriefPlace]
    """Without a name where the map is small."""
    unplaced: Sequence[BriefPlace]
    """Without coordinates."""


def places_map(book: Book, folder: str) -> PlacesMap | None:
    """Return the map of all places, every place a link into ``folder``; None if none is placed."""
    atlas = book.atlas
    if not atlas.spots:
        return None
    svg = atlas.svg(
        book.text["places"]["map"],
        lambda place: f"{folder}{place.id}.html",
        lambda place: f"{place.name}: {book.renderer.count('event', atlas.counts[place.id])}",
    )
    return PlacesMap(svg, atlas.listed, atlas.beyond, atlas.unnamed, atlas.unplaced)
