"""It is said of each index which aspects of entries it follows from, and no index reads any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from functools import cached_property, partial
from typing import Any, Final

import pytest

from tests.pages.invented import SITE, bare
from timeline.check import CheckResult
from timeline.model.entries import Actor, Entry, Event, Place, Source
from timeline.model.ondemand import Rows
from timeline.model.timeline import Timeline
from timeline.model.traits import Traits
from timeline.pages import Catalogue
from timeline.pages.book import Book, Output
from timeline.pages.cards import Cards
from timeline.pages.following import (
    FOLLOWS,
    FROM_TRAITS,
    LINKED,
    ORDER,
    OWNED,
    RELATED,
    THERE,
    affected,
    affected_within,
)
from timeline.pages.marks import ASPECTS, KIND_OF, LEADS, REST, TOLD, aspects_between, mark_of
from timeline.pages.parts import PARTS, Part
from timeline.pages.plan import Plan
from timeline.pages.ranks import RANKED
from timeline.pages.reads import Reads, view_of
from timeline.pages.render import DRAWN, outputs_of

BRIEF = {
    "brief_actors",
    "brief_events",
    "brief_places",
    "brief_sources",
    "found_at_place",
    "title_files",
    "traits",
}
"""Indexes of entries in brief, which are read for that: so they count by what they hold."""

KINDS = (Event, Actor, Place, Source)


def indexes_of(kind: type[object]) -> set[str]:
    every = {name: held for base in kind.__mro__ for name, held in vars(base).items()}
    return {name for name, held in every.items() if isinstance(held, cached_property)}


def look_through(value: Any) -> None:
    """Have everything made that a value is made of."""
    if isinstance(value, Mapping):
        for key in list(value):
            look_through(value[key])
    elif isinstance(value, list | tuple | Rows):
        for each in value:
            look_through(each)


@contextmanager
def watching(seen: set[tuple[type[Entry], str]]) -> Iterator[None]:
    """Have it noted which fields of entries are read while the block runs."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in KINDS:

            def read(entry: Any, name: str, kind: type[Entry] = kind) -> Any:
                if name in kind.model_fields:
                    seen.add((kind, name))
                return object.__getattribute__(entry, name)

            patch.setattr(kind, "__getattribute__", read)
        yield


class Looked:
    """The traits of an event, of which it is noted which fields of the event they are."""

    FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
        "facets": ("actors", "places", "type", "status", "cite"),
        "statements": ("cite",),
        "values": ("actors", "places", "type", "status", "cite"),
    }

    def __init__(self, traits: Traits, seen: set[tuple[type[Entry], str]]) -> None:
        self._traits = traits
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        self._seen.update((Event, field) for field in self.FIELDS.get(name, (name,)))
        return getattr(self._traits, name)


def aspects_of(kind: type[Entry], field: str) -> set[str]:
    if field in TOLD[kind]:
        return {LEADS}
    return {aspect for aspect, held in ASPECTS[kind].items() if field in held} or {REST}


@pytest.mark.usefixtures("lengths")
def test_an_index_reads_nothing_but_what_it_is_said_to_follow_from(
    flood: Timeline, result: CheckResult, english: Catalogue
) -> None:
    owners: Mapping[Callable[[Timeline], object], set[str]] = {
        lambda timeline: timeline: indexes_of(Timeline),
        lambda timeline: Plan(timeline, result.coverage, SITE, english): indexes_of(Plan),
    }
    for owner, names in owners.items():
        for name in names:
            seen: set[tuple[type[Entry], str]] = set()
            timeline = bare(flood)
            if name != "traits":
                looked = {key: Looked(traits, seen) for key, traits in flood.traits.items()}
                vars(timeline)["traits"] = looked
            with watching(seen):
                look_through(getattr(owner(timeline), name))
            read = {a for kind, field in seen if field != "id" for a in aspects_of(kind, field)}
            # Lists that are named by days are known by whose they are.
            known = FOLLOWS[name] | ({ORDER} if name in OWNED else set())
            assert name in BRIEF or read <= known, name
            # The order of events, and which there are, need not be read off their fields.
            assert read >= FOLLOWS[name] - {ORDER, THERE}, name


@pytest.mark.usefixtures("lengths")
def test_some_indexes_follow_from_traits_of_events_alone(
    flood: Timeline, result: CheckResult, english: Catalogue
) -> None:
    for name in FROM_TRAITS:
        timeline = bare(flood)
        plan = Plan(timeline, result.coverage, SITE, english)
        # These are kept of each event, or recalled and put in order.
        for held in ("traits", "brief_events", *(RANKED.keys() & indexes_of(Timeline))):
            value = getattr(flood, held)
            vars(timeline)[held] = dict(value) if isinstance(value, Mapping) else value
        vars(plan)["notes"] = Plan(flood, result.coverage, SITE, english).notes
        seen: set[tuple[type[Entry], str]] = set()
        with watching(seen):
            look_through(getattr(plan if hasattr(Plan, name) else timeline, name))
        assert {field for kind, field in seen if kind is Event} <= {"id"}, name


def test_it_is_said_of_every_index_and_of_nothing_else() -> None:
    held = {field.name for field in fields(Timeline)} - {"prints"} | {"coverage"}
    assert FOLLOWS.keys() == indexes_of(Timeline) | indexes_of(Plan) | held
    known = {aspect for kind in ASPECTS.values() for aspect in kind} | {LEADS, THERE}
    assert set().union(*FOLLOWS.values()) <= known
    assert FOLLOWS.keys() >= FROM_TRAITS | OWNED.keys() | RANKED.keys()
    assert FOLLOWS.keys() >= set().union(*(part.listing for part in PARTS))


def _listed(part: Part, plan: Plan) -> list[Output]:
    return list(part.outputs(plan))


@pytest.mark.usefixtures("short_pages")
def test_which_files_there_are_is_known_by_these_indexes(
    result: CheckResult, english: Catalogue
) -> None:
    assert result.timeline is not None
    said = {"site", "pages", "vocabulary", "actors", "places", "sources"}
    reads = Reads()
    plan = view_of(Plan(result.timeline, result.coverage, SITE, english), reads)
    vars(plan)["timeline"] = view_of(result.timeline, reads)
    for part in PARTS:
        outputs, found = reads.of(partial(_listed, part, plan))
        others = said if "events" in part.listing else {*said, "events"}
        assert {read.shelf for read in found} - others == part.listing
        assert {output.make for output in outputs} <= set(part.makers)
        assert {output.signature.partition(" ")[0] for output in outputs} <= set(part.names)
    seen: set[tuple[type[Entry], str]] = set()
    with watching(seen):
        # All indexes are made, so what is read of entries now is read by who lists the files.
        outputs_of(plan)
    assert {field for _, field in seen} == {"id", "formerly"}


@pytest.mark.parametrize(
    ("aspects", "some"),
    [
        (set(), set()),
        ({"shown"}, set()),
        ({"state"}, {"facet_counts", "filter_columns", "key_differences", "key_events", "traits"}),
        ({"links"}, {"links_to_event"}),
        ({"leads"}, {"uses"}),
        (
            {"history", "leads"},
            {"correction_lists", "has_feed", "newest", "notes", "traits", "uses"},
        ),
        ({"there"}, FROM_TRAITS | {"uses"}),
        ({"rest", "links"}, None),
    ],
)
def test_after_an_edit_these_may_be_others(aspects: set[str], some: set[str] | None) -> None:
    assert affected(aspects) == some


NOT_OF_EVENTS = {"has_map", "parts_of_place", "said_of_places", "statements_elsewhere"}
"""Indexes that follow from aspects of other entries than events, which have the same names."""

NEVER_LOOKED_UP = {"_sources", "differing", "figured", "notes", "statements"}
"""Indexes from which only other indexes follow."""


def test_what_may_be_another_with_a_related_event_is_found_by_owners_or_compared() -> None:
    for name, follows in FOLLOWS.items():
        if follows & {*RELATED, LINKED} and name not in NOT_OF_EVENTS | NEVER_LOOKED_UP:
            assert THERE in follows or name in OWNED, name


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_in_one_aspect_or_told(kind: type[Entry]) -> None:
    known = [*TOLD[kind], *(field for held in ASPECTS[kind].values() for field in held)]
    assert len(known) == len(set(known))
    assert kind.model_fields.keys() - set(known) == {"id", "formerly"}


def test_essences_differ_in_the_aspects_that_do(flood: Timeline) -> None:
    for shelf in flood.shelves().values():
        for entry in shelf.values():
            for other in shelf.values():
                between = aspects_between(
                    KIND_OF[type(entry)], mark_of(entry).essence, mark_of(other).essence
                )
                for aspect, held in ASPECTS[type(entry)].items():
                    differ = any(getattr(entry, name) != getattr(other, name) for name in held)
                    assert (aspect in between) == differ, (entry.id, other.id, aspect)
                assert (REST in between) == (entry.id != other.id)


def test_shared_pictures_follow_from_days_parts_and_kinds_of_actors(
    flood: Timeline, result: CheckResult, english: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.pages.plan.CARDS_AT_MOST", 0)
    seen: set[tuple[type[Entry], str]] = set()
    timeline = bare(flood)
    vars(timeline)["traits"] = {key: Looked(each, seen) for key, each in flood.traits.items()}
    plan = Plan(timeline, result.coverage, SITE, english)
    assert not plan.single_cards
    book = Book(timeline, plan, SITE, english)
    seen.clear()
    with watching(seen):
        Cards(book).all()
    read = {aspect for kind, field in seen if field != "id" for aspect in aspects_of(kind, field)}
    known = {aspect for kind in ASPECTS.values() for aspect in kind} | {LEADS, THERE}
    found = {a for a in known if not DRAWN.isdisjoint(affected({a}) or ())}
    assert read <= found
    assert found == {"name", "there", "when", "who"}
    assert not DRAWN.isdisjoint(affected_within({"who"}))
