"""What the tests of the built site know of it: where its pages are, and one of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Sized
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import html


@dataclass(frozen=True)
class Built:
    """A built site: the project's folder, the site's, its address, and what the build printed."""

    project: Path
    site: Path
    address: str
    output: str
    errors: str

    @cached_property
    def pages(self) -> dict[str, html.HtmlElement]:
        """Every page: its address, relative to the site, and its tree."""
        return {
            path.relative_to(self.site).as_posix(): html.document_fromstring(path.read_bytes())
            for path in sorted(self.site.rglob("*.html"))
        }

    @cached_property
    def data(self) -> dict[str, Any]:
        """The published data."""
        loaded: dict[str, Any] = json.loads(
            (self.site / "data" / "timeline.json").read_text(encoding="utf-8")
        )
        return loaded

    def text(self, address: str) -> str:
        """Return what a page says in its main part, white space normalised."""
        (main,) = self.pages[address].xpath("//article[contains(@class, 'md-content__inner')]")
        return flat(str(main.text_content()))


def flat(text: str) -> str:
    """Return a text with its white space normalised."""
    return " ".join(text.split())


KINDS = {
    "home": "index.html",
    "timeline": "timeline.html",
    "event with accounts": "",
    "event with figures": "",
    "event with quotations": "",
    "actors": "actors/index.html",
    "actor": "",
    "places": "places/index.html",
    "place": "",
    "sources": "sources/index.html",
    "source": "",
    "accounts": "accounts.html",
    "figures": "figures.html",
    "positions": "positions.html",
    "glossary": "glossary.html",
    "reading": "reading.html",
    "method": "method.html",
    "data": "data.html",
    "corrections": "corrections.html",
    "diagnostics": "diagnostics.html",
    "guide": "guide.html",
    "search": "search.html",
    "not found": "404.html",
}
"""Kind of page -> its address; of those with many, the one that shows most (`example`)."""

LEAN = (
    "home",
    "timeline",
    "event with accounts",
    "actor",
    "places",
    "source",
    "search",
    "not found",
)
"""Kinds of pages that are looked at in a browser for the second engine too: one of each layout.
What the others say and link to is compared as text."""

LOOKED_AT = [("mkdocs", kind) for kind in KINDS] + [("zensical", kind) for kind in LEAN]
"""Engine and kind of page."""


def example(built: Built, kind: str) -> str:
    """Return the address of a page of a kind."""
    data = built.data
    found = {
        "event with accounts": fullest(data["events"], lambda event: event.get("accounts", ())),
        "event with figures": fullest(data["events"], figures),
        "event with quotations": fullest(data["events"], lambda event: event.get("quotes", ())),
        "actor": fullest(data["actors"], lambda actor: events_of(data, actor)),
        "place": fullest(data["places"], lambda place: place.get("said", ())),
        "source": f"sources/{data['sources'][0]['id']}.html",
    }
    return found.get(kind) or KINDS[kind]


def events_of(data: dict[str, Any], actor: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the events in which an actor has a part, as published."""
    return [
        event
        for event in data["events"]
        if any(part["actor"] == actor["id"] for part in event.get("actors", ()))
    ]


def fullest(entries: list[dict[str, Any]], parts: Callable[[dict[str, Any]], Sized]) -> str:
    """Return the address of the entry with the most parts of a kind."""
    best = max(entries, key=lambda entry: len(parts(entry)))
    assert parts(best), "the content has none of these any more"
    url: str = best["url"]
    return url


def figures(event: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the figures of an event, as published."""
    return [f for account in event.get("accounts", ()) for f in account.get("figures", ())]
