"""The hostile site, built once by each engine, served, and read page by page by a browser's own parser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from playwright.sync_api import Browser

from tests.building import served
from tests.hostile.site import Typed, write_content
from tests.small_site import make_config
from timeline.check import CheckResult, check_content
from timeline.settings import Engine
from timeline.write.site import build_site
from timeline.write.way import Way

NAME: Final = "Hostile <b>\"&' {{ x }}"
ADDRESS: Final = "https://example.org/h/"
REPOSITORY: Final = "https://github.com/example/timeline"
AUDIT: Final = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")
AT_ONCE: Final = 60


@dataclass(frozen=True)
class Hostile:
    """The site, and what was typed into its content."""

    result: CheckResult
    site: Path
    typed: list[Typed]
    address: str
    browser: Browser

    @cached_property
    def pages(self) -> list[str]:
        """Every page's address, relative to the site."""
        return sorted(p.relative_to(self.site).as_posix() for p in self.site.rglob("*.html"))

    @cached_property
    def read(self) -> dict[str, Any]:
        """What a browser's parser found on each page, by the page's address."""
        context = self.browser.new_context()
        page = context.new_page()
        page.goto(f"{self.address}data.html")
        found: dict[str, Any] = {}
        for start in range(0, len(self.pages), AT_ONCE):
            part = self.pages[start : start + AT_ONCE]
            audits = json.loads(page.evaluate(AUDIT, [self.address + name for name in part]))
            found |= dict(zip(part, audits, strict=True))
        context.close()
        return found


class HostileSites:
    """The site that is built from every string in every text field, as each engine builds it."""

    def __init__(self, folder: Path, servers: ExitStack, browser: Browser) -> None:
        self._folder, self._servers, self._browser = folder, servers, browser
        self._typed = write_content(folder / "content")
        self._result = check_content(folder / "content", "content")
        assert self._result.timeline is not None, self._result.diagnostics[:3]
        self._config = make_config(folder, site_url=ADDRESS, name=NAME)
        settings = yaml.safe_load(self._config.read_text(encoding="utf-8"))
        text = yaml.safe_dump({**settings, "repo_url": REPOSITORY})
        self._config.write_text(text, encoding="utf-8")
        self._built: dict[Engine, Hostile] = {}

    def by(self, engine: Engine) -> Hostile:
        """Return the site that an engine built."""
        if engine not in self._built:
            site = self._folder / engine
            with pytest.MonkeyPatch.context() as patch:
                # Pictures are tested by themselves; hundreds of them would take most of the time.
                patch.setattr("timeline.pages.plan.CARDS_AT_MOST", 0)
                # Strictly: no string makes a link that leads nowhere, or an engine warn.
                build_site(self._result, self._config, site, strict=True, way=Way(engine))
            address = self._servers.enter_context(served(site))
            self._built[engine] = Hostile(self._result, site, self._typed, address, self._browser)
        return self._built[engine]


@pytest.fixture(scope="session")
def hostile_sites(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[HostileSites]:
    """Yield the hostile site as each engine builds it, made when it is first asked for."""
    with ExitStack() as servers:
        yield HostileSites(tmp_path_factory.mktemp("hostile"), servers, browser)


@pytest.fixture
def hostile(engine: Engine, hostile_sites: HostileSites) -> Hostile:
    """Return the hostile site as the engine builds it."""
    return hostile_sites.by(engine)


@pytest.fixture
def address(hostile: Hostile) -> str:
    """Return the address at which the hostile site is served."""
    return hostile.address


@pytest.fixture
def read(hostile: Hostile) -> dict[str, Any]:
    """Return what a browser's parser found on each page, by the page's address."""
    return hostile.read
