"""The site with one hostile place more, built once for each worker, a server, and a browser."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

PROJECT = Path(__file__).parent.parent.parent

HOSTILE = """<img src=x onerror="window.hit=1"> 'q' &amp; {{x}} </script>"""
"""A name that would do harm wherever it got in as anything but text."""

PLACE = f"""\
name: {json.dumps(HOSTILE)}
class: town
coordinates: {{lat: 18.9, lon: -1.2, precision: locality, origin: outside}}
outside: [It is made up.]
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, where it is served, and the places in it that have coordinates."""

    folder: Path
    address: str
    places: dict[str, Any]
    events: dict[str, list[str]]
    """Place id -> ids of its events."""

    @property
    def placed(self) -> list[str]:
        """The ids of the places with coordinates."""
        return [id_ for id_, place in self.places.items() if "coordinates" in place]

    def within(self, place: str) -> list[str]:
        """Return the ids of a place and of all that are part of it, at any depth."""
        parts = [id_ for id_, other in self.places.items() if other.get("part_of") == place]
        return [place, *(inner for part in parts for inner in self.within(part))]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name in the library
        """Say nothing: what matters is what the browser sees."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Yield the real site with the hostile place, served."""
    project = tmp_path_factory.mktemp("maps") / "project"
    project.mkdir()
    for name in ("content", "timeline"):
        shutil.copytree(
            PROJECT / name, project / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("build_timeline.py", "mkdocs.yml"):
        shutil.copyfile(PROJECT / name, project / name)
    (project / "docs").mkdir()
    (project / "content" / "places" / "hostile.yaml").write_text(PLACE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "build_timeline.py", "build"],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    folder = project / "site"
    data = json.loads((folder / "data" / "timeline.json").read_text(encoding="utf-8"))
    events: dict[str, list[str]] = {place["id"]: [] for place in data["places"]}
    for event in data["events"]:
        for part in event.get("places", ()):
            events[part["place"]].append(event["id"])
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/"
        yield Site(folder, address, {place["id"]: place for place in data["places"]}, events)
        server.shutdown()
        thread.join()


Opener = Callable[..., BrowserContext]


@pytest.fixture
def window(browser: Browser) -> Iterator[Opener]:
    """Yield a function that opens a window, which is closed after the test."""
    contexts: list[BrowserContext] = []

    def open_window(width: int = 1280, height: int = 1000, **options: Any) -> BrowserContext:
        size: Any = {"width": width, "height": height}
        context = browser.new_context(viewport=size, **options)
        contexts.append(context)
        return context

    yield open_window
    for context in contexts:
        context.close()
