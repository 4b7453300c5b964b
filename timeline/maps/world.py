"""Countries, lakes and rivers of the whole world: the Natural Earth data in `assets/vendor`.

Angles are degrees, north and east positive. A longitude may pass 180: areas that cross the
antimeridian are kept in one piece.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final, Literal, NamedTuple

from timeline.maps.planar import Point, holds

Layer = Literal["countries", "rivers", "lakes"]
DATA: Final = Path(__file__).parent.parent / "assets" / "vendor" / "natural-earth-4.1.0"
UNITS_PER_DEGREE: Final = 100


class Box(NamedTuple):
    """A range of longitudes and latitudes in degrees."""

    west: float
    south: float
    east: float
    north: float


class Shape(NamedTuple):
    """A country, a lake or a river: its rings, or lines, of longitude and latitude."""

    id: str
    """ISO 3166-1 alpha-3; may be empty, and is for all rivers and lakes. Not always unique."""
    name: str
    """English short name of a country; empty for rivers and lakes."""
    box: Box
    parts: tuple[tuple[Point, ...], ...]
    boxes: tuple[Box, ...]
    """Of each of the parts."""


@cache  # parsing takes far longer than drawing; the result is a constant of the checkout
def load(layer: Layer) -> tuple[Shape, ...]:
    """The shapes of one layer for the whole world, in the order of the file."""
    features = json.loads((DATA / f"{layer}.json").read_bytes())["features"]
    return tuple(
        _shape(item["id"], item["name"], Box(*item["bbox"]), tuple(map(_decode, item["parts"])))
        for item in features
    )


def _shape(iso: str, name: str, box: Box, parts: tuple[tuple[Point, ...], ...]) -> Shape:
    if len(parts) == 1:
        return Shape(iso, name, box, parts, (box,))
    return Shape(iso, name, box, parts, tuple(map(_box_of, parts)))


def _box_of(part: tuple[Point, ...]) -> Box:
    lons, lats = zip(*part, strict=True)
    return Box(min(lons), min(lats), max(lons), max(lats))


def _decode(deltas: Sequence[int]) -> tuple[Point, ...]:
    """Points in degrees from a flat row of differences in hundredths of a degree."""
    xs, ys = accumulate(deltas[::2]), accumulate(deltas[1::2])
    return tuple((x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE) for x, y in zip(xs, ys, strict=True))


@cache  # every page that shows a country asks again
def country_at(lat: float, lon: float) -> int | None:
    """The position, in the countries' layer, of the country that holds a spot; None at sea."""
    for index, shape in enumerate(load("countries")):
        if not shape.box.south <= lat <= shape.box.north:
            continue
        if any(holds(shape.parts, (x, lat)) for x in (lon - 360, lon, lon + 360)):
            return index
    return None


def mainland(country: int, lat: float, lon: float) -> tuple[Point, ...]:
    """The ring around a spot in a country, so that a frame needs not show its far-off islands."""
    rings = [
        ring
        for ring in load("countries")[country].parts
        if any(holds([ring], (x, lat)) for x in (lon - 360, lon, lon + 360))
    ]
    # A spot on an island in a lake is inside of several.
    return max(rings, key=len)
