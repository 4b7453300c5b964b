"""From which aspects of entries each index follows, so that it is known which may be others after an edit.

What an index holds is another matter: that an entry under one of its keys is another shows in the
look-ups that hold the entry. Here it is said where the keys, and which entries stand under them, come
from. A test reads it off the entries themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from timeline.model.entries import Event
from timeline.model.relations import involved_in
from timeline.model.traits import facet_values
from timeline.pages.marks import KIND_OF, REST

ORDER: Final = "when"
"""The aspect that decides where an event stands among all.

Nearly every index has lists in that order. Where an event moves, only such of them are others as it
stands in: those are held to follow from it that have something else than lists of events.
"""

ALL: Final = "all"
"""Stands for the owner of a list of all events."""

_NOTHING: Final = ""
"""Of an index that follows from which entries there are alone."""

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
        "differing": "said",
        "events": _NOTHING,
        "events_at_place": "where",
        "events_involving": "said who",
        "events_of_actor": "who",
        "extent": "when",
        "figured": "said sort",
        "figures": "said",
        "links_to_event": "links",
        "many_years": "when",
        "members_of_actor": "belongs",
        "neighbours_of_event": "when",
        "origins": _NOTHING,
        "pages": _NOTHING,
        "parts_of_place": "where",
        "places": _NOTHING,
        "quotes_of_actor": "said",
        "rank_in_day": "when",
        "relations_to_actor": "belongs",
        "said_of_places": "said",
        "sources": _NOTHING,
        "stances_on_question": "belongs",
        "statement_count": "belongs said",
        "statements": "belongs said",
        "statements_elsewhere": "belongs said",
        "statements_from": "belongs said",
        "statements_of_source": "belongs said",
        "traits": "history said sort state when where who",
        "vocabulary": _NOTHING,
        # Of its plan.
        "_further_units": "belongs said units",
        "_periods": "when",
        "_sources": "belongs said units",
        "account_lists": "said",
        "actor_lists": "name",
        "bars": "when",
        "columns": "when",
        "correction_lists": "history",
        "coverage": "belongs said units",
        "difference_count": "said",
        "divisions": "when",
        "event_order": "when",
        "event_pages": "when",
        "facet_counts": "said sort state where who",
        "figure_lists": "said sort",
        "filter_rows": "said sort state when where who",
        "found_at_place": "where",
        "has_feed": "history",
        "has_map": "where",
        "key_actors": "name who",
        "key_differences": "said state when",
        "key_events": "state when",
        "locators": "where",
        "notes": "history",
        "page_of_slot": "when",
        "paged": "when",
        "place_lists": _NOTHING,
        "place_pages": "where",
        "position_counts": "belongs",
        "position_lists": "belongs",
        "positions": "belongs",
        "profiles": "said who",
        "question_pages": "belongs",
        "root": "when",
        "single_cards": _NOTHING,
        "slots": "when",
        "source_lists": _NOTHING,
        "source_pages": "belongs said units",
        "stretches": "when",
        "title_files": "when",
        "unit_pages": "belongs said units",
        "uses": "belongs leads said when",
        "years_of_actor": "said who",
    }.items()
}
"""Name of each index -> the aspects that it follows from."""

FROM_TRAITS: Final = frozenset(
    {
        *("_periods", "bars", "columns", "divisions", "event_order", "event_pages", "extent"),
        *("facet_counts", "filter_rows", "key_differences", "key_events", "many_years"),
        *("neighbours_of_event", "page_of_slot", "paged", "rank_in_day", "root", "slots"),
        *("stretches", "title_files", "traits"),
    }
)
"""The indexes that follow from the traits of events: for these, none need be typed."""

OWNED: Final[Mapping[str, str]] = {
    "_further_units": "source",
    "_quotes_of_source": "source",
    "_statements_of_source": "source",
    "account_lists": "differences",
    "correction_lists": "added",
    "figure_lists": "figures",
    "found_at_place": "place",
    "place_pages": "place",
    "profiles": "actor",
    "source_pages": "source",
    "statements_of_source": "source",
    "unit_pages": "source",
    "years_of_actor": "actor",
}
"""Indexes in which lists of events are divided, named or counted, so that it does not show in what they
hold where an event moves -> whose lists these are: an entry's, or one of all events."""

Owners = Mapping[str, Collection[str]]
"""What owns lists -> ids of those in whose lists something moves."""

NO_OWNERS: Final[Owners] = {}


def owners_of(event: Event) -> Owners:
    """Return in whose lists an event stands."""
    values = facet_values(event)
    accounts = event.accounts
    return {
        "actor": list(involved_in(event)),
        "place": values["place"],
        "source": values["source"],
        "differences": [ALL] if any(account.differs_from for account in accounts) else [],
        "figures": [ALL] if any(account.figures for account in accounts) else [],
        "added": [ALL] if event.published else [],
    }


def owner_of(index: str, key: Any) -> str:
    """Return whose lists are under a key of one of the indexes that are ``OWNED``.

    A key is the path of a page, an id, or begins with one.
    """
    if OWNED[index] not in KIND_OF.values():
        return ALL
    name = str(key[0] if isinstance(key, tuple) else key)
    return name.removesuffix(".md").partition("/")[2].partition("/")[0] if "/" in name else name


def affected(aspects: Collection[str]) -> frozenset[str] | None:
    """Return the indexes that may be others where entries differ in these aspects; None if all may."""
    if REST in aspects:
        return None
    return frozenset(name for name, follows in FOLLOWS.items() if not follows.isdisjoint(aspects))
