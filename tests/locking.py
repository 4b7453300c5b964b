"""Locks for invented content: what ``quotes`` remembers, without a text that it was found in."""

from __future__ import annotations

from pathlib import Path

from timeline.dates import parse_edtf
from timeline.load.content import load_content
from timeline.model.lock import Lock, QuoteLock, SourceLock
from timeline.settings import LOCK_FILE
from timeline.verify.attest import entry_digest, lock_text, sources_of, words_digest
from timeline.verify.fingerprint import fingerprint

DAY = "2001-02-03"


def attest(folder: Path) -> None:
    """Write a lock by which every quotation that can be read in a content folder was checked."""
    content, _ = load_content(folder, folder.name)
    day = parse_edtf(DAY)
    locks: dict[str, list[QuoteLock]] = {}
    for event in content.events.values():
        for quote in event.quotes:
            for source in sources_of(quote):
                held = QuoteLock.model_construct(
                    event=event.id,
                    exact=words_digest(quote),
                    entry=entry_digest(quote, source),
                    how="exact",
                    para=1,
                    word=0,
                    date=day,
                )
                locks.setdefault(source, []).append(held)
    sources = {
        source: SourceLock.model_construct(
            text=fingerprint(source),
            first=fingerprint("first"),
            last=fingerprint("last"),
            paragraphs=1,
            words=1,
            wordings=0,
            date=day,
            quotes=tuple(quotes),
        )
        for source, quotes in locks.items()
    }
    lock = Lock.model_construct(format="1", sources=sources)
    (folder / LOCK_FILE).write_text(lock_text(lock), encoding="utf-8")
