"""Settings and the browser that every test shares."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browsing import Windows
from tests.real import RealSites
from tests.site.pages import Built
from tests.spreading import Spreading, turn
from timeline.settings import Engine
from tools.find_chromium import find_chromium

# The same examples in every run: a change that breaks nothing must not fail by chance, and a slow
# machine must not fail for being slow.
settings.register_profile("timeline", derandomize=True, deadline=None)
settings.load_profile("timeline")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have what takes longest begin first."""
    items.sort(key=lambda item: turn(item.nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Spreading | None:
    """Keep together what shares a site, unless another way of spreading is asked for."""
    if config.getvalue("dist") != "load":
        return None
    # The units are in their order already.
    config.option.loadscopereorder = False
    return Spreading(config, log)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a Chromium; a missing one is a failure, so that no run passes without having looked.

    There is one for all tests: Playwright cannot be started twice in one process.
    """
    executable = find_chromium()
    if executable is None:
        pytest.fail(
            "no Chromium was found for the browser tests: install one, name it in the environment"
            " variable CHROMIUM, or run 'make test', which installs one",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=str(executable), args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    """Yield windows for tests that leave nothing behind in them."""
    made = Windows(browser)
    yield made
    made.close()


@pytest.fixture(scope="session")
def real_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealSites]:
    """Yield the real site as each engine builds it, made when it is first asked for."""
    with ExitStack() as servers:
        yield RealSites(tmp_path_factory.mktemp("real"), servers)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return the engine that a test is run for; ``both_engines`` runs it for each."""
    chosen: Engine = getattr(request, "param", "mkdocs")
    return chosen


@pytest.fixture
def built(engine: Engine, real_sites: RealSites) -> Built:
    """Return the real site as the engine builds it."""
    return real_sites.by(engine)


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a few events count as many, so that each page and file of them goes on in another."""
    for module, names in {
        "index": ["TITLES_PER_FILE"],
        "lists": ["EVENTS_PER_PAGE", "LINES_PER_PAGE"],
        "periods": ["EVENTS_PER_PAGE"],
        "plan": ["CARDS_AT_MOST", "TITLES_PER_FILE"],
        "units": ["LINES_PER_PAGE"],
    }.items():
        for name in names:
            monkeypatch.setattr(f"timeline.pages.{module}.{name}", 3)
    # A page of three lines may end before its last one.
    monkeypatch.setattr("timeline.pages.sheets.LINES_LEFT", 2)
