"""Plane geometry of outlines: clipping, thinning, SVG path data, room for a label.

Where the unit matters it is a pixel, x to the right and y down. A ring does not repeat its first point.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final, NamedTuple

Point = tuple[float, float]
"""x and y."""

SCANS: Final = 32
"""How many heights are tried for a label."""
SHORT: Final = 4096
"""How many numbers of path data are kept as text."""
LABEL_SHAPE: Final = 3.0
"""A label is about this many times as wide as it is high, with the space it needs around it."""


class Window(NamedTuple):
    """What is kept of an outline: everything from `left` to `right` and from `top` to `bottom`."""

    left: float
    top: float
    right: float
    bottom: float


class Room(NamedTuple):
    """A place for a label in an area: its middle, and how wide and high the area is there."""

    x: float
    y: float
    width: float
    height: float


def clip_ring(points: Sequence[Point], window: Window) -> list[Point]:
    """The part of a ring inside the window (Sutherland and Hodgman); empty if there is none.

    A ring that leaves the window and comes back stays one ring: it runs along the window's edge
    in between.
    """
    kept = list(points)
    if not kept:
        return kept
    left, top = (min(values) for values in zip(*kept, strict=True))
    right, bottom = (max(values) for values in zip(*kept, strict=True))
    extent = Window(left, top, right, bottom)
    # Most rings lie on one side of every edge, and need no look at each point.
    if left > window.right or right < window.left or top > window.bottom or bottom < window.top:
        return []
    for inside, crossing in _edges(window, extent):
        ring, kept = kept, []
        if not ring:
            break
        within = inside(ring)
        before, was_within = ring[-1], within[-1]
        for point, is_within in zip(ring, within, strict=True):
            if is_within != was_within:
                kept.append(crossing(before, point))
            if is_within:
                kept.append(point)
            before, was_within = point, is_within
    return kept


Edge = tuple[Callable[[Sequence[Point]], list[bool]], Callable[[Point, Point], Point]]
"""Which of some points are on the inner side of an edge, and where the way between two crosses it."""


def _edges(window: Window, extent: Window) -> Iterator[Edge]:
    """Those of the window's four edges beyond which the extent reaches."""
    left, top, right, bottom = window

    def at_x(x: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]))

    def at_y(y: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y)

    if extent.left < left:
        yield lambda points: [x >= left for x, _ in points], at_x(left)
    if extent.right > right:
        yield lambda points: [x <= right for x, _ in points], at_x(right)
    if extent.top < top:
        yield lambda points: [y >= top for _, y in points], at_y(top)
    if extent.bottom > bottom:
        yield lambda points: [y <= bottom for _, y in points], at_y(bottom)


def clip_line(points: Sequence[Point], window: Window) -> list[list[Point]]:
    """The pieces of a line inside the window, in the order of the line."""
    pieces: list[list[Point]] = []
    for a, b in pairwise(points):
        part = _clip_segment(a, b, window)
        if part is None:
            continue
        start, end = part
        if pieces and pieces[-1][-1] == start:
            pieces[-1].append(end)
        else:
            pieces.append([start, end])
    return pieces


def _clip_segment(a: Point, b: Point, window: Window) -> tuple[Point, Point] | None:
    """The part of a segment inside the window (Cohen and Sutherland), or None."""
    while True:
        outside_a, outside_b = _sides(a, window), _sides(b, window)
        if not outside_a | outside_b:
            return a, b
        if outside_a & outside_b:
            return None
        moved = _move_inwards(a, b, outside_a or outside_b, window)
        a, b = (moved, b) if outside_a else (a, moved)


LEFT, RIGHT, ABOVE, BELOW = 1, 2, 4, 8


def _sides(point: Point, window: Window) -> int:
    """On which sides of the window a point lies, as a sum of flags; 0 is inside."""
    x, y = point
    return (LEFT if x < window.left else RIGHT if x > window.right else 0) | (
        ABOVE if y < window.top else BELOW if y > window.bottom else 0
    )


def _move_inwards(a: Point, b: Point, sides: int, window: Window) -> Point:
    """Where the segment meets the edge line of the first of those sides."""
    if sides & (LEFT | RIGHT):
        x = window.left if sides & LEFT else window.right
        return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])
    y = window.top if sides & ABOVE else window.bottom
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y


def thin(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without the points that are nearer to the last one kept than the tolerance.

    The first and the last point stay.
    """
    if not tolerance:
        return list(points)
    kept = list(points[:1])
    for point in points[1:-1]:
        if math.dist(point, kept[-1]) >= tolerance:
            kept.append(point)
    return kept + list(points[1:][-1:])


def path_data(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    """SVG path data for some rings or lines, to a tenth of a pixel.

    What is too small to be seen at that precision is left out.
    """
    return "".join(_subpath(line, closed=closed) for line in lines)


def _subpath(points: Sequence[Point], *, closed: bool) -> str:
    rounded = [(round(x * 10), round(y * 10)) for x, y in points]
    tenths = [point for point, _ in groupby(rounded)]
    if closed and tenths and tenths[0] == tenths[-1]:
        tenths.pop()
    if len(tenths) < (3 if closed else 2):
        return ""
    # Steps are shorter than positions, and steps between rounded positions add up exactly.
    steps = [step for (x, y), (on, down) in pairwise(tenths) for step in (on - x, down - y)]
    x, y = tenths[0]
    start = (_number(x) + _number(y)).lstrip()
    way = "".join(map(_number, steps)).lstrip()
    return f"M{start}l{way}{'z' if closed else ''}"


@lru_cache(SHORT)  # most steps are short
def _number(tenths: int) -> str:
    """A number of path data with the space before it that it needs."""
    text = f"{abs(tenths) / 10:g}".removeprefix("0") or "0"
    return f"-{text}" if tenths < 0 else f" {text}"


def rooms(rings: Sequence[Sequence[Point]]) -> list[Room]:
    """Where a label fits into an area that may have holes and parts, the roomiest place first."""
    ys = [y for ring in rings for _, y in ring]
    if not ys:
        return []
    turned = [[(y, x) for x, y in ring] for ring in rings]
    top, height = min(ys), max(ys) - min(ys)
    scans = [top + (scan + 0.5) * height / SCANS for scan in range(SCANS)]
    across = _spans(rings, scans)
    middles = [(left, right, y) for y in scans for left, right in across[y]]
    along = _spans(turned, [(left + right) / 2 for left, right, _ in middles])
    found: list[Room] = []
    for left, right, y in middles:
        x = (left + right) / 2
        span = next(((a, b) for a, b in along[x] if a <= y <= b), (y, y))
        found.append(Room(x, y, right - left, 2 * min(y - span[0], span[1] - y)))
    return sorted(found, key=lambda room: -min(room.width / LABEL_SHAPE, room.height))


def holds(rings: Iterable[Sequence[Point]], point: Point) -> bool:
    """Tell whether a point lies in an area that may have holes and parts."""
    x, y = point
    return any(left <= x <= right for left, right in _spans(rings, [y])[y])


def _spans(
    rings: Iterable[Sequence[Point]], heights: Iterable[float]
) -> Mapping[float, list[tuple[float, float]]]:
    """From where to where the area reaches at each of some heights, from left to right."""
    levels = sorted(set(heights))
    crossings: dict[float, list[float]] = {y: [] for y in levels}
    for ring in rings:
        # One look at each edge finds all the heights that it crosses.
        for (x1, y1), (x2, y2) in pairwise([*ring, *ring[:1]]):
            low, high = (y1, y2) if y1 < y2 else (y2, y1)
            for y in levels[bisect_left(levels, low) : bisect_left(levels, high)]:
                crossings[y].append(x1 + (x2 - x1) * (y - y1) / (y2 - y1))
    ordered = {y: sorted(xs) for y, xs in crossings.items()}
    return {y: list(zip(xs[::2], xs[1::2], strict=True)) for y, xs in ordered.items()}
