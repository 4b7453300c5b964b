"""The real site, built once for each worker from a copy, served, and opened in a browser."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.filters.reader import Reader

PROJECT = Path(__file__).parent.parent.parent
COPIED = ("content", "timeline", "build_timeline.py", "mkdocs.yml")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site built from a copy: no test shares ``docs/`` with another."""
    copy = tmp_path_factory.mktemp("filters") / "project"
    (copy / "docs").mkdir(parents=True)
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, copy / name)
    done = subprocess.run(
        [sys.executable, "build_timeline.py", "build", "--strict"],
        cwd=copy,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return copy / "site"


@pytest.fixture(scope="session")
def events(site: Path) -> list[dict[str, Any]]:
    """Return the events as published."""
    loaded = json.loads((site / "data" / "timeline.json").read_text(encoding="utf-8"))
    published: list[dict[str, Any]] = loaded["events"]
    return published


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name in the library
        """Say nothing: what matters is what the browser sees."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Yield the address of the timeline's page."""
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/timeline.html"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def laptop(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a window the size of a laptop's, shared so that the site's files are cached."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture(scope="session")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a phone's window, with touch."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield context
    context.close()


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """Give a page, and fail on an error in a script."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


@pytest.fixture
def reader(laptop: BrowserContext, address: str) -> Iterator[Reader]:
    """Yield a reader at a laptop, who has opened nothing yet."""
    with watched(laptop) as page:
        yield Reader(page, address)


@pytest.fixture
def caller(phone: BrowserContext, address: str) -> Iterator[Reader]:
    """Yield a reader with a phone, who has opened nothing yet."""
    with watched(phone) as page:
        yield Reader(page, address)
