"""Locator maps: small pictures in files of their own, which many pages can share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.maps.frame import Frame
from timeline.model.brief import BriefPlace
from timeline.pages.drawing import ground, overlay
from timeline.pages.spots import Spot, frame_of_all, spots_of

WIDTH, HEIGHT = 320, 240
"""Of a locator map, in SVG units: about the pixels of the column it stands in."""

FOLDER = "assets/maps"
"""Where maps lie, below ``docs/``."""

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
    """A map, not drawn yet: its name as a file, what it shows, and its size in SVG units."""

    name: str
    spots: list[Spot]
    frame: Frame

    @property
    def path(self) -> str:
        """Its path below ``docs/``."""
        return f"{FOLDER}/{self.name}.svg"

    @property
    def width(self) -> int:
        """In SVG units."""
        return round(self.frame.width)

    @property
    def height(self) -> int:
        """In SVG units."""
        return round(self.frame.height)

    @property
    def svg(self) -> str:
        """The drawing, as the text of the file."""
        frame = self.frame
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width:g} {frame.height:g}" '
            f'width="{frame.width:g}" height="{frame.height:g}"><style>{STYLE}</style>'
            f"{ground(frame, self.spots)}{overlay(frame, self.spots).svg()}</svg>\n"
        )


def locator(places: Iterable[BriefPlace]) -> Locator | None:
    """Return a map of the places that have coordinates, or nothing if none has."""
    # In one order, since the same places in another order share the name of the file.
    spots = spots_of(sorted(places, key=lambda place: place.id))
    if not spots:
        return None
    return Locator(
        locator_name([s.place.id for s in spots]), spots, frame_of_all(spots, WIDTH, HEIGHT)
    )


def locator_name(ids: Sequence[str]) -> str:
    """Return the name of the file with the map of some places that have coordinates, sorted."""
    if len(ids) == 1:
        return ids[0]
    return f"places-{hashlib.sha256('-'.join(ids).encode()).hexdigest()[:8]}"
