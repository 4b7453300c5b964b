"""How everything is divided that may be long: profiles, records of places, sources, and every list.

Each part is made once, and only if something asks for it; see ``plan``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Final

from timeline.dates import parse_edtf, short
from timeline.model.derived import derived
from timeline.model.entries import Actor, Event, Stance
from timeline.model.ondemand import OnDemand, Picked, Rows
from timeline.model.timeline import Timeline
from timeline.pages.catalogue import Catalogue
from timeline.pages.divided import Divided, Lists, Sheets, pages_of
from timeline.pages.grouping import slot_text
from timeline.pages.history import Note, additions, all_notes
from timeline.pages.profile import involved
from timeline.pages.sheets import sheets
from timeline.pages.units import UnitPages, further_units_of, on_one_page, unit_sheets
from timeline.pages.wording import alphabetical
from timeline.settings import EVENTS_PER_PAGE, LINES_PER_PAGE

OF_PLACES: Final = "places"
"""Stands for a kind of event, where figures are said of places."""


class LongLists:
    """The lists of one site, by the pages that they are divided into."""

    def __init__(self, timeline: Timeline, catalogue: Catalogue) -> None:
        self.timeline = timeline
        self.catalogue = catalogue

    @cached_property
    def unit_pages(self) -> Mapping[tuple[str, str], str]:
        """(source id, anchor) -> path of the page on which the unit begins, if not the first."""
        return UnitPages(self._further_units)

    @derived
    def _further_units(self) -> Mapping[str, Mapping[str, str]]:
        sources = self.timeline.sources
        return OnDemand(
            sources,
            lambda source: (
                {}
                if on_one_page(self.timeline, sources[source])
                else further_units_of(self._sources.of(source))
            ),
        )

    @cached_property
    def profiles(self) -> Divided:
        """The pages of all actors: path -> the events on it."""
        return self._by_events("actors", self.timeline.actors, partial(involved, self.timeline))

    @derived
    def years_of_actor(self) -> Mapping[str, tuple[tuple[str, int, str], ...]]:
        """Actor id -> each year, if the record has several pages: its page, its events, its name."""
        return OnDemand(self.timeline.actors, self._years)

    def _years(self, actor: str) -> tuple[tuple[str, int, str], ...]:
        years: dict[int, tuple[str, int]] = {}
        for path, page in self.profiles.of(actor).items():
            groups = page.sheet.groups if page.leaves else ()
            for event in (event for _, events in groups for event in ids_of(events)):
                year = self.timeline.traits[event].date.sort_key[0].year
                first, count = years.get(year, (path, 0))
                years[year] = first, count + 1
        return tuple((path, count, str(year)) for year, (path, count) in years.items())

    @cached_property
    def place_pages(self) -> Divided:
        """The pages of all places: path -> the events on it."""
        events = self.timeline.events_at_place
        return self._by_events("places", self.timeline.places, lambda place: events.get(place, ()))

    def _by_events(
        self, folder: str, owners: Collection[str], events: Callable[[str], Sequence[Event]]
    ) -> Divided:
        return Divided(
            folder,
            owners,
            lambda owner: self._events_in(f"{folder}/{owner}.md", events(owner)),
        )

    def _events_in(self, path: str, events: Sequence[Event]) -> Sheets:
        return sheets(path, [("", events)], EVENTS_PER_PAGE, ids_of(events), self._span)

    @cached_property
    def source_pages(self) -> Lists:
        """The pages of all sources: path -> units, each with what was taken from it."""
        return self._sources

    @cached_property
    def _sources(self) -> Divided:
        sources = self.timeline.sources
        return Divided("sources", sources, lambda id_: unit_sheets(self.timeline, sources[id_]))

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
        keys = [actor for _, actors in filled for actor in actors]
        return _listed("actors/index.md", filled, LINES_PER_PAGE, keys)

    @cached_property
    def place_lists(self) -> Lists:
        """The list of places: path -> places."""
        return _all_listed("places/index.md", list(self.timeline.places), EVENTS_PER_PAGE)

    @cached_property
    def source_lists(self) -> Lists:
        """The list of sources: path -> sources."""
        return _all_listed("sources/index.md", list(self.timeline.sources), LINES_PER_PAGE)

    @cached_property
    def account_lists(self) -> Lists:
        """The list of accounts that differ: path -> differences."""
        keys = [event for event, *_ in self.timeline.differing]
        groups = [("", self.timeline.differences)]
        return _listed("accounts.md", groups, EVENTS_PER_PAGE, keys, self._span)

    @cached_property
    def figure_lists(self) -> Lists:
        """The list of figures: path -> kinds of event, then places, with their figures."""
        figures, figured = self.timeline.figures, self.timeline.figured
        kinds: dict[str, list[int]] = {kind: [] for kind in self.timeline.vocabulary.event_types}
        kinds[OF_PLACES] = []
        for number, (event, kind) in enumerate(figured):
            kinds[kind if event else OF_PLACES].append(number)
        rows = figures if isinstance(figures, Rows) else Rows(figures, lambda figure: figure)
        filled = [(kind, rows.at(held)) for kind, held in kinds.items() if held]
        keys = [" ".join(figured[number]) for held in kinds.values() for number in held]
        return _listed("figures.md", filled, EVENTS_PER_PAGE, keys, self._figures_named)

    def _figures_named(self, first: str, last: str) -> str:
        """Return of which kind of event a page of figures is, and from when to when; or of which ones."""
        (event, kind), (other, other_kind) = (key.split(" ") for key in (first, last))
        names = [self.kinds_of_figures[each or OF_PLACES] for each in (kind, other_kind)]
        if kind != other_kind:
            return " – ".join(names)
        return (
            f"{names[0]}{self.catalogue.text['colon']} {self._span(event, other)}"
            if event
            else names[0]
        )

    @cached_property
    def kinds_of_figures(self) -> Mapping[str, str]:
        """Kind of event, or what stands for places -> its name above the figures."""
        kinds = self.timeline.vocabulary.event_types.items()
        names = {kind: term.label for kind, term in kinds}
        return {**names, OF_PLACES: self.catalogue.text["figures"]["places"]}

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
        keys = [actor.id for _, held in self.positions for actor, _ in held]
        return _listed("positions.md", self.positions, EVENTS_PER_PAGE, keys)

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

    @derived
    def notes(self) -> Sequence[Note]:
        """Every correction, the newest first."""
        return all_notes(self.timeline)

    @cached_property
    def correction_lists(self) -> Lists:
        """The list of what was corrected and added: path -> notes, and days with their events."""
        added = [
            (events[0].published, tuple(event.id for event in events))
            for events in additions(self.timeline.traits.values()).values()
        ]
        keys = [f"{note.kind} {note.id} {note.anchor}" for note in self.notes]
        keys += [str(day) for day, _ in added]
        groups = [("notes", self.notes), ("added", added)]
        return _listed("corrections.md", groups, EVENTS_PER_PAGE, keys)

    def _span(self, first: str, last: str) -> str:
        """Return from when to when a page of events goes: by month, or by day within one month."""
        if not first:
            return ""
        words = self.catalogue.dates
        days = [slot_text(self.timeline.traits[event].date) for event in (first, last)]
        months = [day[: len("1997-03")] for day in days]
        ends = days if months[0] == months[1] else months
        if len(ends[0]) == len(ends[1]) and ends[0] < ends[1]:
            return short(parse_edtf("/".join(ends)), words, year=True)
        named = [short(parse_edtf(end), words, year=True) for end in ends]
        return " – ".join(dict.fromkeys(named))


def ids_of(events: Sequence[Event]) -> Sequence[str]:
    """Return the ids of events, without a look at any if they are told by these."""
    return events.ids if isinstance(events, Picked) else [event.id for event in events]


def _listed(
    path: str,
    groups: Iterable[tuple[Any, Any]],
    most: int,
    keys: Sequence[str],
    name: Callable[[str, str], str] | None = None,
) -> Lists:
    return pages_of("", sheets(path, groups, most, keys, name))


def _all_listed(path: str, ids: Sequence[str], most: int) -> Lists:
    return _listed(path, [("", ids)], most, ids)
