"""Pages whose text is HTML already: they get the theme's frame, and Markdown passes them over.

The pages' templates say so in the front matter, each line of which is a name and a value in JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NamedTuple

from mkdocs.structure.pages import Page

FLAG: Final = "html"
"""The front matter's field that says so; it is ``true`` then."""

_START: Final = "---\n"
_END: Final = "\n---\n"
_ANCHOR: Final = re.compile(r'<[^<>]*?\sid="([^"<>]+)"')


class Finished(NamedTuple):
    """The front matter of a page, and its text in HTML, as Markdown would give it back."""

    meta: dict[str, Any]
    body: str


def is_finished(text: str) -> bool:
    """Tell whether the text of a page's file, front matter and all, is finished HTML."""
    return text.startswith(_START) and f"\n{FLAG}: true\n" in text[: text.find(_END) + 1]


def finished(text: str) -> Finished:
    """Take the file of a finished page apart; far quicker than YAML, which JSON is too.

    Raises:
        ValueError: a line of the front matter is not what the pages' templates write.
    """
    head, _, body = text.removeprefix(_START).partition(_END)
    lines = (line.partition(": ") for line in head.split("\n"))
    return Finished({name: json.loads(value) for name, _, value in lines}, body.strip("\n"))


def anchors(body: str) -> set[str]:
    """Return the names of the places in a finished page that links can lead to."""
    return set(_ANCHOR.findall(body))


def on_page_markdown(markdown: str, /, *, page: Page, **_: object) -> str:
    """Leave Markdown nothing to do where MkDocs itself makes a finished page."""
    return "" if page.meta.get(FLAG) is True else markdown


def on_page_content(html: str, /, *, page: Page, **_: object) -> str:
    """Give such a page its text."""
    if page.meta.get(FLAG) is not True:
        return html
    body = finished(page.file.content_string).body
    page.present_anchor_ids = anchors(body)
    return body
