"""How everything is divided that may be long: profiles, records of places, sources, and every list.

Each part is made once, and only if something asks for it; see ``plan``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from timeline.dates import parse_edtf, short
from timeline.model.entries import Actor, Event, Stance
from timeline.model.timeline import CountedFigure, Difference, Timeline
from timeline.pages.catalogue import Catalogue
from timeline.pages.grouping import slot_text
from timeline.pages.history import Note, additions, all_notes
from timeline.pages.profile import involved
from timeline.pages.sheets import Leaf, Sheet, sheets, turned
from timeline.pages.units import unit_sheets
from timeline.pages.wording import alphabetical
from timeline.settings import EVENTS_PER_PAGE, LINES_PER_PAGE


class Turned(NamedTuple):
    """A page of a list: whose list it is, if an entry's; what is on it; where it leads to."""

    owner: str
    sheet: Sheet[Any, Any]
    leaves: tuple[Leaf, ...]
    first: bool


Lists = Mapping[str, Turned]
"""Path of a page -> what is on it."""


class LongLists:
    """The lists of one site, by the pages that they are divided into."""

    def __init__(self, timeline: Timeline, catalogue: Catalogue) -> None:
        self.timeline = timeline
        self.catalogue = catalogue

    @cached_property
    def unit_pages(self) -> Mapping[tuple[str, str], str]:
        """(source id, anchor) -> path of the page on which the unit begins, if not the first."""
        found: dict[tuple[str, str], str] = {}
        for path, page in self.source_pages.items():
            for anchor, _ in page.sheet.groups:
                found.setdefault((page.owner, anchor), "" if page.first else path)
        return {unit: path for unit, path in found.items() if path}

    @cached_property
    def profiles(self) -> Lists:
        """The pages of all actors: path -> the events on it."""
        return _gathered(
            (
                actor,
                sheets(
                    f"actors/{actor}.md",
                    [("", involved(self.timeline, actor))],
                    EVENTS_PER_PAGE,
                    self._span,
                ),
            )
            for actor in self.timeline.actors
        )

    @cached_property
    def years_of_actor(self) -> Mapping[str, tuple[tuple[str, int, str], ...]]:
        """Actor id -> each year of a record of several pages: its page, its events, its name."""
        found: dict[str, dict[int, tuple[str, int]]] = {}
        for path, page in self.profiles.items():
            if not page.leaves:
                continue
            years = found.setdefault(page.owner, {})
            for event in page.sheet.rows:
                year = event.date.sort_key[0].year
                first, count = years.get(year, (path, 0))
                years[year] = first, count + 1
        return {
            actor: tuple((path, count, str(year)) for year, (path, count) in years.items())
            for actor, years in found.items()
        }

    @cached_property
    def place_pages(self) -> Lists:
        """The pages of all places: path -> the events on it."""
        events = self.timeline.events_at_place
        return _gathered(
            (
                place,
                sheets(
                    f"places/{place}.md",
                    [("", events.get(place, ()))],
                    EVENTS_PER_PAGE,
                    self._span,
                ),
            )
            for place in self.timeline.places
        )

    @cached_property
    def source_pages(self) -> Lists:
        """The pages of all sources: path -> units, each with what was taken from it."""
        return _gathered(
            (source.id, unit_sheets(self.timeline, source))
            for source in self.timeline.sources.values()
        )

    @cached_property
    def actor_lists(self) -> Lists:
        """The list of actors: path -> kinds with their actors."""
        kinds = [
            (
                kind,
                alphabetical((a.name, a) for a in self.timeline.actors.values() if a.kind == kind),
            )
            for kind in self.timeline.vocabulary.actor_kinds
        ]
        filled: list[tuple[str, list[str]]] = [
            (kind, [actor.id for actor in actors]) for kind, actors in kinds if actors
        ]
        return _listed("actors/index.md", filled, LINES_PER_PAGE)

    @cached_property
    def place_lists(self) -> Lists:
        """The list of places: path -> places."""
        return _listed("places/index.md", [("", list(self.timeline.places))], EVENTS_PER_PAGE)

    @cached_property
    def source_lists(self) -> Lists:
        """The list of sources: path -> sources."""
        return _listed("sources/index.md", [("", list(self.timeline.sources))], LINES_PER_PAGE)

    @cached_property
    def account_lists(self) -> Lists:
        """The list of accounts that differ: path -> differences."""
        rows: tuple[Difference, ...] = self.timeline.differences
        return _listed(
            "accounts.md",
            [("", rows)],
            EVENTS_PER_PAGE,
            lambda first, last: self._span(first.event, last.event),
        )

    @cached_property
    def figure_lists(self) -> Lists:
        """The list of figures: path -> kinds of event, then places, with their figures."""
        kinds: dict[str, list[CountedFigure]] = {
            kind: [] for kind in (*self.timeline.vocabulary.event_types, "places")
        }
        for counted in self.timeline.figures:
            kinds[counted.event.type if counted.event else "places"].append(counted)
        filled = [(kind, rows) for kind, rows in kinds.items() if rows]
        return _listed("figures.md", filled, EVENTS_PER_PAGE)

    @cached_property
    def positions(self) -> list[tuple[tuple[str, str], list[tuple[Actor, Stance]]]]:
        """Question and position, with who holds it, in the vocabulary's and the words' order."""
        stances = self.timeline.stances_on_question
        found = [
            (
                (question, position),
                [held for held in stances.get(question, ()) if held[1].position == position],
            )
            for question in self.timeline.vocabulary.questions
            for position in self.catalogue.text["position"]
        ]
        return [(head, held) for head, held in found if held]

    @cached_property
    def position_lists(self) -> Lists:
        """The list of positions: path -> question and position, with who holds it."""
        return _listed("positions.md", self.positions, EVENTS_PER_PAGE)

    @cached_property
    def position_counts(self) -> Mapping[tuple[str, str], int]:
        """Question and position -> how often it is held."""
        return {head: len(held) for head, held in self.positions}

    @cached_property
    def question_pages(self) -> Mapping[str, str]:
        """Question -> the page on which the positions on it begin."""
        pages = [
            (head[0], path)
            for path, page in self.position_lists.items()
            for head, _ in page.sheet.groups
        ]
        return dict(reversed(pages))

    @cached_property
    def correction_lists(self) -> Lists:
        """The list of what was corrected and added: path -> notes, and days with their events."""
        notes: list[Note] = all_notes(self.timeline)
        added = [
            (events[0].published, tuple(event.id for event in events))
            for events in additions(self.timeline).values()
        ]
        return _listed("corrections.md", [("notes", notes), ("added", added)], EVENTS_PER_PAGE)

    def _span(self, first: Event, last: Event) -> str:
        """Return from when to when a page of events goes: by month, or by day within one month."""
        words = self.catalogue.dates
        days = [slot_text(event.date) for event in (first, last)]
        months = [day[: len("1997-03")] for day in days]
        ends = days if months[0] == months[1] else months
        if len(ends[0]) == len(ends[1]) and ends[0] < ends[1]:
            return short(parse_edtf("/".join(ends)), words, year=True)
        named = [short(parse_edtf(end), words, year=True) for end in ends]
        return " – ".join(dict.fromkeys(named))


def _listed(
    path: str,
    groups: Iterable[tuple[Any, Any]],
    most: int,
    name: Callable[[Any, Any], str] | None = None,
) -> Lists:
    return _gathered([("", sheets(path, groups, most, name))])


def _gathered(lists: Iterable[tuple[str, tuple[Sheet[Any, Any], ...]]]) -> Lists:
    return {
        sheet.leaf.path: Turned(owner, sheet, leads_to, first=sheet is parts[0])
        for owner, parts in lists
        for sheet, leads_to in turned(parts)
    }
