"""The worker that searches, where what it needs does not come, or comes otherwise than is usual."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.search.conftest import open_to_ask

pytestmark = pytest.mark.browser

HITS = ".st-hits li"

NEEDED = ("engine.js*", "pagefind-worker.js*", "wasm.*", "*.pf_meta")
"""Files without which there is no search, as patterns of their names."""


@pytest.fixture
def unwatched(browser: Browser) -> Iterator[Page]:
    """Yield a page that may tell of faults in its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", NEEDED)
def test_without_a_file_that_it_needs_all_entries_are_listed(
    unwatched: Page, real: str, name: str
) -> None:
    unwatched.route(f"**/pagefind/{name}", lambda route: route.abort())
    unwatched.goto(f"{real}search.html?q=gao")
    status = unwatched.get_by_role("main").get_by_role("status")
    expect(status.get_by_role("link")).to_be_visible()
    expect(unwatched.locator(".st-all a").first).to_be_visible()
    expect(unwatched.locator(HITS)).to_have_count(0)


@pytest.mark.parametrize("name", [*NEEDED, "index/*"])
def test_it_works_again_when_the_file_comes(unwatched: Page, real: str, name: str) -> None:
    # Whatever fails is asked for once more.
    unwatched.route(f"**/pagefind/{name}", lambda route: route.abort(), times=2)
    open_to_ask(unwatched, real)
    ask = "window.stEngine('search', 'gao').then(({ results }) => results.length, () => 'failed')"
    assert unwatched.evaluate(ask) == "failed"
    assert unwatched.evaluate(ask) >= 10


def test_what_was_replaced_meanwhile_is_asked_for_anew(unwatched: Page, real: str) -> None:
    open_to_ask(unwatched, real)
    ask = "window.stEngine('search', '{}').then(({{ results }}) => results.length, () => 'failed')"
    assert unwatched.evaluate(ask.format("gao")) >= 10
    unwatched.route(
        "**/pagefind/index/*", lambda route: route.fulfill(status=404, body="gone"), times=1
    )
    assert unwatched.evaluate(ask.format("timbuktu")) >= 10


def test_without_the_script_of_the_page_all_entries_are_listed(unwatched: Page, real: str) -> None:
    unwatched.route("**/assets/js/search.js", lambda route: route.abort())
    unwatched.goto(f"{real}search.html?q=gao")
    expect(unwatched.locator(".st-all a").first).to_be_visible()


def test_a_server_may_unpack_the_files(page: Page, real: str) -> None:
    def unpack(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(status=200, body=gzip.decompress(answer.body()))

    packed = "**/pagefind/**/*.pf_*"
    page.route(packed, unpack)
    page.route("**/pagefind/*.pagefind", unpack)
    page.goto(f"{real}search.html?q=gao")
    expect(page.locator(HITS)).to_have_count(10)
    expect(page.locator(f"{HITS} mark").first).to_have_text("Gao")


def test_a_browser_without_unpacking_leaves_it_to_the_script(page: Page, real: str) -> None:
    def without(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        assert "DecompressionStream" in text
        route.fulfill(response=answer, body=f"delete self.DecompressionStream;{text}")

    page.route("**/pagefind/engine.js*", without)
    page.goto(f"{real}search.html?q=gao")
    expect(page.locator(HITS)).to_have_count(10)


def test_pages_load_none_of_the_program_into_themselves(page: Page, real: str) -> None:
    page.goto(f"{real}search.html?q=gao")
    expect(page.locator(HITS)).to_have_count(10)
    scripts = page.evaluate("[...document.scripts].map((script) => script.src)")
    assert not [src for src in scripts if "/pagefind/" in src]
    assert [worker.url for worker in page.workers if "/pagefind/engine.js" in worker.url]


def test_results_last_while_others_are_looked_at(page: Page, real: str) -> None:
    open_to_ask(page, real)
    first, later = page.evaluate("""async () => {
      const ask = window.stEngine;
      const address = async ({ data }) => (await ask("getData", data)).url;
      const { results } = await ask("search", "gao");
      const others = [];
      for (let turn = 0; turn < 10; turn += 1) {
        const { results: more } = await ask("search", "algeria");
        others.push(...(await Promise.all(more.slice(0, 3).map(address))));
      }
      const again = await ask("search", "gao");
      return [await Promise.all(results.map(address)), await Promise.all(again.results.map(address))];
    }""")
    assert first == later


def test_what_nobody_looks_at_any_more_is_forgotten(unwatched: Page, real: str) -> None:
    open_to_ask(unwatched, real)
    outcome = unwatched.evaluate("""async () => {
      const ask = window.stEngine;
      const { results } = await ask("search", "gao");
      for (let turn = 0; turn < 20; turn += 1) await ask("search", "algeria");
      return ask("getData", results[0].data).then(() => "kept", () => "forgotten");
    }""")
    assert outcome == "forgotten"


def test_many_questions_at_once_each_get_their_own_answer(page: Page, real: str) -> None:
    words = ["gao", "algeria", "timbuktu", "mali", "france", "soldiers", "ecowas", "konna"] * 5
    ask = """(words) => Promise.all(
      words.map(async (word) => (await window.stEngine("search", word)).results.length)
    )"""
    open_to_ask(page, real)
    alone = [page.evaluate(ask, [word])[0] for word in words[:8]]
    open_to_ask(page, real)
    assert page.evaluate(ask, words) == alone * 5
