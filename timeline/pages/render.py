"""From a checked timeline to every file of the site's source: a pure function, path to bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from timeline.check import Coverage
from timeline.collector import collector_spared
from timeline.model.timeline import Timeline
from timeline.pages.book import Book
from timeline.pages.cards import Card, Cards
from timeline.pages.catalogue import Catalogue
from timeline.pages.data import timeline_json, timeline_schema
from timeline.pages.entries import actor_pages, event_pages
from timeline.pages.environment import Renderer
from timeline.pages.feed import PATH, feed, has_feed
from timeline.pages.glossary import glossary_pages, glossary_script
from timeline.pages.guide import guide_page
from timeline.pages.index import index_files
from timeline.pages.overviews import (
    home_page,
    overview_pages,
    search_page,
    timeline_pages,
    written_pages,
)
from timeline.pages.places import place_pages
from timeline.pages.redirects import redirect_pages
from timeline.pages.site import Site
from timeline.pages.sources import source_pages

_PARTS = (
    home_page,
    timeline_pages,
    event_pages,
    actor_pages,
    place_pages,
    source_pages,
    glossary_pages,
    overview_pages,
    guide_page,
    search_page,
    written_pages,
    redirect_pages,
)


def render_site(
    timeline: Timeline, coverage: list[Coverage], site: Site, catalogue: Catalogue
) -> Mapping[str, bytes]:
    """Return every generated file: its path below ``docs/``, POSIX, and its bytes.

    The result depends on the arguments alone: no clock, no environment, no order of a set.
    """
    with collector_spared():
        return _render(timeline, coverage, site, catalogue)


def _render(
    timeline: Timeline, coverage: list[Coverage], site: Site, catalogue: Catalogue
) -> Mapping[str, bytes]:
    book = Book(Renderer(timeline, site, catalogue), {c.source: c for c in coverage})
    files: dict[str, str] = {}
    for part in _PARTS:
        files.update(part(book))
    files.update(book.maps)
    files.update(index_files(book))
    files["assets/js/strings.js"] = strings_script(catalogue)
    if timeline.vocabulary.glossary:
        files["assets/js/terms.js"] = glossary_script(book)
    files.update(robots(site))
    if has_feed(timeline, site):
        files[PATH] = feed(timeline, site, catalogue)
    files.update(cname(site))
    files["data/timeline.json"] = timeline_json(timeline)
    files["data/timeline.schema.json"] = timeline_schema()
    return {path: files[path].encode("utf-8") for path in sorted(files)}


def render_cards(timeline: Timeline, site: Site, catalogue: Catalogue) -> Mapping[str, Card]:
    """Return what the preview pictures show, by path below ``docs/``; none without an address.

    A page can only name its picture by an absolute address, so without one nobody would see them.
    """
    return Cards(Book(Renderer(timeline, site, catalogue), {})).all() if site.url else {}


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
