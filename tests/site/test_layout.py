"""How pages hold together: nothing jumps, nothing overflows, focus shows, and little is loaded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.real import both_engines
from tests.site.pages import LOOKED_AT, Built, example

pytestmark = pytest.mark.browser

kinds = pytest.mark.parametrize(("engine", "kind"), LOOKED_AT, indirect=["engine"])

PHONE, LAPTOP = (390, 844), (1280, 800)

WIDTHS = (320, 390, 640, 1280, 2560)
"""Windows in CSS pixels: 640 is a laptop's 1280 at a zoom of 200 % (WCAG 2.2, 1.4.4)."""

MOST_SHIFT = 0.02
"""Cumulative layout shift of a page from its opening to its end."""

MOST_BYTES = 60 * 1024
"""Our own style sheets and scripts on one page, together, as they are before compression."""

SHIFT = """() => new Promise((done) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
    });
    observer.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""

OWN = """() => performance.getEntriesByType("resource")
    .filter(({ name }) => /\\/assets\\/(js\\/)?[\\w-]+\\.(css|js)$/.test(name))
    .reduce((sum, entry) => sum + entry.decodedBodySize, 0)"""

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

HIDDEN_FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const shown = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none"
        || getComputedStyle(element.querySelector("*") ?? element).outlineStyle !== "none";
    return shown ? "" : element.outerHTML.slice(0, 120);
}"""
"""Null at the page's end; else what has the focus without showing it."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page in a window of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@kinds
@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_nothing_moves_and_little_is_loaded(
    kind: str, size: tuple[int, int], built: Built, address: str, page: Page
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address + example(built, kind), wait_until="networkidle")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert page.evaluate(SHIFT) <= MOST_SHIFT
    assert 0 < page.evaluate(OWN) <= MOST_BYTES
    wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": size[1]})
        wide[width] = page.evaluate(OVERFLOW)
    assert wide == dict.fromkeys(WIDTHS, 0)


@pytest.mark.parametrize(
    "kind", ["home", "timeline", "event with accounts", "actor", "places", "search"]
)
@both_engines
def test_tab_leads_through_a_page_and_shows_where_it_is(
    kind: str, built: Built, address: str, page: Page
) -> None:
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    page.goto(address + example(built, kind), wait_until="networkidle")
    stops = page.locator("a[href], button, summary, input, select, [tabindex='0']").count()
    lost = []
    for _ in range(stops + 1):
        page.keyboard.press("Tab")
        found = page.evaluate(HIDDEN_FOCUS)
        if found is None:
            break
        if found:
            lost.append(found)
    else:
        pytest.fail("Tab does not lead out of the page")
    assert lost == []


def test_the_day_stays_in_view_while_its_events_pass(address: str, page: Page) -> None:
    page.goto(address + "timeline.html")
    title = page.locator("#d-2013-01-14")
    page.locator("#e-security-council-meets").scroll_into_view_if_needed()
    box = title.bounding_box()
    assert box is not None
    assert abs(box["y"]) < 2


@pytest.mark.parametrize(
    ("clicks", "shown"),
    [
        (["Timeline"], ["Friday 11 January 2013", "Rafale jets bomb Gao"]),
        (["Figures"], ["60 insurgents killed", "the assault on Gao alone", "Residents of Gao"]),
        (["Figures"], ["100 deaths among jihadists", "no place named", "Tieman Hubert Coulibaly"]),
        (["Positions"], ["Supports", "Will help the French intervention with transport planes."]),
        (["Algeria"], ["Algeria closes its border", "Algeria puts its support behind"]),
        (["Actors", "Algeria"], ["Algeria closes its border", "Algeria puts its support behind"]),
    ],
)
def test_what_a_first_reader_asks_is_two_clicks_away(
    clicks: list[str], shown: list[str], address: str, page: Page
) -> None:
    page.goto(address)
    for name in clicks:
        page.get_by_role("link", name=name, exact=True).last.click()
    for text in shown:
        expect(page.get_by_role("article").first).to_contain_text(text)
