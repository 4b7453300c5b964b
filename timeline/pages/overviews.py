"""The pages that look across all entries: home, timeline, accounts, figures and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from urllib.parse import urlencode

from markupsafe import Markup

from timeline.codes import CODES, examples
from timeline.model.brief import BriefActor, BriefEvent, BriefPlace, BriefSource
from timeline.model.traits import FACETS
from timeline.pages.book import Book, Output
from timeline.pages.divided import Turned
from timeline.pages.markup import markdown
from timeline.pages.meta import Meta
from timeline.pages.places import places_map
from timeline.pages.plan import Plan, Stretch
from timeline.pages.searching import facet_labels, page_index
from timeline.pages.wording import alphabetical
from timeline.settings import SEARCH_LINES, SEARCH_VALUES

Entry = TypeVar("Entry", BriefEvent, BriefActor, BriefPlace, BriefSource)


def stretch_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the pages of the timeline."""
    for path, stretch in plan.stretches.items():
        paged = leading_page if stretch.leads else period_page
        yield Output(path, paged if plan.paged else timeline_page, path)


def account_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the list of accounts that differ."""
    return (Output(path, accounts_page, path) for path in plan.account_lists)


def figure_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the list of figures."""
    return (Output(path, figures_page, path) for path in plan.figure_lists)


def position_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the list of positions."""
    return (Output(path, positions_page, path) for path in plan.position_lists)


def correction_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the list of what was corrected and added."""
    return (Output(path, corrections_page, path) for path in plan.correction_lists)


def overview_outputs(plan: Plan) -> Iterator[Output]:
    """Yield home, search and all else that is no entry's, and always there."""
    yield Output("index.md", home_page, "")
    for name in ("reading", "data"):
        yield Output(f"{name}.md", fixed_page, name)
    yield Output("diagnostics.md", diagnostics_page, "")
    yield Output("search.md", search_page, "")
    for name in plan.timeline.pages:
        if name != "index.md":
            yield Output(name, written_page, name)


def home_page(book: Book, _: str) -> str:
    """Return the home page."""
    timeline, plan = book.timeline, book.plan
    written = timeline.pages.get("index.md", f"# {markdown(book.renderer.site.name)}\n")
    return book.page(
        "index",
        "index.md",
        book.renderer.site.name,
        book.renderer.site.description,
        meta=Meta(graph=book.describer.home()),
        intro=handwritten(written),
        statements=timeline.statement_count,
        strip=book.strip(""),
        strip_key=book.strip_key(),
        paged=plan.paged,
        map=places_map(book, "places/"),
        main_events=[timeline.events[event] for event in plan.key_events],
        main_actors=plan.key_actors,
        differences=plan.key_differences,
        difference_count=plan.difference_count,
    )


def timeline_page(book: Book, path: str) -> str:
    """Return the timeline where it is one page."""
    whole = book.plan.stretches[path].period
    return book.page(
        "timeline",
        path,
        book.text["site"]["timeline"],
        slots=whole.slots,
        shown=whole.total,
        facets=book.facets(whole.slots),
        strip=book.strip("", placed=True),
        strip_key=book.strip_key(),
        map=places_map(book, "places/"),
    )


def leading_page(book: Book, path: str) -> str:
    """Return a page of a long timeline that leads to others."""
    parts = book.plan.stretches[path].parts
    return _paged(book, "periods", path, parts=parts, facets=FACETS)


def period_page(book: Book, path: str) -> str:
    """Return a page of a long timeline that shows events."""
    return _paged(book, "period", path, slots=book.plan.stretches[path].period.slots)


def _paged(book: Book, template: str, path: str, **context: Any) -> str:
    title, root = book.text["site"]["timeline"], "../" * path.count("/")
    stretch = book.plan.stretches[path]
    period = stretch.period
    return book.page(
        template,
        path,
        f"{title}{book.text['colon']} {period.label}" if period.label else title,
        period=period,
        way=stretch.way,
        strip=book.strip(root, path, placed=not period.label),
        strip_key=book.strip_key(path),
        range=_range(stretch),
        **context,
    )


def _range(stretch: Stretch) -> str:
    """Return the part of an address that filters the timeline by the days of one of its pages."""
    ends = zip(("from", "to"), stretch.range or (), strict=False)
    return urlencode({name: day.isoformat() for name, day in ends})


def _lead(book: Book, name: str) -> tuple[str, str]:
    """Return the title and the description of an overview."""
    lead = book.text[name]["lead"]
    return book.text["site"][name], "" if "{" in lead else lead


def _overview(book: Book, name: str, page: Turned, **context: Any) -> str:
    return book.page(name, page.sheet.leaf.path, *_lead(book, name), leaves=page.leaves, **context)


def accounts_page(book: Book, path: str) -> str:
    """Return a page of the list of accounts that differ."""
    page = book.plan.account_lists[path]
    return _overview(book, "accounts", page, differences=page.sheet.rows)


def figures_page(book: Book, path: str) -> str:
    """Return a page of the list of figures, by kind of event."""
    page = book.plan.figure_lists[path]
    names = book.plan.kinds_of_figures
    groups = [((kind, names[kind]), rows) for kind, rows in page.sheet.groups]
    return _overview(book, "figures", page, groups=groups)


def positions_page(book: Book, path: str) -> str:
    """Return a page of the list of positions, by question."""
    page = book.plan.position_lists[path]
    counts = book.plan.position_counts
    return _overview(book, "positions", page, groups=page.sheet.groups, counts=counts)


def corrections_page(book: Book, path: str) -> str:
    """Return a page of the list of what was corrected and added."""
    page = book.plan.correction_lists[path]
    parts = dict(page.sheet.groups)
    return _overview(
        book,
        "corrections",
        page,
        notes=parts.get("notes", ()),
        additions=parts.get("added", ()),
    )


def fixed_page(book: Book, name: str) -> str:
    """Return a page that a template alone makes."""
    title, about = _lead(book, name)
    path = f"{name}.md"
    return book.page(name, path, title, about, index=page_index(title, path))


def diagnostics_page(book: Book, _: str) -> str:
    """Return the page of all diagnostics."""
    title, path = book.text["site"]["diagnostics"], "diagnostics.md"
    groups: dict[str, list[tuple[str, Any]]] = {}
    for code, entry in CODES.items():
        groups.setdefault(entry.group, []).append((code, entry))
    return book.page(
        "diagnostics",
        path,
        title,
        index=page_index(title, path),
        groups=list(groups.items()),
        examples=examples(),
    )


def search_page(book: Book, _: str) -> str:
    """Return the search page, which lists everything for readers who prefer to look through it.

    What has pages of its own to look through, since it is much, is a link to those.
    """
    timeline = book.timeline
    facets = facet_labels(book.plan.facet_counts, book.renderer)
    events = timeline.brief_events
    return book.page(
        "search",
        "search.md",
        book.text["site"]["search"],
        facets=[(facet, values[:SEARCH_VALUES]) for facet, values in facets],
        further=[facet for facet, values in facets if len(values) > SEARCH_VALUES],
        periods=book.plan.divisions,
        actors=_listed((actor.name, actor) for actor in timeline.brief_actors.values()),
        places=_listed((place.name, place) for place in timeline.brief_places.values()),
        sources=_listed((source.title, source) for source in timeline.brief_sources.values()),
        events=_listed((e.title, e) for e in events.values())
        if len(events) <= SEARCH_LINES
        else [],
    )


def _listed(named: Iterable[tuple[str, Entry]]) -> list[Entry]:
    found = list(named)
    return alphabetical(found) if len(found) <= SEARCH_LINES else []


def written_page(book: Book, name: str) -> str:
    """Return a page that the maintainers wrote by hand."""
    body = book.timeline.pages[name]
    heading = re.search(r"^# (.+)$", body, re.MULTILINE)
    title = heading[1].strip() if heading else name.removesuffix(".md")
    return book.page("page", name, title, index=page_index(title, name), body=handwritten(body))


def handwritten(body: str) -> Markup:
    """Return a maintainer's Markdown as it is: pages by hand are theirs, unlike entries."""
    return Markup(body)  # noqa: S704  # trusted like the configuration
