"""The pages that look across all entries: home, timeline, accounts, figures and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from markupsafe import Markup

from timeline.codes import CODES, examples
from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.timeline import CountedFigure, Difference, count_statements
from timeline.pages.book import Book, Page
from timeline.pages.facets import FACETS
from timeline.pages.history import additions, all_notes
from timeline.pages.markup import markdown
from timeline.pages.meta import Meta
from timeline.pages.periods import Period, listed
from timeline.pages.places import places_map
from timeline.pages.searching import facet_values, page_index
from timeline.pages.sheets import sheets, turned
from timeline.pages.wording import alphabetical
from timeline.settings import EVENTS_PER_PAGE, SEARCH_LINES, SEARCH_VALUES

Entry = TypeVar("Entry", Event, Actor, Place, Source)

MAIN_EVENTS = 10
"""Key events on the home page, at most."""

MAIN_DIFFERENCES = 3
"""Differences between accounts on the home page, at most."""

MAIN_ACTORS = 12
"""Actors on the home page, at most."""


def home_page(book: Book) -> Iterator[Page]:
    """Yield the home page."""
    written = book.timeline.pages.get("index.md", f"# {markdown(book.renderer.site.name)}\n")
    events = list(book.timeline.events.values())
    standing = [event for event in events if event.status != "retracted"]
    main = [event for event in standing if event.main] or standing
    yield book.page(
        "index",
        "index.md",
        book.renderer.site.name,
        book.renderer.site.description,
        meta=Meta(graph=book.describer.home()),
        intro=handwritten(written),
        statements=count_statements(book.timeline.statements()),
        strip=book.strip(""),
        strip_key=book.strip_key(),
        paged=bool(book.periods.parts),
        map=places_map(book, "places/"),
        main_events=main[:MAIN_EVENTS],
        main_actors=_most_involved(book),
        differences=_telling(filter(_stands, book.timeline.differences)),
    )


def _stands(difference: Difference) -> bool:
    """Tell whether neither account is one of an event that was withdrawn."""
    return "retracted" not in (difference.event.status, difference.other_event.status)


def _most_involved(book: Book) -> list[Actor]:
    """Return the actors with a part in most events, by that number and then by name."""
    events = book.timeline.events_of_actor
    involved = [book.timeline.actors[actor] for actor in events]
    return sorted(involved, key=lambda a: (-len(events[a.id]), a.name))[:MAIN_ACTORS]


def _telling(differences: Iterable[Difference]) -> list[Difference]:
    """Return differences for the home page: of those with an account in common, only the first."""
    chosen: list[Difference] = []
    told: set[tuple[str, str]] = set()
    for d in sorted(differences, key=_weight):
        sides = {(d.event.id, d.account.id), (d.other_event.id, d.other_account.id)}
        if not sides & told:
            chosen.append(d)
            told |= sides
    return chosen[:MAIN_DIFFERENCES]


def _weight(difference: Difference) -> tuple[int, ...]:
    """Order differences for the home page: numbers first, then those of key events."""
    return (
        int("number" not in difference.differs.how),
        -int(difference.event.main) - int(difference.other_event.main),
    )


def timeline_pages(book: Book) -> Iterator[Page]:
    """Yield the timeline: one page, or a page for each period and those that lead to them."""
    if not book.periods.parts:
        yield _whole_page(book)
        return
    for period in book.periods.all():
        yield _leading_page(book, period) if period.parts else _period_page(book, period)


def _whole_page(book: Book) -> Page:
    whole = book.periods
    return book.page(
        "timeline",
        whole.path,
        book.text["site"]["timeline"],
        slots=whole.slots,
        shown=whole.total,
        facets=book.facets(whole.slots),
        strip=book.strip("", placed=True),
        strip_key=book.strip_key(),
        map=places_map(book, "places/"),
    )


def _leading_page(book: Book, period: Period) -> Page:
    return _paged(book, "periods", period, parts=listed(period), facets=FACETS)


def _period_page(book: Book, period: Period) -> Page:
    return _paged(book, "period", period, slots=period.slots)


def _paged(book: Book, template: str, period: Period, **context: Any) -> Page:
    title, root = book.text["site"]["timeline"], "../" * period.path.count("/")
    return book.page(
        template,
        period.path,
        f"{title}{book.text['colon']} {period.label}" if period.label else title,
        period=period,
        way=book.ways[period.path],
        strip=book.strip(root, period, placed=not period.label),
        strip_key=book.strip_key(period),
        range=_range(period),
        **context,
    )


def _range(period: Period) -> str:
    """Return the part of an address that filters the timeline by a period's days."""
    starts = [slot.date.sort_key for slot in period.slots]
    ends = {"from": min(first for first, _ in starts), "to": max(last for _, last in starts)}
    return urlencode({name: day.isoformat() for name, day in ends.items()})


def overview_pages(book: Book) -> Iterator[Page]:
    """Yield accounts, figures, positions, reading aid, data, corrections and diagnostics."""
    names = book.text["site"]
    yield from _accounts_pages(book)
    yield from _figures_pages(book)
    yield from _positions_pages(book)
    for name in ("reading", "data"):
        lead = book.text[name]["lead"]
        about = "" if "{" in lead else lead
        yield book.page(name, f"{name}.md", names[name], about, index=page_index(names[name]))
    yield from _corrections_pages(book)
    groups: dict[str, list[tuple[str, Any]]] = {}
    for code, entry in CODES.items():
        groups.setdefault(entry.group, []).append((code, entry))
    yield book.page(
        "diagnostics",
        "diagnostics.md",
        names["diagnostics"],
        index=page_index(names["diagnostics"]),
        groups=list(groups.items()),
        examples=examples(),
    )


def _lead(book: Book, name: str) -> tuple[str, str]:
    """Return the title and the description of an overview."""
    lead = book.text[name]["lead"]
    return book.text["site"][name], "" if "{" in lead else lead


def _accounts_pages(book: Book) -> Iterator[Page]:
    title, about = _lead(book, "accounts")
    found = sheets(
        "accounts.md",
        [("", book.timeline.differences)],
        EVENTS_PER_PAGE,
        lambda first, last: book.span(first.event, last.event),
    )
    for sheet, pages in turned(found):
        path, rows = sheet.leaf.path, sheet.rows
        yield book.page("accounts", path, title, about, differences=rows, leaves=pages)


def _figures_pages(book: Book) -> Iterator[Page]:
    title, about = _lead(book, "figures")
    for sheet, pages in turned(sheets("figures.md", _figures_by_kind(book), EVENTS_PER_PAGE)):
        path = sheet.leaf.path
        yield book.page("figures", path, title, about, groups=sheet.groups, leaves=pages)


def _positions_pages(book: Book) -> Iterator[Page]:
    title, about = _lead(book, "positions")
    counts = {head: len(held) for head, held in book.positions}
    for sheet, pages in turned(sheets("positions.md", book.positions, EVENTS_PER_PAGE)):
        groups = sheet.groups
        path = sheet.leaf.path
        yield book.page("positions", path, title, about, groups=groups, counts=counts, leaves=pages)


def _corrections_pages(book: Book) -> Iterator[Page]:
    title, about = _lead(book, "corrections")
    added = [(events[0].published, events) for events in additions(book.timeline).values()]
    both: list[tuple[str, Sequence[Any]]] = [("notes", all_notes(book.timeline)), ("added", added)]
    for sheet, pages in turned(sheets("corrections.md", both, EVENTS_PER_PAGE)):
        parts = dict(sheet.groups)
        yield book.page(
            "corrections",
            sheet.leaf.path,
            title,
            about,
            notes=parts.get("notes", ()),
            additions=parts.get("added", ()),
            leaves=pages,
        )


def _figures_by_kind(book: Book) -> list[tuple[tuple[str, str], list[CountedFigure]]]:
    """Return anchor, label and figures of each kind of event that has any, then of places."""
    kinds = {kind: term.label for kind, term in book.timeline.vocabulary.event_types.items()}
    kinds["places"] = book.text["figures"]["places"]
    groups: dict[str, list[CountedFigure]] = {kind: [] for kind in kinds}
    for counted in book.timeline.figures:
        groups[counted.event.type if counted.event else "places"].append(counted)
    return [((kind, kinds[kind]), counted) for kind, counted in groups.items() if counted]


def search_page(book: Book) -> Iterator[Page]:
    """Yield the search page, which lists everything for readers who prefer to look through it.

    What has pages of its own to look through, since it is much, is a link to those.
    """
    timeline = book.timeline
    facets = facet_values(timeline.events.values(), book.renderer)
    yield book.page(
        "search",
        "search.md",
        book.text["site"]["search"],
        facets=[(facet, values[:SEARCH_VALUES]) for facet, values in facets],
        further=[facet for facet, values in facets if len(values) > SEARCH_VALUES],
        periods=[(part.path, part.label) for part in book.periods.parts],
        actors=_listed((actor.name, actor) for actor in timeline.actors.values()),
        places=_listed((place.name, place) for place in timeline.places.values()),
        sources=_listed((source.title, source) for source in timeline.sources.values()),
        events=_listed((event.title, event) for event in timeline.events.values()),
    )


def _listed(named: Iterable[tuple[str, Entry]]) -> list[Entry]:
    found = list(named)
    return alphabetical(found) if len(found) <= SEARCH_LINES else []


def written_pages(book: Book) -> Iterator[Page]:
    """Yield the pages that the maintainers wrote by hand."""
    for name, body in book.timeline.pages.items():
        if name != "index.md":
            heading = re.search(r"^# (.+)$", body, re.MULTILINE)
            title = heading[1].strip() if heading else name.removesuffix(".md")
            index = page_index(title)
            yield book.page("page", name, title, index=index, body=handwritten(body))


def handwritten(body: str) -> Markup:
    """Return a maintainer's Markdown as it is: pages by hand are theirs, unlike entries."""
    return Markup(body)  # noqa: S704  # trusted like the configuration
