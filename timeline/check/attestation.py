"""Quotations against the lock file: changed since they were checked, or never checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline.check.facts import EveryFact, Totals
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.origin import Origin
from timeline.verify.attest import Attested

_ADVICE = "run 'python build_timeline.py quotes --source {source} --text FILE' with its text"


def check_changed(quotes: Iterable[Attested], origin: Origin) -> Iterator[Diagnostic]:
    """Yield an error for each quotation of an event that is no longer the one that was checked."""
    for quote in quotes:
        if quote.changed:
            yield origin.diagnostic(
                ("quotes", quote.number),
                "quote-changed",
                f"this quotation is not as it was when it was checked against '{quote.source}'",
                f"undo the change, or {_ADVICE.format(source=quote.source)}",
            )


def check_unchecked(content: Content, totals: Totals, facts: EveryFact) -> Iterator[Diagnostic]:
    """Yield a warning for each quotation that was never checked.

    A source of which nothing was ever checked gets one warning, not one for each quotation.
    """
    touched = {source for source in totals.unchecked if totals.checked[source]}
    for (kind, entry_id), known in facts(None).items() if touched else ():
        for number, source in known.unchecked:
            if source in touched:
                yield _warning(
                    content.origin(kind, entry_id).diagnostic(
                        ("quotes", number),
                        "quote-unchecked",
                        f"this quotation was never checked against the text of '{source}'",
                        _ADVICE.format(source=source),
                    )
                )
    for source, number in totals.unchecked.items():
        if source in touched:
            continue
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
