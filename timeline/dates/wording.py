"""Checks a source's own wording of a date against the EDTF date an editor derived from it.

What is recognised: weekdays and weekends, months and their parts, calendar days, years, "since" and
"until", days counted from the source's publication or from another event, times of day. All else is
left alone. A check that cannot
fail only where the date is wrong is not made: a false alarm costs an editor more than silence.

An approximate date is held to weekdays alone. Its bounds are not meant exactly, so that most words
cannot be compared with it; but a source that says "on Tuesday" means one day, and "about" Monday is
another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day  # noqa: N812 (an EdtfDate is what `date` names here)
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from timeline.dates.mentions import Mention, WordingCode, find_mentions
from timeline.dates.names import ENGLISH_WEEKDAYS
from timeline.dates.relative import find_relative
from timeline.dates.value import EdtfDate

if TYPE_CHECKING:
    from timeline.dates.clock import ClockMention

_ADVICE: Final[Mapping[WordingCode, str]] = MappingProxyType(
    {
        "weekday-mismatch": "check the day against a calendar, then correct the date or the "
        "wording",
        "month-mismatch": "correct the date, or the wording if it is not the source's",
        "year-mismatch": "correct the date, or the wording if it is not the source's",
        "since-mismatch": "give the date as an interval that starts there and is open at its end, "
        "as in 1997-03-11/.., or correct the wording",
        "relative-day-mismatch": "count again from the day the source was issued, and check that "
        "day too",
        "time-mismatch": "give the time as the clock of the place showed it, with its offset from "
        "UTC, or correct the wording",
    }
)
_NO_ABOUT: Final = (
    "a source that names a weekday means one day: check it against a calendar, then write that day"
    " without '~' (and '?' in place of '%')"
)
# Its own doubt about the day, just before it: "around Monday", "on or about Monday".
_HEDGED: Final = re.compile(
    r"\b(?:about|around|approximately|circa|ca?\.|roughly|vers|environ|autour de)"
    r" (?:last |the |le )?$",
    re.IGNORECASE,
)
_REMEMBERED: Final = 4096
"""How many wordings are kept once their words are understood: the same ones stand everywhere."""
_LONGEST = 400  # Characters; a wording is a phrase, and the patterns are not for pages of text.
_MOST_DAYS: Final = 36_525
"""Longest time that is gone through day by day, in days: a century. A wording that names a day or a
year is not about a longer one, and a million days would take seconds."""


@dataclass(frozen=True, slots=True)
class WordingFinding:
    """A claim in a wording that the date does not bear out.

    Attributes:
        code: Which kind of claim; a calendar day ("11 January") counts as its month, and a start
            ("since Monday") as ``since-mismatch`` whatever it names.
        message: What is wrong, one sentence without a full stop.
        advice: What to do about it, one sentence without a full stop.
    """

    code: WordingCode
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class WordingResult:
    """What a check of a wording understood and found.

    Attributes:
        understood: The phrases that were recognised and checked, in the order of the wording.
        findings: What does not agree, in the same order.
    """

    understood: tuple[str, ...] = ()
    findings: tuple[WordingFinding, ...] = ()


def check_wording(
    as_written: str, date: EdtfDate, issued: EdtfDate | None, origin: EdtfDate | None = None
) -> WordingResult:
    """Compare a source's wording with a date.

    Args:
        as_written: The source's words: "on Monday", "since September", "at about 4pm".
        date: The date an editor derived from them.
        issued: When the source was published; None if unknown. Used only if it is one day.
        origin: The date of the event from which "a fourth day" or "two days later" counts; None
            if nobody said. Used only if its first day is known.

    Returns:
        The phrases checked and the disagreements. An approximate day is held to weekdays alone, and
        no other approximate date to anything; a date that spans more than a century only to claims
        about its ends.
    """
    text = " ".join(as_written.split())
    if len(text) > _LONGEST:
        return WordingResult()
    mentions = list(_mentions(text))
    if date.approximate:
        return _against_about(text, mentions, date)
    day = _known_day(issued)
    if day is not None:
        mentions += _relative(text, day)
    start = _known_day(origin.first if origin and origin.precision == "interval" else origin)
    if start is not None:
        from timeline.dates.counted import find_counted  # noqa: PLC0415  # as few need it

        mentions += find_counted(text, start)
    checked = [
        (mention, verdict)
        for mention in mentions
        if (verdict := _verdict(mention, date)) is not None
    ]
    times = _check_times(text, date)
    if not checked and not times:
        return WordingResult()
    phrases = sorted(
        [(mention.at, mention.phrase) for mention, _ in checked]
        + [(mention.at, mention.phrase) for mention, _ in times]
    )
    findings = sorted(
        [(mention.at, _finding(mention, date)) for mention in _failed(checked, date)]
        + [(mention.at, _time_finding(mention, date)) for mention, holds in times if not holds],
        key=lambda pair: pair[0],
    )
    return WordingResult(
        tuple(dict.fromkeys(phrase for _, phrase in phrases)),
        tuple(dict.fromkeys(finding for _, finding in findings)),
    )


@lru_cache(_REMEMBERED)
def _mentions(text: str) -> tuple[Mention, ...]:
    return tuple(find_mentions(text))


@lru_cache(_REMEMBERED)
def _relative(text: str, issued: Day) -> tuple[Mention, ...]:
    return tuple(find_relative(text, issued))


@lru_cache(_REMEMBERED)
def _times(text: str) -> tuple[ClockMention, ...]:
    from timeline.dates.clock import find_times  # noqa: PLC0415  # likewise

    return tuple(find_times(text))


def _against_about(text: str, mentions: Iterable[Mention], date: EdtfDate) -> WordingResult:
    """Hold an approximate day to the weekdays of a wording that does not itself say "about"."""
    if date.precision not in ("day", "time"):
        return WordingResult()
    checked = [
        (mention, _has_day(date, mention))
        for mention in mentions
        if mention.code == "weekday-mismatch"
        and mention.role == "at"
        and not mention.of_span
        and not _HEDGED.search(text[: mention.at])
    ]
    found = [replace(_finding(m, date), advice=_NO_ABOUT) for m in _failed(checked, date)]
    return WordingResult(
        tuple(dict.fromkeys(mention.phrase for mention, _ in checked)), tuple(dict.fromkeys(found))
    )


def _known_day(date: EdtfDate | None) -> Day | None:
    if date is None or date.precision not in ("day", "time"):
        return None
    return None if date.approximate or date.uncertain else date.earliest


def _verdict(mention: Mention, date: EdtfDate) -> bool | None:
    """Whether a date bears a claim out; None if the two cannot be compared."""
    if mention.of_span and date.precision != "interval":
        return None
    if mention.role == "at":
        parts = date.members or (date,)
        return None if _is_long(date) else any(_has_day(part, mention) for part in parts)
    if date.precision == "set":
        return None
    part = date
    if date.precision == "interval":
        end = date.first if mention.role == "start" else date.last
        if end is None:
            return None
        part = end
    elif mention.role == "end":
        return None
    return _has_day(part, mention)


def _is_long(date: EdtfDate) -> bool:
    if date.earliest is None or date.latest is None:
        return False
    return (date.latest - date.earliest).days > _MOST_DAYS


def _has_day(date: EdtfDate, mention: Mention) -> bool:
    """Whether any day of a date would be right; an open end leaves room for one."""
    if date.earliest is None or date.latest is None:
        return True
    if date.earliest == date.latest:
        return mention.fits(date.earliest)
    return any(mention.fits(day) for day in _days(date.earliest, date.latest))


def _days(first: Day, last: Day) -> Iterator[Day]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _failed(checked: list[tuple[Mention, bool]], date: EdtfDate) -> list[Mention]:
    """The claims to report: a wording may name other days too, so one that holds is enough."""
    borne_out = {mention.code for mention, holds in checked if holds and mention.role == "at"}
    failed: list[Mention] = []
    for mention, holds in checked:
        if holds or (mention.role == "at" and mention.code in borne_out):
            continue
        if (
            mention.code == "relative-day-mismatch"
            and "weekday-mismatch" in borne_out
            and _misses_by_a_day(mention, date)
        ):
            # "Today (Monday)" in an article put out on Tuesday: written one day, printed the next.
            continue
        failed.append(mention)
    return failed


def _misses_by_a_day(mention: Mention, date: EdtfDate) -> bool:
    if date.earliest is None or date.latest is None:
        return False
    if date.earliest == Day.min or date.latest == Day.max:
        return False
    day = timedelta(days=1)
    return mention.fits(date.earliest - day) or mention.fits(date.latest + day)


def _check_times(text: str, date: EdtfDate) -> list[tuple[ClockMention, bool]]:
    """The times that can be compared with the date's own, and whether they hold."""
    moment = date.time
    if moment is None:
        return []
    checked = [
        (mention, holds) for mention in _times(text) if (holds := mention.holds(moment)) is not None
    ]
    own_clock_held = any(holds for mention, holds in checked if mention.zone is None)
    return [
        (mention, holds)
        for mention, holds in checked
        if holds
        or mention.zone is not None
        or not (own_clock_held or _may_be_converted(mention, date))
    ]


def _may_be_converted(mention: ClockMention, date: EdtfDate) -> bool:
    """Whether an editor may have turned a local time into UTC: whole hours lie between them."""
    return date.text.endswith("Z") and date.time is not None and date.time.minute == mention.minute


def _finding(mention: Mention, date: EdtfDate) -> WordingFinding:
    part, verb = date, "has no such day"
    if mention.role != "at" and date.precision == "interval":
        part = (date.first if mention.role == "start" else date.last) or date
        verb = "is where the date begins" if mention.role == "start" else "is where it ends"
    elif mention.role == "start":
        verb = "is when it began"
    if part.earliest is not None and part.earliest == part.latest:
        name = ENGLISH_WEEKDAYS[part.earliest.weekday()]
        verb = f"is a {name}" if part is date else f"({name}) {verb}"
    needed = mention.meaning.removeprefix("a day in ").removeprefix("a ")
    meaning = "" if needed in mention.phrase else f" ({mention.meaning})"
    return WordingFinding(
        mention.code,
        f"the source says '{mention.phrase}'{meaning}, but {part.text} {verb}",
        _ADVICE[mention.code],
    )


def _time_finding(mention: ClockMention, date: EdtfDate) -> WordingFinding:
    where = "" if mention.zone is None else " in the zone it names"
    return WordingFinding(
        "time-mismatch",
        f"'{mention.phrase}' ({mention.hour:02}:{mention.minute:02}{where}) is not the time in "
        f"{date.text}",
        _ADVICE["time-mismatch"],
    )
