"""The search index: Pagefind reads the built pages, and its output is put into one fixed order."""

from __future__ import annotations

import os
import subprocess
import sys
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


class SearchFailure(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """The search index could not be made; ``str()`` says why."""


def index_site(site: Path) -> None:
    """Write the search index of a built site into its own folder ``pagefind/``.

    Raises:
        SearchFailure: Pagefind is missing, fails, or writes what this version cannot read.
        OSError: the folder cannot be written.
    """
    _run(site)
    folder = site / FOLDER
    try:
        put_in_order(folder)
    except FormatError as error:
        raise SearchFailure(f"Pagefind wrote an index of an unknown form: {error}") from None
    for pattern in UNUSED:
        for file in folder.glob(pattern):
            file.unlink()


def _run(site: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", ".", "--output-subdir", FOLDER]
    # Pages keep their full address: a site opened from the disk has no index.html by itself.
    command += ["--keep-index-url", "--silent", "--exclude-selectors", ", ".join(NOT_TEXT)]
    # Settings in the environment or in a file where the command runs would change the index.
    settings = {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")}
    done = subprocess.run(
        command,
        cwd=site,
        env=settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or not (site / FOLDER / "pagefind-entry.json").is_file():
        said = (done.stderr + done.stdout).strip() or f"it ended with status {done.returncode}"
        raise SearchFailure(f"Pagefind could not index the site: {said}")
