"""The search index: Pagefind reads the built pages, and its output is put into one fixed order."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Self

from timeline.write.pagefind import ENTRY, FormatError, put_in_order

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


class Indexing:
    """An index that is being made, beside other work. A context manager: it ends inside."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._folder = Path()

    @property
    def started(self) -> bool:
        """Whether it was started."""
        return self._process is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        self._process.kill()
        with self._process:
            """Wait for its end, and let go of what it wrote to."""

    def start(self, pages: Path, folder: Path) -> None:
        """Start to index the pages of a folder, and have the index written into another.

        Raises:
            OSError: there is no such folder.
        """
        self._folder = folder.absolute()
        command = [sys.executable, "-m", "pagefind", "--site", "."]
        command += ["--output-path", str(self._folder)]
        # Pages keep their full address: a site opened from the disk has no index.html by itself.
        command += ["--keep-index-url", "--silent", "--exclude-selectors", ", ".join(NOT_TEXT)]
        # Settings in the environment or in a file where the command runs would change the index.
        settings = {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")}
        self._process = subprocess.Popen(
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

    def finish(self, unwanted: Callable[[], bool] = lambda: False) -> bool:
        """Wait until it is done; see ``index_site``."""
        assert self._process is not None  # noqa: S101  # it was started
        said = _output(self._process, unwanted)
        if said is None:
            return False
        if self._process.returncode or not (self._folder / ENTRY).is_file():
            said = said.strip() or f"it ended with status {self._process.returncode}"
            raise SearchFailure(f"Pagefind could not index the site: {said}")
        try:
            put_in_order(self._folder)
        except FormatError as error:
            raise SearchFailure(f"Pagefind wrote an index of an unknown form: {error}") from None
        for pattern in UNUSED:
            for file in self._folder.glob(pattern):
                file.unlink()
        return True


def _output(process: subprocess.Popen[str], unwanted: Callable[[], bool]) -> str | None:
    """Wait for a process and return what it said; or return None once it is unwanted."""
    while not unwanted():
        try:
            return process.communicate(timeout=PATIENCE)[0]
        except subprocess.TimeoutExpired:
            continue
    return None
