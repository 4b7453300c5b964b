"""The one boundary that every text from content crosses on its way into a page.

A page is Markdown with HTML in it, so text is made safe for both at once: what the curator typed
is what the reader sees, whatever signs are in it. Templates get this without asking, through the
environment's ``finalize``; only what is ``Markup`` already passes unchanged.
"""

from __future__ import annotations

import json
import re
from html import escape as escape_html
from typing import Any

from markupsafe import Markup

_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "{": "&#123;",
    "}": "&#125;",
    "|": "&#124;",
    "\\": "&#92;",
    "`": "&#96;",
    "#": "&#35;",
}
SPACE = re.compile(r"[^\S\u00a0\u202f]+")
"""White space that may be folded: not the kinds that hold words or digits together."""

_SPECIAL = re.compile(r"[&<>{}|\\`*_\[\]#]")
_LINE_START = re.compile(r"^[+\-:!=~]")
_BEFORE_LINK = re.compile(r"!$")
_LABEL_END = re.compile(r"\\\](?=:)")
_AFTER_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")
_ATTRIBUTE = re.compile(r"[^A-Za-z0-9 ,;/?:@%.#\u00a1-\U0010ffff-]")


def escape(text: object) -> Markup:
    """Return text that shows as typed, both as Markdown and as HTML, inline or at a line's start.

    Emphasis signs and brackets get a backslash, so that the Markdown stays legible; what a
    backslash cannot hold back becomes a character reference.
    """
    if isinstance(text, Markup):
        return text
    flat = SPACE.sub(" ", str(text)).strip(" ")
    safe = _SPECIAL.sub(lambda match: _ENTITIES.get(match[0]) or "\\" + match[0], flat)
    # In a link's label at a line's start, Markdown would read the end of a link definition.
    safe = _LABEL_END.sub("&#93;", safe)
    # A link may follow, which would become a picture from wherever it leads.
    safe = _BEFORE_LINK.sub("&#33;", safe)
    safe = _AFTER_NUMBER.sub(lambda match: f"{match[1]}&#{ord(match[2])};", safe)
    safe = _LINE_START.sub(lambda match: f"&#{ord(match[0])};", safe)
    return Markup(safe)  # noqa: S704  # this is where text becomes safe


def attribute(text: object) -> Markup:
    """Return text for the inside of a double-quoted HTML attribute in a Markdown page.

    Markdown works through the inside of tags too, so every sign it could know is a reference.
    """
    flat = " ".join(str(text).split())
    safe = _ATTRIBUTE.sub(lambda match: f"&#{ord(match[0])};", flat)
    return Markup(safe)  # noqa: S704  # this is where text becomes safe


def html(text: object) -> Markup:
    """Return text for an HTML or SVG element that Markdown passes through untouched."""
    return Markup(escape_html(SPACE.sub(" ", str(text)).strip(" ")))  # noqa: S704  # escaped just here


def preformatted(text: str) -> Markup:
    """Return text for the inside of a ``pre`` element, its line breaks kept.

    Markdown leaves such an element alone as long as it holds no blank line.
    """
    lines = [line for line in escape_html(text).splitlines() if line.strip()]
    return Markup("\n".join(lines))  # noqa: S704  # escaped just here


def front_matter(fields: dict[str, Any]) -> Markup:
    """Return a front matter block. Strings are HTML-escaped, since the theme prints them raw.

    JSON is YAML (1.2, section 1.2), and quotes everything that a title could break.
    """
    lines = "".join(
        f"{key}: {json.dumps(_escaped(value), ensure_ascii=False)}\n"
        for key, value in fields.items()
    )
    return Markup("---\n" + lines + "---\n")  # noqa: S704  # escaped and quoted just here


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape_html(" ".join(value.split()), quote=True)
    if isinstance(value, dict):
        # The theme's own templates escape these: the frame's words are ours, not content.
        return value
    return value
