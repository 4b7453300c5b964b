"""What makes each file of a site: from a book and a text, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from timeline.model.timeline import Timeline
from timeline.pages.book import Book
from timeline.pages.catalogue import Catalogue
from timeline.pages.data import (
    timeline_json,
    timeline_json_amended,
    timeline_json_retold,
    timeline_schema,
)
from timeline.pages.entries import actor_list, event_page, profile, record
from timeline.pages.glossary import glossary_page, glossary_script
from timeline.pages.index import (
    events_script,
    pages_script,
    titles_script,
    titles_script_retold,
)
from timeline.pages.marks import Key
from timeline.pages.overviews import (
    accounts_page,
    corrections_page,
    diagnostics_page,
    figures_page,
    fixed_page,
    home_page,
    leading_page,
    period_page,
    positions_page,
    search_page,
    timeline_page,
    written_page,
)
from timeline.pages.places import (
    ground_script,
    locator_file,
    place_events,
    place_list,
    place_page,
    places_script,
)
from timeline.pages.redirects import redirect_page
from timeline.pages.sources import further_units, source_list, source_page

DATA: Final = "data/timeline.json"
"""Path of all entries as data, below ``docs/``."""


def feed_file(book: Book, _: str) -> str:
    """Return the feed."""
    # Most runs make none, and what writes XML takes long to import.
    from timeline.pages.feed import feed  # noqa: PLC0415  # see above

    return feed(book.plan.newest, book.timeline, book.renderer.site, book.renderer.catalogue)


def guide_file(book: Book, text: str) -> str:
    """Return the guide for editors."""
    # No edit of content changes it, and it knows every field and every diagnostic.
    from timeline.pages.guide import guide_page  # noqa: PLC0415  # see above

    return guide_page(book, text)


def data_file(book: Book, _: str) -> str:
    """Return all entries as data."""
    return timeline_json(book.timeline)


def schema_file(_book: Book, _: str) -> str:
    """Return what describes them."""
    return timeline_schema()


def strings_file(book: Book, _: str) -> str:
    """Return the scripts' words."""
    return strings_script(book.renderer.catalogue)


def signs_file(book: Book, _: str) -> str:
    """Return what signs mean."""
    return signs_script(book.renderer.catalogue)


def text_file(_book: Book, text: str) -> str:
    """Return a text as it is."""
    return text


def strings_script(catalogue: Catalogue) -> str:
    """Return the scripts' words as a script: a page opened from the disk can fetch no JSON."""
    words = json.dumps(catalogue.text["script"], ensure_ascii=False, indent=1)
    return f'"use strict";\nwindow.stStrings = {words};\n'


def signs_script(catalogue: Catalogue) -> str:
    """Return what the signs of dates and states mean, by their words in a page, as a script.

    Said once for the site: at each sign it would be a fiftieth of it.
    """
    marks, states = catalogue.text["mark"].values(), catalogue.text["status"].values()
    senses = {f"({mark['label']})": mark["text"] for mark in marks}
    senses |= {status["label"]: status["text"] for status in states}
    words = json.dumps(senses, ensure_ascii=False, indent=1)
    return f'"use strict";\nwindow.stSigns = {words};\n'


_MAKERS: Final = (
    *(accounts_page, corrections_page, diagnostics_page, figures_page, fixed_page, home_page),
    *(leading_page, period_page, positions_page, search_page, timeline_page, written_page),
    *(event_page, profile, record, actor_list),
    *(place_page, place_events, place_list, locator_file, ground_script, places_script),
    *(source_page, further_units, source_list),
    *(glossary_page, glossary_script, redirect_page),
    *(pages_script, events_script, titles_script),
    *(feed_file, guide_file, data_file, schema_file, strings_file, signs_file, text_file),
)
MAKERS: Final[Mapping[str, Callable[[Book, str], str]]] = {make.__name__: make for make in _MAKERS}
"""Name -> what makes a file. Every one stands here, so that a signature can be traced back."""

Amend = Callable[[str, Timeline, Iterable[Key]], str]
"""Makes a file from its former content, given the entries that were not the same then."""

AMENDED: Final[Mapping[str, Amend]] = {data_file.__name__: timeline_json_amended}
"""Who makes a long file -> what brings it up to date."""

IN_ORDER: Final[Mapping[str, Amend]] = {data_file.__name__: timeline_json_retold}
"""The same, of what can be where the same entries stand in the same order."""

RETOLD: Final[Mapping[str, Amend]] = {titles_script.__name__: titles_script_retold}
"""The same, of what can be where only texts of entries were changed."""
