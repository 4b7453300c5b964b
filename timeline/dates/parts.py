"""Parts of a month or a year: "early January", "mid-2012", "at the end of last month".

The bounds are wide on purpose: nobody agrees on where "early" ends, but the 28th is not early in a
month. Only what no reading allows is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

PartName = Literal["early", "mid", "late"]

_WORDS: Final[Mapping[str, PartName]] = MappingProxyType(
    {
        **dict.fromkeys(("early", "start", "beginning", "début"), "early"),
        **dict.fromkeys(("mid", "middle", "mi", "milieu"), "mid"),
        **dict.fromkeys(("late", "end", "fin"), "late"),
    }
)
_BEFORE = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
    r"(?: in| of| de)?(?: the| du)?[ -]$",
    re.IGNORECASE,
)
_DAYS: Final[Mapping[PartName, tuple[int, int]]] = MappingProxyType(
    {"early": (1, 15), "mid": (6, 25), "late": (16, 31)}
)
_MONTHS: Final[Mapping[PartName, tuple[int, int]]] = MappingProxyType(
    {"early": (1, 6), "mid": (4, 9), "late": (7, 12)}
)


@dataclass(frozen=True, slots=True)
class Period:
    """A part of a month or year named before it; ``at`` is where its words begin."""

    at: int
    name: PartName

    def in_month(self, day: date) -> bool:
        """Whether a day may lie in this part of its month."""
        low, high = _DAYS[self.name]
        return low <= day.day <= high

    def in_year(self, day: date) -> bool:
        """Whether a day may lie in this part of its year."""
        low, high = _MONTHS[self.name]
        return low <= day.month <= high


def part_before(text: str, at: int) -> Period | None:
    """Return the part of a month or year that the words just before ``at`` name."""
    found = _BEFORE.search(text[:at])
    return Period(found.start(), _WORDS[found["word"].lower()]) if found else None
