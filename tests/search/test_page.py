"""The search page in a browser: results, facets, order, the state in the address."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.building import served
from tests.real import both_engines
from tests.search.conftest import HOSTILE
from timeline.model.entries import Event
from timeline.model.timeline import Timeline
from timeline.model.traits import facet_values

pytestmark = pytest.mark.browser

HITS = ".st-hits li"


def ask(page: Page, site: str, *fields: tuple[str, str]) -> int:
    """Open the search page with fields in its address; return the number of results."""
    page.goto(f"{site}search.html?{urlencode(fields)}")
    return answer(page)


def answer(page: Page) -> int:
    """Wait for the line that names the number of results; return the number."""
    line = page.get_by_role("main").get_by_role("status")
    expect(line).to_have_text(re.compile(r"result|Nothing"))
    numbers = re.findall(r"\d+", line.inner_text())
    return int(numbers[-1]) if numbers else 0


def counts(page: Page, facet: str) -> dict[str, int]:
    """Return value -> number of a facet, as the page shows them."""
    rows = page.locator(f"label:not([hidden]):has(input[name={facet}])")
    return {
        row.locator("input").get_attribute("value") or "": int(
            row.locator("span").last.text_content() or ""
        )
        for row in rows.all()
    }


def test_a_result_says_kind_title_wording_and_where_the_word_stands(page: Page, real: str) -> None:
    assert ask(page, real, ("q", "monuments"), ("kind", "event")) > 0
    hit = page.locator(HITS).first
    expect(hit.locator("a")).to_have_attribute("href", re.compile(r"^/events/.+\.html$"))
    expect(hit.locator("div")).to_have_text(re.compile(r"^Event · .+\d{4}"))
    expect(hit.locator("mark").first).to_have_text(re.compile("monument", re.IGNORECASE))
    hit.locator("a").click()
    expect(page.locator("h1")).to_contain_text("monuments")


def test_an_answer_stands_in_the_typefaces_of_the_site(page: Page, real: str) -> None:
    page.goto(f"{real}search.html?q=Timbuktu")
    expect(page.locator(HITS).first).to_be_visible()
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px Newsreader')")
    family = page.locator(f"{HITS} a").first.evaluate("a => getComputedStyle(a).fontFamily")
    assert family.startswith("Newsreader,")


@both_engines
def test_every_kind_has_results(page: Page, real: str) -> None:
    for kind in ("event", "actor", "place", "source", "page"):
        assert ask(page, real, ("kind", kind)) > 0
        assert page.locator(HITS).count() > 0


def _matches(event: Event, chosen: list[tuple[str, str]]) -> bool:
    facets = facet_values(event)
    wanted = {name: [v for n, v in chosen if n == name] for name, _ in chosen}
    first, last = event.date.earliest, event.date.latest
    for name, values in wanted.items():
        if name == "from":
            fits = last is None or last.isoformat() >= values[0]
        elif name == "to":
            fits = first is None or first.isoformat() <= values[0]
        else:
            fits = not set(values).isdisjoint(facets[name])
        if not fits:
            return False
    return True


CHOICES = [
    [("actor", "france")],
    [("actor", "france"), ("actor", "algeria")],
    [("actor", "france"), ("place", "gao")],
    [("place", "gao"), ("place", "timbuktu"), ("place", "douentza")],
    [("status", "planned")],
    [("status", "planned"), ("status", "reported")],
    [("status", "planned"), ("actor", "france")],
    [("from", "2013-01-14")],
    [("to", "2012-12-31")],
    [("from", "2013-01-12"), ("to", "2013-01-13")],
    [("from", "2013-01-12"), ("to", "2013-01-13"), ("actor", "french-forces")],
    [("source", "afp-2013-01-14")],
    [("from", "1900-01-01"), ("to", "1900-01-02")],
]


@pytest.mark.parametrize(
    ("engine", "chosen"),
    [*(("mkdocs", chosen) for chosen in CHOICES), ("zensical", CHOICES[2])],
    indirect=["engine"],
)
def test_facets_are_or_within_and_across_with_counts(
    chosen: list[tuple[str, str]], page: Page, real: str, timeline: Timeline
) -> None:
    events = list(timeline.events.values())
    found = ask(page, real, *chosen)
    assert found == sum(_matches(event, chosen) for event in events)
    for facet in ("actor", "place", "type", "status", "source"):
        others = [(name, value) for name, value in chosen if name != facet]
        wanted: Counter[str] = Counter()
        for event in events:
            if _matches(event, others):
                wanted.update(facet_values(event)[facet])
        chosen_here = {value: 0 for name, value in chosen if name == facet}
        # One event is one page, and what finds nothing is not offered unless it is chosen.
        assert counts(page, facet) == {**chosen_here, **wanted}


@pytest.mark.parametrize(("sort", "turn"), [("date", 1), ("newest", -1)])
def test_order_by_date_keeps_the_order_of_the_timeline(
    sort: str, turn: int, page: Page, real: str, timeline: Timeline
) -> None:
    total = ask(page, real, ("kind", "event"), ("sort", sort))
    for shown in range(10, total, 10):
        expect(page.locator(HITS)).to_have_count(shown)
        page.get_by_role("button", name="Show more").click()
        # The first new result has the focus, so that reading goes on there.
        expect(page.locator(HITS).nth(shown).locator("a")).to_be_focused()
    expect(page.locator(HITS)).to_have_count(total)
    titles = page.locator(f"{HITS} > a").all_inner_texts()
    assert titles == [event.title for event in timeline.events.values()][::turn]


def test_what_has_no_date_comes_last_in_both_directions(page: Page, real: str) -> None:
    for sort in ("date", "newest"):
        ask(page, real, ("q", "Timbuktu"), ("sort", sort))
        kinds = [text.split(" ")[0] for text in page.locator(f"{HITS} > div").all_inner_texts()]
        dated = [kind in ("Event", "Source") for kind in kinds]
        assert True in dated
        assert dated == sorted(dated, reverse=True)


@both_engines
def test_the_address_holds_the_state_and_back_restores_it(page: Page, real: str) -> None:
    titles = page.locator(f"{HITS} > a")
    sort = page.locator("select[name=sort]")
    # What links to the three states show, each opened on its own.
    shown = {}
    for state in ("q=Timbuktu", "q=Timbuktu&kind=event", "q=Timbuktu&sort=newest&kind=event"):
        page.goto(f"{real}search.html?{state}")
        answer(page)
        shown[state] = titles.all_inner_texts()
    plain, events, newest = shown
    assert len({tuple(texts) for texts in shown.values()}) == len(shown)

    page.goto(f"{real}search.html")
    field = page.get_by_role("textbox", name="Search")
    field.fill("Timbuktu")
    field.press("Enter")
    expect(page).to_have_url(f"{real}search.html?{plain}")
    expect(titles).to_have_text(shown[plain])
    page.locator("input[name=kind][value=event]").check()
    expect(page).to_have_url(f"{real}search.html?{events}")
    expect(titles).to_have_text(shown[events])
    sort.select_option("newest")
    expect(page).to_have_url(f"{real}search.html?{newest}")
    expect(titles).to_have_text(shown[newest])

    page.reload()
    expect(titles).to_have_text(shown[newest])
    expect(sort).to_have_value("newest")
    page.go_back()
    expect(titles).to_have_text(shown[events])
    expect(sort).to_have_value("")
    page.go_back()
    expect(titles).to_have_text(shown[plain])
    expect(page.locator("input[value=event]")).not_to_be_checked()
    page.go_back()
    expect(field).to_have_value("")
    expect(titles).to_have_count(0)
    expect(page.locator(".st-all")).to_be_visible()
    page.go_forward()
    expect(field).to_have_value("Timbuktu")
    expect(titles).to_have_text(shown[plain])


def test_back_from_a_result_returns_to_the_results(page: Page, real: str) -> None:
    page.goto(f"{real}search.html")
    page.get_by_role("textbox", name="Search").fill("monuments")
    found = answer(page)
    page.locator(f"{HITS} > a").first.click()
    expect(page.locator("h1")).not_to_have_text("Search")
    page.go_back()
    expect(page).to_have_url(f"{real}search.html?q=monuments")
    assert answer(page) == found


def test_clearing_the_filters_keeps_the_words(page: Page, real: str) -> None:
    assert 0 < ask(page, real, ("q", "Gao"), ("kind", "place")) < 10
    page.get_by_role("button", name="Clear filters").click()
    expect(page).to_have_url(f"{real}search.html?q=Gao")
    expect(page.get_by_role("button", name="Clear filters")).to_be_hidden()
    expect(page.locator(HITS)).to_have_count(10)


def test_nothing_found_leaves_the_lists(page: Page, real: str) -> None:
    assert ask(page, real, ("q", "xylophonequartet")) == 0
    expect(page.get_by_role("main").get_by_role("status")).to_have_text("Nothing found.")
    expect(page.locator(".st-all")).to_be_visible()


def test_text_from_content_stays_text(page: Page, small: Path) -> None:
    with served(small / "site") as site:
        ask(page, site, ("q", "sluice gate"))
        hit = page.locator(HITS).first
        expect(hit.locator("a")).to_have_text(HOSTILE)
        excerpt = hit.locator("p")
        expect(excerpt).to_contain_text('"<script>alert(2)</script>" & sluice on the gate.')
        expect(excerpt.locator("mark")).to_have_text(["sluice", "gate."])
        assert page.locator(f"{HITS} :is(script, img)").count() == 0
