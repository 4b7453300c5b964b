"""Dates against the words that they were read from, and files against the year of their event."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.dates import EdtfDate, check_wording
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.origin import Origin
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


def check_date(
    entry: Event | Source, content: Content, origin: Origin
) -> tuple[list[Diagnostic], Wordings]:
    """Compare the date of an entry with its own wording, and an event's with its folder."""
    found: list[Diagnostic] = []
    if isinstance(entry, Event):
        path, date = "date", entry.date
        if not origin.place.startswith(f"events/{folder_year(date)}/"):
            found.append(_wrong_folder(entry, origin))
    else:
        path, date = "issued", entry.issued
    if not entry.dated.as_written:
        return found, Wordings()
    issued = _issued(entry, content) if isinstance(entry, Event) else None
    start = content.events.get(entry.dated.counted_from) if entry.dated.counted_from else None
    result = check_wording(entry.dated.as_written, date, issued, start.date if start else None)
    found += [origin.diagnostic((path,), f.code, f.message, f.advice) for f in result.findings]
    return found, Wordings(int(bool(result.understood)), 1)


def _wrong_folder(event: Event, origin: Origin) -> Diagnostic:
    year = folder_year(event.date)
    _, folder, name = origin.place.split("/")
    if origin.base:
        return origin.diagnostic(
            ("date",),
            "misplaced-file",
            f"this event is of {year}, but its file lies in the folder {folder}",
            f"move the event to a file in events/{year}, or mend its date",
        )
    return Diagnostic(
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
