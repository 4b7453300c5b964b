"""Entries in a real browser: copying, pop-overs, single keys; and the same without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import Windows, without_errors
from tests.entries.conftest import ADDRESS, REPOSITORY

pytestmark = pytest.mark.browser

EVENT = "events/gao-bombing.html"
CARDS = ".st-card__title a"


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    made = context.new_page()
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    yield made
    assert problems == []


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


class TestTools:
    """What stands below an entry."""

    def test_the_permanent_link_is_copied_and_that_is_said(self, page: Page) -> None:
        page.goto(EVENT)
        link = page.get_by_role("link", name="Permanent link")
        expect(link).to_have_attribute("href", f"{ADDRESS}{EVENT}")
        page.get_by_role("button", name="Copy address").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert clipboard(page) == f"{ADDRESS}{EVENT}"

    @pytest.mark.parametrize("form", ["text", "bibtex", "csl"])
    def test_each_form_of_citation_is_copied_as_it_stands(self, form: str, page: Page) -> None:
        page.goto(EVENT)
        page.get_by_text("Cite this entry").click()
        button = page.locator(f"[data-st-copy=cite-{form}]")
        expect(button).to_have_text("Copy")
        button.click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        copied = clipboard(page)
        assert copied == page.locator(f"#cite-{form}").text_content()
        for part in (
            "Rafale jets bomb Gao",
            f"{ADDRESS}{EVENT}",
            "Agence France-Presse",
            "para 13",
        ):
            assert part in copied
        if form == "csl":
            assert json.loads(copied)[0]["id"] == "gao-bombing"

    def test_a_sign_is_explained_to_whom_points_at_it(self, page: Page) -> None:
        page.goto(EVENT)
        for sign, words in (
            (".st-mark", "The day is known."),
            (".st-status", "One source reports it."),
        ):
            page.locator(sign).first.hover()
            expect(page.locator(sign).first).to_have_attribute("title", words)

    def test_a_refused_clipboard_is_said_too(self, page: Page) -> None:
        page.add_init_script(
            "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
        )
        page.goto(EVENT)
        page.get_by_role("button", name="Copy address").click()
        expect(page.get_by_role("status")).to_contain_text("refused")

    def test_edit_report_and_history_lead_to_the_repository(self, page: Page) -> None:
        page.goto(EVENT)
        file = "content/events/2013/gao-bombing.yaml"
        edit = page.get_by_role("link", name="Edit this entry")
        expect(edit).to_have_attribute("href", f"{REPOSITORY}/edit/main/{file}")
        history = page.get_by_role("link", name="History of this entry")
        expect(history).to_have_attribute("href", f"{REPOSITORY}/commits/main/{file}")
        report = page.get_by_role("link", name="Report an error").get_attribute("href")
        assert report is not None
        assert report.startswith(f"{REPOSITORY}/issues/new?")
        query = parse_qs(urlsplit(report).query, strict_parsing=True)
        assert query["title"] == ["Error in: Rafale jets bomb Gao"]
        for part in (f"{ADDRESS}{EVENT}", "event:gao-bombing", file):
            assert part in query["body"][0]


class TestTerms:
    """Pop-overs of the glossary."""

    def test_a_term_opens_where_it_stands_and_esc_gives_the_focus_back(self, page: Page) -> None:
        page.goto(EVENT)
        term = page.locator("a.st-term").first
        expect(term).to_have_attribute("aria-haspopup", "dialog")
        term.focus()
        page.keyboard.press("Enter")
        pop = page.get_by_role("dialog", name="Rafale")
        expect(pop).to_be_visible()
        expect(pop).to_contain_text("French fighter aircraft")
        expect(pop).to_contain_text("from outside the sources")
        expect(pop.get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press("Escape")
        expect(pop).to_be_hidden()
        expect(term).to_be_focused()
        assert page.url.endswith(EVENT)

    def test_its_button_closes_it_and_its_link_leads_to_the_glossary(self, page: Page) -> None:
        page.goto(EVENT)
        term = page.locator("a.st-term").first
        term.click()
        page.get_by_role("button", name="Close").click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(term).to_be_focused()
        term.click()
        page.get_by_role("link", name="In the glossary").click()
        page.wait_for_url("**/glossary.html#rafale")

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_it_stays_inside_the_window(self, width: int, page: Page) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        page.goto("actors/islamist-fighters.html")
        page.locator("a.st-term").first.click()
        box = page.get_by_role("dialog").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_every_page_with_a_term_has_its_words(self, site: Path) -> None:
        script = (site / "assets/js/terms.js").read_text(encoding="utf-8")
        known = set(
            json.loads(re.sub(r"^.*?window\.stTerms = |;\s*$", "", script, flags=re.DOTALL))
        )
        used = {
            term
            for path in site.rglob("*.html")
            for term in re.findall(
                r'class="?st-term"? href="?[^"> ]*glossary\.html#([a-z0-9-]+)[ ">]',
                path.read_text(encoding="utf-8"),
            )
        }
        assert used == known


class TestKeys:
    """Single keys, and how they are turned off."""

    def test_j_and_k_go_from_title_to_title(self, page: Page) -> None:
        page.goto("timeline.html")
        titles = page.locator(CARDS)
        for key, number in [("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)]:
            page.keyboard.press(key)
            expect(titles.nth(number)).to_be_focused()

    def test_they_pass_over_hidden_events(self, page: Page) -> None:
        page.goto("timeline.html")
        page.locator(".st-card").nth(1).evaluate("card => { card.style.display = 'none' }")
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(page.locator(CARDS).nth(2)).to_be_focused()

    def test_on_an_event_they_turn_the_page(self, page: Page) -> None:
        page.goto(EVENT)
        following = page.locator(".st-neighbours a[rel=next]").get_attribute("href")
        page.keyboard.press("j")
        page.wait_for_url(f"**/{following}")
        page.keyboard.press("k")
        page.wait_for_url(f"**/{EVENT}")

    def test_f_and_slash_tell_the_other_scripts(self, page: Page) -> None:
        page.goto("timeline.html")
        page.evaluate(
            """() => { window.told = [];
            for (const name of ["st:filters", "st:search"])
              document.addEventListener(name, () => window.told.push(name)); }"""
        )
        page.keyboard.press("f")
        page.keyboard.press("/")
        assert page.evaluate("window.told") == ["st:filters", "st:search"]

    @pytest.mark.parametrize("held", ["Control", "Alt", "Meta"])
    def test_with_a_modifier_they_do_nothing(self, held: str, page: Page) -> None:
        page.goto("timeline.html")
        prevented = page.evaluate(
            """(held) => ["j", "k", "f", "/", "?"].map((key) => !document.body.dispatchEvent(
              new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true,
                [{ Control: "ctrlKey", Alt: "altKey", Meta: "metaKey" }[held]]: true })))""",
            held,
        )
        assert not any(prevented)
        expect(page.get_by_role("dialog")).to_have_count(0)

    @pytest.mark.parametrize("field", ["input", "textarea", "div contenteditable"])
    def test_in_a_field_they_are_letters(self, field: str, page: Page) -> None:
        page.goto("timeline.html")
        page.evaluate(
            """(field) => { const [name, edit] = field.split(" ");
            const made = document.createElement(name); made.id = "field";
            if (edit) made.contentEditable = "true";
            document.querySelector("h1").before(made); made.focus(); }""",
            field,
        )
        page.keyboard.type("jk/?f")
        text = page.locator("#field").evaluate("made => made.value ?? made.textContent")
        assert text == "jk/?f"
        expect(page.get_by_role("dialog")).to_have_count(0)

    def test_the_window_opens_by_key_and_by_button_and_closes(self, page: Page) -> None:
        page.goto(EVENT)
        page.keyboard.press("?")
        window = page.get_by_role("dialog", name="Keyboard")
        expect(window).to_be_visible()
        expect(window.locator("kbd")).to_have_text(["j", "k", "f", "/", "?", "Esc"])
        page.keyboard.press("j")
        assert page.url.endswith(EVENT), "a key went through the window"
        page.keyboard.press("Escape")
        expect(window).to_be_hidden()
        button = page.get_by_role("button", name="Keyboard")
        button.click()
        window.get_by_role("button", name="Close").click()
        expect(window).to_be_hidden()
        expect(button).to_be_focused()

    def test_turned_off_they_stay_off_until_turned_on(self, page: Page) -> None:
        page.goto("timeline.html")
        page.keyboard.press("?")
        page.get_by_role("checkbox", name="Use these keys").uncheck()
        page.keyboard.press("Escape")
        for _ in range(2):
            page.keyboard.press("j")
            page.keyboard.press("?")
            expect(page.get_by_role("dialog")).to_have_count(0)
            expect(page.locator(f"{CARDS}:focus")).to_have_count(0)
            page.reload()
        page.get_by_role("button", name="Keyboard").click()
        page.get_by_role("checkbox", name="Use these keys").check()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        expect(page.locator(f"{CARDS}:focus")).to_have_count(1)

    def test_no_other_single_key_of_the_theme_is_left(self, page: Page) -> None:
        page.goto("timeline.html")
        for key in "pn,.":
            page.keyboard.press(key)
        expect(page.locator("link[rel=prev], link[rel=next]")).to_have_count(0)
        assert page.url.endswith("timeline.html")

    @pytest.mark.parametrize("motion", ["reduce", "no-preference"])
    def test_scrolling_is_smooth_only_where_motion_is_welcome(
        self, motion: str, page: Page
    ) -> None:
        page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
        page.add_init_script(
            """window.scrolled = [];
            Element.prototype.scrollIntoView = function (how) { scrolled.push(how.behavior); };"""
        )
        page.goto("timeline.html")
        page.keyboard.press("j")
        expected = "instant" if motion == "reduce" else "smooth"
        assert page.evaluate("window.scrolled") == [expected]


class TestWithoutScripts:
    """The same pages, complete."""

    @pytest.fixture
    def plain(self, browser: Browser, address: str) -> Iterator[Page]:
        context = browser.new_context(java_script_enabled=False, base_url=address)
        yield context.new_page()
        context.close()

    def test_no_button_that_does_nothing_is_shown(self, plain: Page) -> None:
        for path in (EVENT, "timeline.html", "actors/mujao.html", "glossary.html"):
            plain.goto(path)
            assert plain.get_by_role("button").count() == 0

    def test_citations_and_the_permanent_link_are_there(self, plain: Page) -> None:
        plain.goto(EVENT)
        plain.get_by_text("Cite this entry").click()
        for form in ("text", "bibtex"):
            expect(plain.locator(f"#cite-{form}")).to_be_visible()
        expect(plain.get_by_role("link", name="Permanent link")).to_be_visible()

    def test_a_term_is_a_link_to_its_place_in_the_glossary(self, plain: Page) -> None:
        plain.goto(EVENT)
        plain.locator("a.st-term").first.click()
        plain.wait_for_url("**/glossary.html#rafale")
        expect(plain.locator("#rafale")).to_be_visible()


PAGES = [
    EVENT,
    "events/boumama-tactical-retreat.html",
    "actors/islamist-fighters.html",
    "actors/algeria.html",
    "sources/afp-2013-01-14.html",
    "glossary.html",
    "positions.html",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_entries_are_accessible(
    path: str, width: int, scheme: str, windows: Windows, address: str
) -> None:
    with without_errors(windows.page(width, 844)) as page:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(address + path)
        for summary in page.locator("summary").all():
            summary.click()
        if page.locator("a.st-term").count():
            page.locator("a.st-term").first.click()
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["accounts.html", "figures.html", "positions.html"])
def test_pages_across_entries_say_that_all_rests_on_one_source(path: str, page: Page) -> None:
    page.goto(path)
    expect(page.locator(".st-basis")).to_contain_text(
        re.compile(r"All \d+ statements .* one source")
    )
