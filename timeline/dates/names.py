"""Names of months, weekdays and seasons in English and French, as sources and editors write them.

Recognition only: what a page prints comes from `DateWords`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ENGLISH_WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# Each row: the full names, a bar, then abbreviations and spellings without accents.
_MONTHS: Final = (
    "january janvier | jan janv",
    "february février | feb févr fevrier fevr",
    "march mars | mar",
    "april avril | apr avr",
    "may mai |",
    "june juin | jun",
    "july juillet | jul juil",
    "august août | aug aout",
    "september septembre | sept sep",
    "october octobre | oct",
    "november novembre | nov",
    "december décembre | dec déc decembre",
)
_WEEKDAYS: Final = (
    "monday lundi | mon lun",
    "tuesday mardi | tues tue mar",
    "wednesday mercredi | weds wed mer",
    "thursday jeudi | thurs thur thu jeu",
    "friday vendredi | fri ven",
    "saturday samedi | sat sam",
    "sunday dimanche | sun dim",
)
_SEASONS: Final = (
    "spring printemps |",
    "summer été | ete",
    "autumn fall automne |",
    "winter hiver |",
)


def _numbered(rows: tuple[str, ...], first: int, *, full: bool = False) -> Mapping[str, int]:
    return MappingProxyType(
        {
            name: number
            for number, row in enumerate(rows, first)
            for name in (row.split("|")[0] if full else row.replace("|", " ")).split()
        }
    )


MONTHS: Final = _numbered(_MONTHS, 1)
"""Lower-case name or abbreviation to month, 1 to 12."""

WEEKDAYS: Final = _numbered(_WEEKDAYS, 0)
"""Lower-case name or abbreviation to weekday, Monday 0 to Sunday 6, as in `datetime`."""

SEASONS: Final = _numbered(_SEASONS, 21)
"""Lower-case name to EDTF season code, spring 21 to winter 24."""

FULL_WEEKDAYS: Final = _numbered(_WEEKDAYS, 0, full=True)
"""`WEEKDAYS` without abbreviations, some of which are words of their own ("sun", "sat", "mer")."""


def alternatives(names: Mapping[str, int]) -> str:
    """The names as a regular expression group's content, longest first."""
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))
