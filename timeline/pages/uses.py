"""Where the terms of the glossary are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.model.entries import Actor, Entry, Event, Place
from timeline.model.inline import Prose
from timeline.model.timeline import Timeline

Use = tuple[str, str]
"""Kind and id of an entry that uses a term."""


def uses(timeline: Timeline) -> Mapping[str, tuple[Use, ...]]:
    """Return term id -> the entries whose prose refers to it, events first, each once."""
    if not timeline.vocabulary.glossary:
        # There is nothing that could be referred to, and much in which it might be.
        return {}
    found: dict[str, dict[Use, None]] = {}
    for shelf in timeline.shelves().values():
        for entry in shelf.values():
            for prose in _prose(entry):
                for reference in prose.references:
                    if reference.kind == "term":
                        use = (type(entry).__name__.lower(), entry.id)
                        found.setdefault(reference.id, {})[use] = None
    return {term: tuple(entries) for term, entries in found.items()}


def _prose(entry: Entry) -> Iterator[Prose]:
    if entry.summary:
        yield entry.summary
    match entry:
        case Event():
            yield from (account.text for account in entry.accounts)
        case Actor():
            yield from (stance.text for stance in entry.stances)
        case Place():
            yield from (said.text for said in entry.said)
        case _:
            pass
