"""The map of all places: a picture that stands without a script, and the data for one that moves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from timeline.dates import DateWords, short
from timeline.maps.ground import ground, wider
from timeline.maps.planar import Room
from timeline.maps.world import Box
from timeline.model.brief import BriefEvent, BriefPlace
from timeline.model.ondemand import OnDemand
from timeline.pages.drawing import Overlay, Sizes, overlay
from timeline.pages.drawing import ground as ground_svg
from timeline.pages.markup import html
from timeline.pages.spots import Spot, frame_of_points, spots_of

WIDTH, HEIGHT = 640, 480
"""Of the map, in SVG units."""

SCALES: Final = {"wide": 0.95, "middle": 1.25, "narrow": 1.65}
"""Sizes of marks and words for maps shown larger than drawn, a little smaller, at half the size."""

LINKED: Final = 100
"""Places that get a link and a name of their own, those with the most events; the table has all."""

BEYOND, AROUND = 0.7, 8.0
"""What can be reached around the view, as a share of it, and around a place, in degrees."""

FIRST: Final = 5
"""Events named where a place is picked; its own page lists all."""


class Found(NamedTuple):
    """What is told of the events at a place: the ids of all, and the first of them."""

    ids: tuple[str, ...] = ()
    first: tuple[BriefEvent, ...] = ()

    @staticmethod
    def of(ids: Sequence[str], shelf: Mapping[str, BriefEvent]) -> Found:
        """Return what is told of some events of a ``shelf``, given in their order."""
        return Found(tuple(ids), tuple(shelf[event] for event in ids[:FIRST]))


class Ground:
    """What the map of all places shows, whatever happened there: no event changes it."""

    def __init__(self, places: Iterable[BriefPlace]) -> None:
        self.places = list(places)
        self.spots = spots_of(self.places)
        if self.spots:
            self.frame = frame_of_points(self.spots, WIDTH, HEIGHT)

    @cached_property
    def edge(self) -> Box:
        """How far the map can be moved."""
        corners = [(spot.lat, spot.lon) for spot in self.spots]
        return wider(self.frame.box, corners, beyond=BEYOND, around=AROUND)

    def script(self) -> str:
        """Return the ground as a script: a page opened from the disk can fetch no data."""
        size = {"width": WIDTH, "height": self.frame.height}
        data = {"view": self.frame.box, **size, "edge": self.edge, **ground(self.edge)}
        return _script("stGround", data)

    def room(self, room: Room) -> list[int]:
        """Return where a name stands, as the script says it: x, y and the width there."""
        lat, lon = self.frame.locate(room.x, room.y)
        _, right = self.frame.locate(room.x + room.width, room.y)
        west, north = self.edge.west, self.edge.north
        return [round(value * 100) for value in (lon - west, north - lat, right - lon)]


class Atlas:
    """All places of a timeline on one map."""

    def __init__(self, held: Ground, counts: Mapping[str, int]) -> None:
        def rank(place: BriefPlace) -> tuple[int, str]:
            return -counts[place.id], place.id

        listed = sorted(held.places, key=rank)
        self.counts = {place.id: counts[place.id] for place in listed}
        self.spots = sorted(held.spots, key=lambda spot: rank(spot.place))
        self.unplaced = [place for place in listed if place.coordinates is None]
        self.ground = held
        if self.spots:
            self.frame = held.frame

    @cached_property
    def _overlays(self) -> Mapping[str, Overlay]:
        """Name of a scale -> marks and names at that scale: pages differ in where links lead."""
        if not self.spots:
            return {}
        shown = self.spots[:LINKED]
        # The script asks for one of them.
        return OnDemand(
            SCALES, lambda name: overlay(self.frame, shown, self.counts, scale=SCALES[name])
        )

    @cached_property
    def _ground(self) -> str:
        return ground_svg(self.frame, self.spots) + self._dots()

    @property
    def beyond(self) -> list[BriefPlace]:
        """The places with coordinates that the map's frame does not show."""
        shown = self._overlays["wide"].shown if self.spots else frozenset()
        return [s.place for s in self.spots[:LINKED] if s.place.id not in shown]

    @property
    def unnamed(self) -> list[BriefPlace]:
        """The countries that the widest map names and a smaller one has no room to."""
        seen = [overlay.shown for overlay in self._overlays.values()]
        return [
            s.place
            for s in self.spots[:LINKED]
            if 0 < sum(s.place.id in ids for ids in seen) < len(seen)
        ]

    @property
    def listed(self) -> list[BriefPlace]:
        """The places on the map that are named beside it, those with the most events first."""
        return [spot.place for spot in self.spots[:LINKED]]

    def svg(
        self, label: str, href: Callable[[BriefPlace], str], describe: Callable[[BriefPlace], str]
    ) -> Markup:
        """Return the map as inline SVG, every place a link, sized by its events."""
        if not self.spots:
            return Markup("")

        ways = {
            spot.place.id: f'<a href="{html(href(spot.place))}" aria-label="{html(describe(spot.place))}">'
            for spot in self.spots[:LINKED]
        }

        def link(spot: Spot, inside: str) -> str:
            return f"{ways[spot.place.id]}{inside}</a>"

        frame = self.frame
        marks = "".join(
            f'<g class="st-map__{name}">{drawn.svg(link)}</g>'
            for name, drawn in self._overlays.items()
        )
        return Markup(  # noqa: S704  # every value in it went through html()
            f'<svg class="st-map__svg" viewBox="0 0 {frame.width:g} {frame.height:g}" '
            f'role="group" aria-label="{html(label)}">{self._ground}{marks}</svg>'
        )

    def _dots(self) -> str:
        """Return the places without a link, as dots of one path."""
        points = [spot for spot in self.spots[LINKED:] if spot.kind == "point"]
        places = [self.frame.project(spot.lat, spot.lon) for spot in points]
        d = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in places)
        return f'<path class="dots" stroke-width="4" stroke-linecap="round" d="{d}"/>' if d else ""

    def places_script(
        self,
        events: Mapping[str, Found],
        precision: Callable[[BriefPlace], str],
        words: DateWords,
    ) -> str:
        """Return the places as a script, with the addresses relative to the site's root.

        Of those without a button, `dots` has only latitude and longitude. `rooms` says of countries,
        by their positions, where the picture names them, so that nothing jumps when that is replaced.
        """
        sizes = Sizes.of(self.counts.values())
        places = [
            self._place(spot, events.get(spot.place.id, Found()), precision, words)
            for spot in self.spots[:LINKED]
        ]
        dots = [(s.lat, self._near(s)) for s in self.spots[LINKED:] if s.kind == "point"]
        rooms = self._overlays["wide"].rooms.items() if self.spots else ()
        named = [[country, *self.ground.room(room)] for country, room in sorted(rooms)]
        data = {"unit": sizes.unit, "places": places, "dots": dots, "rooms": named}
        return _script("stPlaces", data)

    def _near(self, spot: Spot) -> float:
        """Return the longitude under which the map shows a place; it may pass 180."""
        middle = (self.frame.box.west + self.frame.box.east) / 2
        return spot.lon + round((middle - spot.lon) / 360) * 360

    def _place(
        self,
        spot: Spot,
        events: Found,
        precision: Callable[[BriefPlace], str],
        words: DateWords,
    ) -> dict[str, Any]:
        place = spot.place
        entry: dict[str, Any] = {
            "id": place.id,
            "name": place.name,
            "kind": spot.kind,
            "lat": spot.lat,
            "lon": self._near(spot),
            "url": f"places/{place.id}.html",
            "precision": precision(place),
            "events": list(events.ids),
            "first": [
                [event.id, event.title, f"events/{event.id}.html", short(event.date, words)]
                for event in events.first
            ],
        }
        if place.lang:
            entry["lang"] = place.lang
        if spot.country is not None:
            entry["country"] = spot.country
        if spot.radius:
            entry["km"] = spot.radius
        return entry


def _script(name: str, data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";\nwindow.{name} = {text};\n'
