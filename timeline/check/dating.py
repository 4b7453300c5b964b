"""Dates against the words that they were read from, and files against the year of their event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.dates import EdtfDate, check_wording
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.document import Path
from timeline.model.entries import Event, Source


@dataclass(frozen=True, slots=True)
class Wordings:
    """How many of the sources' wordings of dates could be held against the dates.

    Attributes:
        checked: Those of which something was understood and compared.
        total: All of them; the rest were left alone.
    """

    checked: int = 0
    total: int = 0


def check_dates(content: Content) -> tuple[list[Diagnostic], Wordings]:
    """Compare each date with its own wording, and each event's with its folder; count wordings."""
    found = list(_check_folders(content))
    checked = total = 0
    for entry, path, date, issued in _dated_entries(content):
        if not entry.dated.as_written:
            continue
        start = content.events.get(entry.dated.counted_from or "")
        result = check_wording(entry.dated.as_written, date, issued, start.date if start else None)
        total += 1
        checked += bool(result.understood)
        origin = content.origin(type(entry).__name__.lower(), entry.id)
        found += [origin.diagnostic(path, f.code, f.message, f.advice) for f in result.findings]
    return found, Wordings(checked, total)


def _dated_entries(
    content: Content,
) -> Iterator[tuple[Event | Source, Path, EdtfDate, EdtfDate | None]]:
    """Yield each entry with a wording, where its date stands, the date, and when it was issued."""
    for event in content.events.values():
        yield event, ("date",), event.date, _issued(event, content)
    for source in content.sources.values():
        yield source, ("issued",), source.issued, None


def _check_folders(content: Content) -> Iterator[Diagnostic]:
    for event in content.events.values():
        origin = content.origin("event", event.id)
        year = folder_year(event.date)
        _, folder, name = origin.place.split("/")
        if year != folder and origin.base:
            yield origin.diagnostic(
                ("date",),
                "misplaced-file",
                f"this event is of {year}, but its file lies in the folder {folder}",
                f"move the event to a file in events/{year}, or mend its date",
            )
        elif year != folder:
            yield Diagnostic(
                origin.document.shown,
                1,
                1,
                "misplaced-file",
                f"this event is of {year}, but lies in the folder {folder}",
                f"move it to events/{year}/{name}, or mend its date",
            )


def folder_year(date: EdtfDate) -> str:
    """Return the folder for an event: the year of its earliest day, or of its latest if open."""
    day = date.earliest or date.latest
    return f"{day.year:04d}" if day else "0000"


def _issued(event: Event, content: Content) -> EdtfDate | None:
    """Return when the event was reported: its own field, or when its first source was issued."""
    if event.reported:
        return event.reported
    source = content.sources.get(event.cite[0].source)
    return source.issued if source else None
