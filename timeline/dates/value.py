"""What an EDTF text says, as a value, and the error for a text that says nothing acceptable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Precision = Literal[
    "time", "day", "month", "season", "year", "decade", "century", "interval", "set"
]
EndKind = Literal["known", "open", "unknown"]
ErrorCode = Literal["bad-date", "reversed-interval", "impossible-day"]
Unspecified = Literal["day", "month", "year"]


class DateError(ValueError):
    """A text that is not a date this package accepts.

    Attributes:
        code: ``bad-date`` (not in the format), ``impossible-day`` (well formed, but no calendar has
            that day) or ``reversed-interval`` (ends before it starts).
        message: What is wrong, one sentence without a full stop.
        advice: What to type instead, one sentence without a full stop.
    """

    def __init__(self, code: ErrorCode, message: str, advice: str) -> None:
        """Keep the three parts apart, so that a caller can print them as it likes."""
        super().__init__(f"{message}; {advice}")
        self.code: ErrorCode = code
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """What an EDTF text says, no sharper than it says it.

    Attributes:
        text: The text as it was read.
        precision: The unit known. A date with unspecified digits has the precision of what is
            known: ``1997-03-XX`` is ``month``, ``1997-XX-XX`` is ``year``.
        earliest: First day it can cover; None where the start is open or unknown.
        latest: Last day it can cover; None where the end is open or unknown.
        approximate: Marked ``~`` or ``%``, on the date or on any of its parts.
        uncertain: Marked ``?`` or ``%``, on the date or on any of its parts.
        start: Whether the start is known, open (``..``) or unknown (nothing before ``/``).
        end: The same for the end.
        time: The date-time, aware if the text has an offset; None unless precision is ``time``.
        first: Of an interval or a set given as a range, the parsed start, None where there is none.
        last: The same for the end.
        members: Of a set given as a list, its parsed members in the order written.
        unspecified: The unit written with ``X``: ``1997-03-XX`` is one ``day`` of that month,
            ``201X`` one ``year`` of that decade; None where nothing is.
    """

    text: str
    precision: Precision
    earliest: date | None
    latest: date | None
    approximate: bool = False
    uncertain: bool = False
    start: EndKind = "known"
    end: EndKind = "known"
    time: datetime | None = None
    first: EdtfDate | None = None
    last: EdtfDate | None = None
    members: tuple[EdtfDate, ...] = ()
    unspecified: Unspecified | None = None

    @property
    def sort_key(self) -> tuple[date, date]:
        """Earliest day, then latest day, with no None in it.

        Without a start, a date sorts where it is known to have come about at the latest; without
        an end, after everything that starts the same day and does end (``date.max``).
        """
        latest = self.latest or date.max
        return (self.earliest or latest, latest)
