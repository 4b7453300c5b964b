"""Make the PNG fallbacks of the site's icon from `timeline/assets/favicon.svg`.

Run from the checkout, after the icon has changed:

    .venv/bin/python tools/make_favicons.py

A Chromium draws them; see `tools/find_chromium.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tools.find_chromium import find_chromium

ASSETS = Path(__file__).parents[1] / "timeline/assets"
SIZES = (32, 180)
"""Pixels: a tab's icon on a dense screen, and a phone's home screen."""


def main() -> None:
    """Write one PNG for each size beside the SVG."""
    icon = (ASSETS / "favicon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{icon}")
            page.screenshot(path=ASSETS / f"favicon-{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
