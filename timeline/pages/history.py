"""What was added and corrected, entry by entry and over the whole timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from timeline.model.entries import Correction, Entry, Event
from timeline.model.timeline import Timeline
from timeline.model.traits import Traits
from timeline.pages.site import Site

Dated = TypeVar("Dated", Event, Traits)

FEED: Final = "feed.xml"
"""Path of the feed below ``docs/``."""


@dataclass(frozen=True, slots=True)
class Note:
    """A correction of an entry, and its place on the entry's page.

    ``anchor`` comes from the date, so that it stays the same when others are added.
    """

    kind: str
    id: str
    anchor: str
    correction: Correction


def notes_of(entry: Entry) -> tuple[Note, ...]:
    """Return the corrections of an entry, by date, then as they stand in its file."""
    seen: Counter[str] = Counter()
    notes = []
    for correction in sorted(entry.corrections, key=lambda correction: correction.date.text):
        day = correction.date.text
        seen[day] += 1
        anchor = f"correction-{day}" if seen[day] == 1 else f"correction-{day}-{seen[day]}"
        notes.append(Note(type(entry).__name__.lower(), entry.id, anchor, correction))
    return tuple(notes)


def all_notes(timeline: Timeline) -> list[Note]:
    """Return every correction, the newest first; those of a day by kind of entry and id."""
    entries: list[Entry] = [
        *timeline.events.values(),
        *timeline.actors.values(),
        *timeline.places.values(),
        *timeline.sources.values(),
    ]
    notes = [note for entry in entries for note in notes_of(entry)]
    notes.sort(key=lambda note: (note.kind, note.id))
    return sorted(notes, key=lambda note: note.correction.date.text, reverse=True)


def additions(events: Iterable[Dated]) -> Mapping[str, list[Dated]]:
    """Return which of all events were published on each day, the newest day first."""
    days: dict[str, list[Dated]] = {}
    for event in events:
        if event.published:
            days.setdefault(event.published.text, []).append(event)
    return dict(sorted(days.items(), reverse=True))


def last_change(event: Event) -> str:
    """Return the day of the last correction, ISO 8601; empty if there is none."""
    return max((correction.date.text for correction in event.corrections), default="")


def has_feed(timeline: Timeline, site: Site) -> bool:
    """Tell whether there is a feed: it needs the site's address, and something with a date."""
    return bool(site.url) and bool(additions(timeline.traits.values()) or all_notes(timeline))
