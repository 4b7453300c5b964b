"""What a page says with links in it: each is relative to the page, in its final form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from timeline.model.entries import Account, Attribution, Cite, Said, Voice
from timeline.model.inline import Emphasis, Link, Part, Prose, Reference
from timeline.pages.markup import html, inner
from timeline.pages.meta import address
from timeline.pages.tongue import tongue
from timeline.pages.units import unit_anchor
from timeline.pages.wording import apart, fill

if TYPE_CHECKING:
    from timeline.pages.environment import Renderer

FOLDERS = {"actor": "actors", "place": "places", "event": "events", "source": "sources"}
"""Kind of entry -> folder of its pages."""


class Links:
    """The links of the pages in one folder; what its methods return is safe in an element."""

    def __init__(self, renderer: Renderer, path: str) -> None:
        """Take the path of a page below ``docs/``."""
        self._renderer = renderer
        self._folder = tuple(path.split("/")[:-1])
        self._before = {kind: self._relative(f"{folder}/") for kind, folder in FOLDERS.items()}
        self._glossary = self.to("glossary.md")

    def to(self, path: str) -> str:
        """Return the relative address of a page, from its path below ``docs/``."""
        return self._relative(address(path))

    def _relative(self, path: str) -> str:
        folder = self._folder
        parts = path.split("/")
        same = 0
        while same < len(folder) and same < len(parts) - 1 and folder[same] == parts[same]:
            same += 1
        return "../" * (len(folder) - same) + "/".join(parts[same:])

    def link(self, kind: str, entry_id: str, anchor: str = "", extra: str = "") -> Markup:
        """Return a link to an entry's page, or a part of it, under the entry's name.

        ``extra`` are further attributes, as they are written.
        """
        label = self._renderer.label(kind, entry_id)
        return self._linked(self._address(kind, entry_id, anchor), label, extra)

    def _address(self, kind: str, entry_id: str, anchor: str = "") -> str:
        place = f"#{anchor}" if anchor else ""
        return f"{self._before[kind]}{entry_id}.html{place}"

    def _linked(self, address: str, label: Markup, extra: str = "") -> Markup:
        opening = f'<a {extra} href="{address}">' if extra else f'<a href="{address}">'
        return Markup(f"{opening}{label}</a>")  # noqa: S704  # ids are plain, the label is escaped

    def basis(self) -> Markup:
        """Say that everything rests on one source, where it does; else nothing."""
        renderer = self._renderer
        sources = renderer.timeline.sources
        if len(sources) != 1:
            return Markup("")
        total = renderer.wording.number(renderer.timeline.statement_count)
        names = {"n": total, "source": self.link("source", next(iter(sources)))}
        return fill(renderer.catalogue.text["source"]["only"], names)

    def voice(self, said: Account | Said) -> Markup:
        """Return who says something, alone or together with others."""
        voices: list[Attribution] = [said.according_to] if said.according_to else []
        if isinstance(said, Account):
            voices += said.jointly_with
        shown = [
            self._renderer.wording.quoted(who.as_written)
            if isinstance(who, Voice)
            else self.link("actor", who)
            for who in voices
        ]
        words = self._renderer.catalogue.dates
        pieces = [inner(words.comma).join(shown[:-1]), *shown[-1:]]
        return inner(words.last_comma).join(piece for piece in pieces if piece)

    def cites(self, holders: tuple[Cite, ...]) -> Markup:
        """Return where something stands: a link to the unit of each source."""
        renderer = self._renderer
        links, named = [], ""
        for cite in holders:
            # The source is named once, and then only where in it.
            label = renderer.wording.place_in_source(cite.at)
            if cite.source != named:
                label, named = f"{renderer.short_source(cite.source)}, {label}", cite.source
            anchor = unit_anchor(cite)
            further = renderer.unit_pages.get((cite.source, anchor))
            page = self.to(further) if further else f"{self._before['source']}{cite.source}.html"
            links.append(f'<a href="{page}#{anchor}">{html(label)}</a>')
        return Markup(", ".join(links))  # noqa: S704  # escaped just here

    def prose(self, text: Prose) -> Markup:
        """Return a running text, its paragraphs one after the other."""
        return Markup(" ").join(map(self.paragraph, text.paragraphs))

    def blocks(self, text: Prose, attributes: str = "") -> Markup:
        """Return a running text as ``p`` elements; the last one has the attributes."""
        shown = [self._own_direction(self.paragraph(parts), parts) for parts in text.paragraphs]
        first = "".join(f"<p>{part}</p>\n" for part in shown[:-1])
        opening = f"<p {attributes}>" if attributes else "<p>"
        return Markup(f"{first}{opening}{shown[-1]}</p>")  # noqa: S704  # escaped by paragraph()

    def _own_direction(self, paragraph: Markup, parts: tuple[Part, ...]) -> Markup:
        """Give a paragraph that runs against the page its own direction."""
        plain = "".join(part.text for part in parts)
        if not tongue(plain, None, self._renderer.catalogue.language):
            return paragraph
        return Markup('<bdi class="st-block" dir="auto">{}</bdi>').format(paragraph)

    def paragraph(self, parts: tuple[Part, ...]) -> Markup:
        """Return a paragraph of running text without an element around it."""
        return Markup("".join(map(self._piece, parts)))  # noqa: S704  # each piece is escaped

    def _piece(self, part: Part) -> Markup:
        match part:
            case Emphasis(text):
                return Markup(f"<em>{inner(text)}</em>")  # noqa: S704  # escaped just here
            case Link(text, url):
                return Markup(f'<a href="{html(url)}">{inner(text)}</a>')  # noqa: S704  # likewise
            case Reference(text, kind, entry_id):
                return apart(text, lambda label: self._reference(kind, entry_id, label))
            case _:
                return inner(part.text)

    def _reference(self, kind: str, entry_id: str, text: str) -> Markup:
        label = self._renderer.wording.shown(text)
        if kind == "term":
            return self._linked(f"{self._glossary}#{entry_id}", label, 'class="st-term"')
        return self._linked(self._address(kind, entry_id), label)
