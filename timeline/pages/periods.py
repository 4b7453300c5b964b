"""The timeline on several pages: a tree of periods, cut finer wherever there is too much for one.

A century, decade, year, month or day whose events fit on one page is a page, together with those
after it as long as all of them fit. One that does not fit has a page that leads to its parts; what
does not even fit as a day goes on over numbered pages. Bounds are those of the calendar, so one
more event changes the pages of its own period, and none elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.dates import DateWords, describe, parse_edtf
from timeline.pages.grouping import Slot, cut
from timeline.settings import EVENTS_PER_PAGE, PERIODS_LISTED

WHOLE = "timeline.md"
"""The page of the whole timeline, or the one that leads to its parts."""

_LENGTHS = (2, 3, 4, 7, 10)
"""Characters of an ISO date that name a century, decade, year, month, day."""
_YEAR, _MONTH = 4, 7

MOST_DECADES = 30
"""Decades that the page of the whole timeline may lead to at once; more are put into centuries."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the timeline with a page of its own.

    Attributes:
        path: Its page below ``docs/``.
        label: Its name in words; empty for all of the timeline.
        slots: Its days, months and years.
        total: How many events are in it.
        parts: What its page leads to; none if the page shows the events themselves.
    """

    path: str
    label: str
    slots: tuple[Slot, ...]
    total: int
    parts: tuple[Period, ...] = ()

    def pages(self) -> Iterator[Period]:
        """Yield every page that shows events, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.pages()

    def all(self) -> Iterator[Period]:
        """Yield every page, each before those that it leads to."""
        yield self
        for part in self.parts:
            yield from part.all()


@dataclass(frozen=True, slots=True)
class Way:
    """How to get from a page to the others: up, the outermost first; back; on."""

    up: tuple[Period, ...]
    before: Period | None = None
    after: Period | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """Words for the names of periods.

    ``vague`` names what is known no closer than to a month or year: ``{period}``; ``part`` a
    numbered page of a day: ``{period}``, ``{n}``.
    """

    dates: DateWords
    vague: str
    part: str


def periods(slots: tuple[Slot, ...], naming: Naming) -> Period:
    """Divide the timeline into pages; it is one page while it stays readable."""
    total = _total(slots)
    if total <= EVENTS_PER_PAGE:
        return Period(WHOLE, "", slots, total)
    # Centuries are of use only where decades alone would be a long list.
    level = 1 if len(_split(slots, _LENGTHS[1])) <= MOST_DECADES else 0
    parts = _parts(slots, level, naming)
    while len(parts) == 1 and parts[0].parts:
        parts = list(parts[0].parts)
    return Period(WHOLE, "", slots, total, tuple(parts))


def ways(root: Period) -> Mapping[str, Way]:
    """Return path -> how to get on from there. Pages of events follow one another throughout."""
    found = {period.path: Way(up) for period, up in _ancestors(root, ())}
    pages = list(root.pages())
    for before, after in pairwise(pages):
        found[after.path] = Way(found[after.path].up, before)
    for before, after in pairwise(pages):
        found[before.path] = Way(found[before.path].up, found[before.path].before, after)
    return found


Block = tuple[Period | None, tuple[Period, ...]]
"""A period that stands as a heading, or none, and the periods below it."""


def listed(period: Period) -> tuple[Block, ...]:
    """Return what a period's page leads to, as deep as it has room.

    Room is for ``PERIODS_LISTED`` in all. What has none is found on a part's own page.
    """
    for depth in (_pages_of, _parts_of):
        blocks = tuple(_blocks(period, depth))
        if sum(1 + len(rows) for _, rows in blocks) <= PERIODS_LISTED:
            return blocks
    return ((None, period.parts),)


def _pages_of(part: Period) -> tuple[Period, ...]:
    return tuple(part.pages())


def _parts_of(part: Period) -> tuple[Period, ...]:
    return part.parts


def _blocks(period: Period, depth: Callable[[Period], tuple[Period, ...]]) -> Iterator[Block]:
    if not any(part.parts for part in period.parts):
        yield None, period.parts
        return
    for part in period.parts:
        yield part, depth(part) if part.parts else ()


def _ancestors(
    period: Period, up: tuple[Period, ...]
) -> Iterator[tuple[Period, tuple[Period, ...]]]:
    yield period, up
    for part in period.parts:
        yield from _ancestors(part, (*up, period))


def _parts(slots: tuple[Slot, ...], level: int, naming: Naming) -> list[Period]:
    length = _LENGTHS[level]
    made: list[Period] = []
    open_run: list[tuple[str, tuple[Slot, ...]]] = []

    def close() -> None:
        if open_run:
            held = tuple(slot for _, members in open_run for slot in members)
            made.append(_leaf(_path(open_run[0][0]), held, length, naming))
            open_run.clear()

    for key, members in _split(slots, length):
        fits = _total(members) <= EVENTS_PER_PAGE
        if not fits or sum(_total(m) for _, m in open_run) + _total(members) > EVENTS_PER_PAGE:
            close()
        if fits:
            open_run.append((key, members))
        elif level + 1 == len(_LENGTHS):
            made += _numbered(_path(key), members, naming)
        else:
            made.append(_inner(key, members, level, naming))
    close()
    return made


def _inner(key: str, slots: tuple[Slot, ...], level: int, naming: Naming) -> Period:
    parts = _parts(slots, level + 1, naming)
    if len(parts) == 1:
        return parts[0]
    label = _label(slots, _LENGTHS[level], naming)
    return Period(_path(key), label, slots, _total(slots), tuple(parts))


def _leaf(path: str, slots: tuple[Slot, ...], length: int, naming: Naming) -> Period:
    return Period(path, _label(slots, length, naming), slots, _total(slots))


def _numbered(path: str, slots: tuple[Slot, ...], naming: Naming) -> Iterator[Period]:
    """Yield the pages of a day that has more events than one page takes."""
    for number, held in enumerate(cut(slots, EVENTS_PER_PAGE), 1):
        at = path if number == 1 else f"{path.removesuffix('.md')}/{number}.md"
        label = naming.part.format(period=_label(slots, _LENGTHS[-1], naming), n=number)
        yield Period(at, label, held, _total(held))


def _path(key: str) -> str:
    """Return the page of a period, from the beginning of an ISO date: ``196`` is a decade."""
    missing = _YEAR - len(key)
    name = f"{key}{'0' * missing}-{key}{'9' * missing}" if missing > 0 else key
    return f"timeline/{name}.md"


def _label(slots: tuple[Slot, ...], length: int, naming: Naming) -> str:
    """Return from when to when slots go, in the unit that ``length`` characters of a date name."""
    if length >= _MONTH and all(len(slot.date.text) < length for slot in slots):
        return naming.vague.format(period=slots[-1].label)
    unit = max(length, _YEAR)
    first, last = (s.date.sort_key[0].isoformat()[:unit] for s in (slots[0], slots[-1]))
    span = parse_edtf(first if first == last else f"{first}/{last}")
    return describe(span, naming.dates, weekday=False)


def _split(slots: Sequence[Slot], length: int) -> list[tuple[str, tuple[Slot, ...]]]:
    """Gather slots by the first characters of the ISO date of their first day."""
    parts: dict[str, list[Slot]] = {}
    for slot in slots:
        parts.setdefault(slot.date.sort_key[0].isoformat()[:length], []).append(slot)
    return [(name, tuple(members)) for name, members in parts.items()]


def _total(slots: Sequence[Slot]) -> int:
    return sum(slot.total for slot in slots)
