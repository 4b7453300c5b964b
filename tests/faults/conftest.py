"""A small project with an old site, to which things happen while a new one is built."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.nursery import Nursery, Outcome
from tests.helpers import edited, make_content
from timeline.cli import OK

CONFIG = """\
site_name: Test
use_directory_urls: false
theme: {name: null, custom_dir: theme}
plugins: []
markdown_extensions: [attr_list, md_in_html]
nav: [index.md, timeline.md]
"""
THEME = (
    '<!doctype html><html lang="en"><title>{{ page.title }}</title>'
    "<body><div data-pagefind-body>{{ page.content }}</div></body></html>"
)
EDITED = "events/1997/bridge-collapses.yaml"
OLD_TEXT, NEW_TEXT = "gave way", "fell down"
"""No page shows it that MkDocs makes, so that the site follows the one before."""


def digest(folder: Path) -> str:
    """Return a digest of all names and files below a folder; of a missing one too."""
    total = hashlib.sha256(str(folder.is_dir()).encode())
    for path in sorted(folder.rglob("*")):
        total.update(f"\0{path.relative_to(folder)}\0{path.is_dir()}\0".encode())
        if path.is_file():
            total.update(path.read_bytes())
    return total.hexdigest()


class Project:
    """The project with its site of one state, and the content of the other, which is to be built."""

    def __init__(self, folder: Path, nursery: Nursery) -> None:
        self.folder = folder
        self.nursery = nursery
        self.site = folder / "site"
        old = (folder / "content" / EDITED).read_text(encoding="utf-8")
        new = edited(EDITED, OLD_TEXT, NEW_TEXT)[EDITED]
        self.states: dict[str, str] = {old: "", new: ""}
        self.moments = 0
        self.wanted = old
        for text in (new, old):
            self.wanted = text
            self._write()
            self.states[text] = self.build()
        self.flip()

    def _write(self) -> None:
        (self.folder / "content" / EDITED).write_text(self.wanted, encoding="utf-8")

    def flip(self) -> None:
        """Change the content to the other state."""
        self.wanted = next(text for text in self.states if text != self.wanted)
        self._write()

    def build(self) -> str:
        """Build without a fault, and return the digest of the site."""
        done = self.nursery.run("build")
        assert done.code == OK, done.said
        assert self.leftovers() == []
        self.moments = done.moments
        return digest(self.site)

    def finish(self) -> None:
        """Build what was not built yet: nothing of what happened is left."""
        assert self.build() == self.states[self.wanted]
        self.flip()

    def leftovers(self) -> list[str]:
        """Return temporary files and folders, wherever they may be."""
        return [
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path.name.endswith((".building", ".lock", "-lock", "-part", ".part"))
        ]

    def stands(self, done: Outcome) -> bool:
        """Assert that the old site or the new one stands; return whether it is the new.

        If it is, the content is changed, so that there is something to build again.
        """
        found = digest(self.site)
        assert found in self.states.values(), (done, sorted(p.name for p in self.folder.iterdir()))
        assert (self.folder / "content" / EDITED).read_text(encoding="utf-8") == self.wanted
        assert "Traceback" not in done.said, done.said
        new = found == self.states[self.wanted]
        if new:
            self.flip()
        return new


def make_project(folder: Path) -> Path:
    """Make a project that has not been built."""
    make_content(folder / "content")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "theme").mkdir()
    for name in ("main.html", "404.html", "text.html"):
        (folder / "theme" / name).write_text(THEME, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Yield a project whose site is old."""
    folder = make_project(tmp_path_factory.mktemp("faults") / "project")
    with Nursery(folder) as nursery:
        yield Project(folder, nursery)
