"""Times of day in a source's wording, compared with a date's own time.

A time with a zone ("12am Singapore time", "14:30 GMT") is compared in that zone, which needs a date
whose time has an offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

_CITIES: Final = {
    "abidjan": "Africa/Abidjan",
    "abuja": "Africa/Lagos",
    "addis ababa": "Africa/Addis_Ababa",
    "algiers": "Africa/Algiers",
    "bamako": "Africa/Bamako",
    "beijing": "Asia/Shanghai",
    "berlin": "Europe/Berlin",
    "brussels": "Europe/Brussels",
    "cairo": "Africa/Cairo",
    "dakar": "Africa/Dakar",
    "geneva": "Europe/Zurich",
    "hong kong": "Asia/Hong_Kong",
    "johannesburg": "Africa/Johannesburg",
    "lagos": "Africa/Lagos",
    "london": "Europe/London",
    "moscow": "Europe/Moscow",
    "nairobi": "Africa/Nairobi",
    "new delhi": "Asia/Kolkata",
    "new york": "America/New_York",
    "niamey": "Africa/Niamey",
    "ouagadougou": "Africa/Ouagadougou",
    "paris": "Europe/Paris",
    "singapore": "Asia/Singapore",
    "sydney": "Australia/Sydney",
    "tokyo": "Asia/Tokyo",
    "washington": "America/New_York",
}
# Only abbreviations that mean one thing; BST, IST and CST each mean several.
_SHIFTS: Final = {"gmt": 0, "utc": 0, "cet": 1, "cest": 2, "eet": 2, "est": -5, "edt": -4}
_CITY = "|".join(_CITIES)
_TIME = re.compile(
    r"(?<![\w:.])(?:(?P<h>\d\d?)(?:[:.h](?P<m>\d\d))? ?(?P<half>[ap])(?:\.m\.|\.?m\b)"
    r"|(?P<h24>[01]?\d|2[0-3])[:h](?P<m24>[0-5]\d)\b(?![:.]?\d)"
    r"|(?P<word>\bnoon\b|\bmidnight\b))"
    rf"(?:,? \(?(?P<zone>{'|'.join(_SHIFTS)})\b"
    rf"|,? in (?P<in>{_CITY})\b|,? (?P<city>{_CITY}) (?:local )?time\b"
    r"|,? (?:local time\b|(?P<other>(?-i:(?:[A-Z][\w-]+ ){1,2}time|[A-Z]{1,4}T)\b)))?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|around|approximately|circa|some|roughly|vers)\W*$", re.IGNORECASE)
_NOT_AT = re.compile(
    r"\b(?:before|after|by|until|till|since|from|between|to|and|past|than|within)\W*(?:about )?$"
    r"|[-–]\s?$",
    re.IGNORECASE,
)
_RANGE_AFTER = re.compile(r"\s?(?:[-–]|to|and|until)\s?\d", re.IGNORECASE)
_NOON: Final = 12
_EXACT, _ROUND = timedelta(minutes=1), timedelta(minutes=61)
_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClockMention:
    """A time of day in a wording.

    Attributes:
        at: Where it begins, in characters.
        phrase: The words.
        hour: 0 to 23.
        minute: 0 to 59.
        zone: The zone it names; None for the event's own clock.
        slack: It holds if the date's time is less than this away from it.
    """

    at: int
    phrase: str
    hour: int
    minute: int
    zone: tzinfo | None
    slack: timedelta

    def holds(self, moment: datetime) -> bool | None:
        """Whether the moment is at this time; None if that cannot be told."""
        if self.zone is not None:
            if moment.tzinfo is None:
                return None
            moment = moment.astimezone(self.zone)
        clock = timedelta(hours=moment.hour, minutes=moment.minute)
        apart = abs(clock - timedelta(hours=self.hour, minutes=self.minute))
        return min(apart, _A_DAY - apart) < self.slack


def find_times(text: str) -> Iterator[ClockMention]:
    """The times at which the wording says the event took place."""
    for found in _TIME.finditer(text):
        before = text[: found.start()]
        if _NOT_AT.search(before) or _RANGE_AFTER.match(text, found.end()):
            continue
        zone = _zone(found)
        hour, minute = _hour_minute(found)
        # A zone that is not in the tables cannot be compared with anything.
        if hour is None or (zone is None and (found["other"] or _city(found))):
            continue
        slack = _ROUND if _ABOUT.search(before) else _EXACT
        yield ClockMention(found.start(), found[0].strip(), hour, minute, zone, slack)


def _hour_minute(found: re.Match[str]) -> tuple[int | None, int]:
    if found["word"]:
        return (_NOON if found["word"].lower() == "noon" else 0), 0
    if found["h24"]:
        return int(found["h24"]), int(found["m24"])
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if not 1 <= hour <= _NOON or minute >= 60:  # noqa: PLR2004 (minutes an hour)
        return None, 0
    return hour % _NOON + (_NOON if found["half"].lower() == "p" else 0), minute


def _zone(found: re.Match[str]) -> tzinfo | None:
    if found["zone"]:
        hours = _SHIFTS[found["zone"].lower()]
        return timezone(timedelta(hours=hours)) if hours else UTC
    city = _city(found)
    if not city:
        return None
    # Few wordings name a city's time.
    from dateutil import tz  # noqa: PLC0415  # see above

    return tz.gettz(_CITIES[city])


def _city(found: re.Match[str]) -> str:
    return str(found["city"] or found["in"] or "").lower()
