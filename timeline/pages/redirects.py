"""The pages of former ids: each sends the reader on, also without scripts and from the disk.

They are finished HTML, which every engine copies as it is: they are no pages of the site, so no
menu, site map or search can list them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup

from timeline.model.entries import Entry
from timeline.pages.book import Book, Output
from timeline.pages.links import FOLDERS
from timeline.pages.markup import html
from timeline.pages.meta import address
from timeline.pages.plan import Plan
from timeline.settings import KINDS

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


def redirect_outputs(plan: Plan) -> Iterator[Output]:
    """Yield a page for each former id, in the folder and under the name that it had."""
    for folder, shelf in plan.timeline.shelves().items():
        yield from redirects_in(folder, shelf.values())


def redirects_in(folder: str, entries: Iterable[Entry]) -> Iterator[Output]:
    """Yield those of some entries of a folder."""
    for entry in entries:
        for former in entry.formerly:
            key = f"{KINDS[folder]} {entry.id} {former}"
            yield Output(f"{folder}/{former}.html", redirect_page, key)


def redirect_page(book: Book, key: str) -> str:
    """Return the page of a former id; the key is its entry's kind and id, and the id it had."""
    kind, entry_id, _ = key.split(" ")
    words, site = book.text["moved"], book.renderer.site
    before, after = words["sentence"].split("{page}")
    file, folder, name = address(f"{entry_id}.md"), FOLDERS[kind], _name(book, kind, entry_id)
    return _PAGE.format(
        style=_STYLE,
        digest=digest(_STYLE),
        language=book.renderer.catalogue.language,
        file=file,
        canonical=site.page_address(f"{folder}/{file}") or file,
        title=html(f"{name} · {site.name}"),
        heading=html(words["heading"]),
        before=before,
        name=html(name),
        after=after,
    )


def _name(book: Book, kind: str, entry_id: str) -> str:
    timeline = book.timeline
    match kind:
        case "event":
            return timeline.brief_events[entry_id].title
        case "source":
            return timeline.brief_sources[entry_id].title
        case "actor":
            return timeline.brief_actors[entry_id].name
        case _:
            return timeline.brief_places[entry_id].name


def digest(text: str) -> str:
    """Return what a Content-Security-Policy calls an inline element with this text (CSP 3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
