"""The page of each event and actor, and the list of actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.dates import describe, precision
from timeline.model.brief import BriefEvent
from timeline.model.differences import Difference
from timeline.model.entries import Event
from timeline.pages.book import Book, Output
from timeline.pages.cards import Cards
from timeline.pages.citations import bibtex, plain_text
from timeline.pages.divided import Lists
from timeline.pages.environment import first_sentence
from timeline.pages.plan import Plan
from timeline.pages.profile import ledger, positions
from timeline.pages.relations import relation_svg, ties
from timeline.pages.searching import entry_index, event_index
from timeline.pages.tools import event_citation, tools

MOST_OTHERS = 4
"""Accounts of other events that stand beside an event's own; where more differ, a list says so."""


def event_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the page of each event."""
    for event in plan.timeline.events:
        yield Output(f"events/{event}.md", event_page, event)


def event_page(book: Book, event_id: str) -> str:
    """Return the page of an event, with its neighbours in the order of all."""
    timeline = book.timeline
    event = timeline.events[event_id]
    before, after = timeline.neighbours_of_event[event_id]
    citation = event_citation(book, event)
    differences = timeline.differences_of_event(event)
    return book.page(
        "event",
        f"events/{event_id}.md",
        event.title,
        first_sentence(event.summary),
        index=event_index(event, timeline.rank_in_day[event_id], _when(book, event)),
        meta=Cards(book).event_meta(event),
        event=event,
        before=timeline.brief_events[before] if before else None,
        after=timeline.brief_events[after] if after else None,
        related=_related(book, event),
        locator=book.locator(dict.fromkeys(part.place for part in event.places), "../"),
        differences=differences,
        others=_others(differences),
        citations=[
            ("text", book.text["event"]["cite_text"], plain_text(citation)),
            ("bibtex", "BibTeX", bibtex(citation)),
        ],
        precision_label=precision(event.date, book.words),
        topics=", ".join(book.text["sensitive"][word] for word in event.sensitive),
        tools=tools(book, "event", event_id, event.title),
    )


def _when(book: Book, event: Event) -> str:
    """Return an event's date for a list of results, with a word if it was withdrawn."""
    when = describe(event.date, book.words)
    if event.status != "retracted":
        return when
    return f"{when} · {book.text['status']['retracted']['label']}"


def _related(book: Book, event: Event) -> list[tuple[str, BriefEvent]]:
    names, brief = book.text["links"], book.timeline.brief_events
    stated = [(names[link.type], brief[link.event]) for link in event.relations]
    reverse = [
        (names[f"{link.type}-inverse"], brief[other.id])
        for other, link in book.timeline.links_to_event.get(event.id, ())
    ]
    return stated + reverse


def _others(differences: Sequence[Difference]) -> list[Difference]:
    """Return one difference for each account of another event, if so few that they fit beside."""
    elsewhere = [d for d in differences if d.event.id != d.other_event.id]
    once = {(d.other_event.id, d.other_account.id): d for d in elsewhere}
    return list(once.values()) if len(once) <= MOST_OTHERS else []


def profile_outputs(profiles: Lists) -> Iterator[Output]:
    """Yield the profiles of actors, with the further pages of long ones."""
    for path, part in profiles.items():
        yield Output(path, profile if part.first else record, path)


def actor_list_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the list of all actors."""
    return (Output(path, actor_list, path) for path in plan.actor_lists)


def profile(book: Book, path: str) -> str:
    """Return the page of an actor."""
    timeline = book.timeline
    part = book.plan.profiles[path]
    actor = timeline.actors[part.owner]
    related = ties(timeline, actor)
    return book.page(
        "actor",
        path,
        actor.name,
        first_sentence(actor.summary),
        index=entry_index(actor),
        meta=Cards(book).actor_meta(actor),
        actor=actor,
        positions=positions(timeline, actor),
        question_pages=book.plan.question_pages,
        ledger=ledger(part.sheet.rows, actor.id),
        leaves=part.leaves,
        years=book.plan.years_of_actor.get(actor.id, ()),
        filtered=book.plan.paged,
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


def record(book: Book, path: str) -> str:
    """Return a further page of an actor's record."""
    part = book.plan.profiles[path]
    actor = book.timeline.brief_actors[part.owner]
    return book.page(
        "actor_record",
        path,
        f"{actor.name}: {part.sheet.leaf.label}",
        actor=actor,
        ledger=ledger(part.sheet.rows, actor.id),
        leaves=part.leaves,
    )


def actor_list(book: Book, path: str) -> str:
    """Return a page of the list of actors by kind."""
    part = book.plan.actor_lists[path]
    kinds = book.timeline.vocabulary.actor_kinds
    groups = [
        ((kind, kinds[kind]), [book.timeline.brief_actors[actor] for actor in actors])
        for kind, actors in part.sheet.groups
    ]
    return book.page("actors", path, book.text["site"]["actors"], kinds=groups, leaves=part.leaves)
