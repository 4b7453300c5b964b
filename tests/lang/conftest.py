"""A small French site with Arabic names and quotations, all of it invented, started by ``init``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import served
from tests.site.build import run
from timeline.cli import main

CONTENT = Path(__file__).parent / "content"


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a timeline in which the example has made room for other content."""
    folder = tmp_path_factory.mktemp("french") / "phare"
    options = ("--name", "Le phare", "--repo-url", "https://example.org/a/b")
    assert main(["init", str(folder), "--language", "fr", *options]) == 0
    shutil.rmtree(folder / "content")
    shutil.copytree(CONTENT, folder / "content")
    for command in (["schemas"], ["build", "--strict"]):
        done = run(folder, "build_timeline.py", *command)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def french(project: Path) -> Path:
    """Return the folder of the site with a French interface."""
    return project / "site"


@pytest.fixture(scope="session")
def address(french: Path) -> Iterator[str]:
    """Yield the address at which the site is served."""
    with served(french) as where:
        yield where
