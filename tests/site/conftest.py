"""Where the real site is served."""

from __future__ import annotations

import pytest

from tests.site.pages import Built


@pytest.fixture
def address(built: Built) -> str:
    """Return the address at which the site is served."""
    return built.address
