"""One entry against all others: what is wrong with it, and what it adds to the totals.

What is read of another entry is its existence and its *face*, and only of one that this entry
names. So an entry must be looked at again if it was changed, if one that it names has another face,
or if the vocabulary or the lock file was changed; otherwise the outcome is the same.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.check.attestation import check_changed
from timeline.check.dating import Wordings, check_date
from timeline.check.facts import Facts, Units
from timeline.check.history import check_history
from timeline.check.references import check_references, check_self_reference, names_in
from timeline.check.repeated import check_repeated
from timeline.check.sources import check_locators, check_unused, extent_of
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.model.entries import Actor, Entry, Event, Source
from timeline.model.lock import Lock
from timeline.verify.attest import Attestation, Attested


class Examiner:
    """Looks at entries of one content."""

    def __init__(self, content: Content, lock: Callable[[], Lock | None]) -> None:
        """Take the entries; the lock file is asked for with the first quotation."""
        self._content = content
        self._attestation = Attestation(content.actors, content.sources, lock)

    def examine(self, kind: str, entry: Entry) -> tuple[list[Diagnostic], Facts]:
        """Return what is wrong with an entry among the others, and what it adds to the totals."""
        content = self._content
        key = (kind, entry.id)
        origin = content.origins[key]
        names = names_in(entry)
        named = {(of_kind, other) for _, of_kind, other in names}
        found = check_references(entry, names, content, origin)
        if key in named:
            found += check_self_reference(entry, origin)
            named.remove(key)
        units: set[Units] = set()
        wordings = Wordings()
        quotes: list[Attested] = []
        extent = None
        if isinstance(entry, Source):
            found += check_unused(entry, origin)
            extent = extent_of(entry)
        else:
            wrong, units = check_locators(entry, content, origin)
            found += wrong
        if isinstance(entry, Event | Source):
            wrong, wordings = check_date(entry, content, origin)
            found += wrong
        if isinstance(entry, Event):
            found += check_repeated(entry, origin)
            found += check_history(entry, origin)
            quotes = list(self._attestation.of(entry)) if entry.quotes else []
            found += check_changed(quotes, origin)
        return found, Facts(
            key,
            face_of(entry),
            frozenset(named),
            frozenset(units),
            entry.formerly,
            (wordings.checked, wordings.total),
            len(entry.quotes) if isinstance(entry, Event) else 0,
            tuple((quote.number, quote.source, quote.date.text) for quote in quotes if quote.date),
            tuple((q.number, q.source) for q in quotes if not q.date and not q.changed),
            isinstance(entry, Event) and entry.published is not None,
            extent,
        )


def face_of(entry: Entry) -> str:
    """Return all that the rules for other entries read of this one, as a text to compare."""
    if isinstance(entry, Event):
        return " ".join((entry.date.text, *(account.id for account in entry.accounts)))
    if isinstance(entry, Source):
        units = f"{entry.units.count} {entry.units.kind}" if entry.units else ""
        return " ".join((entry.issued.text, units, *entry.formerly))
    return " ".join(entry.formerly) if isinstance(entry, Actor) else ""
