"""What a build does without: network, git, a plain path, Unix line ends, and a second of its kind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import PROJECT
from tests.faults.conftest import Project, digest, make_project
from timeline.cli import OK, USAGE


def test_no_network(project: Project) -> None:
    done = project.nursery.run("build", offline=True)
    assert done.code == OK, done.said
    assert project.stands(done)
    assert done.network == []


def test_two_builds_at_once(project: Project) -> None:
    """Both end well, one after the other; or the second is told of the first and changes nothing."""
    both = [project.nursery.start("build") for _ in range(2)]
    done = [project.nursery.wait(number) for number in both]
    assert OK in [one.code for one in done]
    for one in done:
        assert one.code == OK or (one.code == USAGE and "another run is at work" in one.said)
    assert digest(project.site) == project.states[project.wanted]
    assert project.leftovers() == []


def build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, as a person would."""
    return subprocess.run(
        [sys.executable, str(PROJECT / "build_timeline.py"), "build"],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_path_that_no_shell_likes_and_no_git(tmp_path: Path, project: Project) -> None:
    """The site is the same wherever it is built. A note says what is left out of it."""
    folder = make_project(tmp_path / "Ünï cødé 'quoted' $(x) \u0639")
    shutil.copytree(project.folder / "content", folder / "content", dirs_exist_ok=True)
    done = build(folder, PATH="")
    assert done.returncode == OK, done.stderr
    assert digest(folder / "site") == project.states[project.wanted]
    assert "sets no site_url" in done.stdout
    assert "sets no repo_url" in done.stdout


def test_windows_line_ends(tmp_path: Path, project: Project) -> None:
    folder = make_project(tmp_path / "project")
    shutil.copytree(project.folder / "content", folder / "content", dirs_exist_ok=True)
    for path in [folder / "mkdocs.yml", *folder.glob("content/**/*.*")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = build(folder)
    assert done.returncode == OK, done.stdout + done.stderr
    assert digest(folder / "site") == project.states[project.wanted]


@pytest.mark.parametrize("writable", [False, True])
def test_a_checkout_that_can_only_be_read(project: Project, tmp_path: Path, writable: bool) -> None:
    """Pages have to be written to docs/. Where that is let, the site may go to another place."""
    closed = [project.folder, project.folder / "content"]
    closed += [] if writable else [project.folder / "docs"]
    for folder in closed:
        folder.chmod(0o555)
    try:
        done = project.nursery.run("build", "--site-dir", str(tmp_path / "site"), plain=True)
    finally:
        for folder in closed:
            folder.chmod(0o755)
    assert done.code == (OK if writable else USAGE), done.said
    if writable:
        assert digest(tmp_path / "site") == project.states[project.wanted]
    else:
        assert "Permission denied (see who may write there)" in done.said
        assert not (tmp_path / "site").exists()
