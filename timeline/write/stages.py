"""How far a site is, and where what belongs to it lies in its workshop."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

NEW: Final = "new"
"""Where a site is made, in its workshop."""

READ: Final = "read"
"""What search reads, there."""

WAS: Final = "was"
"""What search read of pages that are made anew, there."""

LEFT: Final = "left"
"""How what is left there begins of a site that could not follow."""


class Reached(IntEnum):
    """How much of a site was made."""

    NOTHING = 0
    ALL_BUT_THE_INDEX = 1
    ALL = 2
