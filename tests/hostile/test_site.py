"""Every string in every text field, through every channel: nothing runs, nothing is lost."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.hostile.conftest import ADDRESS, NAME, REPOSITORY, Hostile
from tests.hostile.corpus import LINKS, SHOWN
from tests.hostile.shown import DATA_ONLY, flat, shown
from tests.hostile.site import HARMLESS, families
from tests.real import both_engines
from timeline.pages import load_catalogue, render_site
from timeline.pages.licences import DEFAULT, LICENCES
from timeline.write.assets import ASSETS, SMALLER
from timeline.write.mkdocs import load_settings, site_of

pytestmark = pytest.mark.browser

ATOM: Final = "{http://www.w3.org/2005/Atom}"
STRICT: Final = '"use strict";\n'
TARGET: Final = re.compile(r"(window\.st[A-Z]\w+|\(window\.stTitles \?\?= \[\]\)\[\d+\]) = ")
"""What a script of data assigns to."""


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
