"""The page of each event, actor, place and source, and the lists of the last three."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from timeline.dates import EdtfDate
from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.timeline import Statement, stance_sort_key
from timeline.pages.book import Book, Page
from timeline.pages.cards import Cards
from timeline.pages.environment import first_sentence, unit_anchor
from timeline.pages.locator import map_svg
from timeline.pages.meta import Meta


def event_pages(book: Book) -> Iterator[Page]:
    """Yield the page of each event, in order, each with its neighbours."""
    events = list(book.timeline.events.values())
    cards = Cards(book)
    for index, event in enumerate(events):
        origin = book.timeline.origins["event", event.id]
        site = book.renderer.site
        yield book.page(
            "event",
            f"events/{event.id}.md",
            event.title,
            first_sentence(event.summary),
            meta=cards.event_meta(event),
            event=event,
            before=events[index - 1] if index else None,
            after=events[index + 1] if index + 1 < len(events) else None,
            related=_related(book, event),
            locator=book.locator([book.timeline.places[p.place] for p in event.places], "../"),
            citation=_citation(book, event),
            precision_label=_precision_label(book, event.date),
            topics=", ".join(book.text["sensitive"][word] for word in event.sensitive),
            edit_link=site.edit_link(origin),
            history_link=site.history_link(origin),
        )


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


def _citation(book: Book, event: Event) -> str:
    site = book.renderer.site
    text: str = book.text["cite"]["text"].format(title=event.title, site=site.name)
    return f"{text} {site.url}events/{event.id}.html" if site.url else text


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
    heard = book.timeline.heard_by_actor.get(actor.id, ())
    return book.page(
        "actor",
        f"actors/{actor.id}.md",
        actor.name,
        first_sentence(actor.summary),
        meta=meta,
        actor=actor,
        stances=sorted(actor.stances, key=stance_sort_key),
        heard_events=list({event.id: event for event, _ in heard}.values()),
    )


def place_pages(book: Book) -> Iterator[Page]:
    """Yield the page of each place, and the list of them with a map."""
    for place in book.timeline.places.values():
        yield book.page(
            "place",
            f"places/{place.id}.md",
            place.name,
            first_sentence(place.summary) if place.summary else "",
            meta=Meta(graph=book.describer.place(place)),
            place=place,
            locator=book.locator([place], "../"),
        )
    title = book.text["site"]["places"]
    yield book.page("places", "places/index.md", title, locator=places_map(book, ""))


def places_map(book: Book, folder: str) -> Markup:
    """Return the map of all places, every place a link into ``folder``."""
    at_place = book.timeline.events_at_place

    def count(place: Place) -> int:
        return len(at_place.get(place.id, ()))

    return map_svg(
        book.timeline.places.values(),
        count,
        lambda place: f"{folder}{place.id}.html",
        book.text["site"]["places"],
        lambda place: f"{place.name}: {book.renderer.count('event', count(place))}",
    )


def source_pages(book: Book) -> Iterator[Page]:
    """Yield the page of each source, unit by unit, and the list of them."""
    for source in book.timeline.sources.values():
        statements = book.timeline.statements_of_source.get(source.id, ())
        yield book.page(
            "source",
            f"sources/{source.id}.md",
            source.title,
            meta=Meta(graph=book.describer.source(source)),
            source=source,
            statements=statements,
            coverage=book.coverage.get(source.id),
            units=_units(book, source, statements),
        )
    title = book.text["site"]["sources"]
    yield book.page("sources", "sources/index.md", title, coverage_of=book.coverage)


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
        labels.setdefault(anchor, statement.cite.at.text)
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
            return f"“{timeline.events[statement.id].quotes[int(statement.key) - 1].exact}”"
        case "said":
            return timeline.places[statement.id].said[int(statement.key) - 1].text.plain
        case "stance":
            return timeline.actors[statement.id].stances[int(statement.key) - 1].text.plain
        case "alias":
            return statement.key
        case _:
            return ""
