"""``feed.xml``: additions and corrections as an Atom feed (RFC 4287), built without a clock.

Every date in it is one that an editor wrote: the day on which an event was published, and the day
of each correction. A correction is an entry of its own, since few readers of feeds show that an
entry was changed; the event's entry is marked as updated beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from timeline.dates import describe
from timeline.model.entries import Entry, Event
from timeline.model.timeline import Timeline
from timeline.pages.catalogue import Catalogue
from timeline.pages.history import FEED, News, notes_of
from timeline.pages.links import FOLDERS
from timeline.pages.meta import address
from timeline.pages.site import Site

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The few that XML forbids; to compile all others takes ten times as long."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: days in ISO 8601, ``id`` and ``link`` absolute addresses."""

    id: str
    link: str
    title: str
    summary: str
    published: str
    updated: str
    category: tuple[str, str]


def feed(newest: Sequence[News], timeline: Timeline, site: Site, catalogue: Catalogue) -> str:
    """Return the feed of what is new, in its order.

    Raises:
        ValueError: there is nothing, or the site has no address.
    """
    if not newest or not site.url:
        raise ValueError("a feed needs the site's address and an entry with a date")
    entries = [
        (_correction if news.anchor else _addition)(news, timeline, site, catalogue)
        for news in newest
    ]
    words = catalogue.text["feed"]
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": site.language})
    _text(root, "id", site.url + FEED)
    _text(root, "title", words["title"].format(site=site.name))
    if site.description:
        _text(root, "subtitle", site.description)
    _text(root, "updated", _moment(entries[0].updated))
    SubElement(
        root, "link", {"rel": "self", "type": "application/atom+xml", "href": site.url + FEED}
    )
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": site.url})
    _text(SubElement(root, "author"), "name", site.name)
    for entry in entries:
        _write(root, entry)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _addition(news: News, timeline: Timeline, site: Site, catalogue: Catalogue) -> _Entry:
    words, event = catalogue.text["feed"], timeline.events[news.id]
    retracted = event.status == "retracted"
    when = describe(event.date, catalogue.dates)
    return _Entry(
        id=_first_address(event, site),
        link=_page(site, "event", event.id),
        title=words["retracted"].format(title=event.title) if retracted else event.title,
        summary=f"{when}. {event.summary.plain}",
        published=news.day,
        updated=news.updated,
        category=("new", words["added"]),
    )


def _correction(news: News, timeline: Timeline, site: Site, catalogue: Catalogue) -> _Entry:
    kinds, pattern = catalogue.text["correction"], catalogue.text["feed"]["correction"]
    entry, name = _named(news, timeline)
    note = next(note for note in notes_of(entry) if note.anchor == news.anchor)
    kind, page = note.correction.kind, _page(site, news.kind, news.id)
    first = _first_address(entry, site) if isinstance(entry, Event) else page
    return _Entry(
        id=f"{first}#{news.anchor}",
        link=f"{page}#{news.anchor}",
        title=pattern.format(kind=kinds[kind], title=name),
        summary=note.correction.note,
        published=news.day,
        updated=news.updated,
        category=(kind, kinds[kind]),
    )


def _named(news: News, timeline: Timeline) -> tuple[Entry, str]:
    """Return an entry and its name."""
    match news.kind:
        case "event":
            event = timeline.events[news.id]
            return event, event.title
        case "source":
            source = timeline.sources[news.id]
            return source, source.title
        case "actor":
            actor = timeline.actors[news.id]
            return actor, actor.name
        case _:
            place = timeline.places[news.id]
            return place, place.name


def _page(site: Site, kind: str, entry_id: str) -> str:
    return site.page_address(address(f"{FOLDERS[kind]}/{entry_id}.md"))


def _first_address(event: Event, site: Site) -> str:
    """Return the address that the event first had: a feed's id must outlive a new name."""
    return _page(site, "event", event.formerly[0] if event.formerly else event.id)


def _write(root: Element, entry: _Entry) -> None:
    element = SubElement(root, "entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "published", _moment(entry.published))
    _text(element, "updated", _moment(entry.updated))
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.link})
    term, label = entry.category
    SubElement(element, "category", {"term": term, "label": _legal(label)})
    _text(element, "summary", entry.summary)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _legal(text)


def _legal(text: str) -> str:
    """Return a text without what XML 1.0 cannot hold, which no reference can stand for either."""
    return _NOT_IN_XML.sub("", text)


def _moment(day: str) -> str:
    """Return the start of a day in UTC (RFC 3339): which hour it was, nobody recorded."""
    return f"{day}T00:00:00Z"
