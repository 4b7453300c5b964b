"""One quotation against the text that it should stand in: a verdict with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.dates import EdtfDate
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.document import Path
from timeline.model.entries import Cite, Event, Quote
from timeline.model.lock import QuoteLock
from timeline.verify.attest import earlier_date, entry_digest, words_digest
from timeline.verify.matching import Trouble, locate, stretches
from timeline.verify.speakers import Speakers
from timeline.verify.text import SourceText

_CODES = {
    "not-found": "quote-not-found",
    "context": "quote-context",
    "ambiguous": "quote-ambiguous",
    "too-short": "quote-too-short",
}


def cited_paragraphs(cites: Iterable[Cite], source_id: str) -> frozenset[int]:
    """Return the paragraphs cited of a source; none if it is cited by page or time."""
    return frozenset(
        number
        for cite in cites
        if cite.source == source_id and cite.at.kind == "para"
        for number in range(cite.at.first, cite.at.last + 1)
    )


def around(cited: frozenset[int]) -> range | None:
    """Return the paragraphs from the first cited to the last, or None without any."""
    return range(min(cited), max(cited) + 1) if cited else None


class QuoteCheck:
    """One quotation and the text that it should stand in."""

    def __init__(
        self, content: Content, event: Event, number: int, source_id: str, text: SourceText
    ) -> None:
        self._content = content
        self._origin = content.origin("event", event.id)
        self._event = event
        self._quote: Quote = event.quotes[number]
        self._path: Path = ("quotes", number)
        self._source = source_id
        self._text = text

    def run(self, speakers: Speakers, today: EdtfDate) -> tuple[list[Diagnostic], QuoteLock | None]:
        """Return what is wrong, or what to remember."""
        quote, text = self._quote, self._text
        cited = cited_paragraphs(quote.cite, self._source)
        place = locate(text, quote.exact, quote.prefix, quote.suffix, around(cited))
        if isinstance(place, Trouble):
            code = _CODES[place.fault]
            return [self._at(place.field, code, place.message, place.advice)], None
        faults = []
        stands = text.paragraphs_of(place.start, place.end)
        if cited and not cited.issuperset(stands):
            faults.append(self._elsewhere(stands, cited))
        if quote.speaker in self._content.actors:
            spans = tuple(stretches(text, quote.exact, place))
            problem = speakers.problem(quote.speaker, spans, (quote.prefix, quote.suffix))
            if problem:
                advice = (
                    "mend 'speaker'; if it is right, add the name that the text uses to the"
                    " actor's 'aliases', or make 'prefix' or 'suffix' long enough to hold it"
                )
                faults.append(self._at("speaker", "quote-speaker", problem, advice))
        if faults:
            return faults, None
        lock = QuoteLock.model_construct(
            event=self._event.id,
            exact=words_digest(quote),
            entry=entry_digest(quote, self._source),
            how=place.how,
            para=stands.start,
            word=text.word_offset(place.start),
            date=today,
        )
        before = earlier_date(self._content.lock, self._source, text.digest, lock)
        return [], lock.model_copy(update={"date": before or today})

    def _elsewhere(self, stands: range, cited: frozenset[int]) -> Diagnostic:
        found = in_words(stands)
        index = next(i for i, cite in enumerate(self._quote.cite) if cite.source == self._source)
        return self._origin.diagnostic(
            (*self._path, "cite", index, "at"),
            "quote-elsewhere",
            f"the quotation stands in {found}, not in {in_words(cited)}",
            f"cite {found}, or mend the quotation if it is another passage",
        )

    def _at(self, field: str, code: str, message: str, advice: str) -> Diagnostic:
        return self._origin.diagnostic((*self._path, field), code, message, advice)


def in_words(numbers: Iterable[int]) -> str:
    """Return paragraph numbers in words: ``paragraphs 3-5``."""
    known = sorted(numbers)
    if len(known) == 1:
        return f"paragraph {known[0]}"
    if known == list(range(known[0], known[-1] + 1)):
        return f"paragraphs {known[0]}-{known[-1]}"
    return "paragraphs " + ", ".join(map(str, known))
