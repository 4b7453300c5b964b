"""A map as SVG: the ground, areas, then marks with their names at a size that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from typing import Final, NamedTuple

from timeline.maps.frame import Country, Frame, countries, country_paths, lake_paths, river_paths
from timeline.maps.labels import LINE, Label, Sheet, centred, text_width
from timeline.maps.planar import Room
from timeline.pages.markup import html
from timeline.pages.spots import Spot

NAME, COUNTRY = 13.5, 10.5
"""Sizes of type in SVG units, of places and of countries that are no place."""

LESS: Final = 0.75
"""Share of its size to which the name of a country among the places may shrink, to fit into it."""

ONE, LARGEST, SMALLEST, EMPTY = 4.5, 18.0, 2.5, 3.5
"""Radii of marks in SVG units: of one event, the largest and the smallest drawn, and of none."""

GAP: Final = 4.0
"""Between the edge of a mark and its name, in SVG units."""

TYPE: Final = 'font-weight="600" paint-order="stroke" stroke-width=".2em" stroke-linejoin="round"'
"""Every name has a seam in the colour of the land, so that it can be read across lines."""

SPACING: Final = ".06em"
"""Between the capitals of countries' names."""

TARGET: Final = 12.0
"""Radius in SVG units of what answers to a pointer, at least."""


class Sizes(NamedTuple):
    """How large marks are: their area grows with the number of events."""

    unit: float
    """Radius of one event, in SVG units."""

    @classmethod
    def of(cls, counts: Iterable[int]) -> Sizes:
        """Return sizes under which the highest count still has a mark of a fitting size."""
        return cls(round(min(ONE, LARGEST / sqrt(max([1, *counts]))), 3))

    def radius(self, count: int) -> float:
        """Return the radius for a number of events. The few are not drawn too small to be seen."""
        return max(SMALLEST, self.unit * sqrt(count)) if count else EMPTY


Wrap = Callable[[Spot, str], str]
"""Makes a link of a place's mark and name, or leaves them as they are."""


def ground(frame: Frame, spots: Sequence[Spot]) -> str:
    """Return sea, countries, lakes and rivers; the countries among the places are filled."""
    held = {spot.country for spot in spots if spot.country is not None}
    land = country_paths(frame)
    plain = "".join(outline.d for outline in land if outline.position not in held)
    return (
        f'<rect class="sea" width="{frame.width:g}" height="{frame.height:g}"/>'
        + _path("land", plain)
        + "".join(_path("land held", outline.d) for outline in land if outline.position in held)
        + _path("sea", "".join(outline.d for outline in lake_paths(frame)))
        + _path("river", "".join(outline.d for outline in river_paths(frame)))
        + "".join(_circle(spot, frame) for spot in spots if spot.kind == "area")
    )


def _path(name: str, d: str) -> str:
    return f'<path class="{name}" fill-rule="evenodd" d="{d}"/>' if d else ""


def _circle(spot: Spot, frame: Frame) -> str:
    x, y = frame.project(spot.lat, spot.lon)
    radius = spot.radius / frame.km_per_pixel
    return f'<circle class="area" fill-opacity=".1" stroke-dasharray="2 5" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


class Overlay(NamedTuple):
    """Where all marks and names of a map are, before places are made links."""

    places: Sequence[tuple[Spot, str]]
    """The places that are marked or named, each with its mark and name."""
    countries: str
    """The names of countries that are no places."""
    rooms: Mapping[int, Room]
    """Where countries are named: position in the layer -> room, in SVG units."""
    scale: float

    @property
    def shown(self) -> frozenset[str]:
        """The places that are marked or named, by id."""
        return frozenset(spot.place.id for spot, _ in self.places)

    def svg(self, wrap: Wrap = lambda _, inside: inside) -> str:
        """Return marks and names as SVG; ``wrap`` is what is put around those of a place."""
        drawn = "".join([wrap(spot, inside) for spot, inside in self.places])
        return (
            f"<g {TYPE}>"
            f'<g font-size="{COUNTRY * self.scale:g}" letter-spacing="{SPACING}">{self.countries}</g>'
            f'<g font-size="{NAME * self.scale:g}">{drawn}</g></g>'
        )


def overlay(
    frame: Frame,
    spots: Sequence[Spot],
    counts: Mapping[str, int] | None = None,
    *,
    scale: float = 1,
) -> Overlay:
    """Return the marks and names of places, and the countries' names where there is room.

    Args:
        frame: What is shown.
        spots: The places; the first are the first to be named.
        counts: Place id -> number of events, which then stand beside the names.
        scale: Size of marks and type, for a picture that is shown smaller than drawn.
    """
    pen = _Pen(frame, counts, scale)
    inside = [spot for spot in spots if spot.kind == "country" or _is_inside(spot, frame)]
    for spot in inside:
        if spot.kind == "point":
            pen.sheet.mark(*frame.project(spot.lat, spot.lon), pen.radius(spot))
    drawn: list[tuple[Spot, str]] = []
    # Points come first: there is only one place for them, and many for the name of an area.
    for spot in sorted(inside, key=lambda spot: spot.kind != "point"):
        label = pen.label(spot)
        if label or spot.kind != "country":
            drawn.append((spot, pen.mark(spot, label) + pen.name(spot, label)))
    # What is filled is named as the place that it is, or not at all.
    filled = {spot.country for spot in inside}
    faint = "".join(pen.country(land) for land in pen.lands.values() if land.position not in filled)
    return Overlay(drawn, faint, pen.rooms, scale)


def _is_inside(spot: Spot, frame: Frame) -> bool:
    x, y = frame.project(spot.lat, spot.lon)
    return 0 <= x <= frame.width and 0 <= y <= frame.height


class _Pen:
    """Writes on one map, and knows what is taken."""

    def __init__(self, frame: Frame, counts: Mapping[str, int] | None, scale: float) -> None:
        self.frame = frame
        self.counts = counts
        self.scale = scale
        self.sheet = Sheet(frame.width, frame.height)
        self.sizes = Sizes.of((counts or {}).values())
        self.lands = {country.position: country for country in countries(frame)}
        self.rooms: dict[int, Room] = {}

    def count(self, spot: Spot) -> int | None:
        """Return the number of events to show, or nothing on a map that shows none."""
        return None if self.counts is None else self.counts.get(spot.place.id, 0)

    def radius(self, spot: Spot) -> float:
        count = self.count(spot)
        return self.scale * (ONE if count is None else self.sizes.radius(count))

    def label(self, spot: Spot) -> Label | None:
        """Find room for a place's name."""
        size, count = NAME * self.scale, self.count(spot)
        text = spot.place.name if count is None else f"{spot.place.name} {count}"
        if spot.country is not None:
            inside = None
            if land := self.lands.get(spot.country):
                inside = self._within(land, text, size) or self._within(land, text, size * LESS)
            if inside or not _is_inside(spot, self.frame):
                return inside
            # A country smaller than its name is named across its borders, if its middle is here.
            size *= LESS
        width = text_width(text, size, spaced=spot.country is not None)
        x, y = self.frame.project(spot.lat, spot.lon)
        if spot.kind != "point":
            middle = self.sheet.within([Room(x, y, width, size * 2)], width, size)
            if middle:
                return centred(middle, size)
        return self.sheet.beside(x, y, self.radius(spot) + GAP * self.scale, width, size)

    def country(self, land: Country) -> str:
        """Return the name of a country that is no place here, if there is room."""
        size = COUNTRY * self.scale
        label = self._within(land, land.name, size)
        if label is None:
            return ""
        return (
            f'<text class="country" x="{label.x:.1f}" y="{label.y:.1f}" text-anchor="middle">'
            f"{html(land.name.upper())}</text>"
        )

    def _within(self, land: Country, text: str, size: float) -> Label | None:
        width = text_width(text, size, spaced=True)
        room = self.sheet.within(land.rooms_for(width, size * LINE), width, size)
        if room is None:
            return None
        self.rooms[land.position] = room
        return centred(room, size)

    def mark(self, spot: Spot, label: Label | None) -> str:
        """Return a point's mark; what has no room for its name still tells it to a pointer."""
        title = "" if label else f"<title>{html(spot.place.name)}</title>"
        if spot.kind != "point":
            return title
        count, radius = self.count(spot), self.radius(spot)
        x, y = self.frame.project(spot.lat, spot.lon)
        at = f'cx="{x:.1f}" cy="{y:.1f}"'
        target = (
            ""
            if count is None
            else f'<circle fill="transparent" {at} r="{max(TARGET, radius):.1f}"/>'
        )
        kind = "point none" if count == 0 else "point"
        return f'{title}{target}<circle class="{kind}" {at} r="{radius:.1f}"/>'

    def name(self, spot: Spot, label: Label | None) -> str:
        """Return a place's name with its number of events."""
        if label is None:
            return ""
        count, name = self.count(spot), spot.place.name
        number = "" if count is None else f' <tspan class="n">{count}</tspan>'
        realm = spot.country is not None
        look = f'name realm" letter-spacing="{SPACING}' if realm else "name"
        if label.size != NAME * self.scale:
            look += f'" font-size="{label.size:g}'
        return (
            f'<text class="{look}" x="{label.x:.1f}" y="{label.y:.1f}" '
            f'text-anchor="{label.anchor}">{html(name.upper() if realm else name)}{number}</text>'
        )
