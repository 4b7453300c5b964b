"""From a save to the repainted page, in a real browser.

A copy of the project is previewed. An event's title is changed again and again, as an editor saves
it, while a browser shows the event's page and then the timeline. What is timed ends with the frame
in which the new title has been painted.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from bench.peers.generators import edited, middle
from bench.readers.browser import chromium
from bench.results import OURS, Measurement, Rounds
from bench.running import Missing
from bench.workshop import Workshop
from tests.serve.running import Running, running

GROUP = "serve"
SAVES = 5
PATIENCE = 3_600.0
"""Seconds after which a preview that says nothing more is taken for dead."""

PAINTED, BUILT = "save to repaint", "save to built, as the preview says"

WATCHER = """
(() => {
  // The second frame after a change begins when the first has been painted.
  const look = () => {
    const found = document.querySelector("article")?.textContent.match(/Save \\d+ of/);
    if (!found) { requestAnimationFrame(look); return; }
    requestAnimationFrame(() => {
      const { dataset } = document.documentElement;
      dataset.seenAt = performance.timeOrigin + performance.now();
      dataset.seen = found[0];
    });
  };
  requestAnimationFrame(look);
})();
"""


def measure(workshop: Workshop, runs: int) -> Iterator[Measurement]:  # noqa: ARG001  # as the others
    """Preview the project, save as often as ``SAVES`` says, and watch."""
    rounds = Rounds(GROUP, workshop.events)
    try:
        workshop.site(workshop.ours)
        with chromium() as browser, running(workshop.ours.folder, PATIENCE) as preview:
            preview.wait_for("search renewed")
            _measure(workshop, browser, preview, rounds)
    except (Missing, AssertionError) as failure:
        rounds.miss(PAINTED, OURS, "s", str(failure).splitlines()[0])
    yield from rounds.measurements()


def _measure(workshop: Workshop, browser: Browser, preview: Running, rounds: Rounds) -> None:
    file = workshop.ours.file(workshop.timeline)
    place = file.relative_to(preview.project / "content").as_posix()
    page = browser.new_page()
    page.add_init_script(WATCHER)
    page.goto(preview.address + workshop.ours.address("events", middle(workshop.timeline)))
    for number in range(1, SAVES + 1):
        painted, built = _saved(page, preview, place, number)
        rounds.add(PAINTED, OURS, "s", painted)
        rounds.add(BUILT, OURS, "s", built)


def _saved(page: Page, preview: Running, place: str, number: int) -> tuple[float, float]:
    """Return the seconds until a save was painted, and until the site was built."""
    # As an editor works: what is open has settled before the next save.
    preview.lines.clear()
    begun = time.time()
    preview.save(place, edited(preview.read(place), "title: ", 1_000 + number), "changed")
    mark = f'html[data-seen="Save {1_000 + number} of"]'
    root = page.wait_for_selector(mark, state="attached", timeout=PATIENCE * 1000)
    painted = float((root and root.get_attribute("data-seen-at")) or "nan") / 1000 - begun
    built = float(preview.wait_for("built in").split()[2])
    preview.wait_for("search renewed")
    return painted, built
