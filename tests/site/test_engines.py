"""Both engines make the same site: what may differ between them is listed here, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args
from urllib.parse import urljoin

import pytest
from lxml import etree, html

from tests.real import RealSites
from tests.search.test_pagefind import fragments
from tests.site.pages import Built, flat
from tests.small_site import built_site
from timeline.settings import Engine
from timeline.write.ownership import LIST

THEMES_OWN = re.compile(r"assets/(images|javascripts|stylesheets)/")
"""The theme's files: each engine brings its own edition of it, of which the pages use a style sheet."""

MKDOCS_ONLY = {"sitemap.xml.gz"}
"""A second copy of the sitemap, which servers and crawlers do without."""


@pytest.fixture
def ours(real_sites: RealSites) -> Built:
    return real_sites.by("mkdocs")


@pytest.fixture
def theirs(real_sites: RealSites) -> Built:
    return real_sites.by("zensical")


def files(built: Built) -> dict[str, bytes]:
    """Return every file that is not the theme's own: its place, and its bytes."""
    found = {
        path.relative_to(built.site).as_posix(): path.read_bytes()
        for path in sorted(built.site.rglob("*"))
        if path.is_file()
    }
    return {place: data for place, data in found.items() if not THEMES_OWN.match(place)}


def test_the_same_pages(ours: Built, theirs: Built) -> None:
    assert list(ours.pages) == list(theirs.pages)


def test_the_same_files_to_the_byte(ours: Built, theirs: Built) -> None:
    mine, other = files(ours), files(theirs)
    # Names of the index's parts are digests of pages; the list of files names all of these.
    built = re.compile(rf"\.html$|^sitemap\.xml$|^pagefind/|^{re.escape(LIST)}$")
    names = [{name for name in found if not built.search(name)} for found in (mine, other)]
    assert names[0] - names[1] == MKDOCS_ONLY
    assert names[1] - names[0] == set()
    assert "data/timeline.json" in names[1]
    assert [name for name in sorted(names[1]) if mine[name] != other[name]] == []


def test_every_page_says_the_same(ours: Built, theirs: Built) -> None:
    assert [page for page in ours.pages if ours.text(page) != theirs.text(page)] == []


def test_every_page_has_the_same_frame(ours: Built, theirs: Built) -> None:
    for page in ours.pages:
        for part in ("//header", "//footer", "//*[@class='st-imprint']"):
            texts = [
                [flat(str(found.text_content())) for found in built.pages[page].xpath(part)]
                for built in (ours, theirs)
            ]
            assert texts[0] == texts[1] != [], page


def links(page: str, root: html.HtmlElement) -> Counter[str]:
    """Return where the links of a page lead, from the site's root, and how often."""
    found = root.xpath("//body//a[not(@class='md-skip')]/@href")
    return Counter(urljoin(f"/{page}", str(href)) for href in found)


def test_every_link_leads_to_the_same_place(ours: Built, theirs: Built) -> None:
    for page in ours.pages:
        assert links(page, ours.pages[page]) == links(page, theirs.pages[page]), page


def head(page: str, root: html.HtmlElement) -> Counter[tuple[str, ...]]:
    """Return what the head of a page tells programs."""
    told: Counter[tuple[str, ...]] = Counter([("title", flat(str(root.findtext("head/title"))))])
    for meta in root.xpath("//head/meta"):
        told[tuple(f"{name}={value}" for name, value in sorted(meta.items()))] += 1
    for link in root.xpath("//head/link"):
        if "assets/stylesheets/" not in str(link.get("href")):
            told[str(link.get("rel")), urljoin(f"/{page}", str(link.get("href")))] += 1
    for script in root.xpath("//script[@src or @type='application/ld+json']"):
        source = str(script.get("src") or "")
        told["script", urljoin(f"/{page}", source), str(script.text or "")] += 1
    return told


def test_every_page_tells_programs_the_same(ours: Built, theirs: Built) -> None:
    for page in ours.pages:
        assert head(page, ours.pages[page]) == head(page, theirs.pages[page]), page


def test_search_knows_the_same(ours: Built, theirs: Built) -> None:
    assert fragments(ours.site) == fragments(theirs.site)


def test_below_a_path_the_sitemap_and_the_page_for_what_is_not_found_are_the_same(
    tmp_path: Path,
) -> None:
    where = "https://example.org/chronicle/"
    found = []
    for engine in get_args(Engine):
        site = built_site(tmp_path / engine, site_url=where, engine=engine)
        sitemap = etree.fromstring((site / "sitemap.xml").read_bytes())
        missing = html.document_fromstring((site / "404.html").read_bytes())
        addresses = {str(loc.text) for loc in sitemap.iter("{*}loc")}
        found.append((addresses, links("404.html", missing)))
    assert found[0] == found[1]
    assert where in found[0][0]
    assert all(link.startswith("/chronicle/") for link in found[0][1])
