"""What follows from a whole timeline for its pages: how lists are divided, and where everything is.

Each part is made once, and only if something asks for it. Pages see a plan through a view that notes
what they read, so it is cut into pieces as small as what one page needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from timeline.check import Coverage
from timeline.dates import parse_edtf, short
from timeline.model.brief import BriefEvent
from timeline.model.entries import Actor, Event, Stance
from timeline.model.timeline import CountedFigure, Difference, Timeline
from timeline.pages.catalogue import Catalogue
from timeline.pages.columns import Column, strip_columns
from timeline.pages.feed import has_feed
from timeline.pages.grouping import Slot, slot_text, slots_of
from timeline.pages.history import Note, additions, all_notes
from timeline.pages.locator import FOLDER, locator_name
from timeline.pages.periods import Block, Naming, Period, Way, listed, periods, ways
from timeline.pages.profile import involved
from timeline.pages.searching import facet_counts
from timeline.pages.sheets import Leaf, Sheet, sheets, turned
from timeline.pages.site import Site
from timeline.pages.units import unit_sheets
from timeline.pages.uses import Use, uses
from timeline.pages.wording import alphabetical
from timeline.settings import CARDS_AT_MOST, EVENTS_PER_PAGE, LINES_PER_PAGE, TITLES_PER_FILE

MAIN_EVENTS: Final = 10
"""Key events on the home page, at most."""

MAIN_DIFFERENCES: Final = 3
"""Differences between accounts on the home page, at most."""

MAIN_ACTORS: Final = 12
"""Actors on the home page, at most."""


class Turned(NamedTuple):
    """A page of a list: whose list it is, if an entry's; what is on it; where it leads to."""

    owner: str
    sheet: Sheet[Any, Any]
    leaves: tuple[Leaf, ...]
    first: bool


class Stretch(NamedTuple):
    """A page of the timeline: what it shows, how it leads on, and to which parts of it.

    Of all other pages there is the name, the path and the number of events, and nothing else.
    """

    period: Period
    way: Way
    parts: tuple[Block, ...]
    leads: bool
    """Whether it leads to parts, and does not show the events themselves."""


Lists = Mapping[str, Turned]
"""Path of a page -> what is on it."""


class Plan:
    """The plan of one site."""

    def __init__(
        self, timeline: Timeline, coverage: Iterable[Coverage], site: Site, catalogue: Catalogue
    ) -> None:
        self.timeline = timeline
        self.site = site
        self.catalogue = catalogue
        self.coverage: Mapping[str, Coverage] = {found.source: found for found in coverage}

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """All events by day."""
        return slots_of(self.timeline.events.values(), self.catalogue.dates)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the strip of all events."""
        return strip_columns(self.slots, self.catalogue.dates)

    @cached_property
    def root(self) -> Period:
        """The tree of periods into which the timeline is divided."""
        words = self.catalogue.text["timeline"]
        return periods(self.slots, Naming(self.catalogue.dates, words["vague"], words["part"]))

    @cached_property
    def paged(self) -> bool:
        """Whether the timeline has several pages."""
        return bool(self.root.parts)

    @cached_property
    def stretches(self) -> Mapping[str, Stretch]:
        """Path -> a page of the timeline."""
        found = ways(self.root)
        return {
            period.path: Stretch(
                replace(period, parts=()),
                _named_way(found[period.path]),
                tuple(
                    (head and _named(head), tuple(map(_named, rows)))
                    for head, rows in listed(period)
                ),
                leads=bool(period.parts),
            )
            for period in self.root.all()
        }

    @cached_property
    def divisions(self) -> tuple[tuple[str, str], ...]:
        """Path and name of each part of the timeline, if it has parts."""
        return tuple((part.path, part.label) for part in self.root.parts)

    @cached_property
    def page_of_slot(self) -> Mapping[str, str]:
        """Anchor of a slot -> the page of the timeline on which it is, or begins."""
        pages = [(slot.anchor, page.path) for page in self.root.pages() for slot in page.slots]
        return dict(reversed(pages))

    @cached_property
    def event_pages(self) -> tuple[tuple[str, int, date], ...]:
        """Path, number of events and first day of each page that shows events, in order."""
        return tuple(
            (page.path, page.total, page.slots[0].date.sort_key[0]) for page in self.root.pages()
        )

    @cached_property
    def title_files(self) -> Mapping[str, tuple[BriefEvent, ...]]:
        """Number, from 0 -> the events whose titles are in one file, in the order of the pages."""
        events = [e.id for slot in self.slots for group in slot.groups for e in group.events]
        brief = [self.timeline.brief_events[event] for event in events]
        starts = range(0, len(brief), TITLES_PER_FILE)
        return {
            str(number): tuple(brief[start : start + TITLES_PER_FILE])
            for number, start in enumerate(starts)
        }

    @cached_property
    def single_cards(self) -> bool:
        """Whether each event and actor has a preview picture of its own."""
        return len(self.timeline.events) + len(self.timeline.actors) <= CARDS_AT_MOST

    @cached_property
    def has_feed(self) -> bool:
        """Whether there is a feed."""
        return has_feed(self.timeline, self.site)

    @cached_property
    def unit_pages(self) -> Mapping[tuple[str, str], str]:
        """(source id, anchor) -> path of the page on which the unit begins, if not the first."""
        found: dict[tuple[str, str], str] = {}
        for path, page in self.source_pages.items():
            for anchor, _ in page.sheet.groups:
                found.setdefault((page.owner, anchor), "" if page.first else path)
        return {unit: path for unit, path in found.items() if path}

    @cached_property
    def facet_counts(self) -> Mapping[str, Mapping[str, int]]:
        """Facet -> id -> how many events have it."""
        return facet_counts(self.timeline.events.values())

    @cached_property
    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        """Term id -> the entries whose prose refers to it."""
        return uses(self.timeline)

    @cached_property
    def has_map(self) -> bool:
        """Whether a place has coordinates."""
        return any(place.coordinates for place in self.timeline.places.values())

    @cached_property
    def locators(self) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Path of a map -> the places with coordinates that it shows, and the pages that show it."""
        places = self.timeline.places
        shown = [
            (f"events/{event.id}.md", [part.place for part in event.places])
            for event in self.timeline.events.values()
        ]
        shown += [(f"places/{place}.md", [place]) for place in places]
        pages: dict[tuple[str, ...], list[str]] = {}
        for page, ids in shown:
            located = tuple(sorted(place for place in ids if places[place].coordinates))
            pages.setdefault(located, []).append(page)
        return {
            f"{FOLDER}/{locator_name(ids)}.svg": (ids, tuple(found))
            for ids, found in pages.items()
            if ids
        }

    @cached_property
    def profiles(self) -> Lists:
        """The pages of all actors: path -> the events on it."""
        return _gathered(
            (
                actor,
                sheets(
                    f"actors/{actor}.md",
                    [("", involved(self.timeline, actor))],
                    EVENTS_PER_PAGE,
                    self._span,
                ),
            )
            for actor in self.timeline.actors
        )

    @cached_property
    def record_years(self) -> Mapping[str, tuple[tuple[str, int, str], ...]]:
        """Actor whose record has several pages -> each year's first page, events and name."""
        counts: dict[str, Counter[int]] = {}
        pages: dict[str, dict[int, str]] = {}
        for path, part in self.profiles.items():
            for event in part.sheet.rows if part.leaves else ():
                year = event.date.sort_key[0].year
                counts.setdefault(part.owner, Counter())[year] += 1
                pages.setdefault(part.owner, {}).setdefault(year, path)
        return {
            actor: tuple((page, counts[actor][year], str(year)) for year, page in found.items())
            for actor, found in pages.items()
        }

    @cached_property
    def place_pages(self) -> Lists:
        """The pages of all places: path -> the events on it."""
        events = self.timeline.events_at_place
        return _gathered(
            (
                place,
                sheets(
                    f"places/{place}.md",
                    [("", events.get(place, ()))],
                    EVENTS_PER_PAGE,
                    self._span,
                ),
            )
            for place in self.timeline.places
        )

    @cached_property
    def source_pages(self) -> Lists:
        """The pages of all sources: path -> units, each with what was taken from it."""
        return _gathered(
            (source.id, unit_sheets(self.timeline, source))
            for source in self.timeline.sources.values()
        )

    @cached_property
    def actor_lists(self) -> Lists:
        """The list of actors: path -> kinds with their actors."""
        kinds = [
            (
                kind,
                alphabetical((a.name, a) for a in self.timeline.actors.values() if a.kind == kind),
            )
            for kind in self.timeline.vocabulary.actor_kinds
        ]
        filled: list[tuple[str, list[str]]] = [
            (kind, [actor.id for actor in actors]) for kind, actors in kinds if actors
        ]
        return _listed("actors/index.md", filled, LINES_PER_PAGE)

    @cached_property
    def place_lists(self) -> Lists:
        """The list of places: path -> places."""
        return _listed("places/index.md", [("", list(self.timeline.places))], EVENTS_PER_PAGE)

    @cached_property
    def source_lists(self) -> Lists:
        """The list of sources: path -> sources."""
        return _listed("sources/index.md", [("", list(self.timeline.sources))], LINES_PER_PAGE)

    @cached_property
    def account_lists(self) -> Lists:
        """The list of accounts that differ: path -> differences."""
        rows: tuple[Difference, ...] = self.timeline.differences
        return _listed(
            "accounts.md",
            [("", rows)],
            EVENTS_PER_PAGE,
            lambda first, last: self._span(first.event, last.event),
        )

    @cached_property
    def figure_lists(self) -> Lists:
        """The list of figures: path -> kinds of event, then places, with their figures."""
        kinds: dict[str, list[CountedFigure]] = {
            kind: [] for kind in (*self.timeline.vocabulary.event_types, "places")
        }
        for counted in self.timeline.figures:
            kinds[counted.event.type if counted.event else "places"].append(counted)
        filled = [(kind, rows) for kind, rows in kinds.items() if rows]
        return _listed("figures.md", filled, EVENTS_PER_PAGE)

    @cached_property
    def positions(self) -> list[tuple[tuple[str, str], list[tuple[Actor, Stance]]]]:
        """Question and position, with who holds it, in the vocabulary's and the words' order."""
        stances = self.timeline.stances_on_question
        found = [
            (
                (question, position),
                [held for held in stances.get(question, ()) if held[1].position == position],
            )
            for question in self.timeline.vocabulary.questions
            for position in self.catalogue.text["position"]
        ]
        return [(head, held) for head, held in found if held]

    @cached_property
    def position_lists(self) -> Lists:
        """The list of positions: path -> question and position, with who holds it."""
        return _listed("positions.md", self.positions, EVENTS_PER_PAGE)

    @cached_property
    def position_counts(self) -> Mapping[tuple[str, str], int]:
        """Question and position -> how often it is held."""
        return {head: len(held) for head, held in self.positions}

    @cached_property
    def question_pages(self) -> Mapping[str, str]:
        """Question -> the page on which the positions on it begin."""
        pages = [
            (head[0], path)
            for path, page in self.position_lists.items()
            for head, _ in page.sheet.groups
        ]
        return dict(reversed(pages))

    @cached_property
    def correction_lists(self) -> Lists:
        """The list of what was corrected and added: path -> notes, and days with their events."""
        notes: list[Note] = all_notes(self.timeline)
        added = [
            (events[0].published, tuple(event.id for event in events))
            for events in additions(self.timeline).values()
        ]
        return _listed("corrections.md", [("notes", notes), ("added", added)], EVENTS_PER_PAGE)

    @cached_property
    def key_events(self) -> tuple[str, ...]:
        """The first of the events that are main ones, or of all; none that was withdrawn."""
        standing = [e for e in self.timeline.events.values() if e.status != "retracted"]
        main = [event for event in standing if event.main] or standing
        return tuple(event.id for event in main[:MAIN_EVENTS])

    @cached_property
    def key_actors(self) -> tuple[tuple[str, int], ...]:
        """The actors with most parts in events, by that number and then by name, and the number."""
        parts, actors = self.timeline.events_of_actor, self.timeline.actors
        involved = sorted(parts, key=lambda actor: (-len(parts[actor]), actors[actor].name))
        return tuple((actor, len(parts[actor])) for actor in involved[:MAIN_ACTORS])

    @cached_property
    def key_differences(self) -> tuple[Difference, ...]:
        """The differences that tell most: of those with an account in common, only the first."""
        chosen: list[Difference] = []
        told: set[tuple[str, str]] = set()
        for d in sorted(filter(_stands, self.timeline.differences), key=_weight):
            sides = {(d.event.id, d.account.id), (d.other_event.id, d.other_account.id)}
            if not sides & told:
                chosen.append(d)
                told |= sides
        return tuple(chosen[:MAIN_DIFFERENCES])

    @cached_property
    def difference_count(self) -> int:
        """How many pairs of accounts differ."""
        return len(self.timeline.differences)

    def _span(self, first: Event, last: Event) -> str:
        """Return from when to when a page of events goes: by month, or by day within one month."""
        words = self.catalogue.dates
        days = [slot_text(event.date) for event in (first, last)]
        months = [day[: len("1997-03")] for day in days]
        ends = days if months[0] == months[1] else months
        if len(ends[0]) == len(ends[1]) and ends[0] < ends[1]:
            return short(parse_edtf("/".join(ends)), words, year=True)
        named = [short(parse_edtf(end), words, year=True) for end in ends]
        return " – ".join(dict.fromkeys(named))


def _stands(difference: Difference) -> bool:
    """Tell whether neither account is one of an event that was withdrawn."""
    return "retracted" not in (difference.event.status, difference.other_event.status)


def _weight(difference: Difference) -> tuple[int, ...]:
    """Order differences for the home page: numbers first, then those of key events."""
    return (
        int("number" not in difference.differs.how),
        -int(difference.event.main) - int(difference.other_event.main),
    )


def _listed(
    path: str,
    groups: Iterable[tuple[Any, Any]],
    most: int,
    name: Callable[[Any, Any], str] | None = None,
) -> Lists:
    return _gathered([("", sheets(path, groups, most, name))])


def _gathered(lists: Iterable[tuple[str, tuple[Sheet[Any, Any], ...]]]) -> Lists:
    return {
        sheet.leaf.path: Turned(owner, sheet, leads_to, first=sheet is parts[0])
        for owner, parts in lists
        for sheet, leads_to in turned(parts)
    }


def _named(period: Period) -> Period:
    """Return a period as other pages name it."""
    return replace(period, slots=(), parts=())


def _named_way(way: Way) -> Way:
    return Way(
        tuple(map(_named, way.up)),
        way.before and _named(way.before),
        way.after and _named(way.after),
    )
