"""Locator maps: where places lie, drawn at build time over vendored outlines and rivers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from timeline.geo import (
    Frame,
    country_labels,
    country_paths,
    frame_around,
    lake_paths,
    river_paths,
)
from timeline.model.entries import Place
from timeline.pages.markup import html

SMALL, LARGE = 420, 860
"""Widths of the maps in SVG units: beside a record, and across a page."""

LETTER = 6.4
"""Width of a letter of a label, in SVG units; labels without room for them are left out."""

AREAS = ("region", "country")
"""Precisions that are drawn as an area around the point, since the point says too much."""

STYLE = (
    ".sea{fill:#dfe7ea}.land{fill:#f6f1e7;stroke:#b9ac97;stroke-width:.8}"
    ".water{fill:#c9d9de;stroke:none}.river{fill:none;stroke:#9dbcc7;stroke-width:1}"
    ".country{fill:#84795f;font:600 11px 'Public Sans',Arial,sans-serif;letter-spacing:.06em}"
    ".area{fill:#a4391d;fill-opacity:.16;stroke:#a4391d;stroke-dasharray:3 3}"
    ".point{fill:#a4391d;stroke:#fff;stroke-width:1.5}"
    ".name{fill:#1d1a16;font:600 13px 'Public Sans',Arial,sans-serif;paint-order:stroke;"
    "stroke:#f6f1e7;stroke-width:3px;stroke-linejoin:round}"
)


@dataclass(frozen=True, slots=True)
class Locator:
    """A map: its name as a file, its SVG text, and its size in SVG units."""

    name: str
    svg: str
    width: int
    height: int


def locator(places: Iterable[Place], *, wide: bool = False) -> Locator | None:
    """Return a map of the places that have coordinates, or nothing if none has."""
    # In one order, since places in another order share the name of the file.
    shown = sorted((p for p in places if p.coordinates), key=lambda place: place.id)
    if not shown:
        return None
    frame = _frame(shown, LARGE if wide else SMALL, wide=wide)
    ids = "-".join(place.id for place in shown)
    digest = hashlib.sha256(ids.encode()).hexdigest()[:8]
    name = f"{shown[0].id if len(shown) == 1 else f'places-{digest}'}{'-wide' if wide else ''}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width:g} {frame.height:g}" '
        f'width="{frame.width:g}" height="{frame.height:g}"><style>{STYLE}</style>'
        f'<rect class="sea" width="{frame.width:g}" height="{frame.height:g}"/>'
        f"{_ground(frame)}{_country_names(frame)}"
        f"{''.join(_marks(place, frame) for place in shown)}{_place_names(shown, frame)}</svg>\n"
    )
    return Locator(name, svg, round(frame.width), round(frame.height))


def map_svg(
    places: Iterable[Place],
    counts: Callable[[Place], int],
    href: Callable[[Place], str],
    label: str,
    describe: Callable[[Place], str],
) -> Markup:
    """Return a page's own map as inline SVG, every place a link, sized by its events."""
    shown = [place for place in places if place.coordinates]
    if not shown:
        return Markup("")
    frame = _frame(shown, LARGE, wide=True)
    order = sorted(shown, key=lambda place: (-counts(place), place.id))
    marks = "".join(
        f'<a href="{html(href(place))}" aria-label="{html(describe(place))}">'
        f"<title>{html(describe(place))}</title>{_marks(place, frame, counts(place))}</a>"
        for place in order
    )
    return Markup(  # noqa: S704  # every value in it went through html()
        f'<svg class="st-map__svg" viewBox="0 0 {frame.width:g} {frame.height:g}" '
        f'role="group" aria-label="{html(label)}">'
        f'<rect class="sea" width="{frame.width:g}" height="{frame.height:g}"/>'
        f"{_ground(frame)}{_country_names(frame)}{marks}{_place_names(order, frame)}</svg>"
    )


def _frame(places: list[Place], width: int, *, wide: bool) -> Frame:
    points = [
        (float(place.coordinates.lat), float(place.coordinates.lon))
        for place in places
        if place.coordinates
    ]
    broad = any(place.coordinates and place.coordinates.precision in AREAS for place in places)
    span = 2400 if broad else 1500
    shape = (0.45, 0.6) if wide else (0.6, 0.8)
    return frame_around(points, width=width, min_span_km=span, shape=shape, margin=0.2)


def _ground(frame: Frame) -> str:
    return "".join(
        f'<path class="{name}" fill-rule="evenodd" d="{" ".join(o.d for o in outlines)}"/>'
        for name, outlines in (
            ("land", country_paths(frame)),
            ("water", lake_paths(frame)),
            ("river", river_paths(frame)),
        )
        if outlines
    )


def _country_names(frame: Frame) -> str:
    return "".join(
        f'<text class="country" x="{label.x:g}" y="{label.y:g}" text-anchor="middle">'
        f"{html(label.name.upper())}</text>"
        for label in country_labels(frame)
        if label.width >= LETTER * 1.25 * len(label.name)
    )


def _marks(place: Place, frame: Frame, weight: int = 1) -> str:
    assert place.coordinates is not None  # noqa: S101  # callers pass places on the map only
    x, y = frame.project(float(place.coordinates.lat), float(place.coordinates.lon))
    radius = 4 + min(10, 1.6 * max(0, weight - 1) ** 0.5)
    if place.coordinates.precision in AREAS:
        return f'<circle class="area" cx="{x:.1f}" cy="{y:.1f}" r="{radius + 16:.1f}"/>'
    return f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def _place_names(places: list[Place], frame: Frame) -> str:
    """Write names beside their marks; one that would cover another is left to the table."""
    taken: list[tuple[float, float, float, float]] = []
    names = []
    for place in places:
        assert place.coordinates is not None  # noqa: S101  # callers pass places on the map only
        x, y = frame.project(float(place.coordinates.lat), float(place.coordinates.lon))
        width = LETTER * 1.15 * len(place.name)
        for left, top, anchor in (
            (x + 9, y - 6, "start"),
            (x - 9 - width, y - 6, "end"),
            (x - width / 2, y + 10, "middle"),
            (x - width / 2, y - 24, "middle"),
        ):
            box = (left, top, left + width, top + 14)
            inside = (
                box[0] >= 0 and box[2] <= frame.width and box[1] >= 0 and box[3] <= frame.height
            )
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                at = {"start": left, "end": left + width, "middle": x}[anchor]
                names.append(
                    f'<text class="name" x="{at:.1f}" y="{top + 11:.1f}" text-anchor="{anchor}">'
                    f"{html(place.name)}</text>"
                )
                break
    return "".join(names)


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
