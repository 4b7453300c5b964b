"""A Chromium that tells when a page could be used, as its reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Error, Page, sync_playwright

from bench.running import Missing
from bench.serving import Server
from tools.find_chromium import find_chromium

PATIENCE = 120_000
"""Milliseconds after which a page is taken for never ready."""

LAPTOP = {"width": 1280, "height": 800}

LOADED = 'document.readyState === "complete"'

_WATCHER = """
(() => {
  const ready = () => { try { return Boolean(%s); } catch { return false; } };
  const look = () => {
    if (!ready()) { requestAnimationFrame(look); return; }
    // A task after the frame in which it became true: that frame has been painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // An attribute: a page's policy may forbid to ask its scripts again and again.
      port1.onmessage = () => { document.documentElement.dataset.ready = performance.now(); };
      port2.postMessage(null);
    });
  };
  requestAnimationFrame(look);
})();
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit with nothing cached took.

    Attributes:
        took: Milliseconds from the start of the navigation to the frame that shows it ready.
        sent: Bytes that the server has sent until nothing more was asked for.
        elements: Elements of the document then.
    """

    took: float
    sent: int
    elements: int


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser.

    Raises:
        Missing: there is none.
    """
    executable = find_chromium()
    if executable is None:
        raise Missing("no Chromium; run tools/find_chromium.py --install, or set CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(executable), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, server: Server, address: str, ready: str
) -> Iterator[tuple[Page, Visit]]:
    """Open a page in a fresh profile and wait until ``ready``, an expression, is true of it.

    Raises:
        Missing: it never gets ready, or tells of an error that stops it.
    """
    context = browser.new_context(viewport={"width": LAPTOP["width"], "height": LAPTOP["height"]})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(_WATCHER % ready)
    before = server.sent
    try:
        page.goto(server.address + address, timeout=PATIENCE)
        root = page.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE)
        took = float((root and root.get_attribute("data-ready")) or "nan")
        page.wait_for_load_state("networkidle", timeout=PATIENCE)
        elements = int(page.evaluate('document.getElementsByTagName("*").length'))
        yield page, Visit(took, server.sent - before, elements)
    except Error as error:
        why = (errors or [str(error)])[0].splitlines()[0]
        raise Missing(f"{address} was never ready: {why}"[:200]) from error
    finally:
        context.close()
