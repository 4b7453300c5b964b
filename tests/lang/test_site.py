"""A French site with Arabic in it: no English word left, every text in its own direction."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from lxml import etree, html
from playwright.sync_api import Browser, Page, expect

from tests.traces import traces
from timeline.pages import load_catalogue
from timeline.pages.catalogue import FOLDER

pytestmark = pytest.mark.browser

ACTOR = "actors/al-azraq.html"
EVENT = "events/reunion.html"
LETTER = "events/lettre.html"
QUOTE = "لن نطفئ النور، أبدا!"
IN_ENGLISH = {"diagnostics.html", "guide.html"}
"""Pages with text that is English in any language: what the check prints, what fields are for."""


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def catalogue(language: str) -> Any:
    text = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  # the base loader makes strings only


def phrases(language: str) -> set[str]:
    """Return every run of words of a catalogue between the names in braces."""
    runs = {
        " ".join(run.split())
        for text in leaves(catalogue(language))
        for run in re.split(r"\{[a-z_:0-9]*\}", text)
    }
    return {run for run in runs if re.search(r"[^\W\d_]{3}", run)}


def visible_text(path: Path) -> str:
    root = html.fromstring(path.read_bytes())
    etree.strip_elements(root, "script", "style", "noscript", with_tail=False)
    words = [*root.itertext()]
    words += [
        element.get(name, "")
        for element in root.iter()
        for name in ("title", "aria-label", "alt", "placeholder")
    ]
    for meta in root.iter("meta"):
        if meta.get("name") == "search":
            # Its content, a kind, is a word for programs; readers get its translation.
            texts = {str(v) for k, v in meta.attrib.items() if re.fullmatch(r"data-\d+", str(k))}
            words += sorted(texts - {meta.get("content", "")})
        elif meta.get("name"):
            words.append(meta.get("content", ""))
    return " ".join(" ".join(map(str, words)).split())


@pytest.fixture(scope="module")
def pages(french: Path) -> dict[str, str]:
    """Return the text of every page, also what only screen readers get."""
    return {
        path.relative_to(french).as_posix(): visible_text(path)
        for path in sorted(french.rglob("*.html"))
    }


def test_no_english_word_of_the_interface_is_left(pages: dict[str, str]) -> None:
    own = " ".join(phrases("fr")).casefold()
    english = {p for p in phrases("en") if not re.search(rf"\b{re.escape(p.casefold())}\b", own)}
    assert len(english) > 200
    left = {
        (path, phrase)
        for path, text in pages.items()
        if path not in IN_ENGLISH
        for phrase in english
        if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
    }
    assert left == set()


def test_nothing_of_another_timeline_is_in_it(project: Path) -> None:
    assert traces(project) == []


def test_the_page_says_that_it_is_french(french: Path) -> None:
    for path in french.rglob("*.html"):
        assert html.fromstring(path.read_bytes()).get("lang") == "fr", path


def test_the_menu_speaks_french(pages: dict[str, str]) -> None:
    for word in ("Aperçu", "Chronologie", "Acteurs", "Lieux", "Divergences", "Méthode"):
        assert word in pages[EVENT]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (EVENT, "mardi 1er mars 2011"),
        (EVENT, "§ 1–2"),
        (EVENT, "« quelque 1200 bateaux »"),
        (EVENT, "environ 1 200"),
        (LETTER, "entre le 1er et le 4 mars 2011"),
        ("sources/la-vague.html", "vendredi 4 mars 2011"),
        ("actors/index.html", "0 événement"),
        ("timeline.html", "2 événements par date"),
    ],
)
def test_dates_numbers_and_counts_are_french(path: str, words: str, pages: dict[str, str]) -> None:
    assert words in pages[path]


def test_the_scripts_speak_french(french: Path) -> None:
    script = (french / "assets/js/strings.js").read_text(encoding="utf-8")
    said = json.loads(script.partition("window.stStrings = ")[2].rstrip().rstrip(";"))
    assert said == load_catalogue("fr").text["script"]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=address)
    yield context.new_page()
    context.close()


class TestArabic:
    """Arabic names and quotations on a French page, on a phone."""

    @pytest.mark.parametrize(
        ("path", "selector", "lang", "direction"),
        [
            (ACTOR, "h1 bdi", "ar", "rtl"),
            (ACTOR, "bdi:text-is('Samir al-Azraq')", "ar-Latn", "ltr"),
            (ACTOR, "bdi:text-is('סמיר')", "he", "rtl"),
            (EVENT, f"bdi:text-is('{QUOTE}')", "ar", "rtl"),
            (EVENT, ".st-aside a bdi:text-is('الميناء الأزرق')", "ar", "rtl"),
            (LETTER, "h1 bdi", None, "auto"),
            (LETTER, "p.st-lead bdi", None, "auto"),
            ("timeline.html", "a bdi:text-is('سمير الأزرق')", "ar", "rtl"),
        ],
    )
    def test_a_text_has_its_language_and_direction(
        self, path: str, selector: str, lang: str | None, direction: str, page: Page
    ) -> None:
        page.goto(path)
        found = page.locator(selector).first
        expect(found).to_have_attribute("dir", direction)
        assert found.get_attribute("lang") == lang
        computed = found.evaluate("element => getComputedStyle(element).direction")
        assert computed == ("ltr" if direction == "ltr" else "rtl")

    def test_the_sign_at_the_end_of_a_quotation_stands_at_its_left(self, page: Page) -> None:
        page.goto(EVENT)
        first, last = page.locator(f"bdi:text-is('{QUOTE}')").evaluate(
            """element => {
              const at = (from, to) => {
                const range = document.createRange();
                range.setStart(element.firstChild, from);
                range.setEnd(element.firstChild, to);
                return range.getBoundingClientRect().left;
              };
              const length = element.firstChild.length;
              return [at(0, 1), at(length - 1, length)];
            }"""
        )
        assert last < first

    @pytest.mark.parametrize(
        "path",
        ["index.html", "timeline.html", ACTOR, EVENT, LETTER, "places/azrak.html", "glossary.html"],
    )
    @pytest.mark.parametrize("width", [320, 390])
    def test_nothing_breaks_the_page(self, path: str, width: int, page: Page) -> None:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        outside = page.evaluate(
            """() => [...document.querySelectorAll("article bdi")].filter((element) => {
              const box = element.getBoundingClientRect();
              return box.left < 0 || box.right > innerWidth;
            }).map((element) => element.textContent)"""
        )
        assert outside == []
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    def test_a_term_with_an_arabic_name_opens_in_its_direction(self, page: Page) -> None:
        page.goto(EVENT)
        page.locator("a.st-term").first.click()
        name = page.locator(".st-pop__name")
        expect(name).to_have_text("منارة")
        expect(name).to_have_attribute("dir", "rtl")
        expect(name).to_have_attribute("lang", "ar")
        expect(page.get_by_role("button", name="Fermer")).to_be_focused()
