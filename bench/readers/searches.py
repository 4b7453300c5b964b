"""How each tool's search is asked, and what shows that it has found something.

Asked is as the page opens, with nothing cached: what a reader waits for who comes by a link, or who
types at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

from bench.results import OURS

Asked = tuple[str, str]
"""The address to open, and an expression that is true once there is a result to be seen."""


def _ours(word: str) -> Asked:
    return f"search.html?q={quote(word)}", _visible(".st-hits li a")


def _material(word: str) -> Asked:
    return f"?q={quote(word)}", _visible(".md-search-result__item a")


def _zensical(word: str) -> Asked:
    # It takes no query by address: its button is pressed and its field filled as soon as both are
    # there.
    return "", _ZENSICAL % json.dumps(word)


def _visible(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)})?.getClientRects().length"


_ZENSICAL = """
(() => {
  const hosts = [...document.querySelectorAll("body div")];
  const shadow = hosts.map((host) => host.shadowRoot).find((root) => root?.querySelector("input"));
  const button = document.querySelector(".md-search__button");
  if (!shadow || !button) return false;
  if (!window.benchAsked) {
    window.benchAsked = true;
    button.click();
    const field = shadow.querySelector("input");
    field.value = %s;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  return shadow.querySelector("a[role=option]");
})()
"""

SEARCHES: dict[str, Callable[[str], Asked]] = {
    OURS: _ours,
    "mkdocs": _material,
    "zensical": _zensical,
}
"""Those that have a search."""
