"""Every string in every text field, through every channel: nothing runs, nothing is lost."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from lxml import etree
from playwright.sync_api import Browser, Dialog, Page, Request, expect

from tests.hostile.conftest import ADDRESS, NAME, REPOSITORY, Hostile
from tests.hostile.corpus import LINKS, PROSE, SHOWN
from tests.hostile.site import HARMLESS, Typed, families, name_of
from tests.real import both_engines
from timeline.model.inline import parse_prose
from timeline.pages import load_catalogue, render_site
from timeline.pages.licences import DEFAULT, LICENCES
from timeline.write.mkdocs import load_settings, site_of
from timeline.write.source import ASSETS, SMALLER

pytestmark = pytest.mark.browser

DATA_ONLY: Final = ("Event.quotes.prefix", "Event.quotes.suffix")
"""Fields that serve to find a place in the source again and stand in the data alone."""

PROSE_FIELDS: Final = re.compile(
    r"(summary|accounts\.text|said\.text|stances\.text)$|glossary\.expl"
)
ATOM: Final = "{http://www.w3.org/2005/Atom}"
STRICT: Final = '"use strict";\n'
TARGET: Final = re.compile(r"(window\.st[A-Z]\w+|\(window\.stTitles \?\?= \[\]\)\[\d+\]) = ")
"""What a script of data assigns to."""


def flat(text: str) -> str:
    return " ".join(text.split())


def shown(typed: Typed) -> str:
    """Return what readers are to see: the text, in running text without its own small markup."""
    return flat(parse_prose(typed.text).plain if PROSE_FIELDS.search(typed.field) else typed.text)


def test_every_string_is_in_every_field_of_every_kind(hostile: Hostile) -> None:
    strings = sum(map(len, SHOWN.values()))
    fields = Counter(typed.field for typed in hostile.typed)
    assert strings >= 120
    assert set(fields.values()) == {strings}
    for kind in ("Event", "Actor", "Place", "Source", "Vocabulary"):
        assert any(field.startswith(kind) for field in fields)
    bare = [t for t in hostile.typed if t.string not in t.text and HARMLESS not in t.text]
    # Only a quotation of more than fifteen words is shorter than what it was made of.
    assert not bare


@both_engines
def test_no_page_holds_what_could_run_or_load(read: dict[str, Any]) -> None:
    assert {page: found["faults"] for page, found in read.items() if found["faults"]} == {}


@both_engines
def test_every_script_is_one_of_ours_by_its_hash(
    hostile: Hostile, read: dict[str, Any], address: str
) -> None:
    sources = [path.read_bytes() for path in ASSETS.rglob("*.js")]
    small = [SMALLER[".js"](source.decode()).encode() for source in sources]
    ours = {hashlib.sha256(source).digest() for source in [*sources, *small]}
    assert hostile.result.timeline is not None
    site = site_of(load_settings(hostile.site.parent / "mkdocs.yml", strict=False))
    rendered = render_site(hostile.result.timeline, [], site, load_catalogue("en"))
    data = {name: body for name, body in rendered.items() if name.endswith(".js")}
    ours |= {hashlib.sha256(body).digest() for body in data.values()}
    named = {url for found in read.values() for url in found["scripts"]}
    files = {path for path in hostile.site.rglob("*.js") if "pagefind" not in path.parts}
    # The page for missing addresses names its files from the root of the site's own address.
    paths = {urlsplit(url).path.removeprefix("/").removeprefix("h/") for url in named}
    assert {urlsplit(url).netloc for url in named} == {urlsplit(address).netloc}
    assert paths <= {path.relative_to(hostile.site).as_posix() for path in files}
    theme = hostile.site / "assets" / "javascripts"
    for path in files:
        if theme not in path.parents:
            assert hashlib.sha256(path.read_bytes()).digest() in ours, path
    assert any(name.startswith("data/index/titles/") for name in data)
    for body in data.values():
        assert all(isinstance(value, dict | list) for value in assigned(body.decode()))


def assigned(script: str) -> Iterator[Any]:
    """Yield the values of a script that does nothing but to assign values in JSON."""
    assert script.startswith(STRICT)
    at = len(STRICT)
    while at < len(script):
        target = TARGET.match(script, at)
        assert target, script[at : at + 60]
        value, at = json.JSONDecoder().raw_decode(script, target.end())
        assert script.startswith(";\n", at), script[at : at + 60]
        at += 2
        yield value


@both_engines
def test_links_lead_only_where_they_may(read: dict[str, Any], address: str) -> None:
    here = urlsplit(address).netloc
    hosts: dict[bool, set[str]] = {True: set(), False: set()}
    for found in read.values():
        for tag, _, url in found["links"]:
            parts = urlsplit(url)
            assert parts.scheme in ("http", "https"), url
            hosts[tag == "a"].add(parts.netloc)
            if parts.netloc == "github.com":
                assert url.startswith(REPOSITORY + "/")
                if "/issues/new" in url:
                    # What is filled in is one title and one body, whatever signs are in them.
                    names = [pair.partition("=")[0] for pair in parts.query.split("&")]
                    assert len(set(names)) == len(names)
                    assert set(names) <= {"title", "body", "template", "labels"} | FORM_FIELDS
                    assert not parts.fragment
    # The one address that running text may link to is among the strings.
    own = {here, urlsplit(ADDRESS).netloc}
    allowed = {
        "github.com",
        urlsplit(LINKS[0][5:-1]).netloc,
        urlsplit(LICENCES[DEFAULT].address).netloc,
    }
    assert hosts[True] == own | allowed
    assert hosts[False] <= own


FORM_FIELDS: Final = {"page", "entry", "file", "what", "source"}


@both_engines
def test_readers_see_what_was_typed(hostile: Hostile, read: dict[str, Any]) -> None:
    texts = {page: flat(found["text"]) for page, found in read.items()}
    everything = "\n".join(texts.values())
    lost = [
        (typed.field, typed.text)
        for typed in hostile.typed
        if typed.field not in DATA_ONLY and shown(typed) not in texts.get(typed.page, everything)
    ]
    assert lost == []


@both_engines
def test_the_title_of_a_page_is_what_was_typed(hostile: Hostile, read: dict[str, Any]) -> None:
    for typed in hostile.typed:
        if typed.field in ("Event.title", "Actor.name", "Place.name", "Source.title"):
            assert flat(read[typed.page]["title"]) == flat(f"{typed.text} · {NAME}")


def strings_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, part in value.items():
                yield str(key)
                yield from strings_in(part)
        case list():
            for part in value:
                yield from strings_in(part)


def test_the_data_holds_every_text_as_it_was_typed(hostile: Hostile) -> None:
    data = json.loads((hostile.site / "data" / "timeline.json").read_text(encoding="utf-8"))
    assert {typed.text for typed in hostile.typed} - set(strings_in(data)) == set()


@both_engines
def test_the_description_for_machines_is_data(hostile: Hostile, read: dict[str, Any]) -> None:
    names = {"Event.title": "headline", "Actor.name": "name", "Place.name": "name"}
    for typed in hostile.typed:
        if typed.field in names:
            (block,) = read[typed.page]["data"]
            assert not set("<>&\u2028\u2029") & set(block)
            assert json.loads(block)[names[typed.field]] == typed.text
            links = [s for s in strings_in(json.loads(block)) if re.match(r"[a-z]+:", s)]
            assert all(
                not s.startswith("javascript:") or s in typed.text for s in links if " " not in s
            )


@both_engines
def test_feed_and_site_map_are_xml_that_holds_text_only(hostile: Hostile) -> None:
    feed = etree.fromstring((hostile.site / "feed.xml").read_bytes())
    known = "feed id title subtitle updated published link author name entry category summary"
    assert {str(element.tag) for element in feed.iter()} <= {ATOM + tag for tag in known.split()}
    typed = {flat(t.text) for t in hostile.typed}
    for entry in feed.findall(f"{ATOM}entry"):
        title = flat(entry.findtext(f"{ATOM}title") or "")
        assert title.partition(": ")[2] in typed
        for link in entry.findall(f"{ATOM}link"):
            assert link.get("href", "").startswith(ADDRESS)
    assert feed.find(f"{ATOM}entry") is not None
    # The second copy is MkDocs' alone.
    for name in sorted(place.name for place in hostile.site.glob("sitemap.xml*")):
        data = (hostile.site / name).read_bytes()
        site_map = etree.fromstring(gzip.decompress(data) if name.endswith("gz") else data)
        assert all((place.text or "").startswith(ADDRESS) for place in site_map.iter("{*}loc"))


def test_maps_in_files_are_pictures_that_hold_text_only(hostile: Hostile) -> None:
    names = {flat(t.text) for t in hostile.typed if t.field == "Place.name"}
    maps = sorted((hostile.site / "assets" / "maps").glob("*.svg"))
    assert len(maps) >= len(names)
    said: set[str] = set()
    for path in maps:
        root = etree.fromstring(path.read_bytes())
        for element in root.iter():
            tag = etree.QName(element).localname
            assert tag in ("svg", "style", "g", "path", "circle", "text", "tspan", "rect", "title")
            assert not [name for name in element.attrib if str(name).startswith("on")]
            if tag == "text":
                said.add(flat("".join(map(str, element.itertext()))))
    assert said & names


def test_preview_pictures_are_drawn(hostile: Hostile) -> None:
    cards = list((hostile.site / "assets" / "cards").glob("*.png"))
    assert len(cards) >= len(list(families()))
    assert all(card.read_bytes().startswith(b"\x89PNG") for card in cards)


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
