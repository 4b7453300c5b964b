"""The pages of former ids: each sends the reader on, also without scripts and from the disk.

They are finished HTML, which every engine copies as it is: they are no pages of the site, so no
menu, site map or search can list them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from timeline.model.entries import Actor, Event, Place, Source
from timeline.pages.book import Book, Page
from timeline.pages.links import FOLDERS
from timeline.pages.markup import html
from timeline.pages.meta import address

_STYLE: Final = Markup(
    "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}"
    "h1{font-size:1.5rem}"
)
_PAGE = Markup("""\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{digest}'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={file}">
<link rel="canonical" href="{canonical}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{heading}</h1>
<p>{before}<a href="{file}">{name}</a>{after}</p>
</main>
</body>
</html>
""")


def redirect_pages(book: Book) -> Iterator[Page]:
    """Yield a page for each former id, in the folder and under the name that it had."""
    timeline = book.timeline
    for event in timeline.events.values():
        yield from _of(book, "event", event, event.title)
    for kind, shelf in (("actor", timeline.actors), ("place", timeline.places)):
        for entry in shelf.values():
            yield from _of(book, kind, entry, entry.name)
    for source in timeline.sources.values():
        yield from _of(book, "source", source, source.title)


def _of(book: Book, kind: str, entry: Event | Actor | Place | Source, name: str) -> Iterator[Page]:
    words = book.text["moved"]
    before, after = words["sentence"].split("{page}")
    file = address(f"{entry.id}.md")
    folder = FOLDERS[kind]
    for former in entry.formerly:
        yield (
            f"{folder}/{former}.html",
            _PAGE.format(
                style=_STYLE,
                digest=digest(_STYLE),
                language=book.renderer.catalogue.language,
                file=file,
                canonical=book.renderer.site.page_address(f"{folder}/{file}") or file,
                title=html(f"{name} · {book.renderer.site.name}"),
                heading=html(words["heading"]),
                before=before,
                name=html(name),
                after=after,
            ),
        )


def digest(text: str) -> str:
    """Return what a Content-Security-Policy calls an inline element with this text (CSP 3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
