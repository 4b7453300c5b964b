"""Countries, lakes and rivers of the whole world: the Natural Earth data in `assets/vendor`.

Angles are degrees, north and east positive. A longitude may pass 180: areas that cross the
antimeridian are kept in one piece.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, cached_property
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


class Shape:
    """A country, a lake or a river: its rings, or lines, of longitude and latitude."""

    def __init__(self, iso: str, name: str, box: Box, rows: Sequence[Sequence[int]]) -> None:
        """Take a shape as the file has it.

        Args:
            iso: See ``id``.
            name: English short name of a country; empty for rivers and lakes.
            box: What holds all of it, and no more.
            rows: Its rings or lines, each a flat row of whole numbers: hundredths of a degree
                to the first point, then from each point to the next.
        """
        self.id = iso
        """ISO 3166-1 alpha-3; may be empty, and is for all rivers and lakes. Not always unique."""
        self.name = name
        self.box = box
        self.rows = rows

    @property
    def parts(self) -> tuple[tuple[Point, ...], ...]:
        """Its rings, or lines."""
        return self._decoded[0]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What holds each of the parts, and no more."""
        return self._decoded[1]

    @cached_property  # most maps show a small piece of the world
    def _decoded(self) -> tuple[tuple[tuple[Point, ...], ...], tuple[Box, ...]]:
        decoded = [_decode(row) for row in self.rows]
        return tuple(part for part, _ in decoded), tuple(box for _, box in decoded)


@cache  # parsing takes far longer than drawing; the result is a constant of the checkout
def load(layer: Layer) -> tuple[Shape, ...]:
    """The shapes of one layer for the whole world, in the order of the file."""
    features = json.loads((DATA / f"{layer}.json").read_bytes())["features"]
    return tuple(
        Shape(item["id"], item["name"], Box(*item["bbox"]), item["parts"]) for item in features
    )


def _decode(deltas: Sequence[int]) -> tuple[tuple[Point, ...], Box]:
    """Points in degrees from a flat row of differences in hundredths of a degree, and their box."""
    lons = [x / UNITS_PER_DEGREE for x in accumulate(deltas[::2])]
    lats = [y / UNITS_PER_DEGREE for y in accumulate(deltas[1::2])]
    return tuple(zip(lons, lats, strict=True)), Box(min(lons), min(lats), max(lons), max(lats))


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
