"""Links of built pages that lead nowhere, whichever program built them."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

NOT_FOUND = "404.html"
"""The one page whose links start from the site's root: it is shown at any address."""


def dangling_links(site: Path) -> list[str]:
    """Return each link or file named by a page that is not there, as ``page: link``, sorted."""
    root = site.resolve()

    @cache
    def anchors(page: Path) -> frozenset[str]:
        return frozenset(_read(page).anchors)

    def leads(page: Path, link: SplitResult) -> bool:
        if link.path.startswith("/"):
            return page.name == NOT_FOUND
        try:
            target = (page.parent / unquote(link.path)).resolve() if link.path else page
        except ValueError:  # a NUL, which no name of a file holds
            return False
        if target.is_dir():
            target /= "index.html"
        if not target.is_relative_to(root) or not target.is_file():
            return False
        # What a fragment means in a picture or in data is up to that format.
        ends = not link.fragment or target.suffix != ".html"
        return ends or unquote(link.fragment) in anchors(target)

    found = set()
    for page in root.rglob("*.html"):
        for link in _read(page).links:
            parts = urlsplit(link)
            if not (parts.scheme or parts.netloc) and not (link and leads(page, parts)):
                found.add(f"{page.relative_to(root).as_posix()}: '{link}'")
    return sorted(found)


def _read(page: Path) -> _Reader:
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Gathers the links of a page, and what links may lead to in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src"):
                self.links.add(value or "")
            elif name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value or "")
