"""What all pages share while a site is rendered: the renderer, and views of timeline and plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from timeline.model.brief import BriefPlace
from timeline.model.timeline import Timeline
from timeline.model.traits import facet_values
from timeline.pages.atlas import Atlas, Ground
from timeline.pages.bars import bars_svg
from timeline.pages.catalogue import Catalogue
from timeline.pages.environment import HYBRID, Renderer
from timeline.pages.facets import Facets, facets_of
from timeline.pages.grouping import Slot
from timeline.pages.jsonld import Describer
from timeline.pages.locator import Locator, locator
from timeline.pages.markup import front_matter
from timeline.pages.meta import Meta, address, share
from timeline.pages.periods import WHOLE
from timeline.pages.plan import Plan
from timeline.pages.reads import Reads, remembered, view_of
from timeline.pages.searching import Index
from timeline.pages.site import Site
from timeline.pages.strip import StripLabels, span_of_days, strip_svg
from timeline.pages.tongue import direction_of

DESCRIPTION = 300
"""Longest description of a page for search engines, in characters."""


_FRAME = (
    "nav", "search", "scheme", "method", "reading", "corrections", "data", "diagnostics", "guide",
    "home", "keyboard", "skip",
)  # fmt: skip
"""Words of the page frame."""


class Book:
    """One rendering of one timeline.

    Nothing in it holds an entry, except for views, which note in ``reads`` what is looked up.
    """

    def __init__(self, timeline: Timeline, plan: Plan, site: Site, catalogue: Catalogue) -> None:
        self.reads = Reads()
        self.timeline = view_of(timeline, self.reads)
        self.plan = view_of(plan, self.reads)
        self.renderer = Renderer(self.timeline, site, catalogue, self.plan.unit_pages)
        self.text = catalogue.text
        self.words = catalogue.dates
        self.describer = Describer(self.timeline, site)
        self._locators: dict[tuple[BriefPlace, ...], Locator | None] = {}
        names = self.text["site"]
        self.ui: dict[str, str] = {
            "lang": catalogue.language,
            "dir": direction_of(catalogue.language),
            **{word: names[word] for word in _FRAME},
        }
        if self.timeline.vocabulary.glossary:
            self.ui["glossary"] = names["glossary"]
        if self.plan.has_feed:
            self.ui["feed"] = self.text["feed"]["title"].format(site=site.name)

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
    ) -> str:
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
        if path == "search.md" and self.plan.paged:
            # What search loads first is as large as all else here together.
            fields["long"] = True
        if path == "index.md":
            # The page for missing addresses is the theme's, and has no front matter of its own.
            fields["missing"] = self.text["missing"]
        shared = {"title": title, "front": front_matter(fields), "feed": "feed" in self.ui}
        return self.renderer.page(template, path, **shared, **context)

    def strip(self, root: str, path: str = WHOLE, *, placed: bool = False) -> Markup:
        """Return the strip of days, its links relative to ``root``, of a page of the timeline.

        With ``placed``, the columns carry their days for the script.
        """
        count, (events, first, last) = self.renderer.count, self.plan.spans[path]
        labels = StripLabels(
            whole=self.text["strip"]["text"].format(
                events=count("event", events), first=first, last=last
            ),
            nothing=self.text["strip"]["none"],
            span=lambda days: count(*span_of_days(days)),
            count=self._dated_there,
        )

        def href(anchor: str) -> str:
            return f"{root}{address(self.plan.page_of_slot[anchor])}#{anchor}"

        if self.plan.paged:
            return bars_svg(self.plan.bars[path], self.words, labels, href, placed=placed)
        return strip_svg(self.plan.columns, self.words, labels, href, placed=placed)

    def strip_key(self, path: str = WHOLE) -> str:
        """Return what the strip's signs mean; a column that stands for a month is no day."""
        keys: Mapping[str, str] = self.text["strip"]
        if self.plan.paged:
            highest = self.plan.bars[path].highest
            assert highest is not None  # noqa: S101  # a timeline of many events has some
            events = self.renderer.count("event", highest.total)
            return keys["key_bars"].format(events=events, date=highest.label)
        merged = any(column.slots > 1 for column in self.plan.columns)
        return keys["key_merged" if merged else "key"]

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

    @remembered
    def atlas(self) -> Atlas:
        """The map of all places."""
        return Atlas(self.ground, dict(self.timeline.counts_at_place.items()))

    @remembered
    def ground(self) -> Ground:
        """What that map shows, whatever happened there."""
        return Ground(self.timeline.brief_places.values())

    def facets(self, slots: Iterable[Slot]) -> Facets:
        """Return what the slots' events can be filtered by."""
        events = (event for slot in slots for group in slot.groups for event in group.events)
        return facets_of(map(facet_values, events), self.facet_name)

    def facet_name(self, facet: str, value: str) -> str:
        """Return the name of something that events can be filtered by."""
        match facet:
            case "type":
                return self.timeline.vocabulary.event_types[value].label
            case "status":
                return str(self.text["status"][value]["label"])
            case "source":
                return self.renderer.short_source(value)
            case _:
                return self.renderer.name(facet, value)

    def locator(self, places: Iterable[str], root: str) -> Markup:
        """Return a picture with the map of some places, which is a file by itself."""
        shown = [self.timeline.brief_places[place] for place in places]
        drawn = self.located(shown)
        if drawn is None:
            return Markup("")
        names = ", ".join(place.name for place in shown if place.coordinates)
        alt = self.text["place"]["map"].format(place=names)
        size = f'width="{drawn.width}" height="{drawn.height}"'
        picture = f'<img src="{root}{drawn.path}" alt="{escape(alt)}" {size} loading="lazy">'
        return Markup(picture)  # noqa: S704  # paths are plain, the names are escaped

    def located(self, places: Iterable[BriefPlace]) -> Locator | None:
        """Return the map of some places, worked out once for all pages that show just these."""
        shown = tuple(places)
        if shown not in self._locators:
            self._locators[shown] = locator(shown)
        return self._locators[shown]


class Output(NamedTuple):
    """A file of the site's source, and how it is made: from a book and a text, and nothing else."""

    path: str
    """Below ``docs/``, POSIX."""
    make: Callable[[Book, str], str]
    key: str
    """What tells this file from others that are made in the same way."""
    along: tuple[str, ...] = ()
    """Pages with which it comes, if it is only there for them."""

    @property
    def signature(self) -> str:
        """Who makes it, and from which text."""
        return f"{self.make.__name__} {self.key}"
