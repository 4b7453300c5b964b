"""Pages of former ids: they lead on without scripts, from any place, and nothing lists them."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.building import served
from tests.helpers import MINIMAL, edited, timeline_of
from tests.pages.invented import CONTENT, SITE, checked, rendered
from tests.small_site import built_site
from timeline.pages import Site, load_catalogue, render_site

ADDRESS = "https://bridge.example/chronicle/"
HOSTILE = """<b>A & "B"</b> 'C' {x} {{ y }}"""
FORMER = {
    "events/the-collapse": "events/bridge-collapses",
    "events/collapse-1997": "events/bridge-collapses",
    "actors/a-fenn": "actors/ada-fenn",
    "places/the-bridge": "places/mill-bridge",
    "sources/echo": "sources/echo-1997-03-05",
}
"""Former address -> the address that it leads to, both without the ending."""


def files() -> Mapping[str, str]:
    """Return the minimal content's files with former ids in them, one of every kind."""
    former: dict[str, list[str]] = {}
    for old, new in FORMER.items():
        former.setdefault(new, []).append(old.partition("/")[2])
    changed = {}
    for new, ids in former.items():
        place = f"{new}.yaml".replace("events/", "events/1997/")
        text = (MINIMAL / place).read_text(encoding="utf-8")
        changed[place] = f"{text}formerly: [{', '.join(ids)}]\n"
    return changed


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_site(tmp_path_factory.mktemp("redirects"), files(), site_url=ADDRESS)


@pytest.fixture(scope="session")
def under_a_path(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the site, served below a folder of its host."""
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(site, root / "chronicle")
    with served(root) as address:
        yield f"{address}chronicle/"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Yield a page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("old", "new"), FORMER.items())
def test_a_reader_without_scripts_arrives(
    plain: Page, under_a_path: str, old: str, new: str
) -> None:
    plain.goto(f"{under_a_path}{old}.html")
    plain.wait_for_url(f"{under_a_path}{new}.html")
    assert plain.locator("article h1").count() == 1


def test_a_reader_of_the_disk_arrives(plain: Page, site: Path) -> None:
    plain.goto((site / "events/the-collapse.html").as_uri())
    plain.wait_for_url((site / "events/bridge-collapses.html").as_uri())
    assert "The mill bridge collapses" in plain.locator("article h1").inner_text()


@pytest.mark.parametrize(("old", "new"), FORMER.items())
def test_a_reader_who_is_not_led_can_read_and_follow(site: Path, old: str, new: str) -> None:
    page = html.parse(site / f"{old}.html").getroot()
    (link,) = page.findall(".//a")
    assert (site / f"{old}.html").parent / link.get("href") == site / f"{new}.html"
    name = str(html.parse(site / f"{new}.html").getroot().xpath("string(//h1)")).rstrip("¶ ")
    assert page.xpath("string(//p)") == f"It is now at {name}."
    assert page.xpath("string(//h1)") == "This page has moved"
    assert page.get("lang") == "en"


def test_machines_are_told(site: Path) -> None:
    page = html.parse(site / "actors/a-fenn.html").getroot()
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}actors/ada-fenn.html"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=ada-fenn.html"]
    assert page.xpath("//script") == []


def test_nothing_lists_them(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"{ADDRESS}actors/ada-fenn.html" in sitemap
    indexed = [
        gzip.decompress(f.read_bytes()).decode(errors="replace")
        for f in (site / "pagefind").rglob("*.pf_fragment")
    ]
    assert any("actors/ada-fenn.html" in fragment for fragment in indexed)
    for old in FORMER:
        assert f"{old}.html" not in sitemap
        assert not any(f"{old}.html" in fragment for fragment in indexed)
    for page in site.rglob("*.html"):
        links = html.parse(page).getroot().xpath("//a/@href")
        assert not [link for link in links if link.partition("#")[0].endswith("/a-fenn.html")]


def test_every_engine_gets_them_as_finished_files() -> None:
    made = {path for path in rendered(checked(CONTENT)) if path.endswith(".html")}
    assert made == {
        "actors/a-fenn.html",
        "events/cracks-reported.html",
        "places/aster-town.html",
    }


def test_without_an_address_the_canonical_link_is_relative() -> None:
    made = rendered(checked(CONTENT), Site(name="A"))
    assert b'<link rel="canonical" href="ada-fenn.html">' in made["actors/a-fenn.html"]


def test_a_name_cannot_break_the_page(tmp_path: Path) -> None:
    place = "actors/ada-fenn.yaml"
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    text = edited(place, "name: Ada Fenn", f"formerly: [a-fenn]\nname: {quoted}")
    made = render_site(timeline_of(tmp_path, text), [], SITE, load_catalogue("fr"))
    page = html.fromstring(made["actors/a-fenn.html"].decode())
    assert page.xpath("string(//a)") == HOSTILE
    assert page.xpath("string(//title)") == f"{HOSTILE} · {SITE.name}"
    assert page.xpath("//b") == []
    assert page.xpath("string(//h1)") == "Cette page a changé d’adresse"
    assert page.xpath("string(//p)") == f"Elle se trouve désormais ici : {HOSTILE}."
