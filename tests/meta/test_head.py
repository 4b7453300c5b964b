"""The head of built pages: link previews, descriptions, icons; the page for missing addresses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.helpers import edited
from tests.small_site import built_site

URL = "https://example.org/bridge/"
NASTY = """Fire & "smoke" <b>1</b> </script> 'x' {{ y }} {% z %}"""
FILES = {
    **edited(
        "events/1997/inquiry-opens.yaml",
        "title: An inquiry opens",
        f"title: {json.dumps(NASTY)}",
    ),
    **edited("actors/ada-fenn.yaml", "name: Ada Fenn", "name: 'Ada & \"<i>Fenn'"),
    "pages/index.md": "# The bridge\n\nWhy it fell.\n",
}
FILES["events/1997/inquiry-opens.yaml"] += "published: 1997-03-06\n"
PAGES = {
    "index.html": "website",
    "timeline.html": "website",
    "events/inquiry-opens.html": "article",
    "actors/ada-fenn.html": "profile",
    "places/lindow.html": "website",
    "sources/echo-1997-03-05.html": "website",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_site(tmp_path_factory.mktemp("addressed"), FILES, site_url=URL)


@pytest.fixture(scope="module")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_site(tmp_path_factory.mktemp("bare"), FILES)


def head(page: Path) -> dict[str, str]:
    """Return what a page's meta elements say; a name that occurs twice is a fault."""
    found: dict[str, str] = {}
    for element in lxml_html.fromstring(page.read_bytes()).iter("meta"):
        for name in filter(None, (element.get("property"), element.get("name"))):
            assert name not in found, f"{page.name} has two {name}"
            found[name] = element.get("content", "")
    return found


def strings(page: Path, path: str) -> list[str]:
    """Return what an XPath of attributes or texts finds in a page."""
    return cast(list[str], lxml_html.fromstring(page.read_bytes()).xpath(path))


def graph(page: Path) -> Any:
    (script,) = strings(page, "//script[@type='application/ld+json']/text()")
    return json.loads(script)


@pytest.mark.parametrize(("path", "kind"), PAGES.items())
def test_every_page_can_be_previewed(site: Path, path: str, kind: str) -> None:
    said = head(site / path)
    address = URL if path == "index.html" else URL + path
    assert said["og:type"] == kind
    assert said["og:url"] == address
    assert said["og:title"]
    assert said["description"] == said["og:description"] != ""
    assert said["twitter:card"] == "summary_large_image"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"]
    assert (site / said["og:image"].removeprefix(URL)).is_file()
    assert strings(site / path, "//link[@rel='canonical']/@href") == [address]


@pytest.mark.parametrize("path", PAGES)
def test_without_an_address_nothing_absolute_is_said(bare_site: Path, path: str) -> None:
    said = head(bare_site / path)
    assert said["og:title"]
    assert not {"og:url", "og:image", "og:image:alt", "twitter:card"} & set(said)
    assert not strings(bare_site / path, "//link[@rel='canonical']/@href")
    assert not (bare_site / "assets" / "cards").exists()


def test_every_sign_is_escaped_exactly_once(site: Path) -> None:
    page = site / "events" / "inquiry-opens.html"
    assert head(page)["og:title"] == NASTY
    assert NASTY in head(page)["og:image:alt"]
    assert graph(page)["headline"] == NASTY
    (title,) = strings(page, "//title/text()")
    assert title.startswith(NASTY)
    assert head(site / "actors" / "ada-fenn.html")["og:title"] == 'Ada & "<i>Fenn'


@pytest.mark.parametrize("path", [path for path in PAGES if path != "timeline.html"])
def test_every_entry_is_described(site: Path, path: str) -> None:
    assert graph(site / path)["@context"] == "https://schema.org"


def test_times_are_stated_only_if_known(site: Path) -> None:
    said = head(site / "events" / "bridge-collapses.html")
    assert not {"article:published_time", "article:modified_time"} & set(said)

    said = head(site / "events" / "inquiry-opens.html")
    assert said["article:published_time"] == "1997-03-06"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_the_feed(site: Path, bare_site: Path, path: str) -> None:
    (address,) = strings(site / path, "//link[@type='application/atom+xml']/@href")
    assert ((site / path).parent / address).resolve() == site / "feed.xml"
    assert not strings(bare_site / path, "//link[@type='application/atom+xml']/@href")


def test_the_feed_is_published_as_it_was_written(site: Path, bare_site: Path) -> None:
    read = feedparser.parse((site / "feed.xml").read_bytes())
    assert not read.bozo
    assert [entry.title for entry in read.entries] == [NASTY]
    assert read.entries[0].link == f"{URL}events/inquiry-opens.html"
    assert not (bare_site / "feed.xml").exists()


def test_icons_are_there(site: Path) -> None:
    icons = strings(site / "index.html", "//link[@rel='icon' or @rel='apple-touch-icon']/@href")
    assert len(icons) == 3
    assert all((site / icon).is_file() for icon in icons)


@pytest.mark.parametrize("base", ["/bridge/", "/"])
def test_a_missing_address_leads_on_from_any_depth(site: Path, bare_site: Path, base: str) -> None:
    page = (site if base == "/bridge/" else bare_site) / "404.html"
    assert strings(page, "//meta[@name='robots']/@content") == ["noindex"]
    assert strings(page, "//h1/text()") == ["There is no page here"]
    links = strings(page, "//article//a/@href")
    assert {f"{base}search.html", f"{base}timeline.html"} <= set(links)
    files = strings(page, "//link[@rel='stylesheet']/@href | //script/@src")
    assert all(address.startswith(base) for address in links + files)


def test_the_sitemap_lists_every_page_once_and_no_time(site: Path) -> None:
    tree = etree.fromstring((site / "sitemap.xml").read_bytes())
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = [element.text for element in tree.iterfind(".//s:loc", names)]
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    expected = {URL if page == "index.html" else URL + page for page in pages}
    assert sorted(map(str, listed)) == sorted(expected)
    assert tree.find(".//s:lastmod", names) is None


def test_robots_are_told_only_at_the_root_of_a_host(site: Path, tmp_path: Path) -> None:
    assert not (site / "robots.txt").exists()
    root = built_site(tmp_path, site_url="https://bridge.example/")
    text = (root / "robots.txt").read_text(encoding="utf-8")
    assert text.splitlines()[-1] == "Sitemap: https://bridge.example/sitemap.xml"
