"""The search dialog, by keyboard, from any page; and what is there without script or server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.real import both_engines
from timeline.model.timeline import Timeline

pytestmark = pytest.mark.browser

HITS = ".st-find .st-hits a"


@both_engines
def test_by_keyboard_alone(page: Page, real: str) -> None:
    page.goto(f"{real}events/gao-bombing.html")
    link = page.get_by_role("link", name="Search", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Search")
    field = dialog.get_by_role("textbox")
    expect(field).to_be_focused()
    page.keyboard.type("Timbuktu")
    expect(dialog.get_by_role("status")).to_have_text(re.compile("first 6 of .* results"))
    expect(page.locator(HITS)).to_have_count(6)

    page.keyboard.press("ArrowDown")
    expect(page.locator(HITS).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(HITS).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(HITS).first).to_be_focused()

    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()

    # Again: what was asked is still there, and is replaced by typing.
    page.keyboard.press("Enter")
    expect(field).to_have_value("Timbuktu")
    page.keyboard.type("diabaly")
    expect(page.locator(HITS).first).to_have_text("Diabaly")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{real}places/diabaly.html")


def test_opens_on_the_event_that_the_shortcut_sends(page: Page, real: str) -> None:
    page.goto(f"{real}actors/index.html")
    page.wait_for_function("window.stStrings")
    page.evaluate("document.dispatchEvent(new CustomEvent('st:search'))")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    page.evaluate("document.dispatchEvent(new CustomEvent('st:search'))")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    assert page.locator("dialog").count() == 1


def test_on_the_search_page_the_field_is_asked_for(page: Page, real: str) -> None:
    page.goto(f"{real}search.html")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_visible()
    page.get_by_role("link", name="Search", exact=True).click()
    expect(field).to_be_focused()
    assert page.locator("dialog").count() == 0


def test_enter_and_the_last_link_lead_to_the_search_page(page: Page, real: str) -> None:
    page.goto(f"{real}index.html")
    for leave in ("Enter", "link"):
        page.get_by_role("link", name="Search", exact=True).click()
        page.get_by_role("dialog").get_by_role("textbox").fill("france")
        expect(page.locator(HITS)).to_have_count(6)
        if leave == "Enter":
            page.keyboard.press("Enter")
        else:
            page.get_by_role("link", name=re.compile("All .* results")).click()
        expect(page).to_have_url(f"{real}search.html?q=france")
        page.go_back()


@both_engines
def test_nothing_of_search_is_loaded_before_it_is_used(page: Page, real: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{real}timeline.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/pagefind/" in url or "search." in url]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessible(browser: Browser, real: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    for address in ("search.html", "search.html?q=gao&kind=event", "index.html"):
        page.goto(f"{real}{address}")
        if address == "index.html":
            page.get_by_role("link", name="Search", exact=True).click()
            page.get_by_role("dialog").get_by_role("textbox").fill("gao")
            page.locator(HITS).first.wait_for()
        elif "?" in address:
            page.locator(".st-hits a").first.wait_for()
            page.locator("details.st-narrow").evaluate("details => { details.open = true }")
        outcome = Axe().run(page, {"exclude": []})
        assert outcome.violations_count == 0, f"{address}: {outcome.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, address
    context.close()


def test_without_script_the_page_lists_everything(
    browser: Browser, real: str, timeline: Timeline
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{real}index.html")
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page).to_have_url(f"{real}search.html")
    expect(page.locator("form")).to_be_hidden()
    text = page.locator("main").inner_text()
    assert not re.search(r"java ?script|enable|browser", text, re.IGNORECASE)
    links = page.locator(".st-all a")
    targets = {link.get_attribute("href"): link.inner_text() for link in links.all()}
    for folder in ("events", "actors", "places", "sources"):
        for name, entry in getattr(timeline, folder).items():
            title = entry.title if folder in ("events", "sources") else entry.name
            assert targets[f"{folder}/{name}.html"] == title
    names = page.locator("h2#actors + ul a").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    context.close()


def test_from_the_disk_it_says_so_and_offers_the_lists(page: Page, project: Path) -> None:
    page.goto((project / "site" / "events" / "gao-bombing.html").as_uri())
    page.get_by_role("link", name="Search", exact=True).click()
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_contain_text("opened from the disk")
    status.get_by_role("link", name="A to Z").click()
    expect(page.locator("h1")).to_have_text("Search")
    expect(page.get_by_role("status")).to_contain_text("opened from the disk")
    expect(page.locator(".st-all a").first).to_be_visible()
