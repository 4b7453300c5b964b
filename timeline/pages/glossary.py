"""The glossary: its page, and the same terms as a script that shows them where they are used."""

from __future__ import annotations

import json
from collections.abc import Iterator

from timeline.pages.book import Book, Output
from timeline.pages.plan import Plan
from timeline.pages.tongue import tongue
from timeline.settings import USES_LISTED

PATH = "glossary.md"
"""The glossary's page, which is there only if the vocabulary has terms."""


def glossary_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the glossary and its script, if there are terms."""
    if plan.timeline.vocabulary.glossary:
        yield Output(PATH, glossary_page, "")
        yield Output("assets/js/terms.js", glossary_script, "")


def glossary_page(book: Book, _: str) -> str:
    """Return the glossary, sorted by label, each term with the entries that use it."""
    terms = book.timeline.vocabulary.glossary
    ordered = sorted(terms.items(), key=lambda item: (item[1].label.casefold(), item[0]))
    title = book.text["site"]["glossary"]
    found = {term: book.plan.uses.get(term, ()) for term in terms}
    return book.page(
        "glossary",
        PATH,
        title,
        terms=ordered,
        uses={term: entries[:USES_LISTED] for term, entries in found.items()},
        further={term: max(0, len(entries) - USES_LISTED) for term, entries in found.items()},
    )


def glossary_script(book: Book, _: str) -> str:
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
