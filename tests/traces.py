"""The words of the first publication, taken from its content, and where in a folder they stand."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.helpers import check
from timeline.maps.world import load
from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.timeline import Timeline

CONTENT = Path(__file__).parent.parent / "content"

SUBJECT = ("Mali", "Malian", "January 2013")
"""What it is about: words of it even though one is a country like any other."""

GENERAL = {
    "the council",
    "journalists",
    "paris",
    "media-reports",
    "united states",
    "united kingdom",
}
"""Names that any timeline may say without having them from this one, in small letters."""

NOT_OURS = ("vendor", "javascripts", "maps", ".venv", ".git", ".cache", "__pycache__")
"""Folders with what others made, or with maps, which name every country in their frame."""

CLOCK = "timeline/dates/clock.py"
"""A table of the world's cities and their time zones."""

_SHORTEST = 3
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MAP = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


@cache
def words() -> tuple[str, ...]:
    """Return names, ids and titles of the publication that no other has a reason to hold."""
    timeline = check(CONTENT).timeline
    assert timeline is not None
    countries = {country.name.casefold() for country in load("countries")}
    found = {word for word in _all(timeline) if word.casefold() not in countries | GENERAL}
    return tuple(sorted({*found, *SUBJECT}))


def _all(timeline: Timeline) -> set[str]:
    named: list[Actor | Place] = [*timeline.actors.values(), *timeline.places.values()]
    names = {name for entry in named for name in (entry.name, *(a.name for a in entry.aliases))}
    people = {
        part
        for actor in timeline.actors.values()
        if actor.kind == "person"
        for part in actor.name.split()
    }
    titled: list[Event | Source] = [*timeline.events.values(), *timeline.sources.values()]
    titles = {entry.title for entry in titled}
    days = {day for e in timeline.events.values() for day in _DAY.findall(e.date.text)}
    # A name without a capital is a word of the language, and so is an id of a single word.
    proper = {name for name in names | people if name != name.lower() and len(name) >= _SHORTEST}
    return proper | titles | days | {entry.id for entry in (*named, *titled) if "-" in entry.id}


def traces(folder: Path) -> list[str]:
    """Return every word of the first publication below a folder: ``file: word``."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if not path.is_file() or set(NOT_OURS) & set(place.parts) or place.as_posix() == CLOCK:
            continue
        try:
            text = _MAP.sub("", path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:  # a picture, a typeface, a packed index of pages seen already
            text = ""
        found |= {f"{place.as_posix()}: {word}" for word in _said(f"{place.as_posix()}\n{text}")}
    return sorted(found)


def _said(text: str) -> set[str]:
    # Plain search first: a pattern of some hundred words takes twenty times as long.
    small = text.lower()
    return {
        word
        for word in words()
        if word.lower() in small
        and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE)
    }
