"""The page of each source, unit by unit, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.dates import describe
from timeline.model.entries import Source
from timeline.model.timeline import Statement, count_statements
from timeline.pages.book import Book, Page
from timeline.pages.meta import Meta
from timeline.pages.searching import source_index
from timeline.pages.sheets import Sheet, sheets, turned
from timeline.pages.tools import tools
from timeline.pages.units import unit_sheets
from timeline.settings import LINES_PER_PAGE


def source_pages(book: Book) -> Iterator[Page]:
    """Yield the page of each source, unit by unit, and the list of them."""
    events = len(book.timeline.events)
    for rank, source in enumerate(book.timeline.sources.values(), start=events):
        statements = book.timeline.statements_of_source.get(source.id, ())
        (first, pages), *further = turned(unit_sheets(book.timeline, source))
        yield book.page(
            "source",
            first.leaf.path,
            source.title,
            index=source_index(source, rank, describe(source.issued, book.words)),
            meta=Meta(graph=book.describer.source(source)),
            source=source,
            total=count_statements(statements),
            coverage=book.coverage.get(source.id),
            quotes=book.timeline.quotes_of_source(source.id),
            units=_units(book, source, first),
            leaves=pages,
            tools=tools(book, "source", source.id, source.title),
        )
        for sheet, pages in further:
            title = f"{source.title}: {sheet.leaf.label}"
            yield book.page(
                "source_units",
                sheet.leaf.path,
                title,
                source=source,
                units=_units(book, source, sheet),
                leaves=pages,
            )
    title = book.text["site"]["sources"]
    totals = {
        source: count_statements(statements)
        for source, statements in book.timeline.statements_of_source.items()
    }
    rows = list(book.timeline.sources.values())
    for listed, pages in turned(sheets("sources/index.md", [("", rows)], LINES_PER_PAGE)):
        yield book.page(
            "sources",
            listed.leaf.path,
            title,
            listed=listed.rows,
            leaves=pages,
            coverage_of=book.coverage,
            totals=totals,
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
