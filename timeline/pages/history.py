"""What was added and corrected, entry by entry and over the whole timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from timeline.model.entries import Correction, Entry, Event
from timeline.model.timeline import Timeline
from timeline.model.traits import Traits

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
    day: str
    """ISO 8601."""
    correction: Correction


def notes_of(entry: Entry) -> tuple[Note, ...]:
    """Return the corrections of an entry, by date, then as they stand in its file."""
    seen: Counter[str] = Counter()
    notes = []
    for correction in sorted(entry.corrections, key=lambda correction: correction.date.text):
        day = correction.date.text
        seen[day] += 1
        anchor = f"correction-{day}" if seen[day] == 1 else f"correction-{day}-{seen[day]}"
        notes.append(Note(type(entry).__name__.lower(), entry.id, anchor, day, correction))
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
    return sorted(notes, key=lambda note: note.day, reverse=True)


class News(NamedTuple):
    """Something that the feed tells: an event that was published, or a correction with its anchor.

    Days are in ISO 8601.
    """

    kind: str
    id: str
    anchor: str
    day: str
    updated: str
    """The day of the last correction, if the event was published before that."""


def newest(events: Iterable[Traits], notes: Sequence[Note], most: int) -> tuple[News, ...]:
    """Return at most so many of what was corrected and of what was published, the newest first."""
    corrected = [News(note.kind, note.id, note.anchor, note.day, note.day) for note in notes]
    last: dict[str, str] = {}
    for note in notes:
        if note.kind == "event":
            last.setdefault(note.id, note.day)
    added = (
        News("event", event.id, "", day, max(day, last.get(event.id, "")))
        for day, held in additions(events).items()
        for event in held
    )
    found = sorted([*corrected, *added], key=lambda news: news.updated, reverse=True)
    return tuple(found[:most])


def additions(events: Iterable[Traits]) -> Mapping[str, list[Traits]]:
    """Return which of all events were published on each day, the newest day first."""
    days: dict[str, list[Traits]] = {}
    for event in events:
        if event.published:
            days.setdefault(event.published.text, []).append(event)
    return dict(sorted(days.items(), reverse=True))


def last_change(event: Event) -> str:
    """Return the day of the last correction, ISO 8601; empty if there is none."""
    return max((correction.date.text for correction in event.corrections), default="")
