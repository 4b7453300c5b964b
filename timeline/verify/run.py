"""All that the content takes from one source, against the text of that source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.dates import EdtfDate
from timeline.diagnostics import Diagnostic, ordered
from timeline.load.content import Content
from timeline.load.document import Path
from timeline.load.origin import Origin
from timeline.model.entries import Cite
from timeline.model.lock import Lock, QuoteLock, SourceLock
from timeline.verify.attest import earlier_date
from timeline.verify.copying import check_own_words
from timeline.verify.fingerprint import fingerprint
from timeline.verify.matching import places
from timeline.verify.nearest import nearest_wording
from timeline.verify.quotation import QuoteCheck, around, cited_paragraphs, in_words
from timeline.verify.speakers import Speakers, names_of
from timeline.verify.text import SourceText
from timeline.verify.typography import normalise
from timeline.verify.wordings import entries_of, wordings_in


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking one source. ``lock`` is what to remember if nothing is wrong."""

    diagnostics: list[Diagnostic]
    quotes: int
    wordings: int
    lock: SourceLock


def verify_source(content: Content, source_id: str, text: SourceText, today: EdtfDate) -> Verdict:
    """Check every quotation, other wording and own text of the content against one source."""
    found: list[Diagnostic] = []
    locks: list[QuoteLock] = []
    speakers = Speakers(text, _speakers(content, source_id))
    quotes = [
        QuoteCheck(content, event, number, source_id, text)
        for event in content.events.values()
        for number, quote in enumerate(event.quotes)
        if any(cite.source == source_id for cite in quote.cite)
    ]
    for quote in quotes:
        faults, lock = quote.run(speakers, today)
        found += faults
        if lock:
            locks.append(lock)
    wordings = list(_wordings(content, source_id))
    for origin, path, wording, cites in wordings:
        found += _check_wording(origin, path, wording, cited_paragraphs(cites, source_id), text)
    found += check_own_words(content, text)
    source = SourceLock.model_construct(
        text=text.digest,
        first=fingerprint(text.paragraphs[0]),
        last=fingerprint(text.paragraphs[-1]),
        paragraphs=len(text.paragraphs),
        words=len(text.words),
        wordings=len(wordings),
        date=earlier_date(content.lock, source_id, text.digest) or today,
        quotes=tuple(locks),
    )
    return Verdict(ordered(found), len(quotes), len(wordings), source)


def _speakers(content: Content, source_id: str) -> dict[str, tuple[str, ...]]:
    """Return whose names are looked for: speakers of quotations from the source, and persons."""
    kinds = content.vocabulary.actor_kinds if content.vocabulary else {}
    persons = {kind for kind, term in kinds.items() if term.schema_type == "Person"}
    speaking = {
        quote.speaker
        for event in content.events.values()
        for quote in event.quotes
        if any(cite.source == source_id for cite in quote.cite)
    }
    return {
        actor.id: names_of(actor, person=actor.kind in persons)
        for actor in content.actors.values()
        if actor.id in speaking or actor.kind in persons
    }


def _wordings(
    content: Content, source_id: str
) -> Iterator[tuple[Origin, Path, str, tuple[Cite, ...]]]:
    """Yield the wordings that rest on this source alone; of several, any may have the words."""
    for kind, entry in entries_of(content):
        for path, wording, cites in wordings_in(entry):
            own = kind == "source" and entry.id == source_id
            if own or {cite.source for cite in cites} == {source_id}:
                yield content.origin(kind, entry.id), path, wording, cites


def _check_wording(
    origin: Origin, path: Path, wording: str, cited: frozenset[int], text: SourceText
) -> Iterator[Diagnostic]:
    found = places(text, wording)
    if not found and not cited and places(SourceText(text.outside), wording):
        # The date of issue mostly stands above the article.
        return
    if not found:
        near = nearest_wording(text, normalise(wording), around(cited))
        instead = f"; paragraph {near[1]} has “{near[0]}”" if near else ", nor anything like it"
        yield origin.diagnostic(
            path,
            "wording-not-found",
            f"these words do not stand in the text{instead}",
            "write what the text says, word for word; your own words belong in another field",
        )
    elif cited and not any(
        cited.issuperset(text.paragraphs_of(place.start, place.end)) for place in found
    ):
        stands = in_words({text.paragraph_at(place.start) for place in found})
        yield origin.diagnostic(
            path,
            "wording-elsewhere",
            f"these words stand in {stands}, not in {in_words(cited)}",
            "cite the paragraph that has them, or mend the words",
        )


def merged(lock: Lock | None, source_id: str, source: SourceLock) -> Lock:
    """Return the lock with what was found of one source put in."""
    sources = {**(lock.sources if lock else {}), source_id: source}
    return Lock.model_construct(format="1", sources=sources)
