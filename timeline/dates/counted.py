"""Wordings that count from another event: "a fourth day", "two days later", "the previous day".

What they count from, only an editor can say: without that they are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from timeline.dates.mentions import Mention
from timeline.dates.numbers import NUMBER, ORDINAL, UNIT, count_of, distance, ordinal_of

_DAY: Final = timedelta(days=1)
_NTH = re.compile(
    rf"\b(?P<n>{ORDINAL})(?: straight| consecutive| successive)?[ -](?:day|jour|journée)\b"
    r"(?! of (?:the|each|every) (?:week|month|year)| de (?:la semaine|l['’]année)| du mois)",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"\b{NUMBER} {UNIT} (?P<way>later|after|afterwards|earlier|before|plus tard|après|plus tôt|"
    r"avant|auparavant)\b(?! (?:tomorrow|yesterday|demain|hier)\b)",
    re.IGNORECASE,
)
_BACK: Final = frozenset(("earlier", "before", "plus tôt", "avant", "auparavant"))
_NEXT: Final = (
    (r"the same day|le jour même|le même jour", 0),
    (r"(?:the )?(?:next|following) (?:day|morning|afternoon|evening)|le lendemain", 1),
    (r"(?:the )?previous (?:day|morning|afternoon|evening)|the day before|la veille", -1),
)


def find_counted(text: str, start: date) -> Iterator[Mention]:
    """Yield the days that a wording claims by their distance from an event.

    Args:
        text: The wording.
        start: The day of that event, or its first.
    """
    try:
        yield from _found(text, start)
    except (OverflowError, ValueError):
        # Near the calendar's ends the days leave it: nothing to check there.
        return


def _found(text: str, start: date) -> Iterator[Mention]:
    for found in _NTH.finditer(text):
        day = start + (ordinal_of(found["n"]) - 1) * _DAY
        yield _mention(found, day, day, start)
    for pattern, days in _NEXT:
        for found in re.finditer(rf"\b(?:{pattern})\b(?! yesterday)", text, re.IGNORECASE):
            yield _mention(found, start + days * _DAY, start + days * _DAY, start)
    for found in _LATER.finditer(text):
        sign = -1 if found["way"].lower() in _BACK else 1
        low, high = distance(start, sign * count_of(found["n"]), found["unit"])
        yield _mention(found, low, high, start)


def _mention(found: re.Match[str], low: date, high: date, start: date) -> Mention:
    window = f"{low}" if low == high else f"a day from {low} to {high}"
    return Mention(
        found.start(),
        found[0],
        "at",
        "relative-day-mismatch",
        lambda day: low <= day <= high,
        f"{window}, counted from {start}",
    )
