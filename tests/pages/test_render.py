"""A site is rendered from its content alone: nothing else changes a byte of it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers import MINIMAL, timeline_of
from tests.pages.invented import CONTENT, SITE, checked, rendered
from tests.pages.invented import timeline as timeline_in
from tests.pages.markdown import PROJECT, convert, tree, words
from timeline.check import CheckResult
from timeline.model.timeline import Timeline
from timeline.pages import Site, load_catalogue, render_site
from timeline.pages.render import cname
from timeline.write.finished import finished, is_finished

DIGEST = """
from tests.pages.invented import checked, rendered
import hashlib
for path, data in rendered(checked()).items():
    print(hashlib.sha256(data).hexdigest(), path)
"""


def pages(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: data.decode() for path, data in files.items() if path.endswith(".md")}


def test_rendering_twice_gives_the_same_bytes(
    result: CheckResult, files: Mapping[str, bytes]
) -> None:
    assert dict(rendered(result)) == dict(files)


@pytest.mark.parametrize("backwards", [False, True])
def test_the_order_in_which_files_were_made_changes_nothing(
    backwards: bool, tmp_path: Path, files: Mapping[str, bytes]
) -> None:
    copy = tmp_path / "content"
    for path in sorted(CONTENT.rglob("*"), reverse=backwards):
        if path.is_file():
            target = copy / path.relative_to(CONTENT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    assert dict(rendered(checked(copy))) == dict(files)


@pytest.mark.parametrize(
    "changed",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "12345"},
        {"TZ": "Asia/Singapore", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ],
    ids=str,
)
def test_the_environment_changes_nothing(
    changed: dict[str, str], files: Mapping[str, bytes]
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", DIGEST],
        cwd=PROJECT,
        env={**os.environ, **changed},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    here = [f"{hashlib.sha256(data).hexdigest()} {path}" for path, data in files.items()]
    assert run.stdout.splitlines() == here


def test_paths_are_sorted_and_plain(files: Mapping[str, bytes]) -> None:
    assert list(files) == sorted(files)
    for path in files:
        assert path == "CNAME" or re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*(\.[a-z0-9]+)+", path)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://aster.example/", "aster.example"),
        ("https://news.aster.example/", "news.aster.example"),
        ("https://aster.example/timeline/", None),
        ("https://aster.example:8443/", None),
        ("https://aster.github.io/", None),
        ("https://aster.github.io/timeline/", None),
        ("http://localhost:8000/", None),
        ("http://localhost/", None),
        ("http://127.0.0.1/", None),
        ("", None),
    ],
)
def test_a_domain_of_its_own_is_named(url: str, domain: str | None) -> None:
    assert cname(Site(name="x", url=url)) == ({"CNAME": f"{domain}\n"} if domain else {})


def test_every_entry_has_a_page(files: Mapping[str, bytes], flood: Timeline) -> None:
    for folder in ("events", "actors", "places", "sources"):
        for entry in getattr(flood, folder):
            assert f"{folder}/{entry}.md" in files


def test_pages_end_with_one_line_end_and_have_no_loose_spaces(files: Mapping[str, bytes]) -> None:
    for text in pages(files).values():
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\n\n\n" not in text
        assert not re.search(r"[ \t]\n", text)
        assert "\r" not in text


def test_every_link_of_a_page_leads_to_a_file(files: Mapping[str, bytes]) -> None:
    for path, text in pages(files).items():
        for target in re.findall(r' href="([^":#]+?\.(?:html|json|xml))(?:#[^"]*)?"', text):
            parts = [*path.split("/")[:-1], *target.replace(".html", ".md").split("/")]
            while ".." in parts:
                at = parts.index("..")
                assert at > 0, (path, target)
                del parts[at - 1 : at + 1]
            assert "/".join(parts) in files, (path, target)


def test_markdown_makes_of_a_page_in_html_just_what_it_is(files: Mapping[str, bytes]) -> None:
    own = {path: text for path, text in pages(files).items() if is_finished(text)}
    assert set(pages(files)) - set(own) == {"index.md", "method.md"}
    for path, text in own.items():
        body = text.split("---\n", 2)[2]
        assert convert(body) == finished(text).body, path


def test_no_page_holds_live_markup_from_content(files: Mapping[str, bytes]) -> None:
    for path, text in pages(files).items():
        root = tree(text.split("---\n", 2)[2])
        assert not root.xpath("//script | //b | //*[@class='x']"), path
        for link in root.xpath("//a/@href"):
            assert not str(link).startswith(("javascript:", "data:")), path


def test_hostile_texts_show_as_typed(files: Mapping[str, bytes]) -> None:
    shown = words(tree(pages(files)["events/false-report.md"].split("---\n", 2)[2]))
    assert "1. *Stars* & {braces} <b>[sic]: a | b</b>" in shown
    assert "# A second dam was said to have broken. {: .x } `code` <script>alert(1)</script>" in (
        shown
    )


def test_without_a_repository_nothing_links_to_one(result: CheckResult) -> None:
    for text in pages(rendered(result, Site(name="x"))).values():
        assert "/edit/" not in text
        assert "code.example" not in text


def test_with_a_repository_an_event_links_to_its_file(files: Mapping[str, bytes]) -> None:
    page = pages(files)["events/dam-breaks.md"]
    assert f"{SITE.repo_url}/edit/main/content/events/1931/dam-breaks.yaml" in page
    assert f"{SITE.repo_url}/commits/main/content/events/1931/dam-breaks.yaml" in page


def test_an_event_says_how_to_cite_it(files: Mapping[str, bytes]) -> None:
    page = words(tree(pages(files)["events/dam-breaks.md"].split("---\n", 2)[2]))
    assert "https://aster.example/events/dam-breaks.html" in page


def test_a_place_without_coordinates_has_no_map(files: Mapping[str, bytes]) -> None:
    assert "assets/maps" not in pages(files)["places/lantern-quay.md"]
    assert "assets/maps/lantern-quay.svg" not in files


def test_a_hand_written_page_is_left_as_it_is(files: Mapping[str, bytes]) -> None:
    body = (CONTENT / "pages" / "method.md").read_text(encoding="utf-8")
    assert pages(files)["method.md"].endswith(body)


def test_what_was_withdrawn_is_marked_wherever_it_is_named(files: Mapping[str, bytes]) -> None:
    link = re.compile(r'<a [^>]*href="[^"]*\bfalse-report\.html[^"]*"[^>]*>(.*?)</a>')
    struck = re.compile(
        r'<s class="st-withdrawn">.+</s><span class="st-hidden"> \(Retracted\)</span>'
    )
    named = {
        path: link.findall(page.decode()) for path, page in files.items() if path[-3:] == ".md"
    }
    labels = [label for found in named.values() for label in found]
    assert {path for path, found in named.items() if found} >= {
        "corrections.md",
        "events/dam-breaks.md",
        "search.md",
        "sources/night-broadcast.md",
        "timeline.md",
    }
    assert [label for label in labels if "Stars" in label and not struck.search(label)] == []
    assert not named["index.md"]
    assert '4 May 1931 · Retracted"' in files["events/false-report.md"].decode()


def test_what_was_withdrawn_is_no_key_event(tmp_path: Path) -> None:
    place = "events/1997/inquiry-opens.yaml"
    reason = "corrections:\n  - {date: 1997-04-01, kind: retraction, note: It never opened.}\n"
    text = (MINIMAL / place).read_text(encoding="utf-8") + "main: true\n"
    stone = text.replace("status: reported", "status: retracted") + reason
    shown = []
    for folder, entry in (("before", text), ("after", stone)):
        timeline = timeline_of(tmp_path / folder, {place: entry})
        files = render_site(timeline, [], SITE, load_catalogue("en"))
        shown.append("events/inquiry-opens.html" in files["index.md"].decode())
        assert "events/inquiry-opens.html" in files["timeline.md"].decode()
    assert shown == [True, False]


def test_a_quotation_that_was_never_checked_says_so() -> None:
    result = checked()
    timeline = replace(timeline_in(result), checked={})
    files = render_site(timeline, result.coverage, SITE, load_catalogue("en"))
    assert b">Not checked against the source text yet</a>" in files["events/dam-breaks.md"]
    short = b'<a href="../reading.html#quotations">not checked yet</a>'
    assert short in files["actors/ada-fenn.md"]
    told = b"<strong>Quotations found in its text:</strong> 0 of 1"
    assert told in files["sources/night-broadcast.md"]
