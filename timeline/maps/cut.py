"""What a picture shows of an outline: cut at its edges, without the points that nobody would see."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice
from typing import Final

from timeline.maps.planar import Point, Window, clip_line, clip_ring, thin
from timeline.maps.world import UNITS_PER_DEGREE, Box, Shape

SLACK: Final = 1e-6
"""Degrees by which an outline must miss a frame's edges to be passed over, and pixels by which
points must be too near to be: more than any rounding."""

COARSE: Final = 8
"""Hundredths of a degree: where points nearer than that are left out, most are."""


class Cut:
    """Cuts shapes at the edges of a picture, or at some distance from them."""

    def __init__(self, box: Box, width: float, height: float, bleed: float) -> None:
        """Take a box in degrees, its picture's size in pixels, and how far beyond it is cut."""
        west, south, east, north = box
        self._north = north
        self._x_scale = width / (east - west)
        self._y_scale = height / (north - south)
        self._window = Window(-bleed, -bleed, width + bleed, height + bleed)
        x_bleed, y_bleed = bleed / self._x_scale, bleed / self._y_scale
        # The same place has several longitudes, and the frame may show it under any of them.
        self._turns = [
            (
                left,
                Box(left - x_bleed, south - y_bleed, left + east - west + x_bleed, north + y_bleed),
            )
            for left in (west - 360, west, west + 360)
        ]

    def near(self, shape: Shape) -> bool:
        """Tell whether the box around a shape reaches into the picture."""
        box, (_, edges) = shape.box, self._turns[0]
        # Each map asks of all shapes of the world, and most lie further north or south.
        if box.south > edges.north + SLACK or box.north < edges.south - SLACK:
            return False
        return any(not _apart(box, edges) for _, edges in self._turns)

    def extent(self, shape: Shape) -> Window:
        """Return what holds all that is shown of a shape that is near."""
        held = [
            self._held(shape.box, left)
            for left, edges in self._turns
            if not _apart(shape.box, edges)
        ]
        lefts, tops, rights, bottoms = zip(*held, strict=True)
        window = self._window
        return Window(
            max(window.left, min(lefts)),
            max(window.top, min(tops)),
            min(window.right, max(rights)),
            min(window.bottom, max(bottoms)),
        )

    def parts(self, shape: Shape, tolerance: float, *, closed: bool) -> list[list[Point]]:
        """Return what is shown of a shape's rings or lines, in pixels, thinned to a tolerance."""
        if not self.near(shape):
            return []
        parts: list[list[Point]] = []
        coarse = min(self._near(tolerance)) >= COARSE
        for left, edges in self._turns:
            if _apart(shape.box, edges):
                continue
            if coarse and self._inside(shape.box, left):
                # Then so is all of it, and nothing is asked of its parts.
                parts += [self._thinned(row, left, tolerance) for row in shape.rows]
                continue
            for row, part, box in zip(shape.rows, shape.parts, shape.boxes, strict=True):
                if _apart(box, edges):
                    continue
                if not self._inside(box, left):
                    pieces = self._pieces(self._pixels(part, left), closed=closed)
                    parts += [thin(piece, tolerance) for piece in pieces]
                elif coarse:
                    parts.append(self._thinned(row, left, tolerance))
                else:
                    parts.append(thin(self._pixels(part, left), tolerance))
        return parts

    def _pixels(self, part: Sequence[Point], left: float) -> list[Point]:
        north, x_scale, y_scale = self._north, self._x_scale, self._y_scale
        return [((lon - left) * x_scale, (north - lat) * y_scale) for lon, lat in part]

    def _pieces(self, pixels: Sequence[Point], *, closed: bool) -> list[list[Point]]:
        """Cut a ring or a line."""
        if not closed:
            return clip_line(pixels, self._window)
        ring = clip_ring(pixels, self._window)
        return [ring] if ring else []

    def _near(self, tolerance: float) -> tuple[int, int]:
        """Return how far a point may be, across and along, to be nearer than the tolerance for certain.

        In hundredths of a degree.
        """
        near = (tolerance - SLACK) / math.sqrt(2) * UNITS_PER_DEGREE
        return int(near / self._x_scale), int(near / self._y_scale)

    def _thinned(self, row: Sequence[int], left: float, tolerance: float) -> list[Point]:
        """Return what ``thin`` leaves of a ring or a line that is not cut.

        Most points go, so they are left out before they become pixels: a row is of whole numbers,
        which add up exactly, and what lies in a square around a point is near enough to it.
        """
        north, x_scale, y_scale = self._north, self._x_scale, self._y_scale
        across, along = self._near(tolerance)
        x, y = row[0], row[1]
        last = (x / UNITS_PER_DEGREE - left) * x_scale, (north - y / UNITS_PER_DEGREE) * y_scale
        kept = [last]
        west, east, south, upper = x - across, x + across, y - along, y + along
        steps = islice(row, 2, len(row) - 2)
        for right, up in zip(steps, steps, strict=True):
            x += right
            y += up
            if west <= x <= east and south <= y <= upper:
                continue
            point = (
                (x / UNITS_PER_DEGREE - left) * x_scale,
                (north - y / UNITS_PER_DEGREE) * y_scale,
            )
            if math.dist(point, last) >= tolerance:
                kept.append(point)
                last = point
                west, east, south, upper = x - across, x + across, y - along, y + along
        lon, lat = (x + row[-2]) / UNITS_PER_DEGREE, (y + row[-1]) / UNITS_PER_DEGREE
        kept.append(((lon - left) * x_scale, (north - lat) * y_scale))
        return kept

    def _inside(self, box: Box, left: float) -> bool:
        """Tell whether all of a box is shown."""
        held, window = self._held(box, left), self._window
        across = held.left >= window.left and held.right <= window.right
        return across and held.top >= window.top and held.bottom <= window.bottom

    def _held(self, box: Box, left: float) -> Window:
        """Return a box in pixels, which holds those of all that is in it, to the last digit."""
        return Window(
            (box.west - left) * self._x_scale,
            (self._north - box.north) * self._y_scale,
            (box.east - left) * self._x_scale,
            (self._north - box.south) * self._y_scale,
        )


def _apart(box: Box, edges: Box) -> bool:
    """Tell whether nothing of a box can lie within the edges: then nothing of it is looked at."""
    return (
        box.west > edges.east + SLACK
        or box.east < edges.west - SLACK
        or box.south > edges.north + SLACK
        or box.north < edges.south - SLACK
    )
