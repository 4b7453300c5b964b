"""What a reader sees and does on the page of the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

LABELS = {
    "actor": "Actor",
    "place": "Place",
    "type": "Kind",
    "status": "Status",
    "source": "Source",
    "dates": "Dates",
}


@dataclass(frozen=True)
class Reader:
    """A reader at a page of the browser, and the address of the timeline."""

    page: Page
    address: str

    def open(self, query: str = "", anchor: str = "") -> None:
        """Go to the timeline, in a state."""
        url = self.address + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
        # A change of the fragment alone would not load the page anew.
        self.page.goto("about:blank")
        self.page.goto(url)
        self.ready()

    def ready(self) -> None:
        """Wait until the scripts have built the controls and the brush."""
        expect(self.page.locator(".st-filters")).to_be_visible()
        expect(self.page.get_by_role("slider").first).to_be_attached()

    @property
    def query(self) -> str:
        """The query of the address as it is now."""
        return urlsplit(self.page.url).query

    @property
    def line(self) -> str:
        """What the live line says."""
        return self.page.get_by_role("main").get_by_role("status").inner_text()

    def shown(self) -> set[str]:
        """Return the ids of the events that can be seen, dimmed ones included."""
        return self._cards("card => card.checkVisibility()")

    def dimmed(self) -> set[str]:
        """Return the ids of the events that step back."""
        return self._cards("card => card.dataset.stLook === 'dim'")

    def _cards(self, test: str) -> set[str]:
        ids: list[str] = self.page.locator(".st-card").evaluate_all(
            f"cards => cards.filter({test}).map(card => card.id.slice(2))"
        )
        return set(ids)

    def empty_sections(self) -> int:
        """Return how many days and groups can be seen that show no event."""
        number: int = self.page.locator(".st-day, .st-group").evaluate_all(
            """parts => parts.filter(part => part.checkVisibility()
                && ![...part.querySelectorAll('.st-card')].some(card => card.checkVisibility())
            ).length"""
        )
        return number

    def toggle(self, facet: str) -> Locator:
        """Return the button of a facet."""
        return self.page.locator(".st-facet").filter(has_text=LABELS[facet])

    def drawer(self, facet: str) -> Locator:
        """Return a facet's drawer, opened."""
        toggle = self.toggle(facet)
        if toggle.get_attribute("aria-expanded") == "false":
            toggle.click()
        return self.page.get_by_role("group", name=LABELS[facet], exact=True)

    def choose(self, facet: str, value: str) -> None:
        """Check or uncheck a value by a click."""
        self.drawer(facet).locator(f"input[value='{value}']").click()

    def counts(self, facet: str) -> dict[str, int]:
        """Return the count that stands beside each value of a facet."""
        rows: list[Any] = (
            self.drawer(facet)
            .locator("label")
            .evaluate_all(
                """labels => labels.map(label => [
                label.querySelector('input').value,
                Number(label.querySelector('.st-count').textContent)])"""
            )
        )
        return dict(rows)

    def chips(self) -> Locator:
        """Return the chips."""
        return self.page.locator(".st-fchips button")

    def slider(self, end: str) -> Locator:
        """Return the handle at an end of the brush: ``From`` or ``To``."""
        return self.page.get_by_role("slider", name=end)

    def column(self, day: str) -> tuple[float, float]:
        """Return the middle of a column's bar area, in pixels of the window."""
        self.page.locator(".st-brush").scroll_into_view_if_needed()
        box = self.page.locator(f".st-strip__link[href$='#d-{day}'] .st-strip__hit").bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 3

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag with the mouse, in several steps, as a hand does."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=8)
        self.page.mouse.up()
