"""All files of a site, in parts: what yields them, who makes them, and by which indexes they are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from timeline.pages.book import Book, Output
from timeline.pages.entries import (
    actor_list,
    actor_outputs,
    event_outputs,
    event_page,
    profile,
    record,
)
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
    place_events,
    place_list,
    place_outputs,
    place_page,
    places_script,
)
from timeline.pages.plan import Plan
from timeline.pages.redirects import redirect_outputs, redirect_page
from timeline.pages.sources import further_units, source_list, source_outputs, source_page


def feed_outputs(plan: Plan) -> Iterator[Output]:
    """Yield the feed, if there is one."""
    if plan.has_feed:
        yield Output(FEED, feed_file, "")


class Part(NamedTuple):
    """A part of all files: what yields them, who makes them, and by which indexes they are known."""

    outputs: Callable[[Plan], Iterator[Output]]
    makers: tuple[Callable[[Book, str], str], ...]
    listing: frozenset[str]

    def has(self, signature: str) -> bool:
        """Tell whether a file with this signature is one of it."""
        return any(signature.partition(" ")[0] == make.__name__ for make in self.makers)


PARTS: Final = tuple(
    Part(outputs, makers, frozenset(listing.split()))
    for outputs, makers, listing in (
        (
            overview_outputs,
            (home_page, fixed_page, diagnostics_page, search_page, written_page),
            "",
        ),
        (stretch_outputs, (leading_page, period_page, timeline_page), "paged stretches"),
        (account_outputs, (accounts_page,), "account_lists"),
        (figure_outputs, (figures_page,), "figure_lists"),
        (position_outputs, (positions_page,), "position_lists"),
        (correction_outputs, (corrections_page,), "correction_lists"),
        (event_outputs, (event_page,), ""),
        (actor_outputs, (profile, record, actor_list), "actor_lists profiles"),
        (
            place_outputs,
            (place_page, place_events, place_list, locator_file, ground_script, places_script),
            "has_map locators place_lists place_pages",
        ),
        (source_outputs, (source_page, further_units, source_list), "source_lists source_pages"),
        (glossary_outputs, (glossary_page, glossary_script), ""),
        (redirect_outputs, (redirect_page,), ""),
        (index_outputs, (pages_script, events_script, titles_script), "paged title_files"),
        (feed_outputs, (feed_file,), "has_feed"),
    )
)

ENTRIES: Final = {
    "actors": actor_outputs,
    "events": event_outputs,
    "places": place_outputs,
    "sources": source_outputs,
}
"""Folder of entries -> what makes all files in it. Its pages load nothing but what is in ``assets/``."""
