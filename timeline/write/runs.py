"""Pagefind, as it is run: as a program that reads a folder of pages and writes an index of them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Self

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no types

from timeline.write.fault import SearchFailure

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

PATIENCE = 0.05
"""Seconds between two looks at whether an index is still wanted."""


class Runs:
    """Runs of Pagefind. A context manager: all of them end inside."""

    def __init__(self) -> None:
        self._processes: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            with process:
                """Wait for its end, and let go of what it wrote to."""

    def start(self, pages: Path, folder: Path) -> subprocess.Popen[str]:
        """Start one on the pages of a folder; see ``_run``."""
        self._processes.append(_run(pages, folder))
        return self._processes[-1]


def _run(pages: Path, folder: Path) -> subprocess.Popen[str]:
    """Start Pagefind on the pages of a folder.

    Raises:
        OSError: there is no such folder.
    """
    # Its package starts Python first, which takes ten times as long as the program itself.
    command = [str(get_executable()), "--site", ".", "--output-path", str(folder)]
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


def ended(process: subprocess.Popen[str], unwanted: Callable[[], bool]) -> bool:
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
