"""From a save to the repainted page, in a real browser: ``python -m bench.serve``.

A copy of the project is previewed. An event's title is changed ten times, as an editor saves it,
while a browser shows the event's page, and ten times while it shows the timeline. What is timed
ends with the frame in which the new title has been painted.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.serve.running import Running, copy_project, running
from tools.find_chromium import find_chromium

SAVES = 10

WATCHER = """
(() => {
  // The second frame after a change begins when the first has been painted.
  const look = () => {
    const found = document.querySelector("article")?.textContent.match(/Save \\d+ of/);
    if (!found) { requestAnimationFrame(look); return; }
    requestAnimationFrame(() => {
      window.stSeen = [found[0], performance.timeOrigin + performance.now()];
    });
  };
  requestAnimationFrame(look);
})();
"""


def measure(
    page: Page, preview: Running, place: str, address: str
) -> tuple[list[float], list[float]]:
    """Return the seconds that each save took until its page was painted, and until it was built."""
    original = preview.read(place)
    page.goto(preview.address + address)
    took: list[float] = []
    built: list[float] = []
    for number in range(1, SAVES + 1):
        # As an editor works: what is open has settled before the next save.
        mark = f"Save {number} of"
        preview.lines.clear()
        begun = time.time()
        preview.save(place, original.replace("title: ", f"title: {mark} ", 1), "changed")
        seen = page.wait_for_function(
            "mark => window.stSeen?.[0] === mark && window.stSeen[1]", arg=mark
        )
        took.append(float(seen.json_value()) / 1000 - begun)
        built.append(float(preview.wait_for("built in").split()[2]))
        preview.wait_for("search renewed")
    preview.lines.clear()
    preview.save(place, original, "search renewed")
    return took, built


def main() -> None:
    """Measure and print."""
    executable = find_chromium()
    if executable is None:
        raise SystemExit("no Chromium was found; name it in the environment variable CHROMIUM")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(executable), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.add_init_script(WATCHER)
        with running(copy_project(Path(folder) / "project")) as preview:
            preview.wait_for("search renewed")
            event = min((preview.project / "content" / "events" / "2013").glob("*.yaml"))
            place = event.relative_to(preview.project / "content").as_posix()
            for address in (f"events/{event.stem}.html", "timeline.html"):
                print(f"{address}, {SAVES} saves:")
                for what, took in zip(
                    ("painted", "built"), measure(page, preview, place, address), strict=True
                ):
                    each = " ".join(f"{seconds:.2f}" for seconds in took)
                    print(f"  {what} after {statistics.median(took):.2f} s (median of {each})")
        browser.close()


if __name__ == "__main__":
    main()
