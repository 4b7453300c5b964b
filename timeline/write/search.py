"""The search index: Pagefind reads the built pages, and its output is put into one fixed order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from timeline.settings import MOST_AMENDED
from timeline.write.amending import STUB, Part, amend_index, stub
from timeline.write.batches import lay_out, put_together
from timeline.write.index_files import ENTRY
from timeline.write.packing import FormatError, Unfit
from timeline.write.pagefind import put_in_order
from timeline.write.sort_keys import sort_keys

FOLDER = "pagefind"
"""Where the index lies, relative to the site; the search script looks for it there."""

NOT_TEXT = (
    ".headerlink",
    ".st-hidden",
    ".st-mark",
    ".st-outside",
    ".st-key",
    ".st-card__source",
    'a[href*="sources/"][href*="#"]',
    ".st-map",
    "[data-st-kind] h1",
    "[data-st-kind]:not([data-st-kind=page]) h2",
)
"""What an entry's page has in common with all others of its kind: labels, signs, citations; and
the title, which stands above each excerpt anyway and is indexed by itself. What a page repeats of
other entries is marked in the templates, with ``data-pagefind-ignore``."""

UNUSED = ("pagefind-*ui.js", "pagefind-*ui.css", "pagefind-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces, which it always writes; this site has its own."""


BEFORE: Final = "before"
AFTER: Final = "after"
"""Folders of the changed pages, as they were and as they are."""

PARTS: Final = "parts"
"""A folder in that of the index, for parts of very many pages; it is gone when the index is made."""

PATIENCE = 0.05
"""Seconds between two looks at whether an index is still wanted."""


class SearchFailure(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """The search index could not be made; ``str()`` says why."""


def index_site(
    site: Path, name: str = FOLDER, *, unwanted: Callable[[], bool] = lambda: False
) -> bool:
    """Write the search index of a built site into a folder of its own.

    Args:
        site: The folder of the site.
        name: Of the index's folder in it.
        unwanted: Asked every now and then; the work is given up once it is true.

    Returns:
        Whether it was done; else the folder is as it came, or half made.

    Raises:
        SearchFailure: Pagefind is missing, fails, or writes what this version cannot read.
        OSError: the folder cannot be written.
    """
    with Indexing() as indexing:
        indexing.start(site, site / name)
        return indexing.finish(unwanted)


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of the pages of an index that was made earlier.

    Attributes:
        index: Its folder.
        was: A folder with the changed pages as they were, at their places; perhaps with others.
        changed: The paths of the changed pages; the index has the same pages as before.
        work: A folder, not there yet, to work in.
    """

    index: Path
    was: Path
    changed: Sequence[str]
    work: Path


class Indexing:
    """An index that is being made, beside other work. A context manager: it ends inside."""

    def __init__(self) -> None:
        self._processes: list[subprocess.Popen[str]] = []
        self._pages = self._folder = Path()
        self._revision: Revision | None = None
        self._parts: Sequence[Path] = ()
        self.renamed: Mapping[str, str] = {}
        """Files taken over from the earlier index by another name: by their new names."""

    @property
    def started(self) -> bool:
        """Whether it was started."""
        return bool(self._processes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            with process:
                """Wait for its end, and let go of what it wrote to."""

    def start(self, pages: Path, folder: Path, revision: Revision | None = None) -> None:
        """Start to index the pages of a folder, and have the index written into another.

        Args:
            pages: The folder with the pages.
            folder: Of the index.
            revision: How the pages differ from those of an earlier index, if that is known.

        Raises:
            OSError: there is no such folder.
        """
        self._pages, self._folder = pages, folder.absolute()
        if revision and len(revision.changed) <= MOST_AMENDED:
            try:
                _few(revision, pages)
            except (Unfit, FormatError):
                pass
            else:
                self._revision = revision
                for name in (BEFORE, AFTER):
                    few = revision.work / name
                    self._processes.append(_run(few, few / FOLDER))
                return
        self._start_all()

    def finish(self, unwanted: Callable[[], bool] = lambda: False) -> bool:
        """Wait until it is done; see ``index_site``."""
        if self._revision:
            if not all(_ended(process, unwanted) for process in self._processes):
                return False
            try:
                before, after = (self._revision.work / name / FOLDER for name in (BEFORE, AFTER))
                self.renamed = amend_index(self._revision.index, self._folder, before, after)
            except (SearchFailure, Unfit, FormatError):
                shutil.rmtree(self._folder, ignore_errors=True)
                self._start_all()
            else:
                return True
        try:
            if not (self._finish_parts(unwanted) if self._parts else self._finish_all(unwanted)):
                return False
        except FormatError as error:
            raise SearchFailure(f"Pagefind wrote an index of an unknown form: {error}") from None
        for pattern in UNUSED:
            for file in self._folder.glob(pattern):
                file.unlink()
        return True

    def _start_all(self) -> None:
        self._parts = lay_out(self._pages, self._folder / PARTS)
        if self._parts:
            self._processes.append(_run(self._parts[0], self._parts[0] / FOLDER))
        else:
            self._processes.append(_run(self._pages, self._folder))

    def _finish_all(self, unwanted: Callable[[], bool]) -> bool:
        if not _ended(self._processes[-1], unwanted):
            return False
        _require_index(self._folder)
        put_in_order(self._folder)
        return True

    def _finish_parts(self, unwanted: Callable[[], bool]) -> bool:
        indexes = [part / FOLDER for part in self._parts]
        for part, index in zip(self._parts, indexes, strict=True):
            if part != self._parts[0]:
                self._processes.append(_run(part, index))
            if not _ended(self._processes[-1], unwanted):
                return False
            _require_index(index)
        try:
            put_together(indexes, self._pages, self._folder)
        except Unfit:
            shutil.rmtree(self._folder)
            self._processes.append(_run(self._pages, self._folder))
            return self._finish_all(unwanted)
        shutil.rmtree(self._folder / PARTS)
        return True


def _require_index(folder: Path) -> None:
    if not (folder / ENTRY).is_file():
        raise SearchFailure("Pagefind could not index the site: it wrote no index")


def _few(revision: Revision, pages: Path) -> None:
    """Lay out the changed pages, as they were and as they are, each to be indexed by itself.

    Raises:
        Unfit: they sort otherwise than they did.
    """
    stub_page = stub(Part(revision.index))
    for name, source in ((BEFORE, revision.was), (AFTER, pages)):
        folder = revision.work / name
        folder.mkdir(parents=True)
        for path in revision.changed:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / path, folder / path)
        (folder / STUB).write_text(stub_page, encoding="utf-8", newline="")
    for path in revision.changed:
        before, after = (
            sort_keys((revision.work / name / path).read_text(encoding="utf-8"))
            for name in (BEFORE, AFTER)
        )
        if before != after:
            raise Unfit


def _run(pages: Path, folder: Path) -> subprocess.Popen[str]:
    """Start Pagefind on the pages of a folder.

    Raises:
        OSError: there is no such folder.
    """
    command = [sys.executable, "-m", "pagefind", "--site", ".", "--output-path", str(folder)]
    # Pages keep their full address: a site opened from the disk has no index.html by itself.
    command += ["--keep-index-url", "--silent", "--exclude-selectors", ", ".join(NOT_TEXT)]
    # Settings in the environment or in a file where the command runs would change the index.
    settings = {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")}
    return subprocess.Popen(
        command,
        cwd=pages,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        # Killed, a run leaves this one alone with the folder: then it goes on holding the locks.
        close_fds=False,
    )


def _ended(process: subprocess.Popen[str], unwanted: Callable[[], bool]) -> bool:
    """Wait for the end of Pagefind; return False if it became unwanted before.

    Raises:
        SearchFailure: it failed.
    """
    said = _output(process, unwanted)
    if process.returncode and said is not None:
        said = said.strip() or f"it ended with status {process.returncode}"
        raise SearchFailure(f"Pagefind could not index the site: {said}")
    return said is not None


def _output(process: subprocess.Popen[str], unwanted: Callable[[], bool]) -> str | None:
    """Wait for a process and return what it said; or return None once it is unwanted."""
    while not unwanted():
        try:
            return process.communicate(timeout=PATIENCE)[0]
        except subprocess.TimeoutExpired:
            continue
    return None
