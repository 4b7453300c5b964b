"""Filters of a timeline on many pages: over all events, whatever the page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.filters import oracle
from tests.site.test_browser import violations
from tests.wide.conftest import EVENTS, Wide

pytestmark = pytest.mark.browser

Open = Callable[[str], Page]

STEP = 100
"""Events that the list shows at a time."""


def line(page: Page) -> str:
    return page.locator(".st-filters [role=status]").inner_text()


def found(page: Page) -> list[str]:
    """Return the ids of all events found, with the list opened to its end."""
    more = page.locator(".st-found > button")
    while more.is_visible():
        before = page.locator(".st-found li").count()
        more.click()
        expect(page.locator(".st-found li").nth(before)).to_be_attached()
    links = page.locator(".st-found li p a").evaluate_all("links => links.map(a => a.href)")
    return [re.sub(r".*/events/(.*)\.html", r"\1", link) for link in links]


@pytest.mark.parametrize(
    "query",
    [
        "actor=actor-1",
        "actor=actor-1&actor=actor-2&status=disputed",
        "place=place-3",
        "source=source-0&from=1964-01-01",
        "from=1960-02-01&to=1960-02-28",
        "to=1955-12-31",
        "actor=actor-1&actor=nobody",
        "actor=actor-1&from=2999-01-01",
    ],
)
def test_what_is_found_is_what_matches(query: str, opened: Open, wide: Wide) -> None:
    page = opened(query)
    wanted = oracle.matches(query, wide.events)
    assert set(ids := found(page)) == wanted
    assert len(ids) == len(wanted)
    assert line(page).startswith(f"{len(wanted)} of {EVENTS} events match")


def test_the_list_grows_a_step_at_a_time_and_takes_the_focus_along(opened: Open) -> None:
    page = opened("from=1900-01-01")
    expect(page.locator(".st-found li")).to_have_count(STEP)
    page.get_by_role("button", name="Show more events").click()
    expect(page.locator(".st-found li")).to_have_count(2 * STEP)
    expect(page.locator(".st-found li").nth(STEP).locator("p a")).to_be_focused()


def test_words_are_looked_for_in_titles(opened: Open, wide: Wide, page: Page) -> None:
    word = wide.events[7]["title"].split()[0]
    opened("")
    page.get_by_role("searchbox", name="Words in the title").fill(word.upper())
    expect(page).to_have_url(re.compile(f"words={word.upper()}"))
    page.wait_for_selector(".st-found[aria-busy=false] li")
    wanted = {event["id"] for event in wide.events if word.lower() in event["title"].lower()}
    assert set(found(page)) == wanted
    page.locator(".st-fchips button").click()
    expect(page.locator(".st-years")).to_be_visible()


def test_nothing_is_loaded_before_it_is_needed(wide: Wide, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{wide.address}timeline.html", wait_until="networkidle")
    assert not any("/data/" in url for url in asked)
    assert line(page) == f"All {EVENTS} events, by period"
    page.get_by_role("button", name="Actor").click()
    expect(page.locator(".st-values label").first).to_be_visible()
    assert any("/data/index/events.js" in url for url in asked)
    assert not any("/titles/" in url for url in asked)


def test_counts_are_those_of_the_whole(opened: Open, wide: Wide, page: Page) -> None:
    opened("status=disputed")
    page.get_by_role("button", name="Actor").click()
    first = page.locator("[data-facet=actor] label").first
    expect(first.locator(".st-count")).not_to_be_empty()
    value = first.locator("input").get_attribute("value")
    wanted = oracle.matches(f"status=disputed&actor={value}", wide.events)
    expect(first.locator(".st-count")).to_have_text(str(len(wanted)))


def test_a_value_is_found_by_typing(opened: Open, page: Page) -> None:
    opened("")
    page.get_by_role("button", name="Source").click()
    rows = page.locator("[data-facet=source] label")
    expect(rows.first).to_be_visible()
    name = rows.last.locator("span").first.inner_text()
    page.locator("[data-facet=source] [type=search]").fill(name)
    expect(rows).to_have_count(page.locator("label:visible", has_text=name).count())
    rows.first.locator("input").click()
    expect(page.locator(".st-fchips button")).to_have_text(f"Source: {name}")


def test_the_address_keeps_it_all(opened: Open, page: Page) -> None:
    opened("")
    page.get_by_role("button", name="Actor").click()
    page.locator("[data-facet=actor] label").nth(1).locator("input").click()
    page.wait_for_selector(".st-found[aria-busy=false] li")
    said, address = line(page), page.url
    assert "actor=" in address
    chips = page.locator(".st-fchips button").all_inner_texts()
    page.reload()
    page.wait_for_selector(".st-found[aria-busy=false] li")
    assert (line(page), page.locator(".st-fchips button").all_inner_texts()) == (said, chips)
    page.go_back()
    expect(page.locator(".st-found")).to_be_hidden()
    expect(page.locator(".st-years")).to_be_visible()


def test_the_brush_finds_what_falls_into_its_columns(opened: Open, wide: Wide, page: Page) -> None:
    opened("")
    handle = page.get_by_role("slider", name="From")
    handle.focus()
    for _ in range(12):
        handle.press("ArrowRight")
    page.wait_for_selector(".st-found[aria-busy=false] li")
    query = page.url.partition("?")[2]
    assert query.startswith("from=")
    assert line(page).startswith(f"{len(oracle.matches(query, wide.events))} of")


def test_the_strip_shows_how_what_is_found_is_spread(opened: Open, wide: Wide) -> None:
    page = opened("actor=actor-1")
    held = 0
    for column in page.locator(".st-strip__link").all():
        share = float(
            str(column.locator(".st-strip__live").evaluate("b => b.style.scale")).split()[-1]
        )
        held += round(share * int(column.get_attribute("data-all") or 0))
    assert held == len(oracle.matches("actor=actor-1", wide.events))


def test_a_page_of_a_period_leads_to_its_own_events_filtered(wide: Wide, page: Page) -> None:
    page.goto(wide.address + "timeline.html")
    page.locator(".st-years a").last.click()
    expect(page.locator("[data-st-keys]")).to_be_visible()
    page.keyboard.press("f")
    page.wait_for_selector(".st-found[aria-busy=false] li")
    query = page.url.partition("?")[2]
    assert set(found(page)) == oracle.matches(query, wide.events)


@pytest.mark.parametrize("query", ["", "actor=actor-1"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(query: str, scheme: str, opened: Open, page: Page) -> None:
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    opened(query)
    assert violations(page) == []
    if not query:
        page.get_by_role("button", name="Actor").click()
        expect(page.locator(".st-values label").first).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
        with page.expect_navigation():
            page.locator(".st-years a").last.click()
        expect(page.locator("h1")).to_be_visible()
        assert violations(page) == []


def test_on_a_phone_the_filters_are_a_sheet(opened: Open, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened("")
    page.get_by_role("button", name="Filters").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("button", name="Kind").click()
    sheet.locator("[data-facet=type] label").first.click()
    page.wait_for_selector(".st-found[aria-busy=false] li")
    sheet.get_by_role("button", name="Show events").click()
    expect(page.locator(".st-found li").first).to_be_visible()
    wide_by = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide_by) == 0
