"""One content wherever it stands: below a path, at a root, and where nobody said it would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Page, expect

from tests.starter.conftest import BELOW, Stands
from tests.starter.hosting import Host, hosted

pytestmark = pytest.mark.browser

LINKS = """() => [...document.querySelectorAll("[href]:not(.md-skip), [src]")].flatMap((element) => {
  const address = new URL(element.getAttribute("href") ?? element.getAttribute("src"), document.baseURI);
  return address.origin === location.origin ? [address.origin + address.pathname] : [];
})"""


def pages_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.fixture
def host(standing: Stands) -> Iterator[Host]:
    with hosted(standing.site, standing.base) as served:
        yield served


def test_every_page_opens_and_all_that_it_names_is_there(
    standing: Stands, host: Host, page: Page
) -> None:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    named: set[str] = set()
    pages = set(pages_of(standing.site))
    # Without an address, the page for what is missing can only suppose the root of a domain.
    for path in sorted(pages if standing.url else pages - {"404.html"}):
        page.goto(host.address + path, wait_until="networkidle")
        named |= set(page.evaluate(LINKS))
    assert len(named) > 40
    for address in sorted(named):
        if address not in {host.address + path for path in pages}:
            with urlopen(address) as answer:  # noqa: S310  # the server of this test
                assert answer.status == 200
    assert (host.missed, said) == ([], [])


def test_a_reader_searches_looks_at_the_map_and_goes_on(
    standing: Stands, host: Host, page: Page
) -> None:
    (event,) = (
        path
        for path in pages_of(standing.site)
        if path.startswith(("events/ferry-turns", "events/bac"))
    )
    page.goto(f"{host.address}sources/index.html")
    page.locator("[data-st-search]").click()
    page.get_by_role("dialog").locator("input[name=q]").fill("ferry" if "ferry" in event else "bac")
    page.get_by_role("dialog").locator(f"a[href*='{event}']").first.click()
    page.wait_for_url(f"{host.address}{event}*")
    page.goto(f"{host.address}places/index.html")
    page.locator("[data-st-map]").scroll_into_view_if_needed()
    page.wait_for_selector(".st-map--live")
    assert host.missed == []


@pytest.mark.parametrize("depth", ["gone.html", "events/gone.html", "a/b/c/gone"])
def test_a_page_that_is_missing_leads_on_from_any_depth(
    below: Stands, depth: str, page: Page
) -> None:
    with hosted(below.site, below.base) as host:
        page.goto(host.address + depth, wait_until="networkidle")
        assert host.missed == [below.base + depth]
        links = page.evaluate(LINKS)
        assert all(link.startswith(host.address) for link in links)
        for link in sorted(set(links)):
            with urlopen(link) as answer:  # noqa: S310  # the server of this test
                assert answer.status == 200
        page.locator("[data-st-search]").click()
        page.get_by_role("dialog").locator("input[name=q]").fill("ferry")
        page.get_by_role("dialog").locator("a[href*='events/']").first.click()
        expect(page.locator("article h1")).to_contain_text("ferry")
        assert host.missed == [below.base + depth]


def test_a_former_address_leads_to_the_new_one(below: Stands, page: Page) -> None:
    with hosted(below.site, below.base) as host:
        page.goto(f"{host.address}events/stage-repaired.html")
        page.wait_for_url(f"{host.address}events/stage-mended.html")
        assert host.missed == []
    moved = html.parse(below.site / "events/stage-repaired.html")
    assert moved.xpath("//link[@rel='canonical']/@href") == [f"{BELOW}events/stage-mended.html"]


def absolute(value: Any) -> Iterator[str]:
    """Yield every address in a description."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from () if key == "@context" else absolute(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from absolute(inner)
    elif isinstance(value, str) and value.startswith(("http://", "https://")):
        yield value


def strings(path: Path, expression: str) -> list[str]:
    found = etree.parse(path).xpath(expression)
    assert isinstance(found, list)
    return [str(each) for each in found]


def test_whatever_needs_a_whole_address_has_the_right_one(standing: Stands) -> None:
    site, url = standing.site, standing.url
    told: dict[str, list[str]] = {"head": [], "described": [], "mapped": [], "fed": []}
    for path in pages_of(site):
        root = html.parse(site / path)
        heads = (
            "//link[@rel='canonical']/@href | //meta[@property='og:url' or @property='og:image']"
        )
        told["head"] += [
            x if isinstance(x, str) else x.get("content", "") for x in root.xpath(heads)
        ]
        for script in root.xpath("//script[@type='application/ld+json']/text()"):
            told["described"] += absolute(json.loads(script))
    told["mapped"] = strings(site / "sitemap.xml", "//*[local-name()='loc']/text()")
    if (site / "feed.xml").exists():
        told["fed"] = strings(site / "feed.xml", "//@href | //*[local-name()='id']/text()")
    if not url:
        assert (told["mapped"], told["fed"]) == ([], [])
        assert not any(urlsplit(address).scheme for address in told["head"])
        described = {urlsplit(address).hostname for address in told["described"]}
        assert described == {"post.example", "creativecommons.org"}
        return
    assert all(told.values())
    host = urlsplit(url).hostname or ""
    for addresses in told.values():
        own = [x for x in addresses if (urlsplit(x).hostname or "") == host]
        assert own
        for address in own:
            assert address.startswith(url)
            place = urlsplit(address.removeprefix(url)).path or "index.html"
            assert (site / place).is_file(), address
    assert {urlsplit(x).hostname for x in [*told["head"], *told["mapped"], *told["fed"]]} == {host}


def test_a_folder_that_is_copied_works_from_a_disk_too(
    below: Stands, browser: Browser, tmp_path: Path
) -> None:
    """Nothing in the pages depends on the server: opened as files they lead on as well."""
    page = browser.new_context().new_page()
    page.goto((below.site / "index.html").as_uri())
    page.locator("article a[href*='events/']").first.click()
    expect(page.locator("article h1")).to_be_visible()
    page.context.close()


def test_a_domain_of_its_own_reaches_the_branch(french: Path) -> None:
    published = french.parent / "published"
    assert (published / "CNAME").read_text(encoding="utf-8") == "chronicle.example\n"
    assert (published / ".nojekyll").exists()
    assert (published / "robots.txt").read_text(encoding="utf-8").endswith("/sitemap.xml\n")
