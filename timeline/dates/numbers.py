"""Numbers, ordinals and units of time in words, English and French, as wordings count with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from dateutil.relativedelta import relativedelta


def _numbered(rows: str) -> Mapping[str, int]:
    return MappingProxyType(
        {word: number for number, row in enumerate(rows.split(), 1) for word in row.split("/")}
    )


_NUMBERS: Final = _numbered(
    "a/an/one/un/une two/deux three/trois four/quatre five/cinq six seven/sept eight/huit "
    "nine/neuf ten/dix eleven/onze twelve/douze"
)
_ORDINALS: Final = _numbered(
    "first/premier/première second/deuxième/seconde third/troisième fourth/quatrième "
    "fifth/cinquième sixth/sixième seventh/septième eighth/huitième ninth/neuvième tenth/dixième "
    "eleventh/onzième twelfth/douzième"
)
_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("day", "days", "jour", "jours"), "day"),
        **dict.fromkeys(("week", "weeks", "semaine", "semaines"), "week"),
        **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
        **dict.fromkeys(("month", "months", "mois"), "month"),
        **dict.fromkeys(("year", "years", "an", "ans", "année", "années"), "year"),
    }
)
_STEPS: Final = MappingProxyType(
    {
        "day": relativedelta(days=1),
        "week": relativedelta(weeks=1),
        "fortnight": relativedelta(weeks=2),
        "month": relativedelta(months=1),
        "year": relativedelta(years=1),
    }
)
_SLACK: Final = MappingProxyType(
    {
        "day": relativedelta(days=1),
        "week": relativedelta(days=4),
        "fortnight": relativedelta(days=4),
        "month": relativedelta(months=1),
        "year": relativedelta(years=1),
    }
)


def _longest_first(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


NUMBER: Final = rf"(?P<n>\d{{1,3}}|{_longest_first(_NUMBERS)})"
ORDINAL: Final = rf"\d{{1,3}}(?:st|nd|rd|th|e|ème)|{_longest_first(_ORDINALS)}"
UNIT: Final = rf"(?P<unit>{_longest_first(_UNITS)})"


def count_of(word: str) -> int:
    """Return the number that `NUMBER` matched."""
    return _NUMBERS[word.lower()] if word.lower() in _NUMBERS else int(word)


def ordinal_of(word: str) -> int:
    """Return the number that `ORDINAL` matched."""
    digits = "".join(sign for sign in word if sign.isdigit())
    return int(digits) if digits else _ORDINALS[word.lower()]


def unit_of(word: str) -> str:
    """Return the unit that `UNIT` matched: day, week, fortnight, month or year."""
    return _UNITS[word.lower()]


def reach_of(count: int, word: str) -> relativedelta:
    """Return so many of a unit."""
    return count * _STEPS[unit_of(word)]


def distance(day: date, count: int, word: str) -> tuple[date, date]:
    """Return the days that so many units from a day can be: the longer, the rounder the number."""
    middle, slack = day + reach_of(count, word), _SLACK[unit_of(word)]
    return middle - slack, middle + slack
