"""In a real browser nothing that was typed runs, and readers see all of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect

from tests.hostile.conftest import Hostile
from tests.hostile.corpus import PROSE
from tests.hostile.shown import DATA_ONLY, flat, shown
from tests.hostile.site import Typed, families, name_of
from tests.real import both_engines

pytestmark = pytest.mark.browser

OVERVIEWS: Final = (
    "index.html", "timeline.html", "accounts.html", "figures.html", "positions.html",
    "actors/index.html", "places/index.html", "sources/index.html", "glossary.html",
    "corrections.html", "data.html", "search.html", "404.html", "events/former-n000.html",
)  # fmt: skip

WATCH: Final = """
window.seen = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => seen.push(name);
document.addEventListener("securitypolicyviolation", (event) =>
  seen.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


def samples() -> list[str]:
    """Return the addresses of pages with the first string of each family, in turn of each kind."""
    first: dict[str, int] = {}
    for number, family, _ in families():
        first.setdefault(family, number)
    kinds = ("events", "actors", "places", "sources")
    pages = [f"events/{name_of(number)}.html" for number in first.values()]
    pages += [f"{kinds[at % 4]}/{name_of(n + 1)}.html" for at, n in enumerate(first.values())]
    return [*OVERVIEWS, *pages]


@pytest.fixture(params=[False, True], ids=["policy in force", "policy bypassed"])
def watched(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """Yield a page that notes whatever ran, was asked for or was forbidden."""
    context = browser.new_context(bypass_csp=request.param)
    page = context.new_page()
    page.add_init_script(WATCH)
    dialogs: list[str] = []
    foreign: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    def note(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            foreign.append(request.url)

    page.on("dialog", dismiss)
    page.on("request", note)
    yield page
    assert page.evaluate("window.seen") == []
    assert dialogs == []
    assert foreign == []
    context.close()


@both_engines
def test_a_browser_runs_nothing_and_asks_nobody(
    watched: Page, address: str, hostile: Hostile
) -> None:
    by_page: dict[str, list[Typed]] = {}
    for typed in hostile.typed:
        by_page.setdefault(typed.page, []).append(typed)
    for name in samples():
        watched.goto(address + name)
        if "former-" in name:
            watched.wait_for_url(re.compile(r"/n\d+\.html"))
        assert watched.evaluate("window.seen") == [], name
        seen = flat(watched.evaluate("document.body.innerText + document.body.textContent"))
        for typed in by_page.get(name, ()):
            assert typed.field in DATA_ONLY or shown(typed) in seen, (name, typed)


@pytest.mark.parametrize(
    ("engine", "watched"),
    # The index is made of the pages, and those of both engines are read above.
    [("mkdocs", False), ("mkdocs", True), ("zensical", True)],
    indirect=True,
    ids=["policy in force-mkdocs", "policy bypassed-mkdocs", "policy bypassed-zensical"],
)
def test_search_shows_what_was_typed(
    watched: Page, address: str, hostile: Hostile, read: dict[str, Any]
) -> None:
    titles = {flat(t.text) for t in hostile.typed if t.field in TITLES}
    for words in ("script", "alert", "onerror", "evil", "lt mark gt", "javascript", "template"):
        watched.goto(f"{address}search.html?q={words}")
        hits = watched.locator(".st-hits li")
        expect(hits.first).to_be_visible()
        assert set(hits.evaluate_all(TAGS)) <= {"li", "a", "div", "p", "mark"}
        for address_of, title, excerpt in hits.evaluate_all(HITS):
            place = re.search(r"(events|actors|places|sources)/n\d+\.html", address_of)
            if place:
                assert flat(title) in titles
                # An excerpt is made of what the page shows, sign by sign.
                # Pagefind does not tell a typed "&lt;" from a "<"; see SECURITY.md.
                shown_there = flat(read[place[0]]["text"])
                text = shown_there + html.unescape(shown_there)
                # Pagefind ends its pieces with full stops of its own.
                lost = [word for word in excerpt.split() if word.rstrip(".") not in text]
                assert lost == [], place[0]


HITS: Final = """hits => hits.map(hit => {
  const [link, excerpt] = [hit.querySelector("a"), hit.querySelector("p")];
  return [link.href, link.innerText, excerpt.innerText];
})"""
TITLES: Final = ("Event.title", "Actor.name", "Place.name", "Source.title")
TAGS: Final = (
    "hits => hits.flatMap(hit => [hit, ...hit.querySelectorAll('*')].map(e => e.localName))"
)


def typed_into(hostile: Hostile, field: str) -> set[str]:
    return {flat(typed.text) for typed in hostile.typed if typed.field == field}


def check_filters(watched: Page, address: str, hostile: Hostile) -> None:
    """Find what was typed in each drawer of the filters and in the list of what is found.

    There are more events than fit one page: drawers and list are filled from the index.
    """
    watched.goto(f"{address}timeline.html?from=2000-01-01")
    more = watched.locator(".st-found > button")
    found = watched.locator(".st-found li p a")
    expect(more).to_be_visible()
    more.click()
    expect(found).to_have_count(len(list(families())))
    assert {flat(text) for text in found.all_text_contents()} == typed_into(hostile, "Event.title")
    for facet, field in FACETS:
        drawer = watched.locator(f"[data-facet={facet}]")
        watched.locator(f".st-facet:has(+ [data-facet={facet}])").click()
        labels = drawer.locator("label > span:first-of-type")
        expect(labels).to_have_count(OFFERED)
        assert {flat(text) for text in labels.all_text_contents()} <= typed_into(hostile, field)
        sign = flat(labels.last.text_content() or "")
        drawer.get_by_role("searchbox").fill(sign)
        expect(labels).not_to_have_count(OFFERED)
        assert sign in {flat(text) for text in labels.all_text_contents()}
        labels.first.click()
        assert flat(labels.first.text_content() or "") in flat(
            watched.locator(".st-fchips").inner_text()
        )
    assert set(watched.locator(".st-found, .st-values, .st-fchips").evaluate_all(INSIDE)) <= {
        "a", "button", "div", "input", "label", "li", "ol", "p", "s", "span",
    }  # fmt: skip


FACETS: Final = (
    ("actor", "Actor.name"),
    ("place", "Place.name"),
    ("type", "Vocabulary.event_types.label"),
    ("source", "Source.title_short"),
)
"""Facets whose values' names are typed, and into which field."""
OFFERED: Final = 100
"""Values that a drawer shows at once."""
INSIDE: Final = "parts => parts.flatMap(p => [...p.querySelectorAll('*')].map(e => e.localName))"


@both_engines
def test_filters_map_and_glossary_show_what_was_typed(
    watched: Page, address: str, hostile: Hostile
) -> None:
    check_filters(watched, address, hostile)
    watched.goto(f"{address}places/index.html")
    figure = watched.locator("[data-st-map]")
    figure.hover()  # with many places it is loaded for who turns to it
    pin = watched.locator(".st-map--live .st-pin button").first
    expect(pin).to_be_attached()
    pin.focus()
    watched.keyboard.press("Enter")
    popup = watched.locator(".st-popup")
    expect(popup).to_be_visible()
    names = [t.text for t in hostile.typed if t.field == "Place.name"]
    assert any(flat(name) in flat(popup.inner_text()) for name in names)
    assert set(popup.evaluate("e => [...e.querySelectorAll('*')].map(x => x.localName)")) <= {
        "a", "bdi", "div", "h2", "h3", "p", "strong", "b", "ul", "ol", "li", "span", "time", "button",
    }  # fmt: skip
    assert PROSE  # what running text refuses is tried in test_refused.py
