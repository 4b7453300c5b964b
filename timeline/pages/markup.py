"""The one boundary that every text from content crosses on its way into a page.

Pages are HTML, which Markdown passes through untouched; what the curator typed is what the reader
sees, whatever signs are in it. Templates get this without asking, through the environment's
``finalize``; only what is ``Markup`` already passes unchanged.
"""

from __future__ import annotations

import json
import re
from html import escape as escape_html
from typing import Any

from markupsafe import Markup

SPACE = re.compile(r"[^\S\u00a0\u202f]+")
"""White space that may be folded: not the kinds that hold words or digits together."""

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
_SPECIAL = re.compile(r"[&<>{}|\\`*_\[\]#]")
_LINE_START = re.compile(r"^[+\-:!=~]")
_BEFORE_LINK = re.compile(r"!$")
_LABEL_END = re.compile(r"\\\](?=:)")
_AFTER_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")
_FENCE = re.compile(r"^[`~]", re.MULTILINE)
_JSON = json.JSONEncoder(ensure_ascii=False)


def escape(text: object) -> Markup:
    """Return text that shows as typed in an element; what is ``Markup`` already is left as it is."""
    return text if isinstance(text, Markup) else html(text)


def html(text: object) -> Markup:
    """Return text for the inside of an element, or of an attribute in double quotation marks."""
    return Markup(_signs(folded(str(text)).strip(" ")))  # noqa: S704  # escaped just here


def inner(text: str) -> Markup:
    """Return text for the middle of a paragraph, the spaces around it kept."""
    return Markup(_signs(folded(text)))  # noqa: S704  # escaped just here


def folded(text: str) -> str:
    """Return text with each run of white space as one space."""
    # Most texts need nothing done: all their white space is single spaces.
    return text if text.isprintable() and "  " not in text else SPACE.sub(" ", text)


def _signs(text: str) -> str:
    return _brackets(text).replace('"', "&quot;")


def _brackets(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def preformatted(text: str) -> Markup:
    """Return text for the inside of a ``pre`` element, its line breaks kept, blank lines left out.

    Markdown looks for tabs and for fences of code in such an element too.
    """
    safe = _brackets(text.expandtabs(4)).splitlines()
    lines = "\n".join(line for line in safe if line.strip())
    fenceless = _FENCE.sub(lambda sign: f"&#{ord(sign[0])};", lines)
    return Markup(fenceless)  # noqa: S704  # escaped just here


def markdown(text: str) -> Markup:
    """Return text that shows as typed in a page written in Markdown, inline or at a line's start.

    Emphasis signs and brackets get a backslash, so that the Markdown stays legible; what a
    backslash cannot hold back becomes a character reference.
    """
    flat = folded(text).strip(" ")
    safe = _SPECIAL.sub(lambda match: _ENTITIES.get(match[0]) or "\\" + match[0], flat)
    # In a link's label at a line's start, Markdown would read the end of a link definition.
    safe = _LABEL_END.sub("&#93;", safe)
    # A link may follow, which would become a picture from wherever it leads.
    safe = _BEFORE_LINK.sub("&#33;", safe)
    safe = _AFTER_NUMBER.sub(lambda match: f"{match[1]}&#{ord(match[2])};", safe)
    safe = _LINE_START.sub(lambda match: f"&#{ord(match[0])};", safe)
    return Markup(safe)  # noqa: S704  # escaped just here


def front_matter(fields: dict[str, Any]) -> Markup:
    """Return a front matter block. Strings are HTML-escaped, since the theme prints them raw.

    JSON is YAML (1.2, section 1.2), and quotes everything that a title could break.
    """
    lines = "".join(f"{key}: {_JSON.encode(_escaped(value))}\n" for key, value in fields.items())
    return Markup("---\n" + lines + "---\n")  # noqa: S704  # escaped and quoted just here


def _escaped(value: Any) -> Any:
    # What is no text of the page's own is escaped by the theme's templates.
    return escape_html(" ".join(value.split())) if isinstance(value, str) else value
