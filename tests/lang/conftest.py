"""A small French site with Arabic names and quotations, all of it invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import build, served

CONTENT = Path(__file__).parent / "content"


@pytest.fixture(scope="session")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site with a French interface."""
    settings = {
        "  language: en\n": "  language: fr\n",
        "site_name: Mali, January 2013": "site_name: Le phare",
        "  A sourced chronology of the conflict in Mali in January 2013: who says what, where it stands,\n"
        "  how sure it is, and where accounts differ.": "  Une chronologie inventée.",
        "# repo_url: https://github.com/example/timeline": "repo_url: https://example.org/a/b",
    }
    return build(tmp_path_factory.mktemp("french") / "project", settings, CONTENT)


@pytest.fixture(scope="session")
def address(french: Path) -> Iterator[str]:
    """Yield the address at which the site is served."""
    with served(french) as where:
        yield where
