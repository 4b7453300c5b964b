"""What in the content claims to be a source's wording, and what is the curator's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from timeline.load.content import Content
from timeline.load.document import Path
from timeline.model.entries import (
    Account,
    Cite,
    Entry,
    Event,
    Place,
    Said,
    Source,
    Vocabulary,
    Voice,
)
from timeline.model.inline import Prose
from timeline.model.types import Part

Wording = tuple[Path, str, tuple[Cite, ...]]
"""Where words stand that are said to be a source's, the words, and where they should be found."""

_NOT_OWN = frozenset(
    "as_written exact prefix suffix translation aliases identifiers name author rights".split()
)
"""Fields that hold names, or words of the source."""

_TARGET = re.compile(r"\]\([^()\s]*\)")


def entries_of(content: Content) -> Iterator[tuple[str, Entry]]:
    """Yield every entry with its kind."""
    shelves: tuple[tuple[str, Mapping[str, Entry]], ...] = (
        ("event", content.events),
        ("actor", content.actors),
        ("place", content.places),
        ("source", content.sources),
    )
    for kind, shelf in shelves:
        for entry in shelf.values():
            yield kind, entry


def wordings_in(entry: Entry) -> Iterator[Wording]:
    """Yield every wording that an entry ascribes to its sources, quotations apart."""
    if isinstance(entry, Event):
        yield from _in_event(entry)
    elif isinstance(entry, Source):
        if entry.dated.as_written:
            # The source itself, wherever in it.
            yield ("dated", "as_written"), entry.dated.as_written, ()
    else:
        for i, alias in enumerate(entry.aliases):
            if alias.cite:
                yield ("aliases", i, "name"), alias.name, alias.cite
    if isinstance(entry, Place):
        for i, said in enumerate(entry.said):
            yield from _in_statement(("said", i), said)


def _in_event(event: Event) -> Iterator[Wording]:
    if event.dated.as_written:
        yield ("dated", "as_written"), event.dated.as_written, event.cite
    for i, where in enumerate(event.places):
        if where.as_written:
            yield ("places", i, "as_written"), where.as_written, event.cite
    for i, account in enumerate(event.accounts):
        yield from _in_statement(("accounts", i), account)


def _in_statement(base: Path, said: Account | Said) -> Iterator[Wording]:
    if isinstance(said.according_to, Voice):
        yield (*base, "according_to", "as_written"), said.according_to.as_written, said.cite
    for i, figure in enumerate(said.figures):
        yield (*base, "figures", i, "as_written"), figure.as_written, said.cite


def own_texts(entry: Entry | Vocabulary) -> Iterator[tuple[Path, str]]:
    """Yield every text of an entry that should be the curator's own words, with its place."""
    skipped = _NOT_OWN | ({"title", "title_short"} if isinstance(entry, Source) else set())
    yield from _texts_of(entry, (), skipped)


def _texts_of(part: Part, base: Path, skipped: Iterable[str]) -> Iterator[tuple[Path, str]]:
    for name, field in type(part).model_fields.items():
        if name not in skipped:
            yield from _texts(getattr(part, name), (*base, field.alias or name), skipped)


def _texts(value: object, path: Path, skipped: Iterable[str]) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Prose):
        yield path, value.plain
    elif isinstance(value, str):
        yield path, value
    elif isinstance(value, Part):
        yield from _texts_of(value, path, skipped)
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*path, i), skipped)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key), skipped)


def page_text(markdown: str) -> str:
    """Return a page without the targets of its links, every other character in its place."""
    return _TARGET.sub(lambda match: " " * len(match[0]), markdown)
