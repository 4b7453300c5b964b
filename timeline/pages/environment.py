"""The templates' environment: what they may call, and the escaping that they cannot forget."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from timeline.check import ranges
from timeline.dates import EdtfDate, describe, mark, short
from timeline.model.entries import Account, Attribution, Cite, Event, Place, Said, Voice
from timeline.model.inline import Emphasis, Link, Part, Prose, Reference
from timeline.model.timeline import Timeline, count_statements
from timeline.pages.catalogue import Catalogue
from timeline.pages.compiled import compiled_templates
from timeline.pages.differing import disagreements
from timeline.pages.facets import card_attributes
from timeline.pages.history import notes_of
from timeline.pages.markup import attribute, escape, html, preformatted
from timeline.pages.site import Site
from timeline.pages.tongue import tongue
from timeline.pages.units import unit_anchor, unit_pages
from timeline.pages.wording import Wording, fill, inner

TEMPLATES = Path(__file__).parent / "templates"
FOLDERS = {"actor": "actors", "place": "places", "event": "events", "source": "sources"}
"""Kind of entry -> folder of its pages."""

_BLANK_LINES = re.compile(r"\n{3,}")
_TRAILING = re.compile(r"[ \t]+\n")


class Renderer:
    """Renders templates for one timeline in one language, and remembers the links that it made."""

    def __init__(self, timeline: Timeline, site: Site, catalogue: Catalogue) -> None:
        self.timeline = timeline
        self.site = site
        self.catalogue = catalogue
        self.wording = Wording(catalogue)
        self._unit_pages = unit_pages(timeline)
        self._links: dict[tuple[str, str, str], Markup] = {}
        self._environment = self._make_environment()

    def page(self, template: str, path: str, **context: Any) -> str:
        """Render a page. ``path`` is its place in the site, from which links are relative."""
        root = "../" * path.count("/")
        text = self._environment.get_template(f"{template}.md.j2").render(
            root=root, path=path, **context
        )
        return _TRAILING.sub("\n", _BLANK_LINES.sub("\n\n", text)).strip() + "\n"

    def count(self, what: str, number: int) -> str:
        """Return a number of things in words: ``3 events``."""
        return self.wording.count(what, number)

    def _make_environment(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=compiled_templates(self.catalogue.language),
        )
        words = self.catalogue.dates
        filters: dict[str, Callable[..., Any]] = {
            "attr": attribute,
            "html": html,
            "words": lambda pattern, **names: fill(pattern, names),
            "long_date": lambda date: describe(date, words),
            "full_date": lambda date: describe(date, words, weekday=False),
            "short_date": lambda date: short(date, words),
            "date_mark": date_mark,
            "date_sense": date_sense,
            "prose": self._prose_filter(),
            "blocks": self._blocks_filter(),
            "first_sentence": first_sentence,
            "shown": self.wording.shown,
            "quoted": self.wording.quoted,
            "number": self.wording.number,
            "address": _address,
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
            link=self._link_function(),
            voice=self._voice_function(),
            cites=self._cites_function(),
            number=self.wording.figure,
            basis=self._basis_function(),
            label=self.label,
            rests_outside=rests_outside,
            notes_of=notes_of,
            checked_on=self.timeline.checked_on,
            ranges=lambda units: ranges(units, "–"),
            differing=lambda event: disagreements(self.timeline, event),
        )
        return environment

    def _link_function(self) -> Callable[..., Markup]:
        @pass_context
        def link(context: Context, kind: str, entry_id: str, anchor: str = "") -> Markup:
            root = str(context["root"])
            if anchor:
                return self.link(kind, entry_id, root, anchor=anchor)
            key = kind, entry_id, root
            if key not in self._links:
                self._links[key] = self.link(kind, entry_id, root)
            return self._links[key]

        return link

    def link(
        self, kind: str, entry_id: str, root: str, label: str | None = None, anchor: str = ""
    ) -> Markup:
        """Return a Markdown link to an entry's page; without ``label``, under its own name."""
        text = self.label(kind, entry_id) if label is None else self.wording.shown(label)
        if kind == "term":
            return Markup("[{}]({}glossary.md#{}){{ .st-term }}").format(text, root, entry_id)
        place = f"#{anchor}" if anchor else ""
        return Markup("[{}]({}{}/{}.md{})").format(text, root, FOLDERS[kind], entry_id, place)

    def label(self, kind: str, entry_id: str) -> Markup:
        """Return the name or title of an entry, made safe, with its language if it is another."""
        timeline, shown = self.timeline, self.wording.shown
        match kind:
            case "event":
                event = timeline.events[entry_id]
                title = shown(event.title)
                return self.withdrawn(title) if event.status == "retracted" else title
            case "source":
                return shown(timeline.sources[entry_id].title, timeline.sources[entry_id].lang)
            case "term":
                term = timeline.vocabulary.glossary[entry_id]
                return shown(term.label, term.lang)
            case _:
                entry = (timeline.actors if kind == "actor" else timeline.places)[entry_id]
                return shown(entry.name, entry.lang)

    def withdrawn(self, title: Markup) -> Markup:
        """Return a title struck out, and said to be withdrawn to those who do not see that."""
        label = self.wording.shown(self.catalogue.text["status"]["retracted"]["label"])
        pattern = Markup('<s class="st-withdrawn">{}</s><span class="st-hidden"> ({})</span>')
        return pattern.format(title, label)

    def _basis_function(self) -> Callable[..., Markup]:
        @pass_context
        def basis(context: Context) -> Markup:
            """Say that everything rests on one source, where it does; else nothing."""
            if len(self.timeline.sources) != 1:
                return Markup("")
            total = self.wording.number(count_statements(self.timeline.statements()))
            source = self.link("source", next(iter(self.timeline.sources)), str(context["root"]))
            return fill(self.catalogue.text["source"]["only"], {"n": total, "source": source})

        return basis

    def _voice_function(self) -> Callable[..., Markup]:
        @pass_context
        def voice(context: Context, said: Account | Said) -> Markup:
            root = str(context["root"])
            voices: list[Attribution] = [said.according_to] if said.according_to else []
            if isinstance(said, Account):
                voices += said.jointly_with
            shown = [
                self.wording.quoted(who.as_written)
                if isinstance(who, Voice)
                else self.link("actor", who, root)
                for who in voices
            ]
            words = self.catalogue.dates
            pieces = [inner(words.comma).join(shown[:-1]), *shown[-1:]]
            return inner(words.last_comma).join(piece for piece in pieces if piece)

        return voice

    def _cites_function(self) -> Callable[..., Markup]:
        @pass_context
        def cites(context: Context, holders: tuple[Cite, ...]) -> Markup:
            root = str(context["root"])
            links, named = [], ""
            for cite in holders:
                # The source is named once, and then only where in it.
                label = self.wording.place_in_source(cite.at)
                if cite.source != named:
                    label, named = f"{self.short_source(cite.source)}, {label}", cite.source
                anchor = unit_anchor(cite)
                page = self._unit_pages.get((cite.source, anchor), f"sources/{cite.source}.md")
                links.append(Markup("[{}]({}{}#{})").format(escape(label), root, page, anchor))
            return Markup(", ").join(links)

        return cites

    def short_source(self, source_id: str) -> str:
        """Return how citations name a source: its short title, or who published it."""
        source = self.timeline.sources[source_id]
        return source.title_short or self.timeline.actors[source.publisher].name

    def _prose_filter(self) -> Callable[..., Markup]:
        @pass_context
        def prose(context: Context, text: Prose) -> Markup:
            root = str(context["root"])
            return Markup(" ").join(self._paragraph(part, root) for part in text.paragraphs)

        return prose

    def _blocks_filter(self) -> Callable[..., Markup]:
        @pass_context
        def blocks(context: Context, text: Prose) -> Markup:
            root = str(context["root"])
            return Markup("\n\n").join(
                self._own_direction(self._paragraph(part, root), part) for part in text.paragraphs
            )

        return blocks

    def _own_direction(self, paragraph: Markup, parts: tuple[Part, ...]) -> Markup:
        """Give a paragraph that runs against the page its own direction."""
        plain = "".join(part.text for part in parts)
        if not tongue(plain, None, self.catalogue.language):
            return paragraph
        return Markup('<bdi class="st-block" dir="auto">{}</bdi>').format(paragraph)

    def _finalize(self, value: object) -> Markup:
        if value is None:
            raise TypeError("a template printed None; test for the value first")
        return self.wording.shown(value) if type(value) is str else escape(value)

    def _paragraph(self, parts: tuple[Part, ...], root: str) -> Markup:
        pieces: list[Markup] = []
        for emphasised, run in groupby(parts, lambda part: isinstance(part, Emphasis)):
            if emphasised:
                # Of ``*a**b*`` Markdown would show the two signs in the middle.
                whole = "".join(part.text for part in run)
                pieces.append(Markup("*{}*").format(inner(whole)))
            else:
                pieces += (self._piece(part, root) for part in run)
        return Markup("").join(pieces)

    def _piece(self, part: Part, root: str) -> Markup:
        match part:
            case Link(text, url):
                return Markup("[{}](<{}>)").format(inner(text), _address(url))
            case Reference(text, kind, entry_id):
                return inner(text, lambda label: self.link(kind, entry_id, root, label))
            case _:
                return inner(part.text)


def _address(url: str) -> Markup:
    """Return an address for the inside of ``<…>`` in Markdown; the model has vetted its scheme."""
    safe = url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E")
    # Two of them on a page would make code of all that stands between them.
    safe = safe.replace("`", "%60")
    return Markup(safe)  # noqa: S704  # escaped just here


def wikidata(identifiers: Mapping[str, str]) -> str:
    """Return the number of an entry's item in Wikidata; nothing unless it is one."""
    item = identifiers.get("wikidata", "")
    return item if re.fullmatch(r"Q[0-9]{1,15}", item) else ""


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
