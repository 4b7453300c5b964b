"""From a checked timeline to every file of the site's source: a pure function, path to bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from timeline.check import Coverage
from timeline.collector import collector_spared
from timeline.model.timeline import Timeline
from timeline.pages.book import Book, Output
from timeline.pages.cards import Card, Cards
from timeline.pages.catalogue import Catalogue
from timeline.pages.data import timeline_json, timeline_schema
from timeline.pages.digests import Digests, KnownEntries
from timeline.pages.entries import (
    actor_list,
    actor_outputs,
    event_outputs,
    event_page,
    profile,
    record,
)
from timeline.pages.feed import PATH, feed
from timeline.pages.glossary import glossary_outputs, glossary_page, glossary_script
from timeline.pages.guide import guide_page
from timeline.pages.index import events_script, index_outputs, pages_script, titles_script
from timeline.pages.overviews import (
    accounts_page,
    corrections_page,
    diagnostics_page,
    figures_page,
    fixed_page,
    home_page,
    leading_page,
    overview_outputs,
    period_page,
    positions_page,
    search_page,
    timeline_page,
    written_page,
)
from timeline.pages.places import (
    ground_script,
    locator_file,
    place_events,
    place_list,
    place_outputs,
    place_page,
    places_script,
)
from timeline.pages.plan import Plan
from timeline.pages.reads import Read
from timeline.pages.redirects import redirect_outputs, redirect_page
from timeline.pages.site import Site
from timeline.pages.sources import further_units, source_list, source_outputs, source_page

_PARTS = (
    overview_outputs,
    event_outputs,
    actor_outputs,
    place_outputs,
    source_outputs,
    glossary_outputs,
    redirect_outputs,
    index_outputs,
)


ENTRIES: Final = {
    "actors": actor_outputs,
    "events": event_outputs,
    "places": place_outputs,
    "sources": source_outputs,
}
"""Folder of entries -> what makes all files in it. Its pages load nothing but what is in ``assets/``."""


def outputs_of(plan: Plan) -> Mapping[str, Output]:
    """Return everything that is rendered for a site, by path below ``docs/``, sorted."""
    site = plan.site
    outputs = [output for part in _PARTS for output in part(plan)]
    outputs += [
        Output("guide.md", guide_page, ""),
        Output("assets/js/strings.js", strings_file, ""),
        Output("assets/js/signs.js", signs_file, ""),
        Output("data/timeline.json", data_file, ""),
        Output("data/timeline.schema.json", schema_file, ""),
        *(Output(path, text_file, text) for path, text in robots(site).items()),
        *(Output(path, text_file, text) for path, text in cname(site).items()),
    ]
    if plan.has_feed:
        outputs.append(Output(PATH, feed_file, ""))
    return {output.path: output for output in sorted(outputs, key=lambda output: output.path)}


class Rendering:
    """One rendering of one site: every file can be made by itself, in any order, and tells from what.

    What comes out depends on the arguments alone: no clock, no environment, no order of a set.
    """

    def __init__(
        self,
        timeline: Timeline,
        coverage: list[Coverage],
        site: Site,
        catalogue: Catalogue,
        known: KnownEntries | None = None,
    ) -> None:
        """Prepare to make files; ``known`` digests of entries need not be computed again."""
        plan = Plan(timeline, coverage, site, catalogue)
        self._plan = plan
        self.book = Book(timeline, plan, site, catalogue)
        self.digests = Digests(timeline, plan, known=known)
        self._recalled: Mapping[str, str] | None = None

    @cached_property
    def outputs(self) -> Mapping[str, Output]:
        """Everything that is rendered, by path, sorted."""
        if self._recalled is None:
            return outputs_of(self._plan)
        told = {path: signature.partition(" ") for path, signature in self._recalled.items()}
        return {
            path: Output(path, MAKERS[make], key)
            for path, (make, _, key) in told.items()
            if make in MAKERS
        }

    def recall(self, signatures: Mapping[str, str]) -> None:
        """Take it as said that there are just these files; what is no rendered one is passed over.

        To find out which there are takes longer than to make a few of them.
        """
        self._recalled = signatures

    def some(self, paths: Collection[str]) -> Mapping[str, Output]:
        """Return these of all files, and what comes along with them; of a few entries' pages quickly.

        What is no file is left out.
        """
        folders = {path.partition("/")[0] for path in paths}
        if folders <= ENTRIES.keys():
            parts = {ENTRIES[folder]: None for folder in sorted(folders)} | {place_outputs: None}
            every = {output.path: output for part in parts for output in part(self._plan)}
        else:
            every = dict(self.outputs)
        return {
            path: output
            for path, output in every.items()
            if not set(output.along or (path,)).isdisjoint(paths)
        }

    def make(self, path: str) -> tuple[bytes, list[Read]]:
        """Return a file's bytes, and everything that was read for them."""
        return self.made(self.outputs[path])

    def made(self, output: Output) -> tuple[bytes, list[Read]]:
        """Return the bytes of one of the outputs, and everything that was read for them."""
        text, reads = self.book.reads.of(lambda: output.make(self.book, output.key))
        return text.encode("utf-8"), reads

    @property
    def known(self) -> KnownEntries:
        """The digests of entries that were computed so far."""
        return self.digests.entries

    def prepare(self) -> None:
        """Do beforehand what processes that share the work would otherwise each do."""
        self.book.renderer.prepare()

    def cards(self) -> Mapping[str, Card]:
        """Return what the preview pictures show, by path; none without the site's address.

        A page can only name its picture by an absolute address, so without one nobody would see
        them.
        """
        if not self.book.renderer.site.url:
            return {}
        with self.book.reads.apart():
            return Cards(self.book).all()


def render_site(
    timeline: Timeline,
    coverage: list[Coverage],
    site: Site,
    catalogue: Catalogue,
) -> Mapping[str, bytes]:
    """Return every generated file: its path below ``docs/``, POSIX, and its bytes.

    With ``wanted``, only those of which it is true, and what they show.
    """
    with collector_spared():
        rendering = Rendering(timeline, coverage, site, catalogue)
        return {path: rendering.make(path)[0] for path in rendering.outputs}


def feed_file(book: Book, _: str) -> str:
    """Return the feed."""
    return feed(book.timeline, book.renderer.site, book.renderer.catalogue)


def data_file(book: Book, _: str) -> str:
    """Return all entries as data."""
    return timeline_json(book.timeline)


def schema_file(_book: Book, _: str) -> str:
    """Return what describes them."""
    return timeline_schema()


def strings_file(book: Book, _: str) -> str:
    """Return the scripts' words."""
    return strings_script(book.renderer.catalogue)


def signs_file(book: Book, _: str) -> str:
    """Return what signs mean."""
    return signs_script(book.renderer.catalogue)


def text_file(_book: Book, text: str) -> str:
    """Return a text as it is."""
    return text


_MAKERS: Final = (
    *(accounts_page, corrections_page, diagnostics_page, figures_page, fixed_page, home_page),
    *(leading_page, period_page, positions_page, search_page, timeline_page, written_page),
    *(event_page, profile, record, actor_list),
    *(place_page, place_events, place_list, locator_file, ground_script, places_script),
    *(source_page, further_units, source_list),
    *(glossary_page, glossary_script, redirect_page, guide_page),
    *(pages_script, events_script, titles_script),
    *(feed_file, data_file, schema_file, strings_file, signs_file, text_file),
)
MAKERS: Final[Mapping[str, Callable[[Book, str], str]]] = {make.__name__: make for make in _MAKERS}
"""Name -> what makes a file. Every one stands here, so that a signature can be traced back."""


def render_cards(timeline: Timeline, site: Site, catalogue: Catalogue) -> Mapping[str, Card]:
    """Return what the preview pictures show, by path below ``docs/``."""
    return Rendering(timeline, [], site, catalogue).cards()


def robots(site: Site) -> Mapping[str, str]:
    """Return ``robots.txt`` where crawlers would look for it: at the root of a host only."""
    if not site.url or urlsplit(site.url).path not in ("", "/"):
        return {}
    return {"robots.txt": f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n"}


def cname(site: Site) -> Mapping[str, str]:
    """Return ``CNAME``, by which GitHub Pages knows a custom domain when it serves a branch.

    Other hosts pass over it. A host of GitHub's own, one with a path or a port, a number or a
    machine's own name is no custom domain.
    """
    parts = urlsplit(site.url)
    host = parts.hostname or ""
    named = "." in host and not host.rpartition(".")[2].isdigit()
    if not named or parts.path not in ("", "/") or parts.port or host.endswith(".github.io"):
        return {}
    return {"CNAME": f"{host}\n"}


def strings_script(catalogue: Catalogue) -> str:
    """Return the scripts' words as a script: a page opened from the disk can fetch no JSON."""
    words = json.dumps(catalogue.text["script"], ensure_ascii=False, indent=1)
    return f'"use strict";\nwindow.stStrings = {words};\n'


def signs_script(catalogue: Catalogue) -> str:
    """Return what the signs of dates and states mean, by their words in a page, as a script.

    Said once for the site: at each sign it would be a fiftieth of it.
    """
    marks, states = catalogue.text["mark"].values(), catalogue.text["status"].values()
    senses = {f"({mark['label']})": mark["text"] for mark in marks}
    senses |= {status["label"]: status["text"] for status in states}
    words = json.dumps(senses, ensure_ascii=False, indent=1)
    return f'"use strict";\nwindow.stSigns = {words};\n'
