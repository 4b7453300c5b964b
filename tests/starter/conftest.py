"""Timelines that ``init`` started, and the sites built from them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.build import run
from tests.starter.hosting import hosted
from tests.workflows.steps import give_environment
from timeline.cli import main

BELOW = "https://host.example/chronicle/"
ROOT = "https://chronicle.example/"


@dataclass(frozen=True, slots=True)
class Stands:
    """A site, the address that it was told, and the path below which its host has it."""

    site: Path
    url: str
    base: str


def made(folder: Path, *options: str) -> Path:
    """Start a timeline, with this virtual environment in it."""
    assert main(["init", str(folder), *options]) == 0
    give_environment(folder)
    return folder


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new timeline as it is, built by the one command of its manual."""
    folder = made(tmp_path_factory.mktemp("english") / "ferry", "--name", "The ferry")
    done = subprocess.run(
        ["make", "site"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors, 0 warnings" in done.stdout
    return folder


@pytest.fixture(scope="session")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new timeline in French, at a domain of its own, published to a branch.

    The remote repository is a folder; the branch that it got is what is looked at.
    """
    home = tmp_path_factory.mktemp("french")
    options = ("--language", "fr", "--site-url", ROOT, "--repo-url", "https://forge.example/a/b")
    folder = made(home / "bac", *options)
    (folder / "docs" / "CNAME").write_text("chronicle.example\n", encoding="utf-8")
    git(home, "init", "--quiet", "--bare", "remote.git")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Ada Fenn")
    git(folder, "config", "user.email", "ada@post.example")
    git(folder, "remote", "add", "origin", str(home / "remote.git"))
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A new timeline")
    done = run(folder, "-m", "mkdocs", "gh-deploy", "--strict", "--quiet")
    assert done.returncode == 0, done.stdout + done.stderr
    git(home, "clone", "--quiet", "--branch", "gh-pages", "remote.git", "published")
    return folder


def git(folder: Path, *command: str) -> str:
    """Run git without the settings of whoever runs the tests, and return what it says."""
    done = subprocess.run(
        ["git", *command],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_CONFIG_GLOBAL": "/dev/null"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def below(english: Path) -> Stands:
    """Return the English site, with an event that has moved, for a path of a shared host."""
    event = english / "content/events/1996/stage-mended.yaml"
    text = event.read_text(encoding="utf-8")
    event.write_text(f"{text}formerly: [stage-repaired]\n", encoding="utf-8")
    command = ("build", "--strict", "--site-url", BELOW, "--site-dir", "below")
    done = run(english, "build_timeline.py", *command)
    event.write_text(text, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return Stands(english / "below", BELOW, "/chronicle/")


@pytest.fixture(scope="session", params=["below a path", "at a root", "without an address"])
def standing(request: pytest.FixtureRequest) -> Stands:
    """Return a site for each way in which one can stand."""
    if request.param == "below a path":
        below: Stands = request.getfixturevalue("below")
        return below
    if request.param == "at a root":
        published: Path = request.getfixturevalue("french").parent / "published"
        return Stands(published, ROOT, "/")
    # It was told nothing, so it has to do where nobody said that it would stand.
    plain: Path = request.getfixturevalue("english")
    return Stands(plain / "site", "", "/some/where/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a phone's window."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def shown(english: Path, french: Path) -> Iterator[dict[str, tuple[Path, str]]]:
    """Yield the folder and the address of each example's site, by its language."""
    published = french.parent / "published"
    with hosted(english / "site", "/") as one, hosted(published, "/") as other:
        yield {"en": (english / "site", one.address), "fr": (published, other.address)}
