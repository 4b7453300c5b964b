"""What an entry says of its own history must hold together."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.diagnostics import Diagnostic
from timeline.load.content import Content


def check_retractions(content: Content) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event that was withdrawn without a reason."""
    for event in content.events.values():
        if event.status == "retracted" and all(c.kind != "retraction" for c in event.corrections):
            yield content.origin("event", event.id).diagnostic(
                ("status",),
                "retracted-without-reason",
                "the event is retracted, and nothing says why",
                "add to 'corrections' the date, 'kind: retraction' and the reason",
            )
