"""The real site with an address and a repository, so that everything that depends on them shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.building import build, served

ADDRESS = "https://example.org/chronicle/"
REPOSITORY = "https://github.com/example/chronicle"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site's folder."""
    settings = {
        "# site_url: https://example.org/": f"site_url: {ADDRESS}",
        "# repo_url: https://github.com/example/timeline": f"repo_url: {REPOSITORY}",
    }
    return build(tmp_path_factory.mktemp("entries") / "project", settings)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Yield the address at which the site is served."""
    with served(site) as where:
        yield where


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Yield a laptop's window with leave to use the clipboard."""
    made = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address)
    made.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
    yield made
    made.close()
