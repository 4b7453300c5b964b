"""The hostile site, built once, served, and read page by page by a browser's own parser."""

from __future__ import annotations

from collections.abc import Iterator
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
from timeline.write.site import build_site

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

    @cached_property
    def pages(self) -> list[str]:
        """Every page's address, relative to the site."""
        return sorted(p.relative_to(self.site).as_posix() for p in self.site.rglob("*.html"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Return the site that is built from every string in every text field."""
    folder = tmp_path_factory.mktemp("hostile")
    typed = write_content(folder / "content")
    result = check_content(folder / "content", "content")
    assert result.timeline is not None, result.diagnostics[:3]
    config = make_config(folder, site_url=ADDRESS, name=NAME)
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    config.write_text(yaml.safe_dump({**settings, "repo_url": REPOSITORY}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        # Pictures are tested by themselves; hundreds of them would take most of the time.
        patch.setattr("timeline.pages.cards.CARDS_AT_MOST", 0)
        build_site(result, config, folder / "site", strict=False)
    return Hostile(result, folder / "site", typed)


@pytest.fixture(scope="session")
def address(hostile: Hostile) -> Iterator[str]:
    """Yield the address at which the hostile site is served."""
    with served(hostile.site) as found:
        yield found


@pytest.fixture(scope="session")
def read(hostile: Hostile, address: str, browser: Browser) -> dict[str, Any]:
    """Return what a browser's parser found on each page, by the page's address."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}data.html")
    found: dict[str, Any] = {}
    for start in range(0, len(hostile.pages), AT_ONCE):
        part = hostile.pages[start : start + AT_ONCE]
        audits = page.evaluate(AUDIT, [address + name for name in part])
        found |= dict(zip(part, audits, strict=True))
    context.close()
    return found
