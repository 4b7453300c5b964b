"""Locator maps: small pictures in files of their own, which many pages can share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.model.entries import Place
from timeline.pages.drawing import ground, overlay
from timeline.pages.spots import frame_of_all, spots_of

WIDTH, HEIGHT = 320, 240
"""Of a locator map, in SVG units: about the pixels of the column it stands in."""

STYLE = (
    ".sea{fill:#dde6ea}.land{fill:#fffdf9;stroke:#c9bda9;stroke-width:.7}.held{fill:#f3ddd3;stroke:#d8a896}"
    ".river{fill:none;stroke:#a3c0cb;stroke-width:.9}"
    "text{font-family:'Public Sans',Arial,sans-serif;stroke:#fffdf9}"
    ".country{fill:#6f6556}.area{fill:#9c3318;stroke:#9c3318}"
    ".point{fill:#9c3318;stroke:#fffdf9;stroke-width:1.2}.name{fill:#1d1a16}"
    ".realm{fill:#7d2913}"
)
"""A picture in a file knows nothing of its page's colours; these are those of the light page."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A map: its name as a file, its SVG text, and its size in SVG units."""

    name: str
    svg: str
    width: int
    height: int


def locator(places: Iterable[Place]) -> Locator | None:
    """Return a map of the places that have coordinates, or nothing if none has."""
    # In one order, since the same places in another order share the name of the file.
    spots = spots_of(sorted(places, key=lambda place: place.id))
    if not spots:
        return None
    frame = frame_of_all(spots, WIDTH, HEIGHT)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width:g} {frame.height:g}" '
        f'width="{frame.width:g}" height="{frame.height:g}"><style>{STYLE}</style>'
        f"{ground(frame, spots)}{overlay(frame, spots).svg}</svg>\n"
    )
    ids = [spot.place.id for spot in spots]
    digest = hashlib.sha256("-".join(ids).encode()).hexdigest()[:8]
    name = ids[0] if len(ids) == 1 else f"places-{digest}"
    return Locator(name, svg, round(frame.width), round(frame.height))
