"""The page of each source, unit by unit, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.dates import describe
from timeline.model.entries import Source
from timeline.model.statements import Statement
from timeline.pages.book import Book, Output
from timeline.pages.divided import Lists
from timeline.pages.meta import Meta
from timeline.pages.plan import Plan
from timeline.pages.searching import source_index
from timeline.pages.sheets import Sheet
from timeline.pages.tools import tools


def source_outputs(pages: Lists) -> Iterator[Output]:
    """Yield the pages of sources, unit by unit."""
    for path, part in pages.items():
        yield Output(path, source_page if part.first else further_units, path)


def source_list_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the list of all sources."""
    return (Output(path, source_list, path) for path in plan.source_lists)


def source_page(book: Book, path: str) -> str:
    """Return the page of a source."""
    part = book.plan.source_pages[path]
    source = book.timeline.sources[part.owner]
    return book.page(
        "source",
        path,
        source.title,
        index=source_index(source, describe(source.issued, book.words)),
        meta=Meta(graph=book.describer.source(source)),
        source=source,
        total=book.timeline.statements_from.get(source.id, 0),
        coverage=book.plan.coverage.get(source.id),
        quotes=book.timeline.quotes_of_source(source.id),
        units=_units(book, source, part.sheet),
        leaves=part.leaves,
        tools=tools(book, "source", source.id, source.title),
    )


def further_units(book: Book, path: str) -> str:
    """Return a further page of what was taken from a source."""
    part = book.plan.source_pages[path]
    source = book.timeline.sources[part.owner]
    return book.page(
        "source_units",
        path,
        book.text["timeline"]["part"].format(period=source.title, n=part.sheet.leaf.label),
        source=source,
        units=_units(book, source, part.sheet),
        leaves=part.leaves,
    )


def source_list(book: Book, path: str) -> str:
    """Return a page of the list of sources."""
    part = book.plan.source_lists[path]
    return book.page(
        "sources",
        path,
        book.text["site"]["sources"],
        listed=[book.timeline.brief_sources[source] for source in part.sheet.rows],
        leaves=part.leaves,
        coverage_of=book.plan.coverage,
        totals=book.timeline.statements_from,
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a source: its anchor, its name, and why nothing was taken from it."""

    anchor: str
    label: str
    unused: str


def _units(
    book: Book, source: Source, sheet: Sheet[str, Statement]
) -> list[tuple[Unit, list[tuple[Statement, str]]]]:
    """Return the units of a page, each with its statements and their words."""
    reasons = {
        f"{unit.at.kind}-{number}": unit.reason
        for unit in source.unused
        for number in range(unit.at.first, unit.at.last + 1)
    }
    return [
        (
            Unit(anchor, _unit_label(book, source, anchor, taken), reasons.get(anchor, "")),
            [(statement, _words_of(book, statement)) for statement in taken],
        )
        for anchor, taken in sheet.groups
    ]


def _unit_label(book: Book, source: Source, anchor: str, taken: Sequence[Statement]) -> str:
    kind, _, number = anchor.rpartition("-")
    if source.units and kind == source.units.kind and int(number) <= int(source.units.count):
        label: str = book.text["source"][kind].format(n=int(number))
        return label
    return book.renderer.wording.place_in_source(taken[0].cite.at)


def _words_of(book: Book, statement: Statement) -> str:
    """Return the words of a part that its entry's own title does not tell."""
    timeline = book.timeline
    match statement.part:
        case "account":
            accounts = timeline.events[statement.id].accounts
            return next(a.text.plain for a in accounts if a.id == statement.key)
        case "quote":
            quote = timeline.events[statement.id].quotes[int(statement.key) - 1]
            return book.renderer.wording.quoted(quote.exact, quote.lang)
        case "said":
            return timeline.places[statement.id].said[int(statement.key) - 1].text.plain
        case "stance":
            return timeline.actors[statement.id].stances[int(statement.key) - 1].text.plain
        case "alias":
            return statement.key
        case _:
            return ""
