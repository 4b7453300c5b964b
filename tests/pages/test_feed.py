"""The feed: valid Atom, nothing but dates that an editor wrote, ids that outlive a new name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from tests.helpers import MINIMAL, timeline_of
from tests.pages.invented import CONTENT, SITE, checked, rendered
from timeline.check import CheckResult
from timeline.model.timeline import Timeline
from timeline.pages import Catalogue, Site, load_catalogue
from timeline.pages.feed import feed
from timeline.pages.plan import Plan

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339, section 5.6, as RFC 4287, section 3.3, narrows it.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
HOSTILE = ']]> & <b>"x"</b> \x0b\x00 &amp; \ud800 \uffff \u202e {{ y }} <!-- <?xml'
BRIDGE = "events/1997/bridge-collapses.yaml"
INQUIRY = "events/1997/inquiry-opens.yaml"


@pytest.fixture
def text(files: Mapping[str, bytes]) -> str:
    return files["feed.xml"].decode()


def feed_of(timeline: Timeline, site: Site, catalogue: Catalogue) -> str:
    return feed(Plan(timeline, (), site, catalogue).newest, timeline, site, catalogue)


def elements(text: str) -> Any:
    return etree.fromstring(text.encode())


def only(element: Any, name: str) -> str:
    """Return the text of a child that there is exactly once."""
    (child,) = element.findall(f"{ATOM}{name}")
    return str(child.text)


def assert_atom(text: str) -> list[Any]:
    """Assert what RFC 4287 demands of a feed and its entries; return the entries."""
    root = elements(text)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        assert only(element, "id")
        assert only(element, "title").strip()
        assert MOMENT.fullmatch(only(element, "updated"))
        for child in element.findall(f"{ATOM}id"):
            assert urlsplit(child.text).scheme in ("http", "https", "tag")
        for link in element.findall(f"{ATOM}link"):
            assert urlsplit(link.get("href")).scheme in ("http", "https")
        relations = [link.get("rel") for link in element.findall(f"{ATOM}link")]
        assert relations.count("alternate") == 1
    for author in root.findall(f"{ATOM}author"):
        assert only(author, "name").strip()
    assert root.findall(f"{ATOM}author"), "entries without an author need one of the feed"
    assert [e.get("rel") for e in root.findall(f"{ATOM}link")].count("self") == 1
    for entry in entries:
        assert MOMENT.fullmatch(only(entry, "published"))
        assert only(entry, "published") <= only(entry, "updated") <= only(root, "updated")
        assert all(c.get("term") for c in entry.findall(f"{ATOM}category"))
        assert only(entry, "summary")
    ids = [only(entry, "id") for entry in (root, *entries)]
    assert len(set(ids)) == len(ids)
    return cast(list[Any], entries)


def test_it_is_atom(text: str) -> None:
    assert len(assert_atom(text)) == 11


def test_a_reader_of_feeds_reads_it(text: str) -> None:
    read = feedparser.parse(text.encode())
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "The flood of Aster: additions and corrections"
    assert read.feed.links[0].href == "https://aster.example/feed.xml"
    assert read.feed.author == SITE.name
    assert [(entry.updated[:10], entry.title) for entry in read.entries[:4]] == [
        ("1931-09-01", "Addition: Rapport <n° 1> & *annexes* | 1931"),
        ("1931-07-01", "Retraction: 1. *Stars* & {braces} <b>[sic]: a | b</b>"),
        ("1931-07-01", "Retracted: 1. *Stars* & {braces} <b>[sic]: a | b</b>"),
        ("1931-06-20", "A new dam is to be built"),
    ]
    dam = next(entry for entry in read.entries if entry.link.endswith("dam-breaks.html"))
    assert (dam.published[:10], dam.updated[:10]) == ("1931-05-20", "1931-06-01")
    assert "1 May 1931" in dam.summary
    assert dam.tags[0] == {"term": "new", "scheme": None, "label": "New entry"}


def test_newest_first(text: str) -> None:
    days = [only(entry, "updated") for entry in assert_atom(text)]
    assert days == sorted(days, reverse=True)


def test_every_link_is_that_of_a_page_and_a_place_on_it(
    text: str, files: Mapping[str, bytes]
) -> None:
    for link in elements(text).iterfind(f"{ATOM}entry/{ATOM}link"):
        path, _, anchor = link.get("href").removeprefix(SITE.url).partition("#")
        page = files[path.replace(".html", ".md")].decode()
        assert not anchor or f'id="{anchor}"' in page


def test_hostile_words_arrive_as_words(tmp_path: Path, english: Catalogue) -> None:
    title = HOSTILE.replace("\x0b\x00", "").replace("\ud800", "").replace("\u202e", "")
    title = title.replace("\uffff", "").replace('"', "'")
    timeline = timeline_of(
        tmp_path,
        {
            INQUIRY: (MINIMAL / INQUIRY)
            .read_text(encoding="utf-8")
            .replace("title: An inquiry opens", f'title: "{title}"')
            + f'published: 1997-03-06\ncorrections:\n  - {{date: 1997-03-07, kind: addition, note: "{title}"}}\n'
        },
    )
    text = feed_of(timeline, replace(SITE, name=HOSTILE, description=HOSTILE), english)
    correction, addition = assert_atom(text)
    assert only(addition, "title") == title
    assert only(correction, "summary") == title
    assert "<b>" in only(elements(text), "subtitle")
    assert not feedparser.parse(text.encode()).bozo


def test_without_an_address_there_is_none(result: CheckResult) -> None:
    files = rendered(result, replace(SITE, url=""))
    assert "feed.xml" not in files
    assert "There is no feed" in files["data.md"].decode()
    assert "feed.xml" not in files["corrections.md"].decode()
    assert b'"feed"' not in files["index.md"].splitlines()[2]


def test_with_one_every_page_knows_of_it(files: Mapping[str, bytes]) -> None:
    assert 'href="feed.xml"' in files["data.md"].decode()
    assert 'href="feed.xml"' in files["corrections.md"].decode()
    for path, page in files.items():
        if path.endswith(".md"):
            assert b'"feed": "The flood of Aster: additions and corrections"' in page


def test_without_a_date_there_is_none(tmp_path: Path, english: Catalogue) -> None:
    timeline = timeline_of(tmp_path)
    assert not Plan(timeline, (), SITE, english).has_feed
    with pytest.raises(ValueError, match="an entry with a date"):
        feed_of(timeline, SITE, english)


def noted(tmp_path: Path, place: str, more: str) -> Timeline:
    text = (MINIMAL / place).read_text(encoding="utf-8")
    return timeline_of(tmp_path, {place: text + more})


def test_what_has_no_day_of_publication_is_left_out(tmp_path: Path, english: Catalogue) -> None:
    timeline = noted(tmp_path, BRIDGE, "published: 1997-03-06\n")
    (entry,) = assert_atom(feed_of(timeline, SITE, english))
    assert only(entry, "id") == "https://aster.example/events/bridge-collapses.html"


@pytest.mark.parametrize("place", [BRIDGE, "actors/ada-fenn.yaml", "places/lindow.yaml"])
def test_a_correction_needs_no_day_of_publication(
    tmp_path: Path, english: Catalogue, place: str
) -> None:
    more = "corrections:\n  - {date: 1997-03-20, kind: clarification, note: Once.}\n"
    (entry,) = assert_atom(feed_of(noted(tmp_path, place, more), SITE, english))
    assert only(entry, "updated") == "1997-03-20T00:00:00Z"
    assert only(entry, "id").endswith(f"{Path(place).stem}.html#correction-1997-03-20")


def test_ids_outlive_a_new_name_and_other_corrections(tmp_path: Path, english: Catalogue) -> None:
    def ids(folder: str, more: str) -> set[str]:
        timeline = noted(tmp_path / folder, BRIDGE, more)
        return {only(entry, "id") for entry in assert_atom(feed_of(timeline, SITE, english))}

    line = "  - {date: 1997-03-20, kind: correction, note: Once.}\n"
    earlier = "  - {date: 1997-03-19, kind: correction, note: Before.}\n"
    first = ids("a", f"published: 1997-03-06\ncorrections:\n{line}")
    root = "https://aster.example/events/bridge-collapses.html"
    assert first == {root, f"{root}#correction-1997-03-20"}
    assert ids("b", f"published: 1997-03-06\ncorrections:\n{earlier}{line}") > first
    assert ids("c", f"published: 1997-03-06\ncorrections:\n{line}{line}") == {
        *first,
        f"{root}#correction-1997-03-20-2",
    }
    old = {name.replace("bridge-collapses", "old-bridge") for name in first}
    assert ids("d", f"published: 1997-03-06\ncorrections:\n{line}formerly: [old-bridge]\n") == old


def test_it_holds_the_newest_only(
    flood: Timeline, english: Catalogue, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.pages.plan.FEED_ENTRIES", 3)
    shown = [only(entry, "id") for entry in assert_atom(feed_of(flood, SITE, english))]
    assert shown == [only(entry, "id") for entry in assert_atom(text)][:3]


def test_it_speaks_the_language_of_the_site(flood: Timeline) -> None:
    text = feed_of(flood, replace(SITE, language="fr"), load_catalogue("fr"))
    assert 'xml:lang="fr"' in text
    assert "Rectification : The dam at Lantern Quay breaks" in text


def test_the_same_content_gives_the_same_bytes(text: str) -> None:
    assert rendered(checked(CONTENT))["feed.xml"].decode() == text


def test_a_page_tells_when_it_was_published_and_changed(files: Mapping[str, bytes]) -> None:
    page = files["events/dam-breaks.md"].decode()
    assert '"published": "1931-05-20"' in page
    assert '"modified": "1931-06-01"' in page
    assert r"\"datePublished\":\"1931-05-20\"" in page
