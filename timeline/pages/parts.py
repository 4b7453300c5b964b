"""All files of a site, in parts: what yields them, who makes them, and by which indexes they are known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple

from timeline.pages.book import Book, Output
from timeline.pages.divided import Divided, Lists
from timeline.pages.entries import (
    actor_list,
    actor_list_outputs,
    event_outputs,
    event_page,
    profile,
    profile_outputs,
    record,
)
from timeline.pages.following import ALL, OWNED, Owners, owner_of
from timeline.pages.glossary import glossary_outputs, glossary_page, glossary_script
from timeline.pages.history import FEED
from timeline.pages.index import events_script, index_outputs, pages_script, titles_script
from timeline.pages.makers import feed_file
from timeline.pages.overviews import (
    account_outputs,
    accounts_page,
    correction_outputs,
    corrections_page,
    diagnostics_page,
    figure_outputs,
    figures_page,
    fixed_page,
    home_page,
    leading_page,
    overview_outputs,
    period_page,
    position_outputs,
    positions_page,
    search_page,
    stretch_outputs,
    timeline_page,
    written_page,
)
from timeline.pages.places import (
    ground_script,
    locator_file,
    locator_outputs,
    map_outputs,
    place_events,
    place_list,
    place_list_outputs,
    place_outputs,
    place_page,
    places_script,
)
from timeline.pages.plan import Plan
from timeline.pages.redirects import redirect_outputs, redirect_page, redirects_in
from timeline.pages.sources import (
    further_units,
    source_list,
    source_list_outputs,
    source_outputs,
    source_page,
)


def feed_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the feed, if there is one."""
    if plan.has_feed:
        yield Output(FEED, feed_file, "")


Pages = Callable[[Lists], Iterator[Output]]
Make = Callable[[Book, str], str]


class Part(NamedTuple):
    """A part of all files: what yields them, who makes them, and by which indexes they are known."""

    outputs: Callable[[Plan], Iterator[Output]]
    makers: tuple[Make, ...]
    listing: frozenset[str]
    pages: Pages | None = None
    """Of a part whose files are pages of entries' lists, which the one index by which it is known
    divides: what yields them."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of who makes them, with which their signatures begin."""
        return tuple(make.__name__ for make in self.makers)

    @property
    def divides(self) -> str:
        """That one index."""
        return next(iter(self.listing))

    def of(self, owners: Iterable[str], plan: Plan) -> Iterator[Output]:
        """Yield the files of some entries."""
        divided: Divided = getattr(plan, self.divides)
        return (
            output for owner in owners if self.pages for output in self.pages(divided.of(owner))
        )


def _divided(pages: Pages, index: str, first: Make, further: Make) -> Part:
    """Return the part of what an index divides into a first page of each entry and further ones."""
    return Part(
        lambda plan: pages(getattr(plan, index)), (first, further), frozenset({index}), pages
    )


def _part(outputs: Callable[[Plan], Iterator[Output]], listing: str, *makers: Make) -> Part:
    return Part(outputs, makers, frozenset(listing.split()))


PROFILES: Final = _divided(profile_outputs, "profiles", profile, record)
PLACES: Final = _divided(place_outputs, "place_pages", place_page, place_events)
SOURCES: Final = _divided(source_outputs, "source_pages", source_page, further_units)
EVENTS: Final = _part(event_outputs, "events", event_page)
ACTOR_LIST: Final = _part(actor_list_outputs, "actor_lists", actor_list)
PLACE_LIST: Final = _part(place_list_outputs, "place_lists", place_list)
SOURCE_LIST: Final = _part(source_list_outputs, "source_lists", source_list)
LOCATORS: Final = _part(locator_outputs, "locators", locator_file)
MAP: Final = _part(map_outputs, "has_map", ground_script, places_script)

PARTS: Final = (
    *(PROFILES, PLACES, SOURCES, EVENTS, ACTOR_LIST, PLACE_LIST, SOURCE_LIST, LOCATORS, MAP),
    _part(
        overview_outputs,
        "",
        *(home_page, fixed_page, diagnostics_page, search_page, written_page),
    ),
    _part(stretch_outputs, "paged stretches", leading_page, period_page, timeline_page),
    _part(account_outputs, "account_lists", accounts_page),
    _part(figure_outputs, "figure_lists", figures_page),
    _part(position_outputs, "position_lists", positions_page),
    _part(correction_outputs, "correction_lists", corrections_page),
    _part(glossary_outputs, "", glossary_page, glossary_script),
    _part(redirect_outputs, "", redirect_page),
    _part(index_outputs, "paged title_files", pages_script, events_script, titles_script),
    _part(feed_outputs, "has_feed", feed_file),
)

ENTRIES: Final[Mapping[str, tuple[Part, ...]]] = {
    "actors": (PROFILES, ACTOR_LIST),
    "events": (EVENTS,),
    "places": (PLACES, PLACE_LIST),
    "sources": (SOURCES, SOURCE_LIST),
}
"""Folder of entries -> the parts in it. Its pages load nothing but what is in ``assets/``."""

LOADED: Final = (LOCATORS, MAP)
"""The parts in ``assets/`` that there are for some pages."""


class Edit(NamedTuple):
    """What it follows from which files there are after an edit."""

    affected: Collection[str]
    """The indexes that may be others."""
    owners: Owners
    """In whose lists events moved, came or went."""
    come: Collection[str]
    gone: Collection[str]
    """The events that came, and those that are not there any more."""


def listed_again(before: Mapping[str, str], edit: Edit, plan: Plan) -> Mapping[str, str]:
    """Return path -> signature of all files, of which it is known which there were before an edit.

    What is made by none of the parts stays.
    """
    lists = {index for index, owner in OWNED.items() if ALL in edit.owners.get(owner, ())}
    whole = [part for part in PARTS if not part.listing.isdisjoint({*edit.affected, *lists})]
    some = [(p, edit.owners.get(OWNED[p.divides], ())) for p in PARTS if p.pages and p not in whole]

    gone = {name for part in whole for name in part.names}
    divided = {name: (part.divides, owners) for part, owners in some for name in part.names}

    def stays(signature: str) -> bool:
        maker, _, key = signature.partition(" ")
        if maker == redirect_page.__name__:
            kind, entry_id, _ = key.split(" ")
            return kind != "event" or entry_id not in edit.gone
        if maker in divided:
            index, owners = divided[maker]
            return owner_of(index, key) not in owners
        return maker not in gone

    came = redirects_in("events", (plan.timeline.events[event] for event in edit.come))
    outputs = chain(
        *(part.outputs(plan) for part in whole),
        *(part.of(sorted(owners), plan) for part, owners in some),
        came,
    )
    kept = {path: signature for path, signature in before.items() if stays(signature)}
    return dict(sorted({**kept, **{o.path: o.signature for o in outputs}}.items()))
