"""What an entry says of its own history must hold together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from timeline.check.facts import EveryFact, Totals
from timeline.check.plain import UNPUBLISHED
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.origin import Origin
from timeline.model.entries import Event


def check_history(event: Event, origin: Origin) -> Iterator[Diagnostic]:
    """Yield a diagnostic wherever the publication and corrections of an event do not agree."""
    if event.status == "retracted" and all(c.kind != "retraction" for c in event.corrections):
        yield origin.diagnostic(
            ("status",),
            "retracted-without-reason",
            "the event is retracted, and nothing says why",
            "add to 'corrections' the date, 'kind: retraction' and the reason",
        )
    for i, correction in enumerate(event.corrections):
        if event.published and correction.date.text < event.published.text:
            yield origin.diagnostic(
                ("corrections", i, "date"),
                "correction-before-publication",
                f"corrected on {correction.date.text}, before it was published on"
                f" {event.published.text}",
                "mend one of the two days",
            )


def check_published(content: Content, totals: Totals, facts: EveryFact) -> Iterator[Diagnostic]:
    """Yield a warning for each event that the feed would pass over, if any event is in it."""
    if not 0 < totals.counts["published"] < totals.entries["event"]:
        return
    for (kind, entry_id), known in facts(UNPUBLISHED).items():
        if kind == "event" and not known.published:
            yield replace(_undated(entry_id, content), level="warning")


def _undated(event_id: str, content: Content) -> Diagnostic:
    return content.origin("event", event_id).diagnostic(
        (),
        "missing-publication",
        "the feed of additions passes this event over, since it has no day of publication",
        "add 'published' with the day on which the event first appears on the site",
    )
