"""The timeline of the real site, opened in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browsing import Windows, without_errors
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


@pytest.fixture
def reader(windows: Windows, address: str) -> Iterator[Reader]:
    """Yield a reader at a laptop, who has opened nothing yet."""
    with without_errors(windows.page(1280, 800)) as page:
        yield Reader(page, address)


@pytest.fixture
def caller(windows: Windows, address: str) -> Iterator[Reader]:
    """Yield a reader with a phone, who has opened nothing yet."""
    with without_errors(windows.page(390, 844, has_touch=True)) as page:
        yield Reader(page, address)
