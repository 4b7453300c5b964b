"""The built site, read without a browser: whole, sound, and showing all that the data holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.real import both_engines
from tests.site.build import copy_project, run
from tests.site.pages import KINDS, Built, events_of, example, figures, flat
from timeline.model.inline import parse_prose

HOOK = "hooks:\n  - build_timeline.py\n"


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


class TestHowItIsBuilt:
    """Whichever way, wherever and whenever it is built, the site is the same."""

    def test_the_build_says_nothing_of_warnings(self, built: Built) -> None:
        assert built.errors == ""
        assert "0 errors, 0 warnings" in built.output
        assert not re.search("warning:|error:", built.output, re.IGNORECASE)

    def test_mkdocs_alone_builds_the_same_without_a_warning(
        self, built: Built, tmp_path: Path
    ) -> None:
        folder = copy_project(tmp_path / "project", built.project)
        done = run(folder, "-m", "mkdocs", "build", "--strict")
        assert done.returncode == 0, done.stdout + done.stderr
        assert not re.search("WARNING|ERROR", done.stdout + done.stderr)
        assert differing(contents(built.site), contents(folder / "site")) == []

    def test_without_the_hook_it_is_the_same(self, built: Built, tmp_path: Path) -> None:
        folder = copy_project(tmp_path / "project", built.project)
        config = folder / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        assert HOOK in text
        config.write_text(text.replace(HOOK, ""), encoding="utf-8")
        done = run(folder, "build_timeline.py", "build")
        assert done.returncode == 0, done.stdout + done.stderr
        assert differing(contents(built.site), contents(folder / "site")) == []

    @pytest.mark.parametrize(
        ("name", "env"),
        [
            ("plain", {"TZ": "Asia/Singapore", "LC_ALL": "C", "PYTHONHASHSEED": "0"}),
            ("with é and space", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "12345"}),
        ],
    )
    def test_elsewhere_it_is_the_same_to_the_byte(
        self, name: str, env: dict[str, str], built: Built, tmp_path: Path
    ) -> None:
        folder = copy_project(tmp_path / name, built.project)
        done = run(folder, "build_timeline.py", "build", env=env)
        assert done.returncode == 0, done.stdout + done.stderr
        assert differing(contents(built.site), contents(folder / "site")) == []

    def test_from_another_folder_with_options_it_is_the_same(
        self, built: Built, tmp_path: Path
    ) -> None:
        folder = copy_project(tmp_path / "project", built.project)
        done = run(
            tmp_path,
            str(folder / "build_timeline.py"),
            "--content",
            str(folder / "content"),
            "--config",
            str(folder / "mkdocs.yml"),
            "--site-dir",
            str(tmp_path / "out"),
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert differing(contents(built.site), contents(tmp_path / "out")) == []


def references(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield every address in a page: what it is in, and itself."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in ("href", "src", "poster", "data", "{http://www.w3.org/1999/xlink}href"):
            value = element.get(name)
            if value is not None:
                yield element.tag, value
        for candidate in (element.get("srcset") or "").split(","):
            if candidate.strip():
                yield element.tag, candidate.split()[0]


@both_engines
class TestEveryPage:
    """What holds of all pages alike."""

    def test_every_link_and_every_picture_leads_somewhere(self, built: Built) -> None:
        anchors = {
            page: {str(x) for x in root.xpath("//@id | //a/@name")}
            for page, root in built.pages.items()
        }
        broken = []
        for page, root in built.pages.items():
            for tag, value in references(root):
                parts = urlsplit(value)
                if parts.scheme or parts.netloc:
                    continue
                path = unquote(parts.path)
                base = Path("/") if path.startswith("/") else Path("/", page).parent
                target = Path(re.sub(r"^/+", "/", str(base / path))) if path else Path("/", page)
                name = str((built.site / target.relative_to("/")).resolve())
                if not Path(name).is_file() and not (Path(name) / "index.html").is_file():
                    broken.append(f"{page}: <{tag}> {value}")
                    continue
                address = Path(name).relative_to(built.site.resolve()).as_posix()
                anchor = unquote(parts.fragment)
                if anchor and anchor not in anchors.get(address, set()):
                    broken.append(f"{page}: <{tag}> {value}: no such anchor")
        assert sorted(set(broken)) == []

    def test_nothing_is_left_in_it_that_only_search_reads(self, built: Built) -> None:
        left = "//meta[@name='search'] | //@*[starts-with(name(), 'data-pagefind')]"
        assert [page for page, root in built.pages.items() if root.xpath(left)] == []

    def test_nothing_is_fetched_from_another_server(self, built: Built) -> None:
        fetched = []
        for page, root in built.pages.items():
            for element in root.xpath(
                "//script[@src] | //img | //iframe | //source | //video | //audio | //object"
                " | //embed | //use | //image | //link[not(@rel='canonical')]"
            ):
                for name in ("src", "href", "data", "srcset"):
                    value = element.get(name) or ""
                    if urlsplit(value).scheme not in ("", "data") or value.startswith("//"):
                        fetched.append(f"{page}: {value}")
            for text in root.xpath("//style/text() | //@style"):
                fetched += [f"{page}: {url}" for url in outside_urls(str(text))]
        for sheet in sorted(built.site.rglob("*.css")):
            text = sheet.read_text(encoding="utf-8")
            fetched += [f"{sheet.name}: {url}" for url in outside_urls(text)]
        assert fetched == []

    def test_what_style_sheets_fetch_is_there(self, built: Built) -> None:
        missing = [
            f"{sheet.name}: {url}"
            for sheet in sorted(built.site.rglob("*.css"))
            for url in css_urls(sheet.read_text(encoding="utf-8"))
            if not url.startswith(("data:", "#"))
            and not (sheet.parent / unquote(urlsplit(url).path)).is_file()
        ]
        assert missing == []

    def test_ids_are_unique(self, built: Built) -> None:
        twice = []
        for page, root in built.pages.items():
            ids = [str(x) for x in root.xpath("//@id")]
            twice += [f"{page}: {x}" for x in sorted(set(ids)) if ids.count(x) > 1]
        assert twice == []

    def test_headings_do_not_skip_levels(self, built: Built) -> None:
        skipping = []
        for page, root in built.pages.items():
            headings = root.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
            levels = [int(heading.tag[1]) for heading in headings]
            if levels.count(1) != 1 or levels[0] != 1:
                skipping.append(f"{page}: starts {levels[:3]}, {levels.count(1)} of level 1")
            for before, after, heading in zip(levels, levels[1:], headings[1:], strict=False):
                if after > before + 1:
                    skipping.append(f"{page}: h{before} then h{after} {heading.text_content()!r}")
        assert skipping == []

    def test_every_page_has_a_title_and_a_language(self, built: Built) -> None:
        for page, root in built.pages.items():
            assert flat(str(root.findtext("head/title"))), page
            assert root.get("lang") == "en", page

    def test_pages_of_one_folder_have_different_titles(self, built: Built) -> None:
        titles: dict[tuple[str, str], list[str]] = {}
        for page, root in built.pages.items():
            folder = page.rpartition("/")[0]
            titles.setdefault((folder, flat(str(root.findtext("head/title")))), []).append(page)
        assert [pages for pages in titles.values() if len(pages) > 1] == []

    def test_every_picture_has_a_text(self, built: Built) -> None:
        for page, root in built.pages.items():
            for image in root.xpath("//img[not(@alt)]"):
                pytest.fail(f"{page}: {image.get('src')}")
            for drawing in root.xpath("//article//svg[not(@aria-hidden='true')]"):
                assert drawing.get("aria-label"), page

    def test_no_leftover_of_markdown_or_of_a_template_is_shown(self, built: Built) -> None:
        for page in built.pages:
            if page == "404.html":
                continue
            # What is meant for other programs, such as BibTeX, has braces of its own.
            nodes = built.pages[page].xpath(
                "//article[contains(@class, 'md-content__inner')]"
                "//text()[not(ancestor::pre or ancestor::code or ancestor::script)]"
            )
            text = " ".join(map(str, nodes))
            assert not re.search(r"\{\s*[.#]|\{\{|\{%|\\\[|\\\*|\]\(|&[a-z]+;|&#\d+;", text), page


def css_urls(text: str) -> list[str]:
    found = re.findall(r"url\(\s*['\"]?([^'\")]+)", text)
    return found + re.findall(r"@import\s+['\"]([^'\"]+)", text)


def outside_urls(text: str) -> list[str]:
    return [url for url in css_urls(text) if re.match(r"(https?:)?//", url)]


def plain(prose: str) -> str:
    return flat(parse_prose(prose).plain)


class TestWhatIsShown:
    """Whatever the published data holds, a reader finds on a page."""

    def missing(self, built: Built, address: str, wanted: list[str]) -> list[str]:
        shown = built.text(address)
        return [f"{address}: {text}" for text in wanted if flat(text) not in shown]

    def test_every_event_has_its_page_and_stands_on_the_timeline(self, built: Built) -> None:
        cards = {str(x) for x in built.pages["timeline.html"].xpath("//li/@id")}
        for event in built.data["events"]:
            assert event["url"] in built.pages
            assert f"e-{event['id']}" in cards

    def test_only_the_first_events_of_a_day_stand_right_below_its_title(self, built: Built) -> None:
        after = built.pages["timeline.html"].xpath(
            "//*[@class='st-group'][preceding-sibling::*[@class='st-group']]"
        )
        assert len(after) > 3
        assert [group for group in after if group[0].get("class") != "st-subday"] == []
        heads = [group[0].text_content() for group in after]
        assert "On Friday 11 January 2013" in heads

    def test_events_stand_on_the_timeline_in_order(self, built: Built) -> None:
        cards = [
            str(x).removeprefix("e-")
            for x in built.pages["timeline.html"].xpath("//li[starts-with(@id, 'e-')]/@id")
        ]
        # A month stands before its days, so only the order of starts is the same.
        starts = {e["id"]: e.get("earliest", e.get("latest")) for e in built.data["events"]}
        assert [starts[card] for card in cards] == sorted(starts.values())

    def test_an_event_page_shows_all_of_it(self, built: Built) -> None:
        missing = []
        for event in built.data["events"]:
            wanted = [event["title"]]
            wanted += [plain(part) for part in event["summary"].split("\n\n")]
            wanted += [
                event["dated"][k] for k in ("as_written", "note", "outside") if k in event["dated"]
            ]
            wanted += [cite["at"] for cite in event["cite"]]
            wanted += [p["as_written"] for p in event.get("places", ()) if "as_written" in p]
            wanted += event.get("unknown", []) + event.get("outside", [])
            wanted += [c["note"] for c in event.get("corrections", ())]
            for account in event.get("accounts", ()):
                wanted += [plain(part) for part in account["text"].split("\n\n")]
                wanted += [d["note"] for d in account.get("differs_from", ())]
                wanted += [cite["at"] for cite in account["cite"]]
                if isinstance(account["according_to"], dict):
                    wanted.append(account["according_to"]["as_written"])
            for figure in figures(event):
                wanted += [figure["of"], figure["as_written"], figure["scope"]]
                wanted.append(f"{figure['value']:,}")
            for quote in event.get("quotes", ()):
                wanted.append(f"“{quote['exact']}”")
                wanted += [cite["at"] for cite in quote["cite"]]
                if "translation" in quote:
                    wanted.append(quote["translation"]["text"])
            missing += self.missing(built, event["url"], wanted)
        assert missing == []

    def test_an_event_page_names_everybody_and_links_to_them(self, built: Built) -> None:
        missing = []
        for event in built.data["events"]:
            links = {str(x) for x in built.pages[event["url"]].xpath("//article//a/@href")}
            ids = [part["actor"] for part in event.get("actors", ())]
            ids += [q["speaker"] for q in event.get("quotes", ())]
            for account in event.get("accounts", ()):
                if isinstance(account["according_to"], str):
                    ids.append(account["according_to"])
                ids += account.get("jointly_with", [])
            wanted = {f"../actors/{x}.html" for x in ids}
            wanted |= {f"../places/{part['place']}.html" for part in event.get("places", ())}
            missing += [f"{event['id']}: {link}" for link in sorted(wanted - links)]
        assert missing == []

    def test_a_difference_is_told_on_both_pages(self, built: Built) -> None:
        missing = []
        for event in built.data["events"]:
            for account in event.get("accounts", ()):
                for differs in account.get("differs_from", ()):
                    other = differs.get("event", event["id"])
                    for address in (f"events/{other}.html", event["url"], "accounts.html"):
                        missing += self.missing(built, address, [differs["note"]])
        assert missing == []

    def test_an_actor_page_shows_all_of_it(self, built: Built) -> None:
        missing = []
        for actor in built.data["actors"]:
            wanted = [actor["name"], *(plain(p) for p in actor["summary"].split("\n\n"))]
            wanted += [actor["office"]] if "office" in actor else []
            wanted += [alias["name"] for alias in actor.get("aliases", ())]
            wanted += [m["role"] for m in actor.get("memberships", ())]
            wanted += [plain(s["text"]) for s in actor.get("stances", ())]
            wanted += actor.get("outside", [])
            wanted += [event["title"] for event in events_of(built.data, actor)]
            for event in built.data["events"]:
                for quote in event.get("quotes", ()):
                    if quote["speaker"] == actor["id"]:
                        wanted.append(f"“{quote['exact']}”")
            missing += self.missing(built, actor["url"], wanted)
        assert missing == []

    def test_a_place_page_shows_all_of_it(self, built: Built) -> None:
        missing = []
        for place in built.data["places"]:
            wanted = [place["name"], *(alias["name"] for alias in place.get("aliases", ()))]
            wanted += [plain(place["summary"])] if "summary" in place else []
            wanted += [plain(said["text"]) for said in place.get("said", ())]
            wanted += place.get("outside", [])
            for event in built.data["events"]:
                if any(part["place"] == place["id"] for part in event.get("places", ())):
                    wanted.append(event["title"])
            missing += self.missing(built, place["url"], wanted)
        assert missing == []

    def test_every_figure_is_in_the_table(self, built: Built) -> None:
        wanted = [f["as_written"] for event in built.data["events"] for f in figures(event)]
        assert wanted
        assert self.missing(built, "figures.html", wanted) == []

    def test_every_paragraph_of_a_source_is_on_its_page(self, built: Built) -> None:
        for source in built.data["sources"]:
            address = f"sources/{source['id']}.html"
            ids = {str(x) for x in built.pages[address].xpath("//@id")}
            units = source["units"]
            wanted = {f"{units['kind']}-{n}" for n in range(1, units["count"] + 1)}
            assert wanted - ids == set()
            reasons = [unused["reason"] for unused in source.get("unused", ())]
            words = [source["title"], source["rights"], *source.get("outside", []), *reasons]
            assert self.missing(built, address, words) == []

    def test_every_statement_stands_under_its_paragraph(self, built: Built) -> None:
        missing = []
        for kind in ("events", "actors", "places"):
            for entry in built.data[kind]:
                for cite in cites_of(entry):
                    page = built.pages[f"sources/{cite['source']}.html"]
                    number = re.findall(r"\d+", cite["at"])[0]
                    if not page.xpath(
                        f"//h3[@id='para-{number}']/following::ul[1]"
                        f"//a[@href='../{kind}/{entry['id']}.html']"
                    ):
                        missing.append(f"{entry['id']}: {cite['at']}")
        assert missing == []


def cites_of(part: Any) -> Iterator[dict[str, str]]:
    """Yield every citation in an entry, as published."""
    if isinstance(part, dict):
        yield from part.get("cite", ())
        for value in part.values():
            yield from cites_of(value)
    elif isinstance(part, list):
        for value in part:
            yield from cites_of(value)


def test_each_kind_of_page_has_an_example(built: Built) -> None:
    assert [kind for kind in KINDS if example(built, kind) not in built.pages] == []
