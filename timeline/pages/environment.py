"""The templates' environment: what they may call, and the escaping that they cannot forget."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from markupsafe import Markup

from timeline.check import ranges
from timeline.dates import DateWords, EdtfDate, describe, mark, short
from timeline.model.entries import Event, Place
from timeline.model.inline import Prose
from timeline.model.timeline import Timeline
from timeline.pages.catalogue import Catalogue
from timeline.pages.compiled import compiled_templates
from timeline.pages.differing import disagreements
from timeline.pages.facets import card_attributes
from timeline.pages.history import notes_of
from timeline.pages.jinja import Environment
from timeline.pages.links import Links
from timeline.pages.markup import escape, html, preformatted
from timeline.pages.site import Site
from timeline.pages.wording import Wording, fill

R = TypeVar("R")

TEMPLATES = Path(__file__).parent / "templates"

HYBRID = ("index", "page")
"""Templates with text in them that is written by hand, and so is Markdown."""

MACROS = "macros.md.j2"
"""The template of what pages of many kinds have in them."""

_BLANK_LINES = re.compile(r"\n{3,}")


class Renderer:
    """Renders templates for one timeline in one language, and remembers how entries are named."""

    def __init__(
        self,
        timeline: Timeline,
        site: Site,
        catalogue: Catalogue,
        unit_pages: Mapping[tuple[str, str], str],
    ) -> None:
        self.timeline = timeline
        self.site = site
        self.catalogue = catalogue
        self.wording = Wording(catalogue)
        self.unit_pages = unit_pages
        self._labels: dict[tuple[str, str], Markup] = {}
        self._folders: dict[str, Mapping[str, Any]] = {}
        self._environment = self._make_environment()

    def page(self, template: str, path: str, **context: Any) -> str:
        """Render a page. ``path`` is its place in the site, from which links are relative."""
        text = self._environment.get_template(f"{template}.md.j2").render(
            self._in_folder(path), path=path, **context
        )
        return _tidy(text, blank=template in HYBRID)

    def _in_folder(self, path: str) -> Mapping[str, Any]:
        """Return what all pages in a folder have: how they link, and ``m``, the shared macros."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            links = Links(self, path)
            ways = {
                "root": "../" * path.count("/"),
                "to": links.to,
                "link": links.link,
                "voice": links.voice,
                "cites": links.cites,
                "prose": links.prose,
                "blocks": links.blocks,
                "basis": links.basis,
            }
            macros = self._environment.get_template(MACROS).make_module(ways)
            self._folders[folder] = {**ways, "m": macros}
        return self._folders[folder]

    def prepare(self) -> None:
        """Load all templates, so that copies of this process need not do so each for itself."""
        for name in self._environment.list_templates():
            self._environment.get_template(name)

    def count(self, what: str, number: int) -> str:
        """Return a number of things in words: ``3 events``."""
        return self.wording.count(what, number)

    def _make_environment(self) -> jinja2.Environment:
        environment = Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # None changes while pages are made, and to look at each page would cost a fiftieth.
            auto_reload=False,
            bytecode_cache=compiled_templates(self.catalogue.language),
        )
        words = self.catalogue.dates
        filters: dict[str, Callable[..., Any]] = {
            "attr": html,
            "words": lambda pattern, **names: fill(pattern, names),
            "long_date": lambda date: describe(date, words),
            "full_date": lambda date: describe(date, words, weekday=False),
            "short_date": self._short_date(words),
            # Under the heading of its day.
            "card_date": per_date(lambda date: short(date, words)),
            "date_mark": date_mark,
            "marked": per_date(self._marked),
            "first_sentence": first_sentence,
            "shown": self.wording.shown,
            "quoted": self.wording.quoted,
            "number": self.wording.number,
            "wikidata": wikidata,
            "preformatted": preformatted,
            "card_attributes": card_attributes,
        }
        environment.filters.update(filters)
        environment.globals.update(
            t=self.catalogue.text,
            site=self.site,
            timeline=self.timeline,
            vocabulary=self.timeline.vocabulary,
            count=self.count,
            number=self.wording.figure,
            label=self.label,
            rests_outside=rests_outside,
            notes_of=notes_of,
            checked_on=self.timeline.checked_on,
            ranges=lambda units: ranges(units, "–"),
            differing=lambda event: disagreements(self.timeline, event),
        )
        return environment

    def name(self, kind: str, entry_id: str) -> str:
        """Return the name or title of an entry as it was typed."""
        return self._named(kind, entry_id)[0]

    def _named(self, kind: str, entry_id: str) -> tuple[str, str | None]:
        """Return the name or title of an entry, and its language if it may be another."""
        timeline = self.timeline
        match kind:
            case "event":
                return timeline.brief_events[entry_id].title, None
            case "source":
                source = timeline.brief_sources[entry_id]
                return source.title, source.lang
            case "term":
                term = timeline.vocabulary.glossary[entry_id]
                return term.label, term.lang
            case _:
                shelf = timeline.brief_actors if kind == "actor" else timeline.brief_places
                return shelf[entry_id].name, shelf[entry_id].lang

    def label(self, kind: str, entry_id: str) -> Markup:
        """Return the name or title of an entry, made safe, with its language if it is another."""
        key = kind, entry_id
        # Looked up each time, so that each page counts as having read it.
        named = self._named(kind, entry_id)
        if key not in self._labels:
            shown = self.wording.shown(*named)
            gone = kind == "event" and self.timeline.brief_events[entry_id].status == "retracted"
            self._labels[key] = self.withdrawn(shown) if gone else shown
        return self._labels[key]

    def withdrawn(self, title: Markup) -> Markup:
        """Return a title struck out, and said to be withdrawn to those who do not see that."""
        label = self.wording.shown(self.catalogue.text["status"]["retracted"]["label"])
        pattern = Markup('<s class="st-withdrawn">{}</s><span class="st-hidden"> ({})</span>')
        return pattern.format(title, label)

    def short_source(self, source_id: str) -> str:
        """Return how citations name a source: its short title, or who published it."""
        source = self.timeline.brief_sources[source_id]
        return source.title_short or self.timeline.brief_actors[source.publisher].name

    def _short_date(self, words: DateWords) -> Callable[[EdtfDate], str]:
        """Return what shows a date in brief, with its year where the timeline has many."""
        of_many = per_date(lambda date: short(date, words, year=True))
        of_few = per_date(lambda date: short(date, words))
        # Looked up each time, so that each page counts as having read it.
        return lambda date: of_many(date) if self.timeline.many_years else of_few(date)

    def _marked(self, date: EdtfDate) -> Markup:
        """Return the mark of a date, which says what it means to those who do not see it."""
        label = self.wording.shown(self.catalogue.text["mark"][date_sense(date)]["label"])
        mark = f'<span class="st-mark st-mark--{date_mark(date)}">({label})</span>'
        return Markup(mark)  # noqa: S704  # the label is safe, and a mark's name is a plain word

    def _finalize(self, value: object) -> Markup:
        if type(value) is Markup:
            return value
        if value is None:
            raise TypeError("a template printed None; test for the value first")
        return self.wording.plain(value) if type(value) is str else escape(value)


def _tidy(text: str, *, blank: bool) -> str:
    """Return a page without loose spaces, and without blank lines or with single ones."""
    lines = [line.rstrip(" ") for line in text.strip().split("\n")]
    if blank:
        return _BLANK_LINES.sub("\n\n", "\n".join(lines)) + "\n"
    return "\n".join(filter(None, lines)) + "\n"


def wikidata(identifiers: Mapping[str, str]) -> str:
    """Return the number of an entry's item in Wikidata; nothing unless it is one."""
    item = identifiers.get("wikidata", "")
    return item if re.fullmatch(r"Q[0-9]{1,15}", item) else ""


def per_date(make: Callable[[EdtfDate], R]) -> Callable[[EdtfDate], R]:
    """Return a function that does the same, once for each date: many pages show the same ones."""
    known: dict[str, R] = {}

    def made(date: EdtfDate) -> R:
        if date.text not in known:
            known[date.text] = make(date)
        return known[date.text]

    return made


def date_mark(date: EdtfDate) -> str:
    """Return how a date is drawn, in the groups that the legend explains."""
    drawn = mark(date)
    return "period" if drawn in ("month", "season", "year", "decade", "century") else str(drawn)


def date_sense(date: EdtfDate) -> str:
    """Return what a date's mark means: an open end of a span is not a limit of a single day."""
    drawn = date_mark(date)
    if date.precision != "interval":
        return drawn
    return {"open-start": "until", "open-end": "since"}.get(drawn, drawn)


def first_sentence(text: Prose) -> str:
    """Return the first sentence of a text, without markup, for lists and descriptions."""
    match = re.match(r".+?[.!?…](?=\s|$)", text.plain)
    return match[0] if match else text.plain


def rests_outside(entry: Event | Place) -> bool:
    """Tell whether an entry's date or coordinates rest on knowledge from outside the sources."""
    if isinstance(entry, Event):
        return entry.dated.outside is not None
    return entry.coordinates is not None and entry.coordinates.origin == "outside"
