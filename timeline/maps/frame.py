"""A piece of the world as a picture: where places lie in it, and the outlines that belong in it.

The projection is equirectangular, true to scale along the meridians and the middle parallel. Over
a country or a region it differs little from a conformal one; unlike Mercator it is linear,
enlarges no country for lying far north, and stays finite at the poles.

Angles are degrees, north and east positive. Pixels run right and down from the upper left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from timeline.maps.cut import SLACK, Cut
from timeline.maps.planar import Point, Room, Window, path_data, rooms
from timeline.maps.world import Box, Layer, Shape, load

KM_PER_DEGREE: Final = 111.2
"""Length of a degree of latitude, on a sphere."""
MAX_LATITUDE: Final = 85.0
"""The middle parallel of a frame nearer to a pole is drawn as long as this one, not as a point."""
BLEED: Final = 4.0
"""Pixels that outlines go on beyond the frame, so that the cut itself is never seen."""
TOLERANCE: Final = 0.7
"""Points of an outline that are nearer to the last one than this many pixels are left out."""
LABEL_TOLERANCE: Final = 4.0
"""The same for finding a label's place, which needs no more precision."""
LABEL_INSET: Final = 8.0
"""Labels keep this many pixels away from the frame's edges."""
REMEMBERED: Final = 256
"""Frames whose outlines are kept: many pages show the same one, and each rendering shows it again.
A frame takes about 40 KB."""


class Outline(NamedTuple):
    """What a frame shows of a shape."""

    position: int
    """The shape's position in its layer."""
    id: str
    d: str
    """SVG path data in pixels. Areas have holes, so they need `fill-rule="evenodd"`."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of the world and the size of its picture in pixels."""

    box: Box
    """In degrees; `east` is more than `west` and passes 180 where the antimeridian is inside."""
    width: float
    height: float

    def project(self, lat: float, lon: float) -> Point:
        """Where a place lies in the picture, in pixels; places beyond the frame lie outside it."""
        west, south, east, north = self.box
        lon += round(((west + east) / 2 - lon) / 360) * 360
        return (
            (lon - west) / (east - west) * self.width,
            (north - lat) / (north - south) * self.height,
        )

    def locate(self, x: float, y: float) -> Point:
        """Latitude and longitude of a point of the picture; the longitude may pass 180."""
        west, south, east, north = self.box
        return (
            north - y / self.height * (north - south),
            west + x / self.width * (east - west),
        )

    @property
    def km_per_pixel(self) -> float:
        """The scale along the meridians and along the middle parallel, for a scale bar."""
        return (self.box.north - self.box.south) * KM_PER_DEGREE / self.height


def frame_of(box: Box, *, width: float) -> Frame:
    """The frame of that width in pixels that shows the box, as high as the scale asks for."""
    across = (box.east - box.west) * _parallel((box.south + box.north) / 2)
    height = width * (box.north - box.south) / across
    return Frame(box, width, round(height, 1))


def _parallel(lat: float) -> float:
    """The length of a degree of longitude there, in degrees of latitude."""
    return math.cos(math.radians(min(abs(lat), MAX_LATITUDE)))


def frame_around(
    points: Iterable[Point],
    *,
    width: float = 640,
    min_span_km: float = 400,
    margin: float = 0.15,
    shape: tuple[float, float] = (0.5, 1.0),
) -> Frame:
    """The frame around some places, given as latitude and longitude in degrees.

    Args:
        points: At least one place. They may lie on both sides of the antimeridian.
        width: Width of the picture in pixels.
        min_span_km: The frame is at least this wide and high on the ground, in kilometres.
        margin: Share of the places' extent that is added at each side.
        shape: The lowest and the highest allowed height, as shares of the width.

    Raises:
        ValueError: There are no places.
    """
    places = list(points)
    if not places:
        raise ValueError("a frame needs at least one place")
    lats = sorted(lat for lat, _ in places)
    middle_lat = (lats[0] + lats[-1]) / 2
    west, east = _narrowest_range(lon for _, lon in places)
    km_per_lon = KM_PER_DEGREE * _parallel(middle_lat)

    across = max((east - west) * km_per_lon * (1 + 2 * margin), min_span_km)
    along = max((lats[-1] - lats[0]) * KM_PER_DEGREE * (1 + 2 * margin), min_span_km)
    lowest, highest = shape
    across, along = max(across, along / highest), max(along, across * lowest)
    # No frame goes round the world, or beyond a pole.
    half_lon = min(across / km_per_lon, 360) / 2
    half_lat = min(along / KM_PER_DEGREE, 180) / 2
    middle_lat = max(half_lat - 90, min(90 - half_lat, middle_lat))
    middle_lon = (west + east) / 2
    south_west = middle_lon - half_lon, middle_lat - half_lat
    north_east = middle_lon + half_lon, middle_lat + half_lat
    box = Box(*(round(value, 4) for value in (*south_west, *north_east)))
    return frame_of(box, width=width)


def _narrowest_range(lons: Iterable[float]) -> Point:
    """The shortest range that holds all longitudes: it begins behind the widest gap."""
    ordered = sorted({(lon + 180) % 360 - 180 for lon in lons})
    after = [*ordered[1:], ordered[0] + 360]
    gap = max(range(len(ordered)), key=lambda index: after[index] - ordered[index])
    west, east = after[gap], ordered[gap] + 360
    turn = round((west + east) / 720) * 360
    return west - turn, east - turn


def country_paths(frame: Frame) -> tuple[Outline, ...]:
    """The outlines of the countries in the frame, to be filled."""
    return _outlines(frame, "countries")


def lake_paths(frame: Frame) -> tuple[Outline, ...]:
    """The outlines of the lakes in the frame, to be filled."""
    return _outlines(frame, "lakes")


def river_paths(frame: Frame) -> tuple[Outline, ...]:
    """The rivers in the frame, with their courses through lakes, to be stroked and not filled."""
    return _outlines(frame, "rivers")


@lru_cache(REMEMBERED)
def countries(frame: Frame) -> tuple[Country, ...]:
    """The countries that reach into the frame, with room for their names."""
    cut = _cut(frame, -LABEL_INSET)
    return tuple(
        Country(index, shape, cut)
        for index, shape in enumerate(load("countries"))
        if cut.near(shape)
    )


@lru_cache(3 * REMEMBERED)
def _outlines(frame: Frame, layer: Layer) -> tuple[Outline, ...]:
    """What the frame shows of a layer; shapes too small to be seen are left out."""
    closed = layer != "rivers"
    outlines: list[Outline] = []
    for index, shape, parts in visible(frame, layer, bleed=BLEED, tolerance=TOLERANCE):
        if d := path_data(parts, closed=closed):
            outlines.append(Outline(index, shape.id, d))
    return tuple(outlines)


def visible(
    frame: Frame, layer: Layer, *, bleed: float, tolerance: float = 0
) -> Iterator[tuple[int, Shape, list[list[Point]]]]:
    """The shapes in the frame: position in the layer, shape, and its parts in pixels.

    Parts are cut `bleed` pixels beyond the frame's edges, or inside them where it is negative, and
    thinned to the tolerance.
    """
    cut = _cut(frame, bleed)
    for index, shape in enumerate(load(layer)):
        if parts := cut.parts(shape, tolerance, closed=layer != "rivers"):
            yield index, shape, parts


def _cut(frame: Frame, bleed: float) -> Cut:
    return Cut(frame.box, frame.width, frame.height, bleed)


class Country:
    """A country near a frame, and where in it a label fits."""

    def __init__(self, position: int, shape: Shape, cut: Cut) -> None:
        self.position = position
        """The shape's position in its layer."""
        self.id = shape.id
        self.name = shape.name
        self._shape = shape
        self._cut = cut

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """Where a label fits, the roomiest place first."""
        return tuple(rooms(self._cut.parts(self._shape, LABEL_TOLERANCE, closed=True)))

    @cached_property
    def _extent(self) -> Window:
        return self._cut.extent(self._shape)

    def rooms_for(self, width: float, height: float) -> tuple[Room, ...]:
        """Return its rooms, but none if it is plain that something of that size fits into none."""
        left, top, right, bottom = self._extent
        # A place for words is looked for in few countries, since most are smaller than their names.
        small = right - left < width - SLACK or bottom - top < height - SLACK
        return () if small else self.rooms
