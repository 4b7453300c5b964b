"""A small project to build: the good minimal content, a configuration, a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from tests.helpers import make_content
from timeline.write import engines
from timeline.write.making import Making
from timeline.write.mkdocs import Made, run_mkdocs

CONFIG = """\
site_name: Test
docs_dir: docs
site_dir: site
use_directory_urls: false
theme:
  name: null
  custom_dir: theme
plugins: []
validation:
  links:
    unrecognized_links: warn
"""
THEME = (
    '<!doctype html><html lang="en"><title>{{ page.title }}</title>'
    "<body>{{ page.content }}</body></html>"
)


def make_project(folder: Path) -> Path:
    """Make a project that has not been built, and return its folder."""
    make_content(folder / "content")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "theme").mkdir()
    for name in ("main.html", "404.html"):
        (folder / "theme" / name).write_text(THEME, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project's folder, which is also where the test runs."""
    folder = make_project(tmp_path / "project")
    monkeypatch.chdir(folder)
    # The build sets it, and must not do so for the tests that come after.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    return folder


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """Return a function that reads all files below a folder: path -> bytes.

    What is only remembered of them, in ``.cache``, is passed over.
    """

    def read(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and ".cache" not in path.relative_to(folder).parts
        }

    return read


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each run of MkDocs."""
    seen: list[str] = []

    def noted(settings: MkDocsConfig, making: Making) -> Made:
        seen.append("MkDocs")
        return run_mkdocs(settings, making)

    monkeypatch.setattr(engines, "run_mkdocs", noted)
    return seen
