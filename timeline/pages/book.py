"""What all pages share while a site is rendered: the renderer, the slots, the maps drawn so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup

from timeline.check import Coverage
from timeline.dates import short
from timeline.model.entries import Actor, Event, Place, Stance
from timeline.pages.atlas import Atlas
from timeline.pages.columns import Column, strip_columns
from timeline.pages.environment import HYBRID, Renderer
from timeline.pages.facets import Facets, facets_of
from timeline.pages.feed import has_feed
from timeline.pages.grouping import Slot, slots_of
from timeline.pages.jsonld import Describer
from timeline.pages.locator import Locator, locator
from timeline.pages.markup import front_matter
from timeline.pages.meta import Meta, address, share
from timeline.pages.searching import Index
from timeline.pages.sheets import sheets
from timeline.pages.strip import StripLabels, span_of_days, strip_svg
from timeline.settings import EVENTS_PER_PAGE

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
        self._locators: dict[tuple[str, ...], Locator | None] = {}
        self.describer = Describer(self.timeline, renderer.site)
        self.slots = slots_of(self.timeline.events.values(), self.words)
        self.paging = paging(self.slots)
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

    def strip(self, root: str, page: tuple[Slot, ...] = ()) -> Markup:
        """Return the strip of days, its links relative to ``root``: of all slots, or of a page's.

        The columns of a page carry their days for the script.
        """
        count, slots = self.renderer.count, page or self.slots
        labels = StripLabels(
            whole=self.text["strip"]["text"].format(
                events=count("event", sum(slot.total for slot in slots)),
                first=slots[0].label if slots else "",
                last=slots[-1].label if slots else "",
            ),
            nothing=self.text["strip"]["none"],
            span=lambda days: count(*span_of_days(days)),
            count=self._dated_there,
        )
        return strip_svg(
            self._columns_of(page),
            self.words,
            labels,
            lambda anchor: f"{root}{address(self._page_of_slot[anchor])}#{anchor}",
            placed=bool(page),
        )

    def strip_key(self, page: tuple[Slot, ...] = ()) -> str:
        """Return what the strip's signs mean; a column that stands for a month is no day."""
        merged = any(column.slots > 1 for column in self._columns_of(page))
        key: str = self.text["strip"]["key_merged" if merged else "key"]
        return key

    def _columns_of(self, page: tuple[Slot, ...]) -> tuple[Column, ...]:
        return strip_columns(page, self.words) if page else self.columns

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the strip of all events."""
        return strip_columns(self.slots, self.words)

    @cached_property
    def _page_of_slot(self) -> Mapping[str, str]:
        return {slot.anchor: path for path, _, slots in self.paging for slot in slots}

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
        """Return from when to when a page of events goes."""
        ends = [short(event.date, self.words, year=True) for event in (first, last)]
        return " – ".join(dict.fromkeys(ends))

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


def paging(slots: tuple[Slot, ...]) -> list[tuple[str, str, tuple[Slot, ...]]]:
    """Divide the timeline into pages: path, label, slots. One page while it stays readable."""
    if sum(slot.total for slot in slots) <= EVENTS_PER_PAGE:
        return [("timeline.md", "", slots)]
    pages: list[tuple[str, str, tuple[Slot, ...]]] = []
    for year, in_year in _split(slots, len("1997")):
        if sum(slot.total for slot in in_year) <= EVENTS_PER_PAGE:
            pages.append((f"timeline/{year}.md", year, in_year))
        else:
            pages += [
                (f"timeline/{month}.md", month, in_month)
                for month, in_month in _split(in_year, len("1997-03"))
            ]
    return pages


def _split(slots: tuple[Slot, ...], length: int) -> list[tuple[str, tuple[Slot, ...]]]:
    """Gather slots by the first characters of the ISO date of their first day."""
    parts: dict[str, list[Slot]] = {}
    for slot in slots:
        parts.setdefault(slot.date.sort_key[0].isoformat()[:length], []).append(slot)
    return [(name, tuple(members)) for name, members in parts.items()]
