"""The page of each event, actor, place and source, and the lists of the last three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from timeline.dates import EdtfDate, describe
from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.timeline import Difference, Statement, count_statements
from timeline.pages.book import Book, Page
from timeline.pages.cards import Cards
from timeline.pages.citations import bibtex, csl_json, plain_text
from timeline.pages.environment import first_sentence, unit_anchor
from timeline.pages.meta import Meta
from timeline.pages.profile import ledger, positions
from timeline.pages.relations import relation_svg, ties
from timeline.pages.searching import entry_index, event_index, source_index
from timeline.pages.tools import event_citation, tools

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
            precision_label=_precision_label(book, event.date),
            topics=", ".join(book.text["sensitive"][word] for word in event.sensitive),
            tools=tools(book, "event", event.id, event.title),
        )


def _when(book: Book, event: Event) -> str:
    """Return an event's date for a list of results, with a word if it was withdrawn."""
    when = describe(event.date, book.words)
    if event.status != "retracted":
        return when
    return f"{when} · {book.text['status']['retracted']['label']}"


def _precision_label(book: Book, date: EdtfDate) -> str:
    return book.words.precision[date.precision]


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
        yield _actor_page(book, actor, cards.actor_meta(actor))
    kinds = [
        (kind, term, [a for a in book.timeline.actors.values() if a.kind == kind])
        for kind, term in book.timeline.vocabulary.actor_kinds.items()
    ]
    filled = [(kind, term, actors) for kind, term, actors in kinds if actors]
    yield book.page("actors", "actors/index.md", book.text["site"]["actors"], kinds=filled)


def _actor_page(book: Book, actor: Actor, meta: Meta) -> Page:
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
        ledger=ledger(timeline, actor.id),
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


def place_pages(book: Book) -> Iterator[Page]:
    """Yield the page of each place, and the list of them with a map."""
    for place in book.timeline.places.values():
        yield book.page(
            "place",
            f"places/{place.id}.md",
            place.name,
            first_sentence(place.summary) if place.summary else "",
            index=entry_index(place),
            meta=Meta(graph=book.describer.place(place)),
            place=place,
            locator=book.locator([place], "../"),
            tools=tools(book, "place", place.id, place.name),
        )
    title = book.text["site"]["places"]
    yield book.page("places", "places/index.md", title, map=places_map(book, ""))


@dataclass(frozen=True, slots=True)
class PlacesMap:
    """The map of all places for one page, and what is to be said beside it."""

    svg: Markup
    listed: Sequence[Place]
    beyond: Sequence[Place]
    """Outside the frame that is shown first."""
    unplaced: Sequence[Place]
    """Without coordinates."""


def places_map(book: Book, folder: str) -> PlacesMap | None:
    """Return the map of all places, every place a link into ``folder``; None if none is placed.

    The scripts that let it move are remembered as files.
    """
    atlas = book.atlas
    if not atlas.spots:
        return None
    precisions = book.text["precision"]

    def precision(place: Place) -> str:
        word = place.coordinates.precision if place.coordinates else "unknown"
        text: str = book.text["place"]["precision"].format(precision=precisions[word]["label"])
        return text

    if "assets/maps/ground.js" not in book.maps:
        book.maps["assets/maps/ground.js"] = atlas.ground_script()
        book.maps["assets/maps/places.js"] = atlas.places_script(precision, book.words)
    svg = atlas.svg(
        book.text["places"]["map"],
        lambda place: f"{folder}{place.id}.html",
        lambda place: f"{place.name}: {book.renderer.count('event', atlas.counts[place.id])}",
    )
    return PlacesMap(svg, atlas.listed, atlas.beyond, atlas.unplaced)


def source_pages(book: Book) -> Iterator[Page]:
    """Yield the page of each source, unit by unit, and the list of them."""
    events = len(book.timeline.events)
    for rank, source in enumerate(book.timeline.sources.values(), start=events):
        statements = book.timeline.statements_of_source.get(source.id, ())
        yield book.page(
            "source",
            f"sources/{source.id}.md",
            source.title,
            index=source_index(source, rank, describe(source.issued, book.words)),
            meta=Meta(graph=book.describer.source(source)),
            source=source,
            total=count_statements(statements),
            coverage=book.coverage.get(source.id),
            quotes=book.timeline.quotes_of_source(source.id),
            units=_units(book, source, statements),
            tools=tools(book, "source", source.id, source.title),
        )
    title = book.text["site"]["sources"]
    totals = {
        source: count_statements(statements)
        for source, statements in book.timeline.statements_of_source.items()
    }
    yield book.page("sources", "sources/index.md", title, coverage_of=book.coverage, totals=totals)


def _units(
    book: Book, source: Source, statements: tuple[Statement, ...]
) -> list[tuple[str, str, list[tuple[Statement, str]], str]]:
    """Return anchor, label, statements with their words, and reason of non-use for each unit."""
    by_anchor: dict[str, list[tuple[Statement, str]]] = {}
    labels: dict[str, str] = {}
    if source.units:
        for number in range(1, int(source.units.count) + 1):
            anchor = f"{source.units.kind}-{number}"
            by_anchor[anchor] = []
            labels[anchor] = book.text["source"][source.units.kind].format(n=number)
    for statement in statements:
        anchor = unit_anchor(statement.cite)
        by_anchor.setdefault(anchor, []).append((statement, _words_of(book, statement)))
        labels.setdefault(anchor, book.renderer.wording.place_in_source(statement.cite.at))
    reasons = {
        f"{unit.at.kind}-{number}": unit.reason
        for unit in source.unused
        for number in range(unit.at.first, unit.at.last + 1)
    }
    return [(a, labels[a], by_anchor[a], reasons.get(a, "")) for a in by_anchor]


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
