"""The built site in a real browser: without scripts, on a phone, in the dark, and searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect

from tests.browsing import Windows
from tests.real import both_engines
from tests.site.pages import LOOKED_AT, Built, example, flat

pytestmark = pytest.mark.browser

PHONE, DESK = 390, 1280
"""Widths of the window, in CSS pixels."""

kinds = pytest.mark.parametrize(("engine", "kind"), LOOKED_AT, indirect=["engine"])


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Yield a function that opens a window, which is closed after the test."""
    contexts: list[BrowserContext] = []

    def open_window(width: int = DESK, **options: Any) -> BrowserContext:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        return context

    yield open_window
    for context in contexts:
        context.close()


def visit(page: Page, address: str, path: str) -> None:
    """Open a page, and see that it is one."""
    answer = page.goto(address + path, wait_until="load")
    assert answer is not None
    assert answer.status == 200, f"{path}: {answer.status}"


class TestWithoutScripts:
    """With JavaScript off, everything is there."""

    @both_engines
    def test_the_timeline_shows_every_event(
        self, built: Built, address: str, opened: Callable[..., BrowserContext]
    ) -> None:
        page = opened(java_script_enabled=False).new_page()
        visit(page, address, "timeline.html")
        for event in built.data["events"]:
            card = page.locator(f"#e-{event['id']}")
            expect(card).to_be_visible()
            expect(card).to_contain_text(event["title"])

    @kinds
    def test_nothing_asks_for_scripts_or_does_not_work_without(
        self, kind: str, built: Built, address: str, windows: Windows
    ) -> None:
        page = windows.page(DESK, 900, java_script_enabled=False)
        visit(page, address, example(built, kind))
        text = flat(page.locator("body").inner_text())
        assert not re.search(r"java\s?script|enable script", text, re.IGNORECASE)
        expect(page.locator("h1")).to_be_visible()
        # A button does nothing without a script, so none is shown.
        assert page.locator("button:visible").count() == 0

    def test_every_event_can_be_opened_from_the_timeline(
        self, built: Built, address: str, opened: Callable[..., BrowserContext]
    ) -> None:
        event = built.data["events"][0]
        page = opened(java_script_enabled=False).new_page()
        visit(page, address, "timeline.html")
        page.locator(f"#e-{event['id']}").get_by_role("link", name=event["title"]).click()
        expect(page.locator("h1")).to_have_text(event["title"])


@kinds
def test_a_page_opens_without_an_error_and_asks_no_other_server(
    kind: str, built: Built, address: str, opened: Callable[..., BrowserContext]
) -> None:
    context = opened()
    asked: list[str] = []
    said: list[str] = []

    def watch(route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(address).netloc:
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    context.route("**/*", watch)
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "response",
        lambda response: (
            said.append(f"{response.status} {response.url}") if response.status >= 400 else None
        ),
    )
    visit(page, address, example(built, kind))
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert said == []


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page: the rule, and the first elements that break it."""
    # A page that has axe already need not take it in and warm it up again.
    axe = Axe(axe_script="") if page.evaluate("'axe' in window") else Axe()
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: "
        + "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
        + (f" and {len(violation['nodes']) - 5} more" if len(violation["nodes"]) > 5 else "")
        for violation in axe.run(page).response["violations"]
    ]


@kinds
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_page_is_accessible_in_light_and_dark(
    width: int, kind: str, built: Built, address: str, windows: Windows
) -> None:
    page = windows.page(width, 900)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    visit(page, address, example(built, kind))
    light = violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert {"light": light, "dark": violations(page)} == {"light": [], "dark": []}


def actor_with_alias(built: Built) -> tuple[str, str]:
    """Return an alias that no other text shares with the actor's name, and the actor's address."""
    for actor in built.data["actors"]:
        for alias in actor.get("aliases", ()):
            if not set(alias["name"].lower().split()) & set(actor["name"].lower().split()):
                return alias["name"], actor["url"]
    pytest.fail("no actor has an alias any more")


def event_with_word(built: Built) -> tuple[str, str]:
    """Return a word that is in the summary of one event only, not in its title, and its address."""
    texts = {event["url"]: event["summary"] for event in built.data["events"]}
    titles = " ".join(event["title"] for event in built.data["events"]).lower()
    words = {url: set(re.findall(r"\b[a-z]{8,}\b", text)) for url, text in texts.items()}
    for url, own in words.items():
        for word in sorted(own):
            others = [other for other in words if other != url and word[:6] in texts[other]]
            if not others and word[:6] not in titles:
                return word, url
    pytest.fail("no event has a word of its own any more")


class TestSearch:
    """Whoever types a word finds what it stands in."""

    def search(self, page: Page, address: str, words: str, target: str) -> None:
        visit(page, address, "index.html")
        page.locator("[data-st-search]").click()
        dialog = page.get_by_role("dialog")
        dialog.locator("input[name=q]").fill(words)
        expect(dialog.locator(f"a[href*='{target}']").first).to_be_visible()

    @both_engines
    def test_an_event_by_a_word_of_its_summary(
        self, built: Built, address: str, opened: Callable[..., BrowserContext]
    ) -> None:
        word, target = event_with_word(built)
        self.search(opened().new_page(), address, word, target)

    def test_an_actor_by_another_name(
        self, built: Built, address: str, opened: Callable[..., BrowserContext]
    ) -> None:
        alias, target = actor_with_alias(built)
        self.search(opened().new_page(), address, alias, target)

    def test_a_place_by_its_name(
        self, built: Built, address: str, opened: Callable[..., BrowserContext]
    ) -> None:
        place = built.data["places"][0]
        self.search(opened().new_page(), address, place["name"], place["url"])

    @both_engines
    def test_on_the_page_for_it(
        self, built: Built, address: str, opened: Callable[..., BrowserContext]
    ) -> None:
        word, target = event_with_word(built)
        page = opened().new_page()
        visit(page, address, "search.html")
        form = page.locator("form[data-st-search-page]")
        form.locator("input[name=q]").fill(word)
        expect(form.locator(f"a[href*='{target}']").first).to_be_visible()

    def test_on_a_phone(
        self, built: Built, address: str, opened: Callable[..., BrowserContext]
    ) -> None:
        place = built.data["places"][0]
        self.search(opened(PHONE).new_page(), address, place["name"], place["url"])


@both_engines
def test_the_choice_of_light_or_dark_is_kept(
    address: str, opened: Callable[..., BrowserContext]
) -> None:
    page = opened(color_scheme="light").new_page()
    visit(page, address, "index.html")

    def ground() -> str:
        colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return colour

    light = ground()
    button = page.locator("button[data-st-scheme]")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = ground()
    assert dark != light
    visit(page, address, "timeline.html")
    expect(page.locator("button[data-st-scheme]")).to_have_attribute("aria-pressed", "true")
    assert ground() == dark
