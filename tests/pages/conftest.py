"""The invented timeline of these tests, and what it renders to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.pages.invented import SITE, checked, rendered, timeline
from timeline.check import CheckResult
from timeline.model.timeline import Timeline
from timeline.pages import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def result() -> CheckResult:
    return checked()


@pytest.fixture(scope="session")
def flood(result: CheckResult) -> Timeline:
    return timeline(result)


@pytest.fixture(scope="session")
def files(result: CheckResult) -> Mapping[str, bytes]:
    return rendered(result)


@pytest.fixture(scope="session")
def english() -> Catalogue:
    return load_catalogue(SITE.language)


@pytest.fixture(scope="session")
def french() -> Catalogue:
    return load_catalogue("fr")


@pytest.fixture(params=[False, True], ids=["long pages", "short pages"])
def lengths(request: pytest.FixtureRequest) -> None:
    """Have pages as long as they are, and then so short that lists go on over several."""
    if request.param:
        request.getfixturevalue("short_pages")
