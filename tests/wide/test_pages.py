"""The pages of a long timeline as they are built: none too long, all within reach by links."""

from __future__ import annotations

import posixpath
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.site.test_layout import MOST_BYTES, OWN
from tests.wide.conftest import EVENTS, Wide

MOST_ELEMENTS = 4_000
"""Of one page, as it is served."""


def tree(file: Path) -> html.HtmlElement:
    return html.fromstring(file.read_bytes())


def timeline_pages(wide: Wide) -> list[Path]:
    return [wide.site / "timeline.html", *sorted(wide.site.glob("timeline/**/*.html"))]


def test_no_page_has_too_many_elements(wide: Wide) -> None:
    counts = {file: sum(1 for _ in tree(file).iter()) for file in wide.site.rglob("*.html")}
    assert {str(file): n for file, n in counts.items() if n > MOST_ELEMENTS} == {}


def test_every_event_is_on_one_page_of_the_timeline(wide: Wide) -> None:
    cards = [
        card
        for file in timeline_pages(wide)
        for card in tree(file).xpath("//li[@class and @id]/@id")
    ]
    assert Counter(cards) == Counter(f"e-{event['id']}" for event in wide.events)
    assert len(cards) == EVENTS


def test_links_alone_lead_from_the_overview_to_every_page(wide: Wide) -> None:
    reached: set[str] = set()
    waiting = ["timeline.html"]
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        links = tree(wide.site / path).xpath("//nav[contains(@class, 'st-years')]//a/@href")
        waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(path), x)) for x in links]
    assert reached == {file.relative_to(wide.site).as_posix() for file in timeline_pages(wide)}


def test_bars_lead_to_days_that_are_there(wide: Wide) -> None:
    for file in timeline_pages(wide):
        for link in tree(file).xpath("//a[contains(@class, 'st-strip__link')]/@href"):
            target, _, anchor = link.partition("#")
            there = (file.parent / target).resolve() if target else file
            assert tree(there).xpath("//*[@id=$anchor]", anchor=anchor), (file, link)


def test_the_index_is_not_part_of_any_page(wide: Wide) -> None:
    assert not any(b"data/index" in file.read_bytes() for file in timeline_pages(wide))


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["timeline.html", "largest"])
def test_little_of_our_own_is_loaded(kind: str, wide: Wide, browser: Browser) -> None:
    largest = max(timeline_pages(wide), key=lambda file: file.stat().st_size)
    path = largest.relative_to(wide.site).as_posix() if kind == "largest" else kind
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(wide.address + path, wait_until="networkidle")
        assert 0 < page.evaluate(OWN) <= MOST_BYTES


@pytest.mark.browser
def test_without_a_script_everything_can_be_turned_to(wide: Wide, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{wide.address}timeline.html")
        expect(page.locator(".st-filters")).to_be_hidden()
        link = page.locator(".st-years a").first
        shown = 0
        while link.count():
            page.goto(urljoin(page.url, str(link.get_attribute("href"))))
            shown += page.locator(".st-card").count()
            link = page.locator(".st-turn").first.get_by_role("link", name="Later")
        assert shown == EVENTS


@pytest.mark.browser
@pytest.mark.parametrize("page_of", ["timeline.html", "timeline/1900-1909.html"])
def test_an_address_of_a_day_leads_to_the_page_that_has_it(
    page_of: str, wide: Wide, browser: Browser
) -> None:
    event = next(e for e in reversed(wide.events) if e["precision"] == "day")
    anchor = f"d-{event['earliest']}"
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{wide.address}{page_of}#{anchor}")
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.browser
def test_an_answer_does_not_wait_for_the_larger_typeface_of_a_stranger(
    page: Page, wide: Wide
) -> None:
    fonts: list[str] = []
    page.on("request", lambda r: fonts.append(r.url) if r.resource_type == "font" else None)
    query = f"search.html?q={wide.events[0]['title'].split()[0]}"
    page.goto(wide.address + query, wait_until="networkidle")
    expect(page.locator(".st-hits li").first).to_be_visible()
    assert fonts
    assert not any("newsreader" in font for font in fonts)

    page.goto(f"{wide.address}method.html", wait_until="networkidle")
    assert any("newsreader" in font for font in fonts)
    with page.expect_navigation():
        page.evaluate("query => location.assign(query)", query)
    expect(page.locator(".st-hits li").first).to_be_visible()
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px Newsreader')")
    family = page.locator(".st-hits a").first.evaluate("a => getComputedStyle(a).fontFamily")
    assert family.startswith("Newsreader,")


def test_an_address_of_an_event_leads_to_it(wide: Wide, browser: Browser) -> None:
    event = wide.events[-1]
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{wide.address}timeline.html#e-{event['id']}")
        page.wait_for_url(f"**/{event['url']}")
