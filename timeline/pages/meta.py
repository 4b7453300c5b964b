"""What a page tells those that do not read it: search engines, link previews, catalogues.

It travels in the front matter as ``share``, unescaped, since the frame escapes each value once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from timeline.pages.site import Site

Kind = Literal["website", "article", "profile"]
"""Types of the Open Graph protocol (ogp.me) that pages have here."""

CARD_SIZE = (1200, 630)
"""Width and height of a preview picture in pixels: the shape that every network crops to."""

SITE_PICTURE = "assets/cards/site.png"
"""Path below ``docs/`` of the picture of every page that has none of its own."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page adds to its title and description.

    Attributes:
        kind: What Open Graph calls it.
        graph: Its schema.org description, as JSON-LD without ``@context``.
        picture: Path below ``docs/`` of its preview picture; empty for the site's.
        alt: What that picture shows, for those who do not see it.
        published: When the page first appeared, ISO 8601, if that is known; so with ``modified``.
    """

    kind: Kind = "website"
    graph: Mapping[str, Any] | None = None
    picture: str = ""
    alt: str = ""
    published: str = ""
    modified: str = ""


def share(meta: Meta, site: Site, path: str) -> dict[str, Any]:
    """Return the front matter field that the frame makes ``<meta>`` elements of.

    Open Graph wants absolute addresses, so without the site's address there is none, and no
    picture.
    """
    fields: dict[str, Any] = {"type": meta.kind}
    if site.url:
        width, height = CARD_SIZE
        fields |= {
            "url": canonical(site, path),
            "image": site.url + (meta.picture or SITE_PICTURE),
            "image_alt": meta.alt if meta.picture else site.name,
            "image_width": width,
            "image_height": height,
        }
    if meta.published:
        fields["published"] = meta.published
    if meta.modified:
        fields["modified"] = meta.modified
    if meta.graph:
        fields["jsonld"] = json_ld(meta.graph)
    return fields


def address(path: str) -> str:
    """Return the address of a page on the site, from its path below ``docs/``."""
    return path.removesuffix(".md") + ".html"


def canonical(site: Site, path: str) -> str:
    """Return a page's own absolute address; the home page's is the site's."""
    return site.url if path == "index.md" else site.url + address(path)


def json_ld(graph: Mapping[str, Any]) -> str:
    """Return a description as JSON for the inside of a ``<script>`` element.

    No sign is left that could end the element or that a script could read as a line's end.
    """
    whole = {"@context": "https://schema.org", **graph}
    return _JSON.encode(whole).translate(_IN_SCRIPT)
