"""What a reader can do with an entry: keep its address, cite it, mend it, report an error in it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.dates import describe
from timeline.model.brief import BriefSource
from timeline.model.entries import Event
from timeline.pages.book import Book
from timeline.pages.citations import Citation
from timeline.pages.links import FOLDERS
from timeline.pages.meta import address


@dataclass(frozen=True, slots=True)
class Tools:
    """Addresses for one entry's page; those that need a repository are empty without one.

    ``permalink`` is the full address, or the page's own file name where the site has no address yet.
    """

    permalink: str
    edit: str
    report: str
    history: str


def tools(book: Book, kind: str, entry_id: str, title: str) -> Tools:
    """Return the addresses for an entry."""
    site, words = book.renderer.site, book.text["report"]
    path = address(f"{FOLDERS[kind]}/{entry_id}.md")
    file = book.timeline.origins[kind, entry_id]
    body = words["body"].format(
        page=site.page_address(path) or path, entry=f"{kind}:{entry_id}", file=f"content/{file}"
    )
    return Tools(
        permalink=site.page_address(path) or address(f"{entry_id}.md"),
        edit=site.edit_link(file),
        report=site.report_link(words["title"].format(title=title), body),
        history=site.history_link(file),
    )


def event_citation(book: Book, event: Event) -> Citation:
    """Return what there is to cite of an event, with the sources that it rests on."""
    site, words = book.renderer.site, book.text["cite"]
    return Citation(
        key=event.id,
        title=event.title,
        site=site.name,
        address=site.page_address(address(f"events/{event.id}.md")),
        notes=(
            words["date"].format(date=describe(event.date, book.words)),
            words["basis"].format(sources="; ".join(_sources(book, event))),
        ),
    )


def _issued(book: Book, source: BriefSource) -> str:
    """Return a source's date in words; one that it does not state is said to be worked out."""
    date, basis = describe(source.issued, book.words, weekday=False), source.dated.basis
    if basis == "stated":
        return date
    worked_out: str = book.text["cite"]["worked_out"].format(
        date=date, basis=book.text["basis"][basis]["label"]
    )
    return worked_out


def _sources(book: Book, event: Event) -> list[str]:
    timeline, wording = book.timeline, book.renderer.wording
    places: dict[str, list[str]] = {}
    for cite in event.cite:
        places.setdefault(cite.source, []).append(wording.place_in_source(cite.at))
    named = []
    for source_id, stands in places.items():
        source = timeline.brief_sources[source_id]
        named.append(
            book.text["cite"]["source"].format(
                publisher=timeline.brief_actors[source.publisher].name,
                title=source.title,
                date=_issued(book, source),
                place=", ".join(stands),
            )
        )
    return named
