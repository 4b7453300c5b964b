"""The offline copy: the same bytes each time, and whole when opened from a disk."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from tests.helpers import check, make_content
from tests.small_site import make_config
from timeline.cli import main
from timeline.write.offline import EARLIEST, LEFT_OUT, README, slug, write_offline

NAME = "Die Brücke, 1997"
FOLDER = "die-brucke-1997-offline"
SITE = "https://example.org/bridge/"


def made(folder: Path) -> Path:
    result = check(make_content(folder / "content"))
    config = make_config(folder, site_url=SITE, name=NAME)
    return write_offline(result, config, None, strict=False)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def copy(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unpacked copy, in a folder with a space and signs beyond ASCII in its name."""
    target = tmp_path_factory.mktemp("unpacked") / "Mes données ÿ"
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(target)
    return target / FOLDER


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mali, January 2013", "mali-january-2013"),
        ("Die Brücke, 1997", "die-brucke-1997"),
        ("سقوط الجسر", "timeline"),
        ("../../etc", "etc"),
        ("", "timeline"),
    ],
)
def test_the_zip_is_named_after_the_site(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_it_lies_in_dist_below_one_folder(archive: Path) -> None:
    assert archive.parts[-2:] == ("dist", f"{FOLDER}.zip")
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
    assert all(name.startswith(f"{FOLDER}/") for name in names)
    assert f"{FOLDER}/index.html" in names
    assert f"{FOLDER}/assets/fonts.css" in names


def test_what_only_a_server_needs_is_left_out(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        names = {name.removeprefix(f"{FOLDER}/") for name in opened.namelist()}
    assert not names & set(LEFT_OUT)
    assert not any(name.startswith("assets/cards/") for name in names)


def test_nothing_in_it_tells_when_or_where_it_was_made(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        entries = opened.infolist()
    names = [entry.filename for entry in entries if not entry.filename.endswith(README)]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {EARLIEST}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert not any(entry.extra for entry in entries)


def test_the_same_content_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    assert made(tmp_path).read_bytes() == archive.read_bytes()


def test_a_note_says_what_to_open_and_what_search_needs(copy: Path) -> None:
    note = (copy / README).read_text(encoding="utf-8")
    assert note.startswith(NAME)
    assert "index.html" in note
    assert "http.server" in note


def test_the_command_says_where_the_copy_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_content(tmp_path / "content")
    make_config(tmp_path, name=NAME)
    monkeypatch.chdir(tmp_path)
    assert main(["offline"]) == 0
    assert f"dist/{FOLDER}.zip" in capsys.readouterr().out
    assert [path.name for path in (tmp_path / "dist").iterdir()] == [f"{FOLDER}.zip"]


def test_content_with_errors_makes_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_content(tmp_path / "content", {"places/lindow.yaml": "name: Lindow\n"})
    make_config(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["offline"]) == 1
    assert not (tmp_path / "dist").exists()


def test_every_link_leads_to_a_file_of_the_copy(copy: Path) -> None:
    broken = []
    for page in sorted(copy.rglob("*.html")):
        tree = lxml_html.fromstring(page.read_bytes())
        here = page.relative_to(copy).parent.as_posix()
        found = tree.xpath(
            "//a/@href | //img/@src | //script/@src | //link[not(@rel='canonical')]/@href"
        )
        for link in cast(list[str], found):
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(here, unquote(parts.path)))
            if not (copy / target).is_file():
                broken.append(f"{page.relative_to(copy)}: {link}")
    assert not broken


@pytest.mark.browser
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "timeline.html",
        "events/bridge-collapses.html",
        "actors/lindow-council.html",
        "places/index.html",
        "places/lindow.html",
        "sources/echo-1997-03-05.html",
        "figures.html",
        "search.html",
    ],
)
def test_pages_open_from_the_disk_without_a_complaint(
    browser: Browser, copy: Path, path: str
) -> None:
    complaints: list[str] = []
    page = browser.new_page()
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on(
        "request",
        lambda request: (
            complaints.append(request.url)
            if urlsplit(request.url).scheme not in ("file", "data", "blob")
            else None
        ),
    )
    page.goto((copy / path).as_uri(), wait_until="load")
    assert not complaints
    # The site's own styles and fonts have arrived.
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px Newsreader')")
    assert page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--st-paper')"
    )
    page.close()
