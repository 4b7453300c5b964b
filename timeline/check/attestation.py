"""Quotations against the lock file: changed since they were checked, or never checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.verify.attest import Attested, attested

_ADVICE = "run 'python build_timeline.py quotes --source {source} --text FILE' with its text"


def attestations(content: Content) -> list[Attested]:
    """Return how each quotation stands to the lock file, for each source that it cites."""
    return list(attested(content.events, content.actors, content.sources, content.lock))


def check_changed(content: Content, found: list[Attested]) -> Iterator[Diagnostic]:
    """Yield an error for each quotation that is no longer the one that was checked."""
    for quote in found:
        if quote.changed:
            yield content.origin("event", quote.event).diagnostic(
                ("quotes", quote.number),
                "quote-changed",
                f"this quotation is not as it was when it was checked against '{quote.source}'",
                f"undo the change, or {_ADVICE.format(source=quote.source)}",
            )


def check_unchecked(content: Content, found: list[Attested]) -> Iterator[Diagnostic]:
    """Yield a warning for each quotation that was never checked.

    A source of which nothing was ever checked gets one warning, not one for each quotation.
    """
    touched = {quote.source for quote in found if quote.date}
    fresh: dict[str, int] = {}
    for quote in found:
        if quote.date or quote.changed:
            continue
        if quote.source not in touched:
            fresh[quote.source] = fresh.get(quote.source, 0) + 1
            continue
        yield _warning(
            content.origin("event", quote.event).diagnostic(
                ("quotes", quote.number),
                "quote-unchecked",
                f"this quotation was never checked against the text of '{quote.source}'",
                _ADVICE.format(source=quote.source),
            )
        )
    for source, number in fresh.items():
        quotes = "its quotation was" if number == 1 else f"none of its {number} quotations was"
        never = "never" if number == 1 else "ever"
        yield _warning(
            content.origin("source", source).diagnostic(
                (),
                "quote-unchecked",
                f"{quotes} {never} checked against its text",
                _ADVICE.format(source=source),
            )
        )


def _warning(found: Diagnostic) -> Diagnostic:
    return replace(found, level="warning")
