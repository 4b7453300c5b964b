"""The map of all places in a real browser: as a picture, and as one that moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.maps.conftest import HOSTILE, Opener, Site
from tests.real import both_engines
from tests.site.build import PROJECT
from timeline.pages.atlas import FIRST

pytestmark = pytest.mark.browser

PAGE = "places/index.html"
MARKER = ".st-pin button"


@pytest.fixture
def live(site: Site, window: Opener) -> Iterator[Page]:
    """Yield the page of places with its map at work, and see that nothing went wrong on it."""
    page = window(reduced_motion="reduce").new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    start(page, site.address + PAGE)
    yield page
    assert faults == []


def start(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-st-map]").scroll_into_view_if_needed()
    page.wait_for_selector(".st-map--live")


def marker(page: Page, name: str) -> Locator:
    return page.locator(MARKER).filter(has_text=re.compile(f"^{re.escape(name)} "))


def boxes(page: Page, *selectors: str) -> list[dict[str, float]]:
    """Where the first of each is on the page, to a tenth of a pixel."""
    found = [page.locator(selector).first.bounding_box() for selector in selectors]
    return [
        {name: round(value, 1) for name, value in zip("xywh", _sides(box), strict=True)}
        for box in found
    ]


def _sides(box: FloatRect | None) -> tuple[float, float, float, float]:
    assert box is not None
    return box["x"], box["y"], box["width"], box["height"]


def view(page: Page) -> str:
    """What the map shows now: its scale, and where its layers are."""
    return str(
        page.locator(".leaflet-map-pane").evaluate(
            "e => e.style.transform + document.querySelector('.leaflet-control-scale').innerText"
            " + [...e.querySelectorAll('.leaflet-marker-icon')].map(m => m.style.transform)"
        )
    )


class TestWithoutScripts:
    """With JavaScript off, the picture and the table tell everything."""

    def test_the_table_has_every_place_and_its_count(self, site: Site, window: Opener) -> None:
        page = window(java_script_enabled=False).new_page()
        page.goto(site.address + PAGE)
        rows = page.locator("table tbody tr").all()
        told = {
            row.locator("a").first.inner_text(): row.locator("td").all_inner_texts()[-2:]
            for row in rows
        }
        assert told == {
            " ".join(place["name"].split()): [
                str(len(site.events[id_])),
                str(len({event for part in site.within(id_) for event in site.events[part]})),
            ]
            for id_, place in site.places.items()
        }

    @pytest.mark.parametrize("width", [390, 700, 1280])
    @pytest.mark.parametrize("path", [PAGE, "index.html"])
    @both_engines
    def test_the_picture_is_there_and_its_places_are_links(
        self, path: str, width: int, site: Site, window: Opener
    ) -> None:
        page = window(width, java_script_enabled=False).new_page()
        page.goto(site.address + path)
        page.locator(".st-map__svg").scroll_into_view_if_needed()
        expect(page.locator(".st-map__svg .sea").first).to_be_visible()
        gao = page.locator(".st-map__svg a:visible", has_text="Gao")
        expect(gao).to_have_count(1)
        expect(gao).to_have_attribute("href", re.compile(r"gao\.html$"))
        size = gao.locator("text").evaluate("e => e.getBoundingClientRect().height")
        assert 10 < size < 30
        expect(page.locator(".st-map__note").first).to_contain_text("France")


class TestMarkers:
    """Every place with coordinates is on the map that moves."""

    @both_engines
    def test_there_are_as_many_as_places(self, live: Page, site: Site) -> None:
        assert live.locator(MARKER).count() == len(site.placed)
        names = {
            live.locator(MARKER).nth(n).get_attribute("aria-label") for n in range(len(site.placed))
        }
        plural = {
            id_: f"{len(e)} event{'' if len(e) == 1 else 's'}" for id_, e in site.events.items()
        }
        assert names == {f"{site.places[id_]['name']}: {plural[id_]}" for id_ in site.placed}

    def test_they_grow_with_the_number_of_events(self, live: Page) -> None:
        sizes = sorted(
            (
                int(pin.locator(".n").inner_text()),
                float(pin.evaluate("e => e.style.getPropertyValue('--r')").removesuffix("px")),
            )
            for pin in live.locator(".st-pin--point").all()
        )
        filled = [radius for count, radius in sizes if count]
        assert filled == sorted(filled)
        assert filled[-1] > filled[0]
        expect(marker(live, "Bamako")).to_have_class(re.compile("st-pin--none"))

    def test_a_country_is_its_outline(self, live: Page) -> None:
        expect(live.locator(".leaflet-container path.held")).to_have_count(4)
        expect(live.locator(".leaflet-container path.area")).to_have_count(0)

    @both_engines
    def test_a_name_is_text_whatever_is_in_it(self, live: Page) -> None:
        expect(marker(live, HOSTILE)).to_be_visible()
        live.locator("[data-st-place=hostile] button").click()
        expect(live.locator(".st-popup a").first).to_have_text(HOSTILE)
        assert live.locator("main img, article img").count() == 0
        assert live.evaluate("window.hit") is None

    @both_engines
    def test_the_popup_tells_the_place_and_its_events(self, live: Page, site: Site) -> None:
        told = live.evaluate(
            "new Promise(done => { document.addEventListener('st:place', e => done(e.detail.id));"
            " [...document.querySelectorAll('.st-pin button')].find(b => b.innerText.startsWith('Gao'))"
            ".click() })"
        )
        assert told == "gao"
        popup = live.locator(".st-popup")
        expect(popup).to_contain_text(
            f"{len(site.events['gao'])} events · precision: the town or village"
        )
        expect(popup.locator("a").first).to_have_attribute("href", f"{site.address}places/gao.html")
        links = [a.get_attribute("href") for a in popup.locator("li a").all()]
        assert links == [f"{site.address}events/{id_}.html" for id_ in site.events["gao"][:FIRST]]
        assert all(live.request.get(str(link)).ok for link in links)

    def test_list_and_map_light_each_other(self, live: Page) -> None:
        item = live.locator("[data-st-place=timbuktu]")
        item.locator("a").hover()
        expect(marker(live, "Timbuktu")).to_have_class(re.compile("st-lit"))
        marker(live, "Gao").focus()
        expect(live.locator("[data-st-place=gao]")).to_have_class(re.compile("st-lit"))
        expect(item).not_to_have_class(re.compile("st-lit"))

    def test_the_list_brings_a_place_into_view(self, live: Page) -> None:
        expect(marker(live, "France")).not_to_be_in_viewport()
        live.get_by_role("button", name="Show on the map: France").click()
        expect(live.get_by_role("dialog", name="France")).to_be_in_viewport(ratio=1)


class TestKeyboard:
    """Everything can be done without a pointer."""

    def test_a_place_is_picked_and_left(self, live: Page) -> None:
        live.locator(".st-map .leaflet-container").focus()
        live.keyboard.press("Tab")
        expect(live.locator(MARKER).first).to_be_focused()
        live.keyboard.press("Enter")
        popup = live.locator(".st-popup")
        expect(popup).to_be_focused()
        live.keyboard.press("Tab")
        expect(popup.locator("button")).to_be_focused()
        live.keyboard.press("Tab")
        expect(popup.locator("a").first).to_be_focused()
        live.keyboard.press("Escape")
        expect(popup).to_have_count(0)
        expect(live.locator(MARKER).first).to_be_focused()

    def test_tab_leads_through_the_map_and_out_of_it(self, live: Page, site: Site) -> None:
        live.locator(".st-map .leaflet-container").focus()
        for _ in range(len(site.placed) + 4):
            live.keyboard.press("Tab")
        expect(live.locator(".st-map :focus")).to_have_count(0)
        expect(live.locator(".st-atlas__list :focus")).to_have_count(1)

    @pytest.mark.parametrize("key", ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-"])
    def test_keys_move_the_map_at_once_where_motion_is_unwanted(self, key: str, live: Page) -> None:
        live.locator(".st-map .leaflet-container").focus()
        before = boxes(live, f"{MARKER}[aria-label^=Gao]", f"{MARKER}[aria-label^=Diabaly]")
        live.keyboard.press(key)
        after = boxes(live, f"{MARKER}[aria-label^=Gao]", f"{MARKER}[aria-label^=Diabaly]")
        assert after != before
        live.get_by_role("button", name="First view").click()
        again = boxes(live, f"{MARKER}[aria-label^=Gao]", f"{MARKER}[aria-label^=Diabaly]")
        for one, other in zip(again, before, strict=True):
            assert one == pytest.approx(other, abs=1)

    def test_a_place_out_of_view_is_brought_into_it_by_focus(self, live: Page) -> None:
        marker(live, "Algeria").focus()
        expect(marker(live, "Algeria")).to_be_in_viewport()


class TestManners:
    """The map does not get in the way."""

    def test_nothing_moves_when_the_picture_is_replaced(self, site: Site, window: Opener) -> None:
        parts = ("figure.st-map", ".st-atlas__list li:last-child", ".st-map__note", "#all")
        for width in (390, 1280):
            still = window(width).new_page()
            still.route("**/leaflet.js", lambda route: route.abort())
            still.goto(site.address + PAGE, wait_until="networkidle")
            assert still.locator(".st-map--live").count() == 0
            moving = window(width).new_page()
            start(moving, site.address + PAGE)
            moving.evaluate("scrollTo(0, 0)")
            assert boxes(still, *parts) == boxes(moving, *parts)
            inside = boxes(moving, ".st-map__svg", ".st-map .leaflet-container")
            assert inside[0] == inside[1]

    @both_engines
    def test_a_mark_stands_where_the_picture_has_it(self, site: Site, window: Opener) -> None:
        page = window().new_page()
        start(page, site.address + PAGE)
        middle = "e => { const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2] }"
        drawn = page.locator(".st-map__wide a", has_text="Gao").locator(".point").evaluate(middle)
        assert marker(page, "Gao").evaluate(middle) == pytest.approx(drawn, abs=1.5)

    def test_the_wheel_scrolls_the_page_until_the_map_has_the_focus(self, live: Page) -> None:
        before = view(live)
        live.locator(".st-map").hover(position={"x": 300, "y": 40})
        live.mouse.wheel(0, 60)
        # Not wait_for_function: it needs eval, which the pages' policy forbids.
        live.evaluate(
            "new Promise(done => { const look = () => scrollY > 0 ? done() : requestAnimationFrame(look);"
            " look(); })"
        )
        assert view(live) == before
        live.locator(".st-map .leaflet-container").focus()
        live.mouse.wheel(0, -60)
        expect(live.locator(".leaflet-control-scale-line")).not_to_have_text(
            re.findall(r"\d+ km", before)[0]
        )

    def test_one_finger_scrolls_the_page(self, site: Site, window: Opener) -> None:
        page = window(390, 800, has_touch=True, is_mobile=True).new_page()
        start(page, site.address + PAGE)
        action = page.locator(".leaflet-container").evaluate("e => getComputedStyle(e).touchAction")
        assert action == "pan-x pan-y"

    def test_reduced_motion_is_respected(self, site: Site, live: Page, window: Opener) -> None:
        fading = re.compile("leaflet-fade-anim")
        expect(live.locator(".leaflet-container")).not_to_have_class(fading)
        page = window().new_page()
        start(page, site.address + PAGE)
        expect(page.locator(".leaflet-container")).to_have_class(fading)

    def test_paper_gets_the_picture(self, live: Page) -> None:
        live.emulate_media(media="print")
        expect(live.locator(".leaflet-container")).to_be_hidden()
        expect(live.locator(".st-map__svg")).to_be_visible()

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [390, 1280])
    def test_no_barrier_is_found(self, width: int, scheme: Any, site: Site, window: Opener) -> None:
        page = window(width, color_scheme=scheme, reduced_motion="reduce").new_page()
        start(page, site.address + PAGE)
        marker(page, "Gao").click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


class TestLoading:
    """What is loaded, from where, and when."""

    @pytest.mark.parametrize(
        ("path", "loads"),
        [
            (PAGE, True),
            ("index.html", False),
            ("timeline.html", False),
            ("events/gao-bombing.html", False),
            ("places/gao.html", False),
            ("actors/index.html", False),
        ],
    )
    def test_leaflet_is_loaded_only_where_a_map_comes_into_view(
        self, path: str, loads: bool, site: Site, window: Opener
    ) -> None:
        asked: list[str] = []
        page = window().new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site.address + path, wait_until="networkidle")
        if loads:
            page.wait_for_selector(".st-map--live")
        assert any("leaflet" in url for url in asked) is loads
        assert any("ground.js" in url for url in asked) is loads
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(site.address).netloc}

    def test_the_timeline_has_the_map_when_it_is_opened(self, site: Site, window: Opener) -> None:
        page = window().new_page()
        page.goto(site.address + "timeline.html")
        page.get_by_text("Map of places by number of events").click()
        page.wait_for_selector(".st-map--live")
        expect(marker(page, "Gao")).to_be_visible()

    def test_it_works_from_the_disk(self, site: Site, window: Opener) -> None:
        page = window().new_page()
        start(page, (site.folder / PAGE).as_uri())
        marker(page, "Gao").click()
        expect(page.locator(".st-popup li")).to_have_count(len(site.events["gao"][:FIRST]))

    def test_the_files_are_small(self, site: Site) -> None:
        assets = site.folder / "assets"
        assert (assets / "maps" / "ground.js").stat().st_size <= 150_000
        own = [PROJECT / "timeline" / "assets" / name for name in ("map.css", "js/map.js")]
        assert sum(path.stat().st_size for path in own) <= OWN
        for path in (site.folder / "events").glob("*.html"):
            assert '<svg class="st-map' not in path.read_text(encoding="utf-8")


OWN = 15_500
"""Bytes of the map's own style sheet and script."""


class TestFilters:
    """What filters leave is what the map shows."""

    def send(self, page: Page, ids: list[str] | None) -> None:
        page.evaluate(
            "ids => document.dispatchEvent(new CustomEvent('st:filtered', { detail: { ids } }))",
            ids,
        )

    def test_counts_and_marks_follow(self, live: Page, site: Site) -> None:
        kept = [site.events["gao"][0], *site.events["timbuktu"]]
        self.send(live, kept)
        shown = {id_: sum(event in kept for event in site.events[id_]) for id_ in site.placed}
        assert live.locator(f"{MARKER}:visible").count() == sum(map(bool, shown.values()))
        for id_ in ("gao", "timbuktu"):
            name = site.places[id_]["name"]
            expect(marker(live, name).locator(".n")).to_have_text(str(shown[id_]))
            expect(live.locator(f"[data-st-place={id_}] .st-atlas__n")).to_have_text(
                str(shown[id_])
            )
        marker(live, "Gao").click()
        expect(live.locator(".st-popup li")).to_have_count(shown["gao"])
        self.send(live, None)
        expect(live.locator(f"{MARKER}[hidden]")).to_have_count(0)
        expect(marker(live, "Gao").locator(".n")).to_have_text(str(len(site.events["gao"])))

    def test_a_popup_of_a_place_that_is_filtered_away_closes(self, live: Page) -> None:
        marker(live, "Gao").click()
        self.send(live, [])
        expect(live.locator(".st-popup")).to_have_count(0)
        expect(live.locator(f"{MARKER}:visible")).to_have_count(0)

    @both_engines
    def test_the_filters_of_the_timeline_reach_its_map(self, site: Site, window: Opener) -> None:
        page = window(reduced_motion="reduce").new_page()
        page.goto(site.address + "timeline.html?place=gao")
        page.get_by_text("Map of places by number of events").click()
        page.wait_for_selector(".st-map--live")
        kept = set(site.events["gao"])
        shown = [id_ for id_ in site.placed if kept & set(site.events[id_])]
        expect(page.locator(f"{MARKER}:visible")).to_have_count(len(shown))
        page.evaluate("document.querySelector('input[name=place][value=gao]').click()")
        expect(page.locator(f"{MARKER}:visible")).to_have_count(len(site.placed))

    def test_what_was_filtered_before_the_map_came_is_kept(
        self, site: Site, window: Opener
    ) -> None:
        page = window(1280, 300).new_page()
        page.goto(site.address + PAGE, wait_until="networkidle")
        assert page.locator(MARKER).count() == 0
        self.send(page, site.events["gao"])
        page.locator("[data-st-map]").scroll_into_view_if_needed()
        page.wait_for_selector(".st-map--live")
        expect(marker(page, "Gao").locator(".n")).to_have_text(str(len(site.events["gao"])))
        expect(marker(page, "Timbuktu")).to_be_hidden()
