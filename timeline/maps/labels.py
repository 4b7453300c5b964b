"""Where the words of a map go: nothing is written over a mark or over other words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from timeline.maps.planar import Room, Window

Anchor = Literal["start", "middle", "end"]
LETTER: Final = 0.57
"""Mean width of a letter of a label, as a share of the size of its type."""
SPACED_LETTER: Final = 0.8
"""The same for spaced capitals."""
LINE: Final = 1.15
"""Height of a label, as a share of the size of its type."""
CLEARANCE: Final = 1.6
"""Distance of an area's name from all else, where there is room for it, in the same measure."""
RISE: Final = 0.85
"""From a label's upper edge down to its base line, in the same measure."""


class Label(NamedTuple):
    """Where a label is written: a point on its base line, what of the text stands there, its size."""

    x: float
    y: float
    anchor: Anchor
    size: float


def centred(room: Room, size: float) -> Label:
    """Return where a label is written in the middle of a room."""
    return Label(room.x, room.y + size * (RISE - LINE / 2), "middle", size)


def text_width(text: str, size: float, *, spaced: bool = False) -> float:
    """How wide a text is, roughly, in the unit of the size of its type."""
    return len(text) * size * (SPACED_LETTER if spaced else LETTER)


class Sheet:
    """A picture that fills up with marks and labels. Units are pixels of the picture."""

    def __init__(self, width: float, height: float) -> None:
        self._edge = Window(0, 0, width, height)
        self._taken: list[Window] = []

    def mark(self, x: float, y: float, radius: float) -> None:
        """Keep labels away from a mark."""
        self._taken.append(Window(x - radius, y - radius, x + radius, y + radius))

    def beside(self, x: float, y: float, gap: float, width: float, size: float) -> Label | None:
        """Take the first free place beside a mark: right, left, below, above, then the corners.

        Args:
            x: Where the mark is.
            y: Where the mark is.
            gap: From the mark's middle to the label.
            width: Of the text.
            size: Of the text's type.
        """
        half, high = size * LINE / 2, size * LINE
        near = gap * 0.75
        places: tuple[tuple[float, float, Anchor], ...] = (
            (x + gap, y - half, "start"),
            (x - gap, y - half, "end"),
            (x, y + gap * 0.8, "middle"),
            (x, y - gap * 0.8 - high, "middle"),
            (x + near, y + near - half, "start"),
            (x + near, y - near - half, "start"),
            (x - near, y + near - half, "end"),
            (x - near, y - near - half, "end"),
        )
        for at, top, anchor in places:
            if self._take(at, top, anchor, width, size):
                return Label(at, top + size * RISE, anchor, size)
        return None

    def within(self, rooms: Sequence[Room], width: float, size: float) -> Room | None:
        """Take the roomiest free place in an area that is wide enough for the text.

        One with some distance to all else comes first: the name of an area beside a mark would
        read as the mark's.
        """
        wide = [room for room in rooms if room.width >= width and room.height >= size * LINE]
        for clearance in (CLEARANCE * size, 0):
            for room in wide:
                top = room.y - size * LINE / 2
                if self._take(room.x, top, "middle", width, size, clearance):
                    return room
        return None

    def _take(
        self, at: float, top: float, anchor: Anchor, width: float, size: float, clearance: float = 0
    ) -> bool:
        left = at - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = Window(left, top, left + width, top + size * LINE)
        edge = self._edge
        inside = box.left >= edge.left and box.right <= edge.right
        inside = inside and box.top >= edge.top and box.bottom <= edge.bottom
        if not inside:
            return False
        # What is nearer than that along both axes is too near.
        leftmost, rightmost = box.left - clearance, box.right + clearance
        highest, lowest = box.top - clearance, box.bottom + clearance
        for one_left, one_top, one_right, one_bottom in self._taken:
            across = leftmost < one_right and one_left < rightmost
            if across and highest < one_bottom and one_top < lowest:
                return False
        self._taken.append(box)
        return True
