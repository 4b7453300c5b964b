"""Dates against the words that they were read from, and files against the year of their event."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates import EdtfDate, check_wording
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.model.entries import Event


def check_dates(content: Content) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date that its own wording, or its folder, contradicts."""
    for event in content.events.values():
        origin = content.origin("event", event.id)
        if event.dated.as_written:
            result = check_wording(event.dated.as_written, event.date, _issued(event, content))
            for finding in result.findings:
                yield origin.diagnostic(("date",), finding.code, finding.message, finding.advice)
        year = folder_year(event.date)
        folder = origin.place.parts[1]
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
                f"move it to events/{year}/{origin.place.name}, or mend its date",
            )
    for source in content.sources.values():
        if source.dated.as_written:
            origin = content.origin("source", source.id)
            for finding in check_wording(source.dated.as_written, source.issued, None).findings:
                yield origin.diagnostic(("issued",), finding.code, finding.message, finding.advice)


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
