"""The brush on the strip: by mouse, by finger and by keys; and the page on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.filters import oracle
from tests.filters.reader import Reader
from tests.real import both_engines

pytestmark = pytest.mark.browser

Events = list[dict[str, Any]]

RANGE = "from=2013-01-11&to=2013-01-13"


def by_mouse(reader: Reader) -> None:
    reader.drag(reader.column("2013-01-11"), reader.column("2013-01-13"))


def by_mouse_backwards(reader: Reader) -> None:
    reader.drag(reader.column("2013-01-13"), reader.column("2013-01-11"))


def by_handles(reader: Reader) -> None:
    for end, day in (("From", "2013-01-11"), ("To", "2013-01-13")):
        box = reader.slider(end).bounding_box()
        assert box is not None
        grip = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        reader.drag(grip, (reader.column(day)[0], grip[1]))


def by_keys(reader: Reader) -> None:
    for end, key in (("From", "ArrowRight"), ("To", "ArrowLeft")):
        reader.slider(end).focus()
        wanted = {"From": "11 January 2013", "To": "13 January 2013"}[end]
        for _ in range(20):
            if reader.slider(end).get_attribute("aria-valuetext") == wanted:
                break
            reader.page.keyboard.press(key)


def by_lists(reader: Reader) -> None:
    dates = reader.drawer("dates")
    dates.locator("[name=from]").select_option(label="11 January 2013")
    dates.locator("[name=to]").select_option(label="13 January 2013")


@pytest.mark.parametrize("way", [by_mouse, by_mouse_backwards, by_handles, by_keys, by_lists])
def test_every_way_comes_to_the_same_range(way: Any, reader: Reader, events: Events) -> None:
    reader.open()
    way(reader)
    assert reader.query == RANGE
    assert reader.shown() == oracle.matches(RANGE, events)
    assert reader.line == oracle.line(RANGE, events)
    assert reader.slider("From").get_attribute("aria-valuetext") == "11 January 2013"
    assert reader.slider("To").get_attribute("aria-valuetext") == "13 January 2013"
    first, last = (reader.column(day)[0] for day in ("2013-01-11", "2013-01-13"))
    shade = reader.page.locator(".st-brush__range").bounding_box()
    assert shade is not None
    assert shade["x"] < first < last < shade["x"] + shade["width"]
    assert not reader.page.url.endswith("#")


def test_back_undoes_a_whole_drag(reader: Reader) -> None:
    reader.open("actor=france")
    by_mouse(reader)
    reader.page.go_back()
    assert reader.query == "actor=france"
    expect(reader.page.locator(".st-brush__range")).to_be_hidden()


@pytest.mark.parametrize(
    ("end", "keys", "query"),
    [
        ("From", ["End"], "from=2013-01-14"),
        ("From", ["End", "ArrowDown"], "from=2013-01-13"),
        ("From", ["End", "Home"], ""),
        ("From", ["ArrowLeft"], ""),
        ("To", ["ArrowRight"], ""),
        ("To", ["PageDown", "PageUp"], ""),
        ("To", ["ArrowLeft", "ArrowLeft", "ArrowUp"], "to=2013-01-13"),
        ("To", ["ArrowLeft", "Escape"], ""),
    ],
)
def test_keys_move_a_handle(reader: Reader, end: str, keys: list[str], query: str) -> None:
    reader.open()
    reader.slider(end).focus()
    for key in keys:
        reader.page.keyboard.press(key)
    assert reader.query == query
    expect(reader.slider(end)).to_be_focused()


@pytest.mark.parametrize("end", ["From", "To"])
def test_every_column_is_a_step_in_both_directions(reader: Reader, end: str) -> None:
    reader.open()
    slider = reader.slider(end)
    slider.focus()
    there, back = ("ArrowRight", "ArrowLeft") if end == "From" else ("ArrowLeft", "ArrowRight")
    columns = int(slider.get_attribute("aria-valuemax") or 0)
    walked = [slider.get_attribute("aria-valuetext")]
    for _ in range(columns):
        reader.page.keyboard.press(there)
        walked.append(slider.get_attribute("aria-valuetext"))
    assert len(set(walked)) == columns + 1
    for expected in reversed(walked[:-1]):
        reader.page.keyboard.press(back)
        assert slider.get_attribute("aria-valuetext") == expected


@both_engines
def test_a_column_is_still_a_link(reader: Reader) -> None:
    reader.open()
    reader.page.locator(".st-strip__link[href$='#d-2013-01-12']").focus()
    reader.page.keyboard.press("Enter")
    assert reader.page.url.endswith("#d-2013-01-12")
    expect(reader.page.locator("#d-2013-01-12")).to_be_in_viewport()


def wider_than_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@both_engines
def test_the_sheet_on_a_phone(caller: Reader, events: Events) -> None:
    caller.open("place=gao")
    page = caller.page
    assert not wider_than_the_window(page)
    opener = page.get_by_role("button", name="Filters (1)")
    opener.tap()
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Kind").tap()
    sheet.get_by_label("Military action").tap()
    query = "place=gao&type=military-action"
    assert caller.line == oracle.line(query, events)
    assert not wider_than_the_window(page)
    sheet.get_by_role("button", name="Show events").tap()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Filters (2)")).to_be_focused()
    assert caller.shown() == oracle.matches(query, events)
    # A browser says later than it closes the sheet that it did: only then the line moves back.
    expect(page.get_by_role("main").get_by_role("status")).to_be_visible()


def test_the_key_for_filters_opens_the_sheet_and_escape_closes_it(caller: Reader) -> None:
    caller.open()
    caller.page.evaluate("document.dispatchEvent(new CustomEvent('st:filters'))")
    expect(caller.page.get_by_role("dialog", name="Filters")).to_be_visible()
    caller.page.keyboard.press("Escape")
    expect(caller.page.get_by_role("dialog", name="Filters")).to_be_hidden()
    expect(caller.page.locator(".st-filters__open")).to_be_focused()


def finger(page: Page, points: list[tuple[float, float]]) -> None:
    """Put a finger down, move it through points, and lift it."""
    session = page.context.new_cdp_session(page)
    for index, (x, y) in enumerate(points):
        kind = "touchMove" if index else "touchStart"
        touch = {"type": kind, "touchPoints": [{"x": x, "y": y}]}
        session.send("Input.dispatchTouchEvent", touch)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_drags_a_handle(caller: Reader, events: Events) -> None:
    caller.open()
    caller.page.locator(".st-brush").scroll_into_view_if_needed()
    box = caller.slider("From").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    target = caller.column("2013-01-11")[0]
    finger(caller.page, [(x, y), (x + 20, y), ((x + target) / 2, y), (target, y)])
    expect(caller.slider("From")).to_have_attribute("aria-valuetext", "11 January 2013")
    assert caller.query == "from=2013-01-11"
    assert caller.shown() == oracle.matches("from=2013-01-11", events)


def test_a_finger_on_the_columns_scrolls_the_strip(caller: Reader) -> None:
    caller.open()
    x, y = caller.column("2012-09")
    finger(caller.page, [(x, y), (x - 30, y), (x - 60, y), (x - 110, y)])
    caller.page.wait_for_function("document.querySelector('.st-strip').scrollLeft > 0")
    assert caller.page.url == caller.address
