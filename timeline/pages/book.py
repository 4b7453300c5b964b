"""What all pages share while a site is rendered: the renderer, the slots, the maps drawn so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup

from timeline.check import Coverage
from timeline.dates import parse_edtf, short
from timeline.model.entries import Actor, Event, Place, Stance
from timeline.pages.atlas import Atlas
from timeline.pages.bars import Bars, bars_svg
from timeline.pages.columns import Column, strip_columns, unit_columns
from timeline.pages.environment import HYBRID, Renderer
from timeline.pages.facets import Facets, facets_of
from timeline.pages.feed import has_feed
from timeline.pages.grouping import Slot, slot_text, slots_of
from timeline.pages.jsonld import Describer
from timeline.pages.locator import Locator, locator
from timeline.pages.markup import front_matter
from timeline.pages.meta import Meta, address, share
from timeline.pages.periods import Naming, Period, Way, periods, ways
from timeline.pages.searching import Index
from timeline.pages.sheets import sheets
from timeline.pages.strip import StripLabels, span_of_days, strip_svg
from timeline.settings import EVENTS_PER_PAGE, STRIP_COLUMNS

Page = tuple[str, str]
"""A page's path below ``docs/``, POSIX, and its Markdown."""

DESCRIPTION = 300
"""Longest description of a page for search engines, in characters."""


class Book:
    """One rendering of one timeline."""

    def __init__(self, renderer: Renderer, coverage: Mapping[str, Coverage]) -> None:
        self.renderer = renderer
        self.timeline = renderer.timeline
        self.text = renderer.catalogue.text
        self.words = renderer.catalogue.dates
        self.coverage = coverage
        self.maps: dict[str, str] = {}
        self._drawn_bars: dict[str, Bars] = {}
        self._locators: dict[tuple[str, ...], Locator | None] = {}
        self.describer = Describer(self.timeline, renderer.site)
        self.slots = slots_of(self.timeline.events.values(), self.words)
        self.periods = periods(
            self.slots,
            Naming(self.words, self.text["timeline"]["vague"], self.text["timeline"]["part"]),
        )
        names = self.text["site"]
        words = ("nav", "search", "scheme", "method", "reading", "corrections", "data")
        self.ui = {
            word: names[word] for word in (*words, "diagnostics", "guide", "home", "keyboard")
        }
        if self.timeline.vocabulary.glossary:
            self.ui["glossary"] = names["glossary"]
        if has_feed(self.timeline, renderer.site):
            self.ui["feed"] = self.text["feed"]["title"].format(site=renderer.site.name)

    def page(
        self,
        template: str,
        path: str,
        title: str,
        description: str = "",
        *,
        index: Index | None = None,
        meta: Meta | None = None,
        **context: Any,
    ) -> Page:
        """Render a template with its front matter; without ``index``, search passes it over."""
        fields: dict[str, Any] = {"title": title}
        if description:
            fields["description"] = description[:DESCRIPTION]
        fields["share"] = share(meta or Meta(), self.renderer.site, path)
        fields["ui"] = self.ui
        if index:
            fields["index"] = index
        if template not in HYBRID:
            # All of it is HTML already: Markdown would make of it just what it is.
            fields["html"] = True
        if path == "index.md":
            # The page for missing addresses is the theme's, and has no front matter of its own.
            fields["missing"] = self.text["missing"]
        shared = {"title": title, "front": front_matter(fields), "feed": "feed" in self.ui}
        return path, self.renderer.page(template, path, **shared, **context)

    def strip(self, root: str, period: Period | None = None, *, placed: bool = False) -> Markup:
        """Return the strip of days, its links relative to ``root``: of all slots, or of a period's.

        With ``placed``, the columns carry their days for the script.
        """
        count, shown = self.renderer.count, period or self.periods
        slots = shown.slots
        labels = StripLabels(
            whole=self.text["strip"]["text"].format(
                events=count("event", shown.total),
                first=slots[0].label if slots else "",
                last=slots[-1].label if slots else "",
            ),
            nothing=self.text["strip"]["none"],
            span=lambda days: count(*span_of_days(days)),
            count=self._dated_there,
        )

        def href(anchor: str) -> str:
            return f"{root}{address(self.page_of_slot[anchor])}#{anchor}"

        if self.periods.parts:
            return bars_svg(self._bars(shown), self.words, labels, href, placed=placed)
        return strip_svg(self.columns, self.words, labels, href, placed=placed)

    def strip_key(self, period: Period | None = None) -> str:
        """Return what the strip's signs mean; a column that stands for a month is no day."""
        keys: Mapping[str, str] = self.text["strip"]
        if self.periods.parts:
            highest = self._bars(period or self.periods).highest
            assert highest is not None  # noqa: S101  # a timeline of many events has some
            events = self.renderer.count("event", highest.total)
            return keys["key_bars"].format(events=events, date=highest.label)
        merged = any(column.slots > 1 for column in self.columns)
        return keys["key_merged" if merged else "key"]

    def _bars(self, period: Period) -> Bars:
        if period.path not in self._drawn_bars:
            most = STRIP_COLUMNS if period.parts else STRIP_COLUMNS // 2
            bars = Bars(*unit_columns(period.slots, self.words, most))
            self._drawn_bars[period.path] = bars
        return self._drawn_bars[period.path]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the strip of all events."""
        return strip_columns(self.slots, self.words)

    @cached_property
    def page_of_slot(self) -> Mapping[str, str]:
        """Anchor of a slot -> the page of the timeline on which it is, or begins."""
        pages = [(slot.anchor, page.path) for page in self.periods.pages() for slot in page.slots]
        return dict(reversed(pages))

    @cached_property
    def ways(self) -> Mapping[str, Way]:
        """Path of a page of the timeline -> how to get to the others."""
        return ways(self.periods)

    def _dated_there(self, total: int, exact: int) -> str:
        """Say how many events a column of the strip has, and how many of them are dated there."""
        count = self.renderer.count
        if exact == total:
            return count("event", total)
        number, pattern = self.renderer.wording.number, self.text["strip"]["split"]
        split: str = pattern.format(
            events=count("event", total), exact=number(exact), loose=number(total - exact)
        )
        return split

    @cached_property
    def atlas(self) -> Atlas:
        """The map of all places."""
        return Atlas(self.timeline.places.values(), self.timeline.events_at_place)

    @cached_property
    def positions(self) -> list[tuple[tuple[str, str], list[tuple[Actor, Stance]]]]:
        """Question and position -> who holds it, in the vocabulary's and the words' order."""
        stances = self.timeline.stances_on_question
        found = [
            (
                (question, position),
                [held for held in stances.get(question, ()) if held[1].position == position],
            )
            for question in self.timeline.vocabulary.questions
            for position in self.text["position"]
        ]
        return [(head, held) for head, held in found if held]

    @cached_property
    def question_pages(self) -> Mapping[str, str]:
        """Question -> the page on which the positions on it begin."""
        found = sheets("positions.md", self.positions, EVENTS_PER_PAGE)
        pages = [(head[0], sheet.leaf.path) for sheet in found for head, _ in sheet.groups]
        return dict(reversed(pages))

    def span(self, first: Event, last: Event) -> str:
        """Return from when to when a page of events goes: by month, or by day within one month."""
        days = [slot_text(event.date) for event in (first, last)]
        months = [day[: len("1997-03")] for day in days]
        ends = days if months[0] == months[1] else months
        if len(ends[0]) == len(ends[1]) and ends[0] < ends[1]:
            return short(parse_edtf("/".join(ends)), self.words, year=True)
        named = [short(parse_edtf(end), self.words, year=True) for end in ends]
        return " – ".join(dict.fromkeys(named))

    def facets(self, slots: Iterable[Slot]) -> Facets:
        """Return what the slots' events can be filtered by."""
        events = [event for slot in slots for group in slot.groups for event in group.events]
        return facets_of(events, self._facet_name)

    def _facet_name(self, facet: str, value: str) -> str:
        match facet:
            case "type":
                return self.timeline.vocabulary.event_types[value].label
            case "status":
                return str(self.text["status"][value]["label"])
            case "source":
                return self.renderer.short_source(value)
            case _:
                return self.renderer.name(facet, value)

    def locator(self, places: Iterable[Place], root: str) -> Markup:
        """Return a picture with a map of the places, and remember the map as a file."""
        shown = list(places)
        drawn = self._drawn(tuple(sorted(place.id for place in shown)))
        if drawn is None:
            return Markup("")
        path = f"assets/maps/{drawn.name}.svg"
        self.maps[path] = drawn.svg
        names = ", ".join(place.name for place in shown if place.coordinates)
        alt = self.text["place"]["map"].format(place=names)
        return Markup('<img src="{}{}" alt="{}" width="{}" height="{}" loading="lazy">').format(
            root, path, alt, drawn.width, drawn.height
        )

    def _drawn(self, places: tuple[str, ...]) -> Locator | None:
        """Draw a map of places once, for all the events that happened in just these."""
        if places not in self._locators:
            self._locators[places] = locator(self.timeline.places[place] for place in places)
        return self._locators[places]
