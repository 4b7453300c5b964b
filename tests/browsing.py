"""Pages of a browser that many tests use one after another.

A new window costs a new process of the browser, which knows nothing of the site: a fifth of a second,
and as much again until its engine is warm. Tests that leave nothing behind in their window share one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Error, Page


class Windows:
    """Windows of a browser, each with one page, by their options: the same ones, the same page."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[str, Page] = {}

    def page(self, width: int, height: int, **options: Any) -> Page:
        """Return the page of a window of this size, in CSS pixels, and with Playwright's options.

        It stands wherever the test before has left it.
        """
        key = repr((width, height, sorted(options.items())))
        if key not in self._pages:
            context = self._browser.new_context(
                viewport={"width": width, "height": height}, **options
            )
            self._pages[key] = context.new_page()
        return self._pages[key]

    def close(self) -> None:
        """Close all of them."""
        for page in self._pages.values():
            page.context.close()


@contextmanager
def without_errors(page: Page) -> Iterator[Page]:
    """Fail on an error in a script of the page meanwhile; then show it again as the system is."""
    errors: list[str] = []

    def note(error: Error) -> None:
        errors.append(str(error))

    page.on("pageerror", note)
    yield page
    page.remove_listener("pageerror", note)
    page.emulate_media(color_scheme="null")
    assert errors == []
