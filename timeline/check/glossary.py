"""What the glossary's explanations refer to and cite must exist, as in any entry."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.check.references import missing
from timeline.check.sources import locator_problem
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.document import Path


def check_glossary(content: Content) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reference and each locator of a term that leads nowhere."""
    if content.vocabulary is None:
        return
    origin = content.origin("vocabulary", "")
    for term_id, term in content.vocabulary.glossary.items():
        base: Path = ("glossary", term_id)
        for reference in term.explanation.references:
            if problem := missing(reference.kind, reference.id, content):
                yield origin.diagnostic((*base, "explanation"), *problem)
        for i, cite in enumerate(term.cite):
            path: Path = (*base, "cite", i)
            source = content.sources.get(cite.source)
            if problem := missing("source", cite.source, content):
                yield origin.diagnostic((*path, "source"), *problem)
            elif source and (problem := locator_problem(cite, source)):
                yield origin.diagnostic((*path, "at"), *problem)
