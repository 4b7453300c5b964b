"""Places as a map shows them: a point, a country's own outline, or a circle that claims no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from timeline.maps.frame import Frame, frame_around
from timeline.maps.planar import Point, holds
from timeline.maps.world import country_at, mainland
from timeline.model.brief import BriefPlace

CIRCLES: Final = {"district": 30.0, "region": 120.0, "country": 250.0, "unknown": 250.0}
"""Precision -> radius in kilometres of the circle that stands for a place without an outline."""

LEAST_SPAN: Final = 1100.0
"""Kilometres that a map shows at least, so that a country can be made out around a town."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with coordinates, in degrees, and how it is drawn."""

    place: BriefPlace
    lat: float
    lon: float
    kind: Literal["point", "area", "country"]
    country: int | None = None
    """Position in the countries' layer of the country to be filled."""
    radius: float = 0
    """Of the circle that stands for an area, in kilometres."""

    @property
    def ring(self) -> tuple[Point, ...]:
        """The outline, in longitude and latitude, of the part of the country around the spot."""
        return mainland(self.country, self.lat, self.lon) if self.country is not None else ()


def spots_of(places: Iterable[BriefPlace]) -> list[Spot]:
    """Return the places that have coordinates, in their order."""
    return [_spot(place) for place in places if place.coordinates]


def _spot(place: BriefPlace) -> Spot:
    assert place.coordinates is not None  # noqa: S101  # sorted out just before
    lat, lon = float(place.coordinates.lat), float(place.coordinates.lon)
    precision = place.coordinates.precision
    if precision == "country":
        country = country_at(lat, lon)
        if country is not None:
            return Spot(place, lat, lon, "country", country)
    if precision in CIRCLES:
        return Spot(place, lat, lon, "area", radius=CIRCLES[precision])
    return Spot(place, lat, lon, "point")


def frame_of_points(spots: list[Spot], width: float, height: float) -> Frame:
    """Return the frame around what is known to a point, or around all areas if nothing is.

    An area far away would shrink everything else to a dot, though its middle means nothing.
    """
    points = [spot for spot in spots if spot.kind == "point"]
    return _frame(points or spots, width, height)


def frame_of_all(spots: list[Spot], width: float, height: float) -> Frame:
    """Return the frame around all places: of countries, those that hold none of the points."""
    points = [spot for spot in spots if spot.kind == "point"]
    areas = [
        spot
        for spot in spots
        if spot.kind != "point"
        and not any(holds([spot.ring], (point.lon, point.lat)) for point in points)
    ]
    return _frame(points + areas, width, height)


def _frame(spots: list[Spot], width: float, height: float) -> Frame:
    corners = [(lat, lon) for spot in spots for lon, lat in spot.ring or ((spot.lon, spot.lat),)]
    # An outline needs no more margin than the eye does; around a point, the country matters.
    margin = 0.08 if all(spot.kind == "country" for spot in spots) else 0.45
    shape = (height / width, height / width)
    return frame_around(corners, width=width, min_span_km=LEAST_SPAN, margin=margin, shape=shape)
