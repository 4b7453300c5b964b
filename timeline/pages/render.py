"""From a checked timeline to every file of the site's source: a pure function, path to bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from timeline.check import Coverage
from timeline.codes import CODES
from timeline.model.entries import Actor, Event, Place, Source
from timeline.model.timeline import Statement, Timeline, stance_sort_key
from timeline.pages.catalogue import Catalogue
from timeline.pages.data import timeline_json, timeline_schema
from timeline.pages.environment import Renderer, first_sentence, unit_anchor
from timeline.pages.grouping import Group, group_events, strip_columns
from timeline.pages.locator import Locator, locator, map_svg
from timeline.pages.markup import escape, front_matter
from timeline.pages.site import Site
from timeline.pages.strip import span_of_days, strip_svg
from timeline.settings import EVENTS_PER_PAGE

MAIN_EVENTS = 8
"""Key events on the home page, at most."""

Files = dict[str, str]


def render_site(
    timeline: Timeline, coverage: list[Coverage], site: Site, catalogue: Catalogue
) -> Mapping[str, bytes]:
    """Return every generated file: its path below ``docs/``, POSIX, and its bytes.

    The result depends on the arguments alone: no clock, no environment, no order of a set.
    """
    renderer = Renderer(timeline, site, catalogue)
    files: Files = {}
    pages = _Pages(renderer, {c.source: c for c in coverage})
    for path, text in pages.all():
        files[path] = text
    files.update(pages.maps)
    files["data/timeline.json"] = timeline_json(timeline)
    files["data/timeline.schema.json"] = timeline_schema()
    return {path: files[path].encode("utf-8") for path in sorted(files)}


class _Pages:
    """Gathers what each template needs. Every method yields paths with their text."""

    def __init__(self, renderer: Renderer, coverage: Mapping[str, Coverage]) -> None:
        self.renderer = renderer
        self.timeline = renderer.timeline
        self.text = renderer.catalogue.text
        self.words = renderer.catalogue.dates
        self.coverage = coverage
        self.maps: Files = {}
        self.events = list(self.timeline.events.values())
        self.groups = group_events(self.events, self.words)
        self.paging = _paging(self.groups)

    def all(self) -> Iterator[tuple[str, str]]:
        """Yield every page."""
        yield from self._home()
        yield from self._timeline()
        yield from self._events()
        yield from self._actors()
        yield from self._places()
        yield from self._sources()
        yield from self._overviews()
        yield from self._written_pages()

    def _page(
        self, template: str, path: str, title: str, description: str = "", **context: Any
    ) -> tuple[str, str]:
        searchable = context.pop("searchable", True)
        fields: dict[str, Any] = {"title": title}
        if description:
            fields["description"] = description[:300]
        fields["hide"] = ["navigation", "toc"]
        if not searchable:
            fields["search"] = {"exclude": True}
        front = front_matter(fields)
        return path, self.renderer.page(template, path, title=title, front=front, **context)

    def _home(self) -> Iterator[tuple[str, str]]:
        source = self.timeline.pages.get("index.md", f"# {escape(self.renderer.site.name)}\n")
        main = [event for event in self.events if event.main] or self.events
        yield self._page(
            "index",
            "index.md",
            self.renderer.site.name,
            self.renderer.site.description,
            intro=Markup(source),
            statements=sum(1 for _ in self.timeline.statements()),
            strip=self._strip(""),
            main_events=main[:MAIN_EVENTS],
            searchable=False,
        )

    def _strip(self, root: str) -> Markup:
        columns = strip_columns(self.groups)
        place_of = {g.anchor: path for path, _, groups in self.paging for g in groups}
        count = self.renderer.count

        def span(days: int) -> str:
            return count(*span_of_days(days))

        first, last = self.groups[0].label, self.groups[-1].label
        label = self.text["strip"]["text"].format(
            events=count("event", len(self.events)), first=first, last=last
        )
        return strip_svg(
            columns,
            self.words,
            href=lambda anchor: f"{root}{_address(place_of[anchor])}#{anchor}",
            label=label,
            nothing=self.text["strip"]["none"],
            span=span,
            count=lambda number: count("event", number),
        )

    def _timeline(self) -> Iterator[tuple[str, str]]:
        overview = [
            {"path": path, "label": label, "count": sum(len(g.events) for g in groups)}
            for path, label, groups in self.paging
        ]
        paged = len(self.paging) > 1
        if paged:
            yield self._timeline_page("timeline.md", "", (), overview)
        for path, label, groups in self.paging:
            yield self._timeline_page(path, label, groups, overview if paged else [])

    def _timeline_page(
        self, path: str, label: str, groups: tuple[Group, ...], pages: list[dict[str, Any]]
    ) -> tuple[str, str]:
        title = self.text["site"]["timeline"]
        shown = sum(len(group.events) for group in groups) if groups else len(self.events)
        return self._page(
            "timeline",
            path,
            f"{title}: {label}" if label else title,
            groups=groups,
            pages=pages,
            shown=shown,
            strip=self._strip("../" * path.count("/")),
            searchable=False,
        )

    def _events(self) -> Iterator[tuple[str, str]]:
        neighbours = [None, *self.events, None]
        for before, event, after in zip(neighbours, self.events, neighbours[2:], strict=False):
            places = [self.timeline.places[part.place] for part in event.places]
            origin = self.timeline.origins["event", event.id]
            yield self._page(
                "event",
                f"events/{event.id}.md",
                event.title,
                first_sentence(event.summary),
                event=event,
                before=before,
                after=after,
                related=self._related(event),
                locator=self._locator(places, "../"),
                citation=self._citation(event),
                precision_label=lambda date: self.words.precision[date.precision],
                sensitive=lambda e: ", ".join(self.text["sensitive"][w] for w in e.sensitive),
                edit_link=self.renderer.site.edit_link(origin),
                history_link=self.renderer.site.history_link(origin),
            )

    def _related(self, event: Event) -> list[tuple[str, Event]]:
        names = self.text["links"]
        stated = [(names[x.type], self.timeline.events[x.event]) for x in event.relations]
        reverse = [
            (names[f"{x.type}-inverse"], other)
            for other, x in self.timeline.links_to_event.get(event.id, ())
        ]
        return stated + reverse

    def _citation(self, event: Event) -> str:
        site = self.renderer.site
        text: str = self.text["cite"]["text"].format(title=event.title, site=site.name)
        return f"{text} {site.url}events/{event.id}.html" if site.url else text

    def _locator(self, places: list[Place], root: str) -> Markup:
        drawn = locator(places)
        if drawn is None:
            return Markup("")
        self.maps[_map_path(drawn)] = drawn.svg
        names = ", ".join(place.name for place in places)
        alt = self.text["place"]["map"].format(place=names)
        return Markup(
            '<img src="{}{}" alt="{}" width="{}" height="{}" loading="lazy">'
        ).format(root, _map_path(drawn), alt, drawn.width, drawn.height)

    def _actors(self) -> Iterator[tuple[str, str]]:
        for actor in self.timeline.actors.values():
            yield self._actor(actor)
        kinds = [
            (kind, term, [a for a in self.timeline.actors.values() if a.kind == kind])
            for kind, term in self.timeline.vocabulary.actor_kinds.items()
        ]
        filled = [(kind, term, actors) for kind, term, actors in kinds if actors]
        yield self._page("actors", "actors/index.md", self.text["site"]["actors"], kinds=filled)

    def _actor(self, actor: Actor) -> tuple[str, str]:
        heard = self.timeline.heard_by_actor.get(actor.id, ())
        return self._page(
            "actor",
            f"actors/{actor.id}.md",
            actor.name,
            first_sentence(actor.summary),
            actor=actor,
            stances=sorted(actor.stances, key=stance_sort_key),
            heard_events=list({event.id: event for event, _ in heard}.values()),
        )

    def _places(self) -> Iterator[tuple[str, str]]:
        at_place = self.timeline.events_at_place
        for place in self.timeline.places.values():
            yield self._page(
                "place",
                f"places/{place.id}.md",
                place.name,
                first_sentence(place.summary) if place.summary else "",
                place=place,
                locator=self._locator([place], "../"),
            )
        drawn = map_svg(
            self.timeline.places.values(),
            lambda place: len(at_place.get(place.id, ())),
            lambda place: f"{place.id}.html",
            self.text["site"]["places"],
            lambda place: (
                f"{place.name}: {self.renderer.count('event', len(at_place.get(place.id, ())))}"
            ),
        )
        yield self._page(
            "places", "places/index.md", self.text["site"]["places"], locator=Markup(drawn)
        )

    def _sources(self) -> Iterator[tuple[str, str]]:
        for source in self.timeline.sources.values():
            statements = self.timeline.statements_of_source.get(source.id, ())
            yield self._page(
                "source",
                f"sources/{source.id}.md",
                source.title,
                source=source,
                statements=statements,
                coverage=self.coverage.get(source.id),
                units=self._units(source, statements),
                statement_text=self._statement_text,
            )
        yield self._page(
            "sources",
            "sources/index.md",
            self.text["site"]["sources"],
            coverage_of=self.coverage,
        )

    def _units(
        self, source: Source, statements: tuple[Statement, ...]
    ) -> list[tuple[str, str, list[Statement], str]]:
        """Return anchor, label, statements and reason of non-use for each unit of a source."""
        by_anchor: dict[str, list[Statement]] = {}
        labels: dict[str, str] = {}
        if source.units:
            for number in range(1, int(source.units.count) + 1):
                anchor = f"{source.units.kind}-{number}"
                by_anchor[anchor] = []
                labels[anchor] = self.text["source"][source.units.kind].format(n=number)
        for statement in statements:
            anchor = unit_anchor(statement.cite)
            by_anchor.setdefault(anchor, []).append(statement)
            labels.setdefault(anchor, statement.cite.at.text)
        reasons = {
            f"{unit.at.kind}-{number}": unit.reason
            for unit in source.unused
            for number in range(unit.at.first, unit.at.last + 1)
        }
        return [(a, labels[a], by_anchor[a], reasons.get(a, "")) for a in by_anchor]

    def _statement_text(self, statement: Statement) -> str:
        """Return the words of a part that its entry's own title does not tell."""
        if statement.part == "account":
            accounts = self.timeline.events[statement.id].accounts
            return next(a.text.plain for a in accounts if a.id == statement.key)
        if statement.part == "quote":
            return f"“{self.timeline.events[statement.id].quotes[int(statement.key) - 1].exact}”"
        if statement.part == "said":
            return self.timeline.places[statement.id].said[int(statement.key) - 1].text.plain
        if statement.part == "stance":
            return self.timeline.actors[statement.id].stances[int(statement.key) - 1].text.plain
        return statement.key if statement.part == "alias" else ""

    def _overviews(self) -> Iterator[tuple[str, str]]:
        names = self.text["site"]
        yield self._page("accounts", "accounts.md", names["accounts"])
        yield self._page("figures", "figures.md", names["figures"])
        yield self._page("positions", "positions.md", names["positions"])
        yield self._page("reading", "reading.md", names["reading"])
        yield self._page("data", "data.md", names["data"])
        corrections = [
            (correction.date.text, type(entry).__name__.lower(), entry.id, correction)
            for shelf in (
                self.timeline.events,
                self.timeline.actors,
                self.timeline.places,
                self.timeline.sources,
            )
            for entry in shelf.values()
            for correction in entry.corrections
        ]
        corrections.sort(key=lambda row: (row[0], row[1], row[2]), reverse=True)
        yield self._page(
            "corrections", "corrections.md", names["corrections"], corrections=corrections
        )
        groups: dict[str, list[tuple[str, Any]]] = {}
        for code, entry in CODES.items():
            groups.setdefault(entry.group, []).append((code, entry))
        yield self._page(
            "diagnostics", "diagnostics.md", names["diagnostics"], groups=list(groups.items())
        )

    def _written_pages(self) -> Iterator[tuple[str, str]]:
        for name, body in self.timeline.pages.items():
            if name == "index.md":
                continue
            heading = re.search(r"^# (.+)$", body, re.MULTILINE)
            title = heading[1].strip() if heading else name.removesuffix(".md")
            yield self._page("page", name, title, body=Markup(body))


def _map_path(drawn: Locator) -> str:
    return f"assets/maps/{drawn.name}.svg"


def _address(path: str) -> str:
    return path.removesuffix(".md") + ".html"


def _paging(groups: tuple[Group, ...]) -> list[tuple[str, str, tuple[Group, ...]]]:
    """Divide the timeline into pages: path, label, groups. One page while it stays readable."""
    if sum(len(group.events) for group in groups) <= EVENTS_PER_PAGE:
        return [("timeline.md", "", groups)]
    pages: list[tuple[str, str, tuple[Group, ...]]] = []
    for year, in_year in _split(groups, 4):
        if sum(len(group.events) for group in in_year) <= EVENTS_PER_PAGE:
            pages.append((f"timeline/{year}.md", year, in_year))
        else:
            pages += [
                (f"timeline/{month}.md", month, in_month) for month, in_month in _split(in_year, 7)
            ]
    return pages


def _split(groups: tuple[Group, ...], length: int) -> list[tuple[str, tuple[Group, ...]]]:
    """Gather groups by the first characters of their first day: 4 for years, 7 for months."""
    parts: dict[str, list[Group]] = {}
    for group in groups:
        parts.setdefault(group.date.sort_key[0].isoformat()[:length], []).append(group)
    return [(name, tuple(members)) for name, members in parts.items()]
