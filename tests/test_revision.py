"""``check --since REV``: the content against a revision of a real git repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.helpers import MINIMAL, make_content
from timeline.cli import main
from timeline.cli.revision import read_revision

BRIDGE = "events/1997/bridge-collapses.yaml"
INQUIRY = "events/1997/inquiry-opens.yaml"
TEXT = (MINIMAL / BRIDGE).read_text(encoding="utf-8")
NOTED = "corrections:\n  - {date: 1997-04-01, kind: correction, note: Counted again.}\n"


def git(folder: Path, *arguments: str) -> None:
    """Run git with nothing but its own defaults."""
    names = ("user.name=Ada", "user.email=ada@lindow.example", "init.defaultBranch=main")
    settings = [word for name in names for word in ("-c", name)]
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", "-C", str(folder), *settings, *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **nothing},
    )


def publish(folder: Path, tag: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", tag)
    git(folder, "tag", tag)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose content is published as ``v1``; the working folder is its root."""
    root = tmp_path / "project"
    make_content(root / "content")
    git(root, "init", "--quiet")
    publish(root, "v1")
    monkeypatch.chdir(root)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return root


def write(project: Path, place: str, text: str) -> None:
    (project / "content" / place).write_text(text, encoding="utf-8")


def test_nothing_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--since", "v1"]) == 0
    assert capsys.readouterr().out.endswith(
        "0 errors, 0 warnings\ncompared with v1: 2 published events\n"
    )


@pytest.mark.parametrize(("note", "code"), [("", 1), (NOTED, 0)])
def test_a_changed_figure(
    project: Path, capsys: pytest.CaptureFixture[str], note: str, code: int
) -> None:
    write(project, BRIDGE, TEXT.replace("value: 10", "value: 12") + note)
    assert main(["check", "--since", "v1"]) == code
    printed = capsys.readouterr().out
    assert printed.startswith(f"content/{BRIDGE}:25:16: error[uncorrected-change]") is not bool(
        note
    )


def test_what_is_committed_since_is_compared_too(project: Path) -> None:
    write(project, BRIDGE, TEXT.replace("value: 10", "value: 12"))
    publish(project, "v2")
    assert main(["check", "--since", "v2"]) == 0
    assert main(["check", "--since", "HEAD~1"]) == 1
    assert main(["check", "--since", "v1"]) == 1


def test_a_deleted_event_is_annotated(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content" / INQUIRY).unlink()
    assert main(["check", "--since", "v1", "--format", "github"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"::error file=content/{INQUIRY},line=1,col=1,title=event-removed::")


def test_from_within_the_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, BRIDGE, TEXT.replace("value: 10", "value: 12"))
    monkeypatch.chdir(project / "content")
    assert main(["check", "--content", ".", "--since", "v1"]) == 1
    assert capsys.readouterr().out.startswith(f"./{BRIDGE}:25:16: error[uncorrected-change]")


def test_a_folder_that_is_the_root_of_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_content(tmp_path)
    git(tmp_path, "init", "--quiet")
    publish(tmp_path, "v1")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--content", ".", "--since", "v1"]) == 0
    assert len(read_revision(tmp_path, "v1").content.events) == 2


def test_attributes_and_the_hook_that_runs_it_change_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attributes = "content/events/** export-ignore eol=crlf\n"
    (project / ".gitattributes").write_text(attributes, encoding="utf-8")
    publish(project, "v2")
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    former = read_revision(Path("content"), "v2")
    assert former.content.events["inquiry-opens"].title == "An inquiry opens"


def test_files_beyond_the_limits_and_stray_ones_are_not_read(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "content" / "notes.txt").write_text("stray", encoding="utf-8")
    (project / "content" / "events" / "1997" / ".hidden.yaml").write_text("x", encoding="utf-8")
    (project / "content" / "actors" / "link.yaml").symlink_to("ada-fenn.yaml")
    publish(project, "v2")
    size = len(TEXT.encode()) - 1
    monkeypatch.setattr("timeline.cli.revision.MAX_FILE_BYTES", size)
    former = read_revision(Path("content"), "v2")
    assert former.content.known["event"] == {"bridge-collapses", "inquiry-opens"}
    assert set(former.content.events) == {"inquiry-opens"}
    assert "link" not in former.content.actors
    assert former.diagnostics == ()


def refused(capsys: pytest.CaptureFixture[str], revision: str) -> str:
    assert main(["check", "--since", revision]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return " ".join(printed.err.split())


@pytest.mark.parametrize(
    "revision", ["v9", "", "--all", "HEAD:content", "HEAD~5", "a b", "v1^{tree}"]
)
def test_no_such_revision(project: Path, capsys: pytest.CaptureFixture[str], revision: str) -> None:
    said = refused(capsys, revision)
    assert f"revision '{revision}'" in said or "is no revision" in said
    assert "name a commit, tag or branch" in said


def test_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_content(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    said = refused(capsys, "v1")
    assert "'content' cannot be compared: not a git repository" in said
    assert "--since needs the folder to lie in a git repository" in said


def test_a_revision_without_the_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content").rename(project / "elsewhere")
    publish(project, "v2")
    (project / "elsewhere").rename(project / "content")
    assert "'v2' holds no files in 'content/'" in refused(capsys, "v2")


def test_a_shallow_clone(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(project, INQUIRY, (MINIMAL / INQUIRY).read_text(encoding="utf-8") + "main: true\n")
    publish(project, "v2")
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert main(["check", "--since", "HEAD"]) == 0
    capsys.readouterr()
    said = refused(capsys, "HEAD~1")
    assert "this clone is shallow" in said
    assert "fetch-depth: 0" in said


def test_no_git(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(project / "content"))
    assert "--since needs git, which is not installed" in refused(capsys, "v1")


def test_the_folder_is_asked_for_first(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", "nowhere", "--since", "v1"]) == 2
    assert "no folder 'nowhere'" in capsys.readouterr().err
