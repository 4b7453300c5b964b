"""The other engine: as strict as MkDocs, and as careful with the site that stands."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from timeline.cli import OK, USAGE, main
from timeline.write.dangling import dangling_links

Snapshot = Callable[[Path], dict[str, bytes]]
BUILD = ("build", "--engine", "zensical")

OURS = {"cards", "entries", "pages"}
"""What a build remembers, beside the configuration; there are no pictures without an address."""


@pytest.fixture
def project(project: Path) -> Path:
    """Return the project, with the extensions that its pages' anchors need."""
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("markdown_extensions: [attr_list, md_in_html, tables]\n")
    return project


@pytest.fixture
def built(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a project that has been built once."""
    assert main(list(BUILD)) == OK, capsys.readouterr().err
    capsys.readouterr()
    return project


@pytest.fixture
def fails(
    project: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Return a function that sees a build fail and leave the old site, and returns what it says."""
    (project / "site" / "data").mkdir(parents=True)
    (project / "site" / "data" / "timeline.json").write_text("{}", encoding="utf-8")

    def failing(*options: str) -> str:
        before = snapshot(project / "site")
        assert main([*BUILD, *options]) == USAGE
        assert snapshot(project / "site") == before
        assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []
        told = capsys.readouterr().err
        assert "Traceback" not in told
        return told

    return failing


def test_it_makes_the_pages_that_mkdocs_makes(built: Path, snapshot: Snapshot) -> None:
    by_zensical = snapshot(built / "site")
    assert {path.name for path in built.iterdir()} == {
        ".cache",
        "content",
        "docs",
        "mkdocs.yml",
        "site",
        "theme",
    }
    # Zensical keeps its own there, too, where it works.
    assert {path.name for path in (built / ".cache").iterdir()} <= OURS
    assert main(["build", "--strict"]) == OK
    by_mkdocs = snapshot(built / "site")
    ours = {"404.html", "sitemap.xml", "sitemap.xml.gz"}
    names = [{name for name in by if "pagefind/" not in name} for by in (by_zensical, by_mkdocs)]
    assert names[0] - ours == names[1] - ours
    assert "events/bridge-collapses.html" in names[0]
    assert by_zensical["data/timeline.json"] == by_mkdocs["data/timeline.json"]


def test_the_same_content_gives_the_same_bytes_anywhere(
    built: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    first = snapshot(built / "site")
    elsewhere = tmp_path / "déjà vu"
    shutil.copytree(built, elsewhere, ignore=shutil.ignore_patterns("site", "docs"))
    (elsewhere / "docs").mkdir()
    named = [
        f"--{name}={elsewhere / at}"
        for name, at in (("content", "content"), ("config", "mkdocs.yml"))
    ]
    assert main([*BUILD, *named, f"--site-dir={tmp_path / 'out' / 'of it'}"]) == OK
    assert snapshot(tmp_path / "out" / "of it") == first


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[this](nowhere.md)", "method.html: 'nowhere.html'"),
        ("[this](nowhere.html)", "method.html: 'nowhere.html'"),
        ("[this](index.md#nowhere)", "method.html: 'index.html#nowhere'"),
        ("[this](/index.html)", "method.html: '/index.html'"),
        ("[this](events/)", "method.html: 'events/'"),
        ("![this](nowhere.png)", "method.html: 'nowhere.png'"),
    ],
)
def test_a_broken_link_stops_a_strict_build(
    text: str, told: str, project: Path, fails: Callable[..., str]
) -> None:
    page = project / "content" / "pages" / "method.md"
    page.write_text(f"# Method\n\nSee {text}.\n", encoding="utf-8")
    assert told in fails("--strict")


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% if %}", "syntax error"),
        ("{{ page.nothing.at_all }}", "undefined value (in main.html:1)"),
        ('{% include "gone.html" %}', "gone.html"),
    ],
)
def test_a_wrong_template_stops_the_build(
    template: str, told: str, project: Path, fails: Callable[..., str]
) -> None:
    (project / "theme" / "main.html").write_text(template, encoding="utf-8")
    assert told in fails()


def test_a_wrong_configuration_stops_the_build(project: Path, fails: Callable[..., str]) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("extra: {polyfills: none}\n")
    assert "extra.polyfills" in fails()


def test_a_page_that_is_not_made_stops_the_build(
    project: Path, fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = subprocess.run

    def forgetful(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        done: subprocess.CompletedProcess[str] = real(command, **options)
        (Path(options["cwd"]) / "new" / "index.html").unlink()
        return done

    monkeypatch.setattr("timeline.write.zensical.subprocess.run", forgetful)
    assert "made no page of:\n  index.md" in fails()


def test_without_zensical_it_says_how_to_install_it_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert main(list(BUILD)) == USAGE
    assert "Zensical is not installed; 'make deps-zensical' installs it" in capsys.readouterr().err
    assert list((project / "docs").iterdir()) == []
    assert not (project / "site").exists()


def test_an_offline_copy_is_made_by_it_too(project: Path) -> None:
    assert main(["offline", "--engine", "zensical", "--to", "copy.zip"]) == OK
    assert (project / "copy.zip").is_file()


def test_the_configuration_may_be_in_several_files_and_have_python_in_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").rename(project / "base.yml")
    (project / "mkdocs.yml").write_text(
        "INHERIT: base.yml\nmarkdown_extensions:\n  - attr_list\n  - md_in_html\n  - tables\n"
        "  - toc:\n      slugify: !!python/name:markdown.extensions.toc.slugify_unicode\n",
        encoding="utf-8",
    )
    assert main([*BUILD, "--strict"]) == OK, capsys.readouterr().err


class TestDanglingLinks:
    """What counts as a link that leads nowhere."""

    @pytest.mark.parametrize(
        "link",
        [
            "a.html", "a.html#x", "#here", "#named", "sub/", "sub/b.html", "sub/%C3%A9.html",
            "picture.svg", "picture.svg#part", "a.html?q=1#x", "#", "https://example.org/gone",
            "//example.org/gone", "mailto:a@example.org", "data:,x",
        ],
    )  # fmt: skip
    def test_these_lead_somewhere(self, link: str, tmp_path: Path) -> None:
        self.make(tmp_path, link)
        assert dangling_links(tmp_path) == []

    @pytest.mark.parametrize(
        "link",
        ["", "b.html", "a.html#y", "#nowhere", "gone/", "/a.html", "../a.html", "empty/", "%00"],
    )
    def test_these_do_not(self, link: str, tmp_path: Path) -> None:
        self.make(tmp_path / "site", link)
        (tmp_path / "a.html").touch()
        assert dangling_links(tmp_path / "site") == [f"page.html: '{link}'"]

    def make(self, site: Path, link: str) -> None:
        for folder in ("sub", "empty"):
            (site / folder).mkdir(parents=True)
        (site / "404.html").write_text('<a href="/chronicle/a.html">x</a>', encoding="utf-8")
        (site / "a.html").write_text('<p id="x">', encoding="utf-8")
        for name in ("sub/index.html", "sub/b.html", "sub/é.html", "picture.svg"):
            (site / name).touch()
        (site / "page.html").write_text(
            f'<p id="here"><a name="named"></a><a href="{link}">x</a>', encoding="utf-8"
        )
