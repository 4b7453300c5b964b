"""The glossary: its page, and the same terms as a script that shows them where they are used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.inline import Prose
from timeline.model.timeline import Timeline
from timeline.pages.book import Book, Page
from timeline.pages.tongue import tongue
from timeline.settings import USES_LISTED

PATH = "glossary.md"
"""The glossary's page, which is there only if the vocabulary has terms."""

Use = tuple[str, str]
"""Kind and id of an entry that uses a term."""


def glossary_pages(book: Book) -> Iterator[Page]:
    """Yield the glossary, sorted by label, each term with the entries that use it."""
    terms = book.timeline.vocabulary.glossary
    if not terms:
        return
    ordered = sorted(terms.items(), key=lambda item: (item[1].label.casefold(), item[0]))
    title = book.text["site"]["glossary"]
    found = uses(book.timeline)
    yield book.page(
        "glossary",
        PATH,
        title,
        terms=ordered,
        uses={term: entries[:USES_LISTED] for term, entries in found.items()},
        further={term: max(0, len(entries) - USES_LISTED) for term, entries in found.items()},
    )


def uses(timeline: Timeline) -> Mapping[str, tuple[Use, ...]]:
    """Return term id -> the entries whose prose refers to it, events first, each once."""
    found: dict[str, dict[Use, None]] = {}
    shelves: Iterable[Iterable[Event | Actor | Place | Source]] = (
        timeline.events.values(),
        timeline.actors.values(),
        timeline.places.values(),
        timeline.sources.values(),
    )
    for shelf in shelves:
        for entry in shelf:
            for prose in _prose(entry):
                for reference in prose.references:
                    if reference.kind == "term":
                        use = (type(entry).__name__.lower(), entry.id)
                        found.setdefault(reference.id, {})[use] = None
    return {term: tuple(entries) for term, entries in found.items()}


def _prose(entry: Event | Actor | Place | Source) -> Iterator[Prose]:
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


def glossary_script(book: Book) -> str:
    """Return the terms as a script: a page opened from the disk can fetch no JSON."""
    language = book.renderer.site.language
    mark = book.text["outside"]
    terms = {
        term_id: {
            "label": term.label,
            **tongue(term.label, term.lang, language),
            "text": term.explanation.plain,
            "outside": f"{mark['mark']} {mark['title']}" if term.outside else "",
        }
        for term_id, term in sorted(book.timeline.vocabulary.glossary.items())
    }
    return f'"use strict";\nwindow.stTerms = {json.dumps(terms, ensure_ascii=False, indent=1)};\n'
