"""The site with one hostile place more, built once for each worker, a server, and a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.building import served
from tests.site.build import copy_project, run
from timeline.settings import Engine

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


class Sites:
    """The real site with the hostile place, built once by each engine that a test asks for."""

    def __init__(self, folder: Path, servers: ExitStack) -> None:
        self._folder, self._servers = folder, servers
        self._built: dict[Engine, Site] = {}

    def by(self, engine: Engine) -> Site:
        """Return the site that an engine built."""
        if engine not in self._built:
            project = copy_project(self._folder / engine)
            (project / "content" / "places" / "hostile.yaml").write_text(PLACE, encoding="utf-8")
            done = run(project, "build_timeline.py", "build", "--engine", engine)
            assert done.returncode == 0, done.stdout + done.stderr
            self._built[engine] = self._look(project / "site")
        return self._built[engine]

    def _look(self, folder: Path) -> Site:
        data = json.loads((folder / "data" / "timeline.json").read_text(encoding="utf-8"))
        events: dict[str, list[str]] = {place["id"]: [] for place in data["places"]}
        for event in data["events"]:
            for part in event.get("places", ()):
                events[part["place"]].append(event["id"])
        address = self._servers.enter_context(served(folder))
        return Site(folder, address, {place["id"]: place for place in data["places"]}, events)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Yield the sites, each made when it is first asked for."""
    with ExitStack() as servers:
        yield Sites(tmp_path_factory.mktemp("maps"), servers)


@pytest.fixture
def site(engine: Engine, sites: Sites) -> Site:
    """Return the site as the engine of the test builds it."""
    return sites.by(engine)


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
