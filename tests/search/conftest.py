"""Two sites, the real one and a small one with hostile text, and a browser that looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.helpers import check, make_content
from tests.search.project import ROOT, copy_project, run
from tests.site.pages import Built
from timeline.model.timeline import Timeline

# Patience for a busy machine; it decides only how long a failure takes.
expect.set_options(timeout=60_000)

HOSTILE = "Lock <img src=x onerror=alert(1)> & <mark>gate</mark> &lt;b&gt;"
"""A title that would be markup if anybody forgot to escape it."""


@pytest.fixture(scope="session")
def timeline() -> Timeline:
    """Return the real timeline."""
    timeline = check(ROOT / "content").timeline
    assert timeline is not None
    return timeline


def open_to_ask(page: Page, address: str) -> None:
    """Open a page that has not searched yet, and have its scripts ask when they are told to."""
    page.goto(f"{address}index.html")
    page.add_script_tag(url=f"{address}assets/js/ask.js")


@pytest.fixture
def project(built: Built) -> Path:
    """Return a copy of the real project, with its site built in ``site/``."""
    return built.project


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project, with its site built in ``site/``."""
    made = tmp_path_factory.mktemp("small")
    event = f"""\
title: {HOSTILE!r}
date: 1997-03-05
dated: {{basis: stated}}
type: inquiry
status: reported
summary: 'They wrote "<script>alert(2)</script>" & sluice on the gate.'
cite:
  - {{source: echo-1997-03-05, at: para 4}}
"""
    content = make_content(made / "content", {"events/1997/lock.yaml": event})
    folder = copy_project(made / "project", content)
    run(folder, "build_timeline.py", "build")
    return folder


@pytest.fixture
def real(built: Built) -> str:
    """Return the address of the real site."""
    return built.address


def watch(context: BrowserContext) -> list[str]:
    """Return a list that fills with script errors, console errors and requests to other hosts."""
    faults: list[str] = []

    def of(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on(
            "console",
            lambda message: (
                faults.append(f"console: {message.text}") if message.type == "error" else None
            ),
        )

    context.on("page", of)
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://127.0.0.1", "data:", "blob:", "file:"))
            else faults.append(f"foreign: {request.url}")
        ),
    )
    return faults


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page on a laptop, in which nothing may go wrong and nothing foreign be asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    faults = watch(context)
    yield context.new_page()
    context.close()
    assert faults == []
