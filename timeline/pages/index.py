"""The index by which a long timeline is filtered: columns of small numbers, as scripts.

Scripts, since a page opened from the disk can fetch nothing else; loaded only once a filter is used.
``pages.js`` says which page of the timeline holds which events, ``events.js`` what events can be
filtered by, ``titles/N.js`` what a list of events shows of ``TITLES_PER_FILE`` of them. Events are
in the order of the pages, so their places in it need not be said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from timeline.dates import short
from timeline.model.brief import BriefEvent
from timeline.model.timeline import Timeline
from timeline.model.traits import FACETS
from timeline.pages.book import Book, Output
from timeline.pages.environment import date_mark, date_sense
from timeline.pages.facets import FilterColumns, names_of
from timeline.pages.marks import Key
from timeline.pages.meta import address
from timeline.pages.plan import Plan
from timeline.settings import TITLES_PER_FILE

FOLDER = "data/index"
"""Where the files lie, below ``docs/``."""

_STRICT, _END = '"use strict";\n', ";\n"
"""How a script begins and ends."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def index_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the scripts; nothing for a timeline on one page, whose cards say it all."""
    if not plan.paged:
        return
    yield Output(f"{FOLDER}/pages.js", pages_script, "")
    yield Output(f"{FOLDER}/events.js", events_script, "")
    for number in plan.title_files:
        yield Output(f"{FOLDER}/titles/{number}.js", titles_script, number)


def pages_script(book: Book, _: str) -> str:
    """Return which page has which events: its address, their number, when its first slot begins."""
    pages = [(address(path), total, day.isoformat()) for path, total, day in book.plan.event_pages]
    return _script("window.stPages =", pages)


def events_script(book: Book, _: str) -> str:
    """Return what events can be filtered by."""
    return _script("window.stIndex =", _columns(book, book.plan.filter_columns))


def titles_script(book: Book, number: str) -> str:
    """Return what a list shows of some events."""
    name = f"(window.stTitles ??= [])[{number}] ="
    return _script(name, _titles(book, book.plan.title_files[number]))


def titles_script_retold(text: str, timeline: Timeline, keys: Iterable[Key]) -> str:
    """Return what ``titles_script`` does, given what it returned when some entries had other texts."""
    name, _, told = text.removeprefix(_STRICT).removesuffix(_END).partition(" = ")
    titles = json.loads(told)
    places = {event: place for place, event in enumerate(titles["id"])}
    for kind, entry_id in keys:
        if kind == "event" and entry_id in places:
            titles["title"][places[entry_id]] = timeline.events[entry_id].title
    return _script(f"{name} =", titles)


def _script(name: str, value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{_STRICT}{name} {text}{_END}"


def _columns(book: Book, events: FilterColumns) -> dict[str, Any]:
    names = names_of(book.plan.facet_counts, book.facet_name)
    return {
        "titles": TITLES_PER_FILE,
        # The first is as many days after the year 1 began.
        "days": [day - before for before, day in pairwise([0, *events.days])],
        "first": _after(events.first, events.days),
        "last": _after(events.last, events.days),
        "mark": {sense: words["label"] for sense, words in book.text["mark"].items()},
        "status": {status: words["label"] for status, words in book.text["status"].items()},
        "facets": {
            facet: _facet(names[facet], column)
            for facet, column in zip(FACETS, events.values, strict=True)
        },
    }


def _after(days: Iterable[int | None], places: Iterable[int]) -> list[int | None]:
    """Return how many days after each event's place in the order a day is; an open end is none."""
    pairs = zip(days, places, strict=True)
    return [None if day is None else day - place for day, place in pairs]


def _facet(names: Mapping[str, str], column: Iterable[str]) -> dict[str, Any]:
    """Return ids and names of a facet's values, the most frequent first, and each event's values.

    The latter are places among the ids to the base 36, with commas between those of an event and
    semicolons between events. ``column`` has the ids of each event, with spaces between them.
    """
    place = {value: _base36(number) for number, value in enumerate(names)}
    rows = list(column)
    # Many events have the same.
    told = {row: ",".join([place[value] for value in row.split()]) for row in set(rows)}
    return {
        "ids": list(names),
        "names": list(names.values()),
        "of": ";".join([told[row] for row in rows]),
    }


def _base36(number: int) -> str:
    rest, digit = divmod(number, len(_DIGITS))
    return (_base36(rest) if rest else "") + _DIGITS[digit]


def _titles(book: Book, events: Sequence[BriefEvent]) -> dict[str, Any]:
    """Return what a list shows of events: id, title, date, how that is drawn, status."""
    return {
        "id": [event.id for event in events],
        "title": [event.title for event in events],
        "date": [short(event.date, book.words, year=True) for event in events],
        "mark": [date_mark(event.date) for event in events],
        "sense": [date_sense(event.date) for event in events],
        "status": [event.status for event in events],
    }
