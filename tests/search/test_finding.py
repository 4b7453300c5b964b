"""Every entry is found by the words that stand in it."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from playwright.sync_api import Page

from timeline.model.timeline import Timeline

pytestmark = pytest.mark.browser

Asked = dict[str, set[str]]
"""Query -> addresses that have to be among the results."""

ASK = """async (queries) => {
  const ask = window.stEngine;
  const missing = [];
  const addresses = new Map();
  for (const [query, wanted] of queries) {
    const { results } = await ask("search", query);
    for (const result of results) {
      if (!addresses.has(result.id)) addresses.set(result.id, (await ask("getData", result.data)).url);
    }
    const found = new Set(results.map((result) => addresses.get(result.id)));
    missing.push(...wanted.filter((url) => !found.has(url)).map((url) => `${query}: ${url}`));
  }
  return missing;
}"""


def _words(*texts: str) -> set[str]:
    return {word for text in texts for word in re.findall(r"[^\W_]{2,}", text)}


def _event_words(timeline: Timeline) -> Asked:
    asked: Asked = defaultdict(set)
    for event in timeline.events.values():
        accounts = [account.text.plain for account in event.accounts]
        quotes = [quote.exact for quote in event.quotes]
        for word in _words(event.title, event.summary.plain, *accounts, *quotes):
            asked[word].add(f"/events/{event.id}.html")
    return asked


def _actor_words(timeline: Timeline) -> Asked:
    asked: Asked = defaultdict(set)
    for actor in timeline.actors.values():
        names = [actor.name, *(alias.name for alias in actor.aliases)]
        for word in {*names, *_words(actor.summary.plain)}:
            asked[word].add(f"/actors/{actor.id}.html")
    return asked


def _other_names(timeline: Timeline) -> Asked:
    asked: Asked = defaultdict(set)
    for place in timeline.places.values():
        for name in (place.name, *(alias.name for alias in place.aliases)):
            asked[name].add(f"/places/{place.id}.html")
    for source in timeline.sources.values():
        asked[source.title].add(f"/sources/{source.id}.html")
    return asked


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(_event_words, id="event by any word of title, summary, account, quotation"),
        pytest.param(_actor_words, id="actor by name, alias and any word of the summary"),
        pytest.param(_other_names, id="place and source by name"),
    ],
)
def test_found(asked: object, page: Page, real: str, timeline: Timeline) -> None:
    assert callable(asked)
    wanted = {query: sorted(urls) for query, urls in sorted(asked(timeline).items())}
    assert wanted
    page.goto(f"{real}search.html")
    assert page.evaluate(ASK, list(wanted.items())) == []


def test_a_name_comes_before_what_mentions_it(page: Page, real: str, timeline: Timeline) -> None:
    for place in timeline.places.values():
        page.goto(f"{real}search.html?q={place.name}")
        page.locator(
            ".st-hits a", has_text=re.compile(f"^{re.escape(place.name)}$")
        ).first.wait_for()
        kinds = page.locator(".st-hits li > div").all_inner_texts()
        titles = page.locator(".st-hits a").all_inner_texts()
        # Actors and other places may have the name within theirs; events come after.
        before = kinds[: titles.index(place.name)]
        assert not [kind for kind in before if kind.startswith("Event")], place.name
