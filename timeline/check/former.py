"""Former ids: each leads to one entry, and none is in use again."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.check.facts import Totals
from timeline.check.references import entries_by_kind
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content


def check_former(content: Content, totals: Totals) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each former id that is taken, or that two entries claim."""
    if not totals.formerly:
        return
    for kind, entries in entries_by_kind(content).items():
        claimed: dict[str, str] = {}
        for entry_id in entries:
            for i, former in enumerate(totals.formerly.get((kind, entry_id), ())):
                if former in content.known[kind]:
                    message = f"'{former}' is in use as the id of another {kind}"
                    advice = "its page cannot lead here too: take it off the list"
                elif former in claimed:
                    message = f"'{former}' is a former id of '{claimed[former]}' already"
                    advice = "keep it where its readers should be led"
                else:
                    claimed[former] = entry_id
                    continue
                yield content.origin(kind, entry_id).diagnostic(
                    ("formerly", i), "duplicate-id", message, advice
                )
