"""Using the filters: from the controls to the address and back, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.filters import oracle
from tests.filters.reader import Reader
from tests.real import both_engines

pytestmark = pytest.mark.browser

Events = list[dict[str, Any]]


def state(reader: Reader) -> tuple[set[str], set[str], str, list[str]]:
    """Return all that a state shows: events, dimmed ones, the line, the chips."""
    return reader.shown(), reader.dimmed(), reader.line, reader.chips().all_inner_texts()


class TestTheAddress:
    """The whole state is in the address."""

    @both_engines
    def test_controls_write_it_and_a_copied_link_restores_it(
        self, reader: Reader, events: Events
    ) -> None:
        reader.open()
        reader.choose("actor", "france")
        reader.choose("actor", "algeria")
        reader.choose("type", "statement")
        reader.drawer("dates").locator("[name=from]").select_option("2013-01-11")
        reader.drawer("dates").locator("[name=to]").select_option("2013-01-13")
        query = "actor=france&actor=algeria&type=statement&from=2013-01-11&to=2013-01-13"
        assert sorted(parse_qsl(reader.query)) == sorted(parse_qsl(query))
        assert reader.shown() == oracle.matches(query, events)
        before = state(reader)
        link = reader.query
        reader.page.reload()
        reader.ready()
        assert state(reader) == before
        reader.open(link)
        assert state(reader) == before
        assert reader.query == link

    def test_the_default_state_leaves_it_clean(self, reader: Reader) -> None:
        reader.open("actor=france&from=2013-01-11&show=highlight")
        reader.page.get_by_role("button", name="Reset filters").click()
        assert reader.page.url == reader.address
        assert not reader.dimmed()
        expect(reader.toggle("actor")).to_be_focused()

    def test_what_is_not_ours_in_it_stays(self, reader: Reader) -> None:
        reader.open("utm=x&actor=nobody")
        reader.choose("place", "gao")
        assert reader.query == "utm=x&place=gao"

    def test_back_and_forward_go_through_the_states(self, reader: Reader) -> None:
        reader.open()
        states = [state(reader)]
        steps: list[Callable[[], None]] = [
            lambda: reader.choose("actor", "france"),
            lambda: reader.choose("actor", "nigeria"),
            lambda: reader.page.get_by_label("Highlight matches").check(),
            lambda: reader.choose("actor", "france"),
        ]
        for step in steps:
            step()
            states.append(state(reader))
        assert len({str(each) for each in states}) == len(states)
        for expected in reversed(states[:-1]):
            reader.page.go_back()
            assert state(reader) == expected
        for expected in states[1:]:
            reader.page.go_forward()
            assert state(reader) == expected

    def test_an_anchor_leads_to_a_day_in_a_state(self, reader: Reader) -> None:
        reader.open("actor=france", "d-2013-01-14")
        expect(reader.page.locator("#d-2013-01-14")).to_be_in_viewport()

    def test_an_anchor_leads_to_an_event_that_the_state_leaves_out(
        self, reader: Reader, events: Events
    ) -> None:
        left_out = {event["id"] for event in events} - oracle.matches("actor=unesco", events)
        event = min(left_out)
        reader.open("actor=unesco", f"e-{event}")
        expect(reader.page.locator(f"#e-{event}")).to_be_in_viewport()
        assert reader.dimmed() == {event}
        assert reader.line == oracle.line("actor=unesco", events)
        reader.choose("actor", "france")
        assert reader.shown() == oracle.matches("actor=unesco&actor=france", events)

    def test_a_column_of_the_strip_keeps_the_state(self, reader: Reader) -> None:
        reader.open("actor=france")
        before = reader.shown()
        reader.page.mouse.click(*reader.column("2013-01-14"))
        assert reader.page.url == f"{reader.address}?actor=france#d-2013-01-14"
        assert reader.shown() == before
        expect(reader.page.locator("#d-2013-01-14")).to_be_in_viewport()


class TestTheControls:
    """What the panel offers."""

    def test_chips_take_filters_away(self, reader: Reader, events: Events) -> None:
        reader.open("actor=france&actor=algeria&from=2013-01-11&to=2013-01-13")
        assert reader.chips().all_inner_texts() == [
            "Actor: France",
            "Actor: Algeria",
            "Dates: 11 January 2013 to 13 January 2013",
        ]
        reader.page.get_by_role("button", name="Remove filter Actor: France").click()
        rest = "actor=algeria&from=2013-01-11&to=2013-01-13"
        assert reader.query == rest
        assert reader.shown() == oracle.matches(rest, events)
        expect(reader.chips().first).to_be_focused()
        reader.chips().nth(1).click()
        reader.chips().first.click()
        assert reader.page.url == reader.address
        expect(reader.toggle("actor")).to_be_focused()

    def test_a_long_list_can_be_searched(self, reader: Reader) -> None:
        reader.open()
        drawer = reader.drawer("actor")
        drawer.get_by_role("searchbox").fill("NIGER")
        seen = drawer.locator("label:visible span:first-of-type").all_inner_texts()
        assert sorted(seen) == ["Niger", "Nigeria"]
        drawer.get_by_role("searchbox").press("Enter")
        assert reader.page.url == reader.address

    def test_when_nothing_matches_it_says_so_and_offers_the_way_back(self, reader: Reader) -> None:
        reader.open("actor=unesco&type=military-action")
        assert reader.shown() == set()
        expect(reader.page.get_by_text("No event matches these filters.")).to_be_visible()
        reader.page.get_by_role("button", name="Reset filters").click()
        expect(reader.page.get_by_text("No event matches these filters.")).to_be_hidden()

    def test_a_range_that_is_turned_round_is_read_the_right_way(self, reader: Reader) -> None:
        reader.open("to=2013-01-11")
        reader.drawer("dates").locator("[name=from]").select_option("2013-01-13")
        assert reader.query == "from=2013-01-11&to=2013-01-13"

    def test_one_line_alone_is_announced(self, reader: Reader) -> None:
        reader.open()
        live = reader.page.locator("[aria-live], [role=status], [role=alert], [role=log], output")
        assert live.count() == 1

    def test_a_drawer_closes_when_the_reader_turns_elsewhere(self, reader: Reader) -> None:
        reader.open()
        drawer = reader.drawer("status")
        reader.page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        expect(reader.toggle("status")).to_be_focused()
        reader.drawer("status")
        reader.page.get_by_role("heading", level=1).click()
        expect(drawer).to_be_hidden()

    @both_engines
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing(self, reader: Reader, scheme: Any) -> None:
        reader.page.emulate_media(color_scheme=scheme)
        reader.open("actor=france&from=2013-01-11&show=highlight")
        reader.drawer("actor")
        assert Axe().run(reader.page).response["violations"] == []


class TestTheKeyboard:
    """Everything can be reached and used without a mouse."""

    def focused(self, page: Page) -> str:
        """Return a name for what has the focus, after seeing that this shows."""
        name: str = page.evaluate(
            """() => {
                const at = document.activeElement;
                const style = getComputedStyle(at);
                if (!(style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)) {
                    return 'without a mark: ' + at.outerHTML.slice(0, 80);
                }
                return at.getAttribute('aria-label') || at.name || at.textContent.trim();
            }"""
        )
        assert not name.startswith("without a mark"), name
        return name

    def test_tab_walks_through_all_of_it_and_out(self, reader: Reader) -> None:
        reader.open()
        reader.slider("From").focus()
        walked = []
        page = reader.page
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        for _ in range(9):
            walked.append(self.focused(page))
            page.keyboard.press("Tab")
        assert walked[:2] == ["From", "To"]
        assert walked[2:] == ["Actor", "Place", "Kind", "Status", "Source", "Dates", "show"]
        assert "What the marks mean" in self.focused(page)

    @both_engines
    def test_a_facet_is_used_by_keys_alone(self, reader: Reader, events: Events) -> None:
        reader.open()
        page = reader.page
        page.evaluate("document.dispatchEvent(new CustomEvent('st:filters'))")
        expect(reader.toggle("actor")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("algeria")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert reader.shown() == oracle.matches("actor=algeria", events)
        self.focused(page)
        page.keyboard.press("Escape")
        expect(reader.toggle("actor")).to_be_focused()
        expect(page.locator(".st-drawer:visible")).to_have_count(0)

    def test_tab_out_of_an_open_drawer_closes_it(self, reader: Reader) -> None:
        reader.open()
        reader.drawer("source").locator("input").last.focus()
        reader.page.keyboard.press("Tab")
        expect(reader.toggle("dates")).to_be_focused()
        expect(reader.page.locator(".st-drawer:visible")).to_have_count(0)


@both_engines
def test_without_scripts_every_event_shows_and_no_control(
    browser: Browser, address: str, events: Events
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        for event in events:
            expect(page.locator(f"#e-{event['id']}")).to_be_visible()
        expect(page.locator(".st-filters")).to_be_hidden()
        main = page.get_by_role("main")
        for role in ("button", "slider", "checkbox", "combobox", "searchbox", "status"):
            expect(main.get_by_role(role)).to_have_count(0)
