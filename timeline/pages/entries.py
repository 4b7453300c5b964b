"""The page of each event and actor, and the list of actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from timeline.dates import describe, precision
from timeline.model.entries import Actor, Event
from timeline.model.timeline import Difference
from timeline.pages.book import Book, Page
from timeline.pages.cards import Cards
from timeline.pages.citations import bibtex, csl_json, plain_text
from timeline.pages.environment import first_sentence
from timeline.pages.meta import Meta
from timeline.pages.profile import LedgerRow, ledger, positions
from timeline.pages.relations import relation_svg, ties
from timeline.pages.searching import entry_index, event_index
from timeline.pages.sheets import Leaf, Sheet, sheets, turned
from timeline.pages.tools import event_citation, tools
from timeline.pages.wording import alphabetical
from timeline.settings import EVENTS_PER_PAGE, LINES_PER_PAGE

MOST_OTHERS = 4
"""Accounts of other events that stand beside an event's own; where more differ, a list says so."""


def event_pages(book: Book) -> Iterator[Page]:
    """Yield the page of each event, in order, each with its neighbours."""
    events = list(book.timeline.events.values())
    cards = Cards(book)
    for index, event in enumerate(events):
        citation = event_citation(book, event)
        differences = book.timeline.differences_of_event(event)
        yield book.page(
            "event",
            f"events/{event.id}.md",
            event.title,
            first_sentence(event.summary),
            index=event_index(event, index, _when(book, event)),
            meta=cards.event_meta(event),
            event=event,
            before=events[index - 1] if index else None,
            after=events[index + 1] if index + 1 < len(events) else None,
            related=_related(book, event),
            locator=book.locator([book.timeline.places[p.place] for p in event.places], "../"),
            differences=differences,
            others=_others(differences),
            citations=[
                ("text", book.text["event"]["cite_text"], plain_text(citation)),
                ("bibtex", "BibTeX", bibtex(citation)),
                ("csl", "CSL-JSON", csl_json(citation)),
            ],
            precision_label=precision(event.date, book.words),
            topics=", ".join(book.text["sensitive"][word] for word in event.sensitive),
            tools=tools(book, "event", event.id, event.title),
        )


def _when(book: Book, event: Event) -> str:
    """Return an event's date for a list of results, with a word if it was withdrawn."""
    when = describe(event.date, book.words)
    if event.status != "retracted":
        return when
    return f"{when} · {book.text['status']['retracted']['label']}"


def _related(book: Book, event: Event) -> list[tuple[str, Event]]:
    names = book.text["links"]
    stated = [(names[link.type], book.timeline.events[link.event]) for link in event.relations]
    reverse = [
        (names[f"{link.type}-inverse"], other)
        for other, link in book.timeline.links_to_event.get(event.id, ())
    ]
    return stated + reverse


def _others(differences: Sequence[Difference]) -> list[Difference]:
    """Return one difference for each account of another event, if so few that they fit beside."""
    elsewhere = [d for d in differences if d.event.id != d.other_event.id]
    once = {(d.other_event.id, d.other_account.id): d for d in elsewhere}
    return list(once.values()) if len(once) <= MOST_OTHERS else []


def actor_pages(book: Book) -> Iterator[Page]:
    """Yield the profile of each actor, and the list of them by kind."""
    cards = Cards(book)
    for actor in book.timeline.actors.values():
        yield from _actor_pages(book, actor, cards.actor_meta(actor))
    kinds = [
        (
            (kind, term),
            alphabetical((a.name, a) for a in book.timeline.actors.values() if a.kind == kind),
        )
        for kind, term in book.timeline.vocabulary.actor_kinds.items()
    ]
    filled = [(head, actors) for head, actors in kinds if actors]
    title = book.text["site"]["actors"]
    for sheet, pages in turned(sheets("actors/index.md", filled, LINES_PER_PAGE)):
        yield book.page("actors", sheet.leaf.path, title, kinds=sheet.groups, leaves=pages)


def _actor_pages(book: Book, actor: Actor, meta: Meta) -> Iterator[Page]:
    rows = ledger(book.timeline, actor.id)
    path = f"actors/{actor.id}.md"
    parts = sheets(path, [("", rows)], EVENTS_PER_PAGE, lambda a, b: book.span(a.event, b.event))
    (first, pages), *further = turned(parts)
    years = _years(parts) if further else ()
    yield _actor_page(book, actor, meta, first.rows, pages, years)
    for sheet, pages in further:
        title = f"{actor.name}: {sheet.leaf.label}"
        yield book.page(
            "actor_record",
            sheet.leaf.path,
            title,
            actor=actor,
            ledger=sheet.rows,
            leaves=pages,
        )


def _years(parts: Iterable[Sheet[str, LedgerRow]]) -> tuple[tuple[str, int, str], ...]:
    """Return each year of a long record: its page and the place on it, its events, its name."""
    counts: Counter[int] = Counter()
    pages: dict[int, str] = {}
    for sheet in parts:
        for row in sheet.rows:
            year = row.event.date.sort_key[0].year
            counts[year] += 1
            pages.setdefault(year, sheet.leaf.path)
    return tuple((pages[year], counts[year], str(year)) for year in pages)


def _actor_page(
    book: Book,
    actor: Actor,
    meta: Meta,
    rows: Sequence[LedgerRow],
    pages: tuple[Leaf, ...],
    years: tuple[tuple[str, int, str], ...],
) -> Page:
    timeline = book.timeline
    related = ties(timeline, actor)
    return book.page(
        "actor",
        f"actors/{actor.id}.md",
        actor.name,
        first_sentence(actor.summary),
        index=entry_index(actor),
        meta=meta,
        actor=actor,
        positions=positions(timeline, actor),
        question_pages=book.question_pages,
        ledger=rows,
        leaves=pages,
        years=years,
        filtered=bool(book.periods.parts),
        said_of_places=timeline.said_of_places.get(actor.id, ()),
        related=related,
        diagram=relation_svg(
            actor,
            related,
            book.text["actor"]["diagram"].format(actor=actor.name),
            lambda number: book.text["actor"]["more"].format(n=number),
            book.renderer.catalogue.language,
        ),
        tools=tools(book, "actor", actor.id, actor.name),
    )
