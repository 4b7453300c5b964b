"""Building the site: the old one stands until the new one is whole, and nothing else is replaced."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import edited
from timeline.cli import CONTENT_ERRORS, OK, USAGE, main
from timeline.write import exchange
from timeline.write import mkdocs as mkdocs_module
from timeline.write.folder import MANIFEST, UNFINISHED

Snapshot = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def built(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a project that has been built once."""
    assert main(["build"]) == OK, capsys.readouterr().err
    capsys.readouterr()
    return project


def change(project: Path) -> None:
    """Change the content, so that another site would be built."""
    for place, text in edited(
        "events/1997/bridge-collapses.yaml", "The mill bridge collapses", "The mill bridge fell"
    ).items():
        (project / "content" / place).write_text(text, encoding="utf-8")


def leftovers(project: Path) -> list[str]:
    return [p.name for p in project.iterdir() if p.name.startswith(".site")]


def test_a_build_makes_the_site_and_says_where(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build"]) == OK
    assert (project / "site" / "events" / "bridge-collapses.html").is_file()
    assert f"The site is in site{os.sep}." in capsys.readouterr().out
    assert leftovers(project) == []


def test_a_second_build_writes_no_page(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == OK
    assert "0 pages and files written" in capsys.readouterr().out


class TestWhereItStands:
    """Who publishes may say so: by an option, else by the environment, else by the file."""

    @pytest.mark.parametrize(
        ("options", "environment", "address"),
        [
            ([], {}, None),
            (["--site-url", "https://one.example/a"], {}, "https://one.example/a/"),
            ([], {"TIMELINE_SITE_URL": "https://two.example"}, "https://two.example/"),
            ([], {"TIMELINE_SITE_URL": ""}, None),
            (
                ["--site-url", "https://one.example/"],
                {"TIMELINE_SITE_URL": "https://two.example/"},
                "https://one.example/",
            ),
        ],
    )
    def test_pages_name_their_address(
        self,
        built: Path,
        monkeypatch: pytest.MonkeyPatch,
        options: list[str],
        environment: dict[str, str],
        address: str | None,
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert main(["build", *options]) == OK
        page = (built / "docs" / "events" / "bridge-collapses.md").read_text(encoding="utf-8")
        named = re.findall(r'^share: .*"url": "([^"]+)"', page, re.MULTILINE)
        assert named == ([f"{address}events/bridge-collapses.html"] if address else [])

    def test_pages_link_to_the_repository(self, built: Path) -> None:
        assert main(["build", "--repo-url", "https://github.com/lindow/bridge"]) == OK
        page = (built / "site" / "events" / "bridge-collapses.html").read_text(encoding="utf-8")
        assert "https://github.com/lindow/bridge/edit/main/content/events/1997/" in page

    def test_what_is_no_address_stops_the_build(
        self, built: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["build", "--site-url", "lindow.example"]) == USAGE
        assert "site_url" in capsys.readouterr().err


def test_a_build_replaces_the_whole_site(built: Path) -> None:
    opens = "events/1997/inquiry-opens.yaml"
    (built / "content" / opens).rename(built / "content" / opens.replace("opens", "starts"))
    change(built)
    assert main(["build"]) == OK
    page = (built / "site" / "events" / "bridge-collapses.html").read_text(encoding="utf-8")
    assert "The mill bridge fell" in page
    assert (built / "site" / "events" / "inquiry-starts.html").is_file()
    assert not (built / "site" / "events" / "inquiry-opens.html").exists()


def test_the_site_can_be_read_by_a_web_server(built: Path) -> None:
    assert (built / "site").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("kind", ["foreign folder", "file", "link", "broken link"])
def test_what_is_no_site_is_never_replaced(
    kind: str, project: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    target = project / "site"
    foreign = project / "foreign"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("ten years of work", encoding="utf-8")
    match kind:
        case "foreign folder":
            foreign.rename(target)
        case "file":
            target.write_text("ten years of work", encoding="utf-8")
        case "link":
            target.symlink_to(foreign)
        case _:
            target.symlink_to(project / "nowhere")
    before = snapshot(project)
    assert main(["build"]) == USAGE
    assert snapshot(project) == before
    assert target.is_symlink() == kind.endswith("link")
    error = capsys.readouterr().err
    assert "--site-dir" in error
    assert "Traceback" not in error


def test_an_empty_folder_may_be_filled(project: Path) -> None:
    (project / "site").mkdir()
    assert main(["build"]) == OK


@pytest.mark.parametrize("inside", ["docs", ".", "content", "docs/site"])
def test_a_site_is_not_put_where_its_source_is(
    inside: str, built: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(built)
    assert main(["build", "--site-dir", inside]) == USAGE
    assert snapshot(built) == before
    assert "Traceback" not in capsys.readouterr().err


def test_a_path_that_leads_through_a_file_is_an_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "file").write_text("x", encoding="utf-8")
    assert main(["build", "--site-dir", "file/site"]) == USAGE
    assert "Traceback" not in capsys.readouterr().err


class TestTheOldSiteStands:
    """Whatever goes wrong, readers keep the site that they had."""

    def fails(
        self, project: Path, snapshot: Snapshot, *options: str, code: int = USAGE
    ) -> dict[str, bytes]:
        before = snapshot(project / "site")
        assert main(["build", *options]) == code
        assert snapshot(project / "site") == before
        assert leftovers(project) == []
        return before

    def test_when_a_page_by_hand_has_a_broken_link(
        self, built: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page = built / "content" / "pages" / "method.md"
        page.write_text("# Method\n\nSee [this](nowhere.md).\n", encoding="utf-8")
        self.fails(built, snapshot, "--strict")
        error = capsys.readouterr().err
        assert "nowhere.md" in error
        assert "method.md" in error
        assert "Traceback" not in error

    def test_when_the_content_has_errors(self, built: Path, snapshot: Snapshot) -> None:
        shutil.rmtree(built / "content" / "sources")
        docs = snapshot(built / "docs")
        self.fails(built, snapshot, code=CONTENT_ERRORS)
        assert snapshot(built / "docs") == docs

    def test_when_the_new_site_cannot_take_its_place(
        self, built: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        change(built)
        rename = Path.rename
        monkeypatch.setattr(exchange, "swap", lambda *_: False)

        def failing(path: Path, target: Path) -> Path:
            if path.name == "new":
                raise PermissionError(13, "Permission denied", str(path))
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", failing)
        self.fails(built, snapshot)

    def test_when_mkdocs_finds_no_room(
        self,
        built: Path,
        snapshot: Snapshot,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def full(_: object, **_dirty: bool) -> None:
            raise OSError(28, "No space left on device", "x.html")

        change(built)
        monkeypatch.setattr(mkdocs_module, "mkdocs_build", full)
        self.fails(built, snapshot)
        assert "No space left on device" in capsys.readouterr().err

    def test_when_it_is_interrupted(
        self, built: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(_: object, **_dirty: bool) -> None:
            raise KeyboardInterrupt

        change(built)
        monkeypatch.setattr(mkdocs_module, "mkdocs_build", interrupted)
        self.fails(built, snapshot)

    def test_when_the_theme_has_an_error(
        self, built: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (built / "theme" / "main.html").write_text("{% if %}", encoding="utf-8")
        self.fails(built, snapshot)
        assert "Traceback" not in capsys.readouterr().err


def test_content_with_errors_writes_nothing(
    project: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content" / "vocabulary.yaml").unlink()
    before = snapshot(project)
    assert main(["build"]) == CONTENT_ERRORS
    assert snapshot(project) == before
    assert "Nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: [", "mkdocs.yml"),
        ("", "site_name"),
        ("[]", "mkdocs.yml"),
        ("site_name: x\ntheme: {name: nothing-of-the-kind}", "nothing-of-the-kind"),
        ("site_name: x\nplugins: [nothing-of-the-kind]", "nothing-of-the-kind"),
        ("site_name: x\nmarkdown_extensions: [nothing-of-the-kind]", "nothing-of-the-kind"),
        (
            "site_name: x\nuse_directory_urls: false\ntheme: {name: mkdocs, language: tlh}",
            "tlh",
        ),
        ("site_name: x", "set 'use_directory_urls: false'"),
        ("site_name: x\ndocs_dir: site\nsite_dir: site", "site"),
        (
            "site_name: x\nuse_directory_urls: false\nextra: {timeline: main}",
            "'extra: timeline:' holds settings by their names",
        ),
        (
            "site_name: x\nuse_directory_urls: false\nextra: {timeline: {licence: CC-BY}}",
            "'extra: timeline: licence: CC-BY' is not one of CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0",
        ),
        ("\x00", "mkdocs.yml"),
    ],
)
def test_a_bad_configuration_is_told_without_a_traceback(
    text: str, said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert main(["build"]) == USAGE
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert not (project / "site").exists()


def test_a_missing_configuration_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--config", "other.yml"]) == USAGE
    assert "other.yml" in capsys.readouterr().err


def test_a_configuration_that_is_no_text_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_bytes(b"site_name: \xff")
    assert main(["build"]) == USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_a_docs_folder_that_cannot_be_written_is_told(
    built: Path,
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # The tests may run as root, whom no permission stops.
    def denied(source: str, target: str) -> None:
        raise OSError(30, "Read-only file system", str(target))

    change(built)
    before = snapshot(built)
    monkeypatch.setattr(os, "replace", denied)
    assert main(["build"]) == USAGE
    # It says of itself that it was not finished, and nothing else.
    assert snapshot(built) == {**before, f"docs/{UNFINISHED}": b""}
    error = capsys.readouterr().err
    assert "Read-only file system" in error
    assert "docs" in error


def test_a_docs_folder_that_is_a_file_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs").rmdir()
    (project / "docs").write_text("x", encoding="utf-8")
    assert main(["build"]) == USAGE
    assert "docs" in capsys.readouterr().err


def test_pages_by_others_in_the_docs_folder_stay(built: Path) -> None:
    own = built / "docs" / "own.md"
    own.write_text("# Own\n", encoding="utf-8")
    change(built)
    assert main(["build"]) == OK
    assert own.read_text(encoding="utf-8") == "# Own\n"
    assert (built / "site" / "own.html").is_file()
    assert (built / "docs" / MANIFEST).is_file()
    assert not (built / "site" / MANIFEST).exists()
