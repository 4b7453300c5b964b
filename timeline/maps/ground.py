"""The ground of a map that can be moved: outlines around a view, small enough to be loaded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from timeline.maps.frame import Frame, visible
from timeline.maps.planar import Point, rooms, thin
from timeline.maps.world import UNITS_PER_DEGREE, Box

LIMIT: Final = 140_000
"""Bytes of the ground at most; where it is more, small bends are left out."""

TOLERANCES: Final = (0, 2, 4, 8, 16, 32, 64)
"""Bends left out, in hundredths of a degree: as few as the limit allows."""

LABEL_TOLERANCE: Final = 20.0
"""The same for finding a country's roomiest place."""


def wider(view: Box, points: Iterable[Point], *, beyond: float, around: float) -> Box:
    """The box that holds a view with its surroundings, and points with theirs.

    Args:
        view: In degrees.
        points: Latitudes and longitudes in degrees.
        beyond: What is added at each side of the view, as a share of its size.
        around: What is added around each point, in degrees.
    """
    west, south, east, north = view
    middle = (west + east) / 2
    across, along = beyond * (east - west), beyond * (north - south)
    wests, easts = [west - across], [east + across]
    souths, norths = [south - along], [north + along]
    for lat, lon in points:
        near = lon + round((middle - lon) / 360) * 360
        wests.append(near - around)
        easts.append(near + around)
        souths.append(lat - around)
        norths.append(lat + around)
    left, right = max(min(wests), middle - 180), min(max(easts), middle + 180)
    box = left, max(min(souths), -90.0), right, min(max(norths), 90.0)
    return Box(*(round(value, 2) for value in box))


@lru_cache(2)
def ground(box: Box) -> Mapping[str, Any]:
    """Outlines in a box, as plain data.

    `land`, `lakes` and `rivers` are lists of shapes; a shape is a list of rings or lines, each a
    flat row of whole numbers: hundredths of a degree to the right of the box's west and down from
    its north, of the first point, then from each point to the next. `index` gives the position of
    each shape of `land` in the countries' layer; `names` its name, and where that fits best: x, y
    and the width there.
    """
    west, south, east, north = box
    frame = Frame(box, (east - west) * UNITS_PER_DEGREE, (north - south) * UNITS_PER_DEGREE)
    land = list(visible(frame, "countries", bleed=0))
    water = [parts for _, _, parts in visible(frame, "lakes", bleed=0)]
    rivers = [parts for _, _, parts in visible(frame, "rivers", bleed=0)]
    data: dict[str, Any] = {}
    for tolerance in TOLERANCES:
        data = {
            "land": [_rows(parts, tolerance, 3) for _, _, parts in land],
            "lakes": [_rows(parts, tolerance, 3) for parts in water],
            "rivers": [_rows(parts, tolerance, 2) for parts in rivers],
        }
        if len(json.dumps(data, separators=(",", ":"))) <= LIMIT:
            break
    names = [[shape.name, *_room(parts)] for _, shape, parts in land]
    return {**data, "index": [index for index, _, _ in land], "names": names}


def _rows(parts: Sequence[Sequence[Point]], tolerance: float, least: int) -> list[list[int]]:
    """The parts as rows of differences, without those that shrink to nothing."""
    rows: list[list[int]] = []
    for part in parts:
        points: list[tuple[int, int]] = []
        for x, y in thin(part, tolerance):
            rounded = round(x), round(y)
            if not points or rounded != points[-1]:
                points.append(rounded)
        if len(points) >= least:
            steps = [step for a, b in pairwise(points) for step in (b[0] - a[0], b[1] - a[1])]
            rows.append([*points[0], *steps])
    return rows


def _room(parts: Sequence[Sequence[Point]]) -> list[int]:
    found = rooms([thin(part, LABEL_TOLERANCE) for part in parts])
    return [round(found[0].x), round(found[0].y), round(found[0].width)] if found else [0, 0, 0]
