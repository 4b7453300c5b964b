"""What the lock file says of a quotation, and whether it still says it of the one that is there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from timeline.dates import EdtfDate
from timeline.model.entries import Actor, Event, Quote, Source
from timeline.model.lock import Lock, QuoteLock, SourceLock
from timeline.verify.fingerprint import fingerprint
from timeline.verify.typography import normalise


def words_digest(quote: Quote) -> str:
    """Return the fingerprint of the words quoted."""
    return fingerprint(normalise(quote.exact))


def entry_digest(quote: Quote, source: str, speaker: str | None = None) -> str:
    """Return the fingerprint of all that was checked of a quotation against one source.

    ``speaker`` takes the place of the quotation's own, for one who had another id.
    """
    fields = [
        normalise(quote.exact),
        normalise(quote.prefix or ""),
        normalise(quote.suffix or ""),
        speaker or quote.speaker,
        [cite.at.text for cite in quote.cite if cite.source == source],
    ]
    return fingerprint(json.dumps(fields, ensure_ascii=False))


def sources_of(quote: Quote) -> tuple[str, ...]:
    """Return the sources that a quotation cites, each once."""
    return tuple(dict.fromkeys(cite.source for cite in quote.cite))


@dataclass(frozen=True, slots=True)
class Attested:
    """How a quotation stands to the lock file, for one of its sources.

    ``number`` counts from 0; ``date`` is when it was found in the text. Without one it was never
    checked, or ``changed`` since: another quotation of this event was checked and is no longer
    there.
    """

    event: str
    number: int
    source: str
    date: EdtfDate | None
    changed: bool


class Attestation:
    """What the lock file says of quotations. Entries that were renamed go by their former ids."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        sources: Mapping[str, Source],
        lock: Callable[[], Lock | None],
    ) -> None:
        """Have the lock file read when the first quotation is asked for."""
        self._actors = actors
        self._sources = sources
        self._lock = lock
        self._held: dict[str, Mapping[str, list[QuoteLock]]] = {}

    def of(self, event: Event) -> Iterator[Attested]:
        """Yield how each quotation of an event stands to each source that it cites."""
        for source_id in dict.fromkeys(s for quote in event.quotes for s in sources_of(quote)):
            if source := self._sources.get(source_id):
                yield from _of_event(event, source_id, self._of_source(source), self._actors)

    def _of_source(self, source: Source) -> Mapping[str, list[QuoteLock]]:
        if source.id not in self._held:
            self._held[source.id] = _locked(self._lock(), (source.id, *source.formerly))
        return self._held[source.id]


def _locked(lock: Lock | None, ids: tuple[str, ...]) -> Mapping[str, list[QuoteLock]]:
    by_event: dict[str, list[QuoteLock]] = {}
    found = [lock.sources[known] for known in ids if known in lock.sources] if lock else []
    for entry in (entry for source in found for entry in source.quotes):
        by_event.setdefault(entry.event, []).append(entry)
    return by_event


def _of_event(
    event: Event,
    source: str,
    held: Mapping[str, list[QuoteLock]],
    actors: Mapping[str, Actor],
) -> Iterator[Attested]:
    ids = (event.id, *event.formerly) if held else ()
    left = [entry for known in ids for entry in held.get(known, ())]
    quotes = [(n, quote) for n, quote in enumerate(event.quotes) if source in sources_of(quote)]
    dates: dict[int, EdtfDate] = {}
    for number, quote in quotes:
        if not left:
            break
        digests = _digests(quote, source, actors)
        entry = next((entry for entry in left if entry.entry in digests), None)
        if entry is not None:
            left.remove(entry)
            dates[number] = entry.date
    changed = _changed([(n, quote) for n, quote in quotes if n not in dates], left)
    for number, _ in quotes:
        yield Attested(event.id, number, source, dates.get(number), number in changed)


def _changed(quotes: list[tuple[int, Quote]], left: list[QuoteLock]) -> set[int]:
    """Return which quotations take the place of checked ones that are gone, each of one.

    Those with the same words come first; others may be new ones that were never checked.
    """
    if not left:
        return set()
    gone = [entry.exact for entry in left]
    ordered = sorted(quotes, key=lambda pair: words_digest(pair[1]) not in gone)
    return {number for number, _ in ordered[: len(gone)]}


def _digests(quote: Quote, source: str, actors: Mapping[str, Actor]) -> set[str]:
    actor = actors.get(quote.speaker)
    former = actor.formerly if actor else ()
    return {entry_digest(quote, source, speaker) for speaker in (quote.speaker, *former)}


def earlier_date(
    lock: Lock | None, source: str, text: str, entry: QuoteLock | None = None
) -> EdtfDate | None:
    """Return when the same was found in the same text before; None if it was not.

    Looking at the same words in the same text again tells nothing new, so the date stays.
    """
    known = lock.sources.get(source) if lock else None
    if known is None or known.text != text:
        return None
    if entry is None:
        return known.date
    same = (old.date for old in known.quotes if _same(old, entry))
    return next(same, None)


def _same(old: QuoteLock, new: QuoteLock) -> bool:
    return old.event == new.event and old.entry == new.entry


def lock_text(lock: Lock) -> str:
    """Return the lock file: sources by id, quotations by place, a line each."""
    lines = [
        "# Written by 'python build_timeline.py quotes', which checks quotations against a source's",
        "# text. It holds no words of a source. Do not edit it; run the command again.",
        f'format: "{lock.format}"',
        "sources:" if lock.sources else "sources: {}",
    ]
    for source_id, source in sorted(lock.sources.items()):
        lines += _source_lines(source_id, source)
    return "\n".join(lines) + "\n"


def _source_lines(source_id: str, source: SourceLock) -> Iterator[str]:
    yield f"  {source_id}:"
    data = source.model_dump(mode="json")
    for name, value in data.items():
        if name != "quotes":
            yield f"    {name}: {value}"
    yield "    quotes:" if source.quotes else "    quotes: []"
    rows = sorted(data["quotes"], key=lambda row: (row["word"], row["event"], row["entry"]))
    for row in rows:
        yield "      - {" + ", ".join(f"{name}: {value}" for name, value in row.items()) + "}"
