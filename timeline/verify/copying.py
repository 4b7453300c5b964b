"""The curator's own texts, all of them, against the words of a source."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.document import Path
from timeline.model.entries import Actor, Place
from timeline.settings import COPIED_WORDS
from timeline.verify.nearest import shown_words
from timeline.verify.own_words import OwnWords
from timeline.verify.text import SourceText
from timeline.verify.wordings import entries_of, own_texts, page_text

_ADVICE = "say it in your own words, or quote it with its speaker, in quotation marks"


def check_own_words(content: Content, text: SourceText) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each run of more than eight words that a source has too."""
    own = OwnWords(text, _names(content))
    for kind, entry_id, path, written in _written(content):
        for run in own.copied(written):
            message = _message(run.count, written[run.start : run.end])
            origin = content.origin(kind, entry_id)
            yield origin.diagnostic(path, "copied-words", message, _ADVICE)
    for name, page in content.pages.items():
        written = page_text(page)
        for run in own.copied(written):
            line = page.count("\n", 0, run.start) + 1
            column = run.start - page.rfind("\n", 0, run.start)
            message = _message(run.count, written[run.start : run.end])
            shown = f"{content.shown_root}/pages/{name}"
            yield Diagnostic(shown, line, column, "copied-words", message, _ADVICE)


def _written(content: Content) -> Iterator[tuple[str, str, Path, str]]:
    for kind, entry in entries_of(content):
        for path, written in own_texts(entry):
            yield kind, entry.id, path, written
    if content.vocabulary is not None:
        for path, written in own_texts(content.vocabulary):
            yield "vocabulary", "", path, written


def _names(content: Content) -> Iterator[str]:
    """Yield what anybody may call by its name: actors, places and the titles of sources."""
    named: list[Actor | Place] = [*content.actors.values(), *content.places.values()]
    for entry in named:
        yield entry.name
        yield from (alias.name for alias in entry.aliases)
    yield from (source.title for source in content.sources.values())


def _message(count: int, words: str) -> str:
    return (
        f"{count} words in a row are the source's, names not counted, where {COPIED_WORDS} may be:"
        f" “{shown_words(words)}”"
    )
