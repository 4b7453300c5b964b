"""The search index: Pagefind reads the built pages, and its output is put into one fixed order."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from timeline.write.pagefind import FormatError, put_in_order

FOLDER = "pagefind"
"""Where the index lies, relative to the site; the search script looks for it there."""

NOT_TEXT = (
    ".headerlink",
    ".st-hidden",
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
    if not _run(site, name, unwanted):
        return False
    folder = site / name
    try:
        put_in_order(folder)
    except FormatError as error:
        raise SearchFailure(f"Pagefind wrote an index of an unknown form: {error}") from None
    for pattern in UNUSED:
        for file in folder.glob(pattern):
            file.unlink()
    return True


def _run(site: Path, name: str, unwanted: Callable[[], bool]) -> bool:
    command = [sys.executable, "-m", "pagefind", "--site", ".", "--output-subdir", name]
    # Pages keep their full address: a site opened from the disk has no index.html by itself.
    command += ["--keep-index-url", "--silent", "--exclude-selectors", ", ".join(NOT_TEXT)]
    # Settings in the environment or in a file where the command runs would change the index.
    settings = {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")}
    with subprocess.Popen(
        command,
        cwd=site,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        # Killed, a run leaves this one alone with the folder: then it goes on holding the locks.
        close_fds=False,
    ) as process:
        try:
            said = _output(process, unwanted)
        except BaseException:
            process.kill()
            raise
    if said is None:
        return False
    if process.returncode or not (site / name / "pagefind-entry.json").is_file():
        said = said.strip() or f"it ended with status {process.returncode}"
        raise SearchFailure(f"Pagefind could not index the site: {said}")
    return True


def _output(process: subprocess.Popen[str], unwanted: Callable[[], bool]) -> str | None:
    """Wait for a process and return what it said; or end it and return None once unwanted."""
    while not unwanted():
        try:
            return process.communicate(timeout=PATIENCE)[0]
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    return None
