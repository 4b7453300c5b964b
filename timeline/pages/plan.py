"""What follows from a whole timeline for its pages: its periods, where everything is, what home shows.

Each part is made once, and only if something asks for it. Pages see a plan through a view that notes
what they read, so it is cut into pieces as small as what one page needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from timeline.check import Coverage
from timeline.model.brief import BriefEvent
from timeline.model.derived import derived
from timeline.model.differences import Difference
from timeline.model.ondemand import OnDemand
from timeline.model.timeline import Timeline
from timeline.pages.atlas import Found
from timeline.pages.bars import Bars, bars_of
from timeline.pages.catalogue import Catalogue
from timeline.pages.columns import Column, strip_columns
from timeline.pages.facets import FilterColumns, filter_columns
from timeline.pages.grouping import Slot, slots_of
from timeline.pages.history import News, newest
from timeline.pages.lists import LongLists, ids_of
from timeline.pages.locator import FOLDER, locator_name
from timeline.pages.periods import Block, Naming, Period, Way, listed, periods, ways
from timeline.pages.searching import facet_counts
from timeline.pages.site import Site
from timeline.pages.uses import Use, uses
from timeline.settings import CARDS_AT_MOST, FEED_ENTRIES, STRIP_COLUMNS, TITLES_PER_FILE

MAIN_EVENTS: Final = 10
"""Key events on the home page, at most."""

MAIN_DIFFERENCES: Final = 3
"""Differences between accounts on the home page, at most."""

MAIN_ACTORS: Final = 12
"""Actors on the home page, at most."""


class Stretch(NamedTuple):
    """A page of the timeline: what it shows, how it leads on, and to which parts of it.

    Of all other pages there is the name, the path and the number of events, and nothing else.
    """

    period: Period
    way: Way
    parts: tuple[Block, ...]
    leads: bool
    """Whether it leads to parts, and does not show the events themselves, nor any days."""
    range: tuple[date, date] | None
    """The first and the last day that its days, months and years touch."""


class Plan(LongLists):
    """The plan of one site."""

    def __init__(
        self, timeline: Timeline, coverage: Iterable[Coverage], site: Site, catalogue: Catalogue
    ) -> None:
        super().__init__(timeline, catalogue)
        self.site = site
        self.coverage: Mapping[str, Coverage] = {found.source: found for found in coverage}

    @derived
    def slots(self) -> tuple[Slot, ...]:
        """All events by day."""
        timeline = self.timeline
        return slots_of(timeline.traits.values(), timeline.events, self.catalogue.dates)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the strip of all events."""
        return strip_columns(self.slots, self.catalogue.dates)

    @cached_property
    def root(self) -> Period:
        """The tree of periods into which the timeline is divided."""
        words = self.catalogue.text["timeline"]
        return periods(self.slots, Naming(self.catalogue.dates, words["vague"], words["part"]))

    @derived
    def paged(self) -> bool:
        """Whether the timeline has several pages."""
        return bool(self.root.parts)

    @derived
    def stretches(self) -> Mapping[str, Stretch]:
        """Path -> a page of the timeline."""
        found = ways(self.root)
        return OnDemand(
            self._periods, lambda path: _stretch(self._periods[path], _named_way(found[path]))
        )

    @cached_property
    def _periods(self) -> Mapping[str, Period]:
        return {period.path: period for period in self.root.all()}

    @cached_property
    def spans(self) -> Mapping[str, tuple[int, str, str]]:
        """Path of a page of the timeline -> its events, the names of its first and its last day."""

        def span(path: str) -> tuple[int, str, str]:
            period = self._periods[path]
            ends = [slot.label for slot in (*period.slots[:1], *period.slots[-1:])] or ["", ""]
            return period.total, ends[0], ends[1]

        return OnDemand(self._periods, span)

    @derived
    def bars(self) -> Mapping[str, Bars]:
        """Path of a page of the timeline -> its strip, if the timeline has several pages."""
        return OnDemand(self._periods if self.paged else (), self._bars)

    def _bars(self, path: str) -> Bars:
        period = self._periods[path]
        most = STRIP_COLUMNS if period.parts else STRIP_COLUMNS // 2
        return bars_of(period.slots, self.catalogue.dates, most)

    @derived
    def divisions(self) -> tuple[tuple[str, str], ...]:
        """Path and name of each part of the timeline, if it has parts."""
        return tuple((part.path, part.label) for part in self.root.parts)

    @derived
    def page_of_slot(self) -> Mapping[str, str]:
        """Anchor of a slot -> the page of the timeline on which it is, or begins."""
        pages = [(slot.anchor, page.path) for page in self.root.pages() for slot in page.slots]
        return dict(reversed(pages))

    @derived
    def event_pages(self) -> tuple[tuple[str, int, date], ...]:
        """Path, number of events and first day of each page that shows events, in order."""
        return tuple(
            (page.path, page.total, page.slots[0].date.sort_key[0]) for page in self.root.pages()
        )

    @cached_property
    def title_files(self) -> Mapping[str, tuple[BriefEvent, ...]]:
        """Number, from 0 -> the events whose titles are in one file, in the order of the pages."""
        starts = {
            str(n): at for n, at in enumerate(range(0, len(self.event_order), TITLES_PER_FILE))
        }

        def titles(number: str) -> tuple[BriefEvent, ...]:
            shown = self.event_order[starts[number] : starts[number] + TITLES_PER_FILE]
            return tuple(map(self.timeline.brief_events.__getitem__, shown))

        return OnDemand(starts, titles)

    @cached_property
    def filter_columns(self) -> FilterColumns:
        """What each event can be filtered by, in the order of the pages."""
        return filter_columns([self.timeline.traits[event] for event in self.event_order])

    @derived
    def event_order(self) -> Sequence[str]:
        """Event ids in the order of the pages."""
        return [e for slot in self.slots for group in slot.groups for e in group.events.ids]

    @cached_property
    def found_at_place(self) -> Mapping[str, Found]:
        """Place id -> the events there as the map that moves tells of them."""
        held, brief = self.timeline.events_at_place, self.timeline.brief_events
        return OnDemand(held, lambda place: Found.of(ids_of(held[place]), brief))

    @cached_property
    def single_cards(self) -> bool:
        """Whether each event and actor has a preview picture of its own."""
        return len(self.timeline.events) + len(self.timeline.actors) <= CARDS_AT_MOST

    @derived
    def has_feed(self) -> bool:
        """Whether there is a feed."""
        return bool(self.site.url and self.newest)

    @cached_property
    def newest(self) -> tuple[News, ...]:
        """What the feed tells, if there is one."""
        return newest(self.timeline.traits.values(), self.notes, FEED_ENTRIES)

    @derived
    def facet_counts(self) -> Mapping[str, Mapping[str, int]]:
        """Facet -> id -> how many events have it."""
        return facet_counts(self.timeline.traits.values())

    @derived
    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        """Term id -> the entries whose prose refers to it."""
        return uses(self.timeline)

    @derived
    def has_map(self) -> bool:
        """Whether a place has coordinates."""
        return any(place.coordinates for place in self.timeline.places.values())

    @cached_property
    def locators(self) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Path of a map -> the places with coordinates that it shows, and the pages that show it."""
        places = self.timeline.places
        shown = [(f"events/{e.id}.md", e.places) for e in self.timeline.traits.values()]
        shown += [(f"places/{place}.md", [place]) for place in places]
        pages: dict[tuple[str, ...], list[str]] = {}
        for page, ids in shown:
            located = tuple(sorted(place for place in ids if places[place].coordinates))
            pages.setdefault(located, []).append(page)
        return {
            f"{FOLDER}/{locator_name(ids)}.svg": (ids, tuple(sorted(found)))
            for ids, found in pages.items()
            if ids
        }

    @derived
    def key_events(self) -> tuple[str, ...]:
        """The first of the events that are main ones, or of all; none that was withdrawn."""
        standing = [e for e in self.timeline.traits.values() if e.status != "retracted"]
        main = [event for event in standing if event.main] or standing
        return tuple(event.id for event in main[:MAIN_EVENTS])

    @derived
    def key_actors(self) -> tuple[tuple[str, int], ...]:
        """The actors with most parts in events, by that number and then by name, and the number."""
        parts, actors = self.timeline.events_of_actor, self.timeline.brief_actors
        involved = sorted(parts, key=lambda actor: (-len(parts[actor]), actors[actor].name))
        return tuple((actor, len(parts[actor])) for actor in involved[:MAIN_ACTORS])

    @derived
    def key_differences(self) -> tuple[Difference, ...]:
        """The differences that tell most: of those with an account in common, only the first."""
        traits, weights = self.timeline.traits, dict[int, tuple[bool, int]]()
        rows = self.timeline.differing
        for n, (event, _, other, _, in_number) in enumerate(rows):
            both = traits[event], traits[other]
            if not any(each.status == "retracted" for each in both):
                # Numbers first, then those of key events.
                weights[n] = (not in_number, -sum(each.main for each in both))
        chosen: list[int] = []
        told: set[tuple[str, str]] = set()
        for n in sorted(weights, key=weights.__getitem__):
            event, account, other, other_account, _ = rows[n]
            sides = {(event, account), (other, other_account)}
            if not sides & told:
                chosen.append(n)
                told |= sides
        return tuple(self.timeline.differences[n] for n in chosen[:MAIN_DIFFERENCES])

    @cached_property
    def difference_count(self) -> int:
        """How many pairs of accounts differ."""
        return len(self.timeline.differing)


def _stretch(period: Period, way: Way) -> Stretch:
    slots, leads = period.slots, bool(period.parts)
    dates = [slot.date.sort_key for slot in slots]
    return Stretch(
        replace(period, parts=(), slots=() if leads else slots),
        way,
        tuple((head and _named(head), tuple(map(_named, rows))) for head, rows in listed(period)),
        leads,
        (min(first for first, _ in dates), max(last for _, last in dates)) if dates else None,
    )


def _named(period: Period) -> Period:
    """Return a period as other pages name it."""
    return replace(period, slots=(), parts=())


def _named_way(way: Way) -> Way:
    """Return a way to other pages as it is shown: without how much is on them."""
    return Way(
        tuple(map(_led_to, way.up)),
        way.before and _led_to(way.before),
        way.after and _led_to(way.after),
    )


def _led_to(period: Period) -> Period:
    return replace(_named(period), total=0)
