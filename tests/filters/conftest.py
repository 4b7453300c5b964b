"""The timeline of the real site, opened in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.filters.reader import Reader
from tests.site.pages import Built


@pytest.fixture
def events(built: Built) -> list[dict[str, Any]]:
    """Return the events as published."""
    published: list[dict[str, Any]] = built.data["events"]
    return published


@pytest.fixture
def address(built: Built) -> str:
    """Return the address of the timeline's page."""
    return f"{built.address}timeline.html"


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
