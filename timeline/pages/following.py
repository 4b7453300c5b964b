"""From which aspects of entries each index follows, so that it is known which may be others after an edit.

What an index holds is another matter: that an entry under one of its keys is another shows in the
look-ups that hold the entry. Here it is said where the keys, and which entries stand under them, come
from. A test reads it off the entries themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from timeline.pages.marks import REST

ORDER: Final = "when"
"""The aspect that decides where an event stands among all: nearly every index has them in order."""

_NOTHING: Final = ""
"""Of an index that follows from the order of events, and from which entries there are, alone."""

FOLLOWS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(aspects.split())
    for name, aspects in {
        # Of the timeline.
        "_events_within": "where",
        "_quotes_of_source": "said",
        "_statements_of_source": "belongs said",
        "accounts_of_actor": "said",
        "actors": _NOTHING,
        "brief_actors": _NOTHING,
        "brief_events": _NOTHING,
        "brief_places": _NOTHING,
        "brief_sources": _NOTHING,
        "checked": "said",
        "counts_at_place": "where",
        "counts_of_actor": "said who",
        "differences": "said",
        "differences_of_account": "said",
        "events": _NOTHING,
        "events_at_place": "where",
        "events_involving": "said who",
        "events_of_actor": "who",
        "extent": _NOTHING,
        "figures": "said",
        "links_to_event": "links",
        "many_years": _NOTHING,
        "members_of_actor": "belongs",
        "neighbours_of_event": _NOTHING,
        "origins": _NOTHING,
        "pages": _NOTHING,
        "parts_of_place": "where",
        "places": _NOTHING,
        "quotes_of_actor": "said",
        "rank_in_day": _NOTHING,
        "relations_to_actor": "belongs",
        "said_of_places": "said",
        "sources": _NOTHING,
        "stances_on_question": "belongs",
        "statement_count": "belongs said",
        "statements": "belongs said",
        "statements_from": "belongs said",
        "statements_of_source": "belongs said",
        "vocabulary": _NOTHING,
        # Of its plan.
        "_further_units": "belongs said units",
        "_periods": _NOTHING,
        "_sources": "belongs said units",
        "account_lists": "said",
        "actor_lists": "name",
        "bars": _NOTHING,
        "columns": _NOTHING,
        "correction_lists": "history",
        "coverage": "belongs said units",
        "difference_count": "said",
        "divisions": _NOTHING,
        "event_order": _NOTHING,
        "event_pages": _NOTHING,
        "facet_counts": "said sort state where who",
        "figure_lists": "said sort",
        "filter_rows": "said sort state where who",
        "found_at_place": "where",
        "has_feed": "history",
        "has_map": "where",
        "key_actors": "name who",
        "key_differences": "said state",
        "key_events": "state",
        "locators": "where",
        "page_of_slot": _NOTHING,
        "paged": _NOTHING,
        "place_lists": _NOTHING,
        "place_pages": "where",
        "position_counts": "belongs",
        "position_lists": "belongs",
        "positions": "belongs",
        "profiles": "said who",
        "question_pages": "belongs",
        "root": _NOTHING,
        "single_cards": _NOTHING,
        "slots": _NOTHING,
        "source_lists": _NOTHING,
        "source_pages": "belongs said units",
        "stretches": _NOTHING,
        "title_files": _NOTHING,
        "unit_pages": "belongs said units",
        "uses": "belongs leads said",
        "years_of_actor": "said who",
    }.items()
}
"""Name of each index -> the aspects that it follows from."""

LISTING: Final = frozenset(
    {
        *("account_lists", "actor_lists", "correction_lists", "figure_lists", "place_lists"),
        *("position_lists", "source_lists", "place_pages", "profiles", "source_pages"),
        *("locators", "stretches", "title_files", "has_feed", "has_map", "paged"),
    }
)
"""The indexes by which it is known which files there are."""


def affected(aspects: Collection[str]) -> frozenset[str] | None:
    """Return the indexes that may be others where entries differ in these aspects; None if all may."""
    if not {ORDER, REST}.isdisjoint(aspects):
        return None
    return frozenset(name for name, follows in FOLLOWS.items() if not follows.isdisjoint(aspects))
