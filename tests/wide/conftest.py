"""A timeline of many pages, built once as for real, and read in a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.corpora import write
from bench.corpus import Corpus
from tests.building import served
from tests.locking import attest
from tests.small_site import make_config
from timeline.check import check_content
from timeline.write.site import build_site

EVENTS = 400
"""Enough for decades, years, months and parts of a month, and for lists on several pages."""


@dataclass(frozen=True)
class Wide:
    """The site: where it lies, and where it is served."""

    site: Path
    address: str

    @cached_property
    def events(self) -> list[dict[str, Any]]:
        """The events as published."""
        data = json.loads((self.site / "data" / "timeline.json").read_text(encoding="utf-8"))
        published: list[dict[str, Any]] = data["events"]
        return published


@pytest.fixture(scope="session")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wide]:
    folder = tmp_path_factory.mktemp("wide")
    content = folder / "content"
    write(Corpus(EVENTS).files(), content)
    attest(content)
    result = check_content(content, "content")
    assert result.timeline is not None, result.diagnostics[:3]
    site = folder / "site"
    build_site(result, make_config(folder), site, strict=False)
    with served(site) as address:
        yield Wide(site, address)
    shutil.rmtree(folder)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page in a laptop's window; an error in a script is a failure."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        opened = context.new_page()
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        yield opened
        assert errors == []


@pytest.fixture
def opened(page: Page, wide: Wide) -> Callable[[str], Page]:
    """Return what opens the timeline with filters in its address, and waits for what they find."""

    def open_with(query: str = "") -> Page:
        page.goto(f"{wide.address}timeline.html?{query}")
        found = ".st-found[aria-busy=false]" if query else ".st-filters:not([hidden])"
        page.wait_for_selector(found)
        return page

    return open_with
