"""Generators of static sites, ours and the others, each with the same events in its own folder."""

from __future__ import annotations

import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import ClassVar

from bench.corpora import write
from bench.installing import command
from bench.peers.edits import EDITS
from bench.peers.naive import Style, pages
from bench.results import OURS
from bench.running import Usage, run
from tests.serve.running import copy_project
from timeline.model.timeline import Timeline

MKDOCS_CONFIG = """\
site_name: Chronology
docs_dir: docs
theme:
  name: material
  font: false
plugins:
  - search
# With all pages in the menu, which every page repeats, a thousand of them make 461 MB.
nav:
  - index.md
not_in_nav: |
  /events/
  /actors/
  /timeline/
"""

HUGO_CONFIG = """\
title = "Chronology"
baseURL = "http://localhost/"
disableKinds = ["taxonomy", "term", "RSS"]
"""

HUGO_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><h1>{{ .Title }}</h1>{{ .Content }}</body>
</html>
"""


class Generator(ABC):
    """A tool with a folder of its own in which the site of a corpus is made, again and again.

    Attributes:
        folder: For this tool alone.
        patience: Seconds after which a command of it is given up.
    """

    name: ClassVar[str]
    output: ClassVar[str] = "site"

    def __init__(self, folder: Path, patience: float) -> None:
        self.folder = folder
        self.patience = patience

    @property
    def site(self) -> Path:
        """Where the finished site is."""
        return self.folder / self.output

    @abstractmethod
    def prepare(self, content: Path, timeline: Timeline) -> None:
        """Write what the site is made from into the folder, which is empty."""

    @abstractmethod
    def forget(self) -> None:
        """Remove everything that an earlier build has left."""

    @abstractmethod
    def build(self) -> Usage:
        """Build, with whatever an earlier build has left.

        Raises:
            Missing: the tool is not there, or fails.
        """

    @abstractmethod
    def edit(self, timeline: Timeline, number: int) -> None:
        """Change one event's title, as the ``number``-th of several edits."""

    @abstractmethod
    def address(self, kind: str, name: str) -> str:
        """Return where an entry's page is on the site: ``actors``, ``events``, ``timeline``."""

    @abstractmethod
    def largest_period(self) -> str:
        """Return the address of the largest page of the timeline that holds events."""

    def _run(self, line: Sequence[str | Path]) -> Usage:
        return run(line, self.folder, self.patience)

    def _remove(self, *names: str) -> None:
        """Take folders away; they are deleted with all else when the measurements are over.

        For minutes after many files are deleted, Linux's usual file system takes far longer to make
        new ones: a tenth of the time of a tool that makes tens of thousands.
        """
        for name in names:
            if (self.folder / name).exists():
                gone = Path(mkdtemp(prefix="gone-", dir=self.folder.parent))
                (self.folder / name).rename(gone / name)


def edited(text: str, before: str, number: int) -> str:
    """Return a text whose first title, which follows ``before``, has another number before it."""
    pattern = re.compile(rf'^({re.escape(before)}"?)(?:Save \d+ of )?', re.MULTILINE)
    return pattern.sub(lambda found: f"{found[1]}Save {number} of ", text, count=1)


def middle(timeline: Timeline) -> str:
    """Return the event that is edited: one in the middle."""
    return list(timeline.events)[len(timeline.events) // 2]


_LEAVING_SEARCH = """\
import gc, os, sys

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
sys.path.insert(0, os.getcwd())
gc.disable()
from timeline.cli import main
from timeline.write.changes import Reread
from timeline.write.successor import Successor

gc.enable()
read = Successor.read
Successor.read = lambda *given: read(*given)._replace(reread=Reread((), (), ()))
outcome = main(["build"])
sys.stdout.flush()
os._exit(outcome)
"""
"""As ``build_timeline.py`` does it."""


class Ours(Generator):
    """This project, from its own YAML: everything that it makes, search included."""

    name = OURS

    def prepare(self, content: Path, timeline: Timeline) -> None:  # noqa: ARG002  # see the base
        """Copy the project and the content."""
        copy_project(self.folder, content)

    def forget(self) -> None:
        """Remove pages, site and caches."""
        self._remove("site", "docs", ".cache")
        (self.folder / "docs").mkdir()

    def build(self) -> Usage:
        """Run the build command."""
        return self._run([sys.executable, "build_timeline.py", "build"])

    def build_leaving_search(self) -> Usage:
        """Run the build command, with search told that it reads nothing else: its index is stale then."""
        return self._run([sys.executable, "-c", _LEAVING_SEARCH])

    def address(self, kind: str, name: str) -> str:
        """Pages stand at their own names."""
        return f"{kind}/{name}.html"

    def largest_period(self) -> str:
        """Return the largest period, or the whole timeline where it is one page."""
        pages = list(self.site.glob("timeline/**/*.html")) or [self.site / "timeline.html"]
        largest = max(pages, key=lambda page: (page.stat().st_size, page))
        return largest.relative_to(self.site).as_posix()

    def check(self) -> Usage:
        """Run the check alone."""
        return self._run([sys.executable, "build_timeline.py", "check"])

    def file(self, timeline: Timeline) -> Path:
        """Return the file that is edited."""
        return next(self.folder.glob(f"content/events/*/{middle(timeline)}.yaml"))

    def edit(self, timeline: Timeline, number: int) -> None:
        """Change the title in the event's file."""
        file = self.file(timeline)
        text = file.read_text(encoding="utf-8")
        file.write_text(edited(text, "title: ", number), encoding="utf-8")

    def change(self, what: str, timeline: Timeline, number: int) -> None:
        """Make one of the ``EDITS``, in the middle."""
        EDITS[what](self.folder / "content", middle(timeline), number)


class _Naive(Generator):
    style: ClassVar[Style]
    source: ClassVar[str]
    config: ClassVar[str]
    config_text: ClassVar[str]

    def prepare(self, content: Path, timeline: Timeline) -> None:  # noqa: ARG002  # see the base
        write(pages(timeline, self.style), self.folder / self.source)
        write({self.config: self.config_text}, self.folder)

    def address(self, kind: str, name: str) -> str:
        return f"{kind}/{name}/"

    def largest_period(self) -> str:
        pages = self.site.glob("timeline/*/index.html")
        largest = max(pages, key=lambda page: (page.stat().st_size, page))
        return f"timeline/{largest.parent.name}/"

    def edit(self, timeline: Timeline, number: int) -> None:
        file = self.folder / self.source / "events" / f"{middle(timeline)}.md"
        before = "title: " if self.style == "hugo" else "# "
        text = file.read_text(encoding="utf-8")
        file.write_text(edited(text, before, number), encoding="utf-8")


class MkDocs(_Naive):
    """MkDocs with the theme Material and its search."""

    name = "mkdocs"
    style = "mkdocs"
    source = "docs"
    config = "mkdocs.yml"
    config_text = MKDOCS_CONFIG

    def forget(self) -> None:
        """Remove the site."""
        self._remove("site")

    def build(self) -> Usage:
        """Run MkDocs."""
        return self._run([sys.executable, "-m", "mkdocs", "build", "--quiet"])

    def build_dirty(self) -> Usage:
        """Render only what is newer than its page; search then knows nothing else.

        Raises:
            Missing: MkDocs fails.
        """
        return self._run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--dirty"])


class Zensical(_Naive):
    """Zensical, by Material's authors, on the same pages and configuration."""

    name = "zensical"
    style = "mkdocs"
    source = "docs"
    config = "mkdocs.yml"
    config_text = MKDOCS_CONFIG

    def forget(self) -> None:
        """Remove the site and the cache."""
        self._remove("site", ".cache")

    def build(self) -> Usage:
        """Run Zensical."""
        return self._run([command("zensical"), "build"])


class Hugo(_Naive):
    """Hugo with the smallest templates that make pages: no theme, no search."""

    name = "hugo"
    output = "public"
    style = "hugo"
    source = "content"
    config = "hugo.toml"
    config_text = HUGO_CONFIG

    def prepare(self, content: Path, timeline: Timeline) -> None:
        """Write the pages and the templates."""
        super().prepare(content, timeline)
        names = ("home", "page", "section")
        write({f"{name}.html": HUGO_PAGE for name in names}, self.folder / "layouts")

    def forget(self) -> None:
        """Remove the site and what Hugo keeps beside it."""
        self._remove("public", "resources")

    def build(self) -> Usage:
        """Run Hugo."""
        return self._run([command("hugo"), "--quiet", "--noBuildLock"])


GENERATORS: tuple[type[Generator], ...] = (Ours, MkDocs, Zensical, Hugo)
"""Those whose builds are compared."""
