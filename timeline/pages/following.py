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
from timeline.pages.marks import KIND_OF, LEADS, REST

ORDER: Final = "when"
"""The aspect that decides where an event stands among all.

Nearly every index has lists in that order. Where an event moves, only such of them are others as it
stands in: those are held to follow from it that have something else than lists of events.
"""

ALL: Final = "all"
"""Stands for the owner of a list of all events."""

THERE: Final = "there"
"""In this an event differs that was not there before, or is not there any more."""

RELATED: Final = frozenset({LEADS, "history", "said", "sort", "where", "who"})
"""Aspects in which an event is another as if it were gone and another one came in its place."""

LINKED: Final = "links"
"""The aspect in which only its relations with other events are others."""

_NOTHING: Final = ""
"""Of an index that follows from which entries there are alone."""

FOLLOWS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(aspects.split())
    for name, aspects in {
        # Of the timeline.
        "_events_within": "there where",
        "_quotes_of_source": "said",
        "_statements_of_source": "belongs said",
        "accounts_of_actor": "said",
        "actors": _NOTHING,
        "brief_actors": _NOTHING,
        "brief_events": "there",
        "brief_places": _NOTHING,
        "brief_sources": _NOTHING,
        "checked": "said",
        "counts_at_place": "where",
        "counts_of_actor": "said who",
        "differences": "said",
        "differences_of_account": "said",
        "differing": "said",
        "events": "there",
        "events_at_place": "where",
        "events_involving": "said who",
        "events_of_actor": "who",
        "extent": "there when",
        "figured": "said sort",
        "figures": "said",
        "links_to_event": "links",
        "many_years": "there when",
        "members_of_actor": "belongs",
        "neighbours_of_event": "there when",
        "origins": "there",
        "pages": _NOTHING,
        "parts_of_place": "where",
        "places": _NOTHING,
        "quotes_of_actor": "said",
        "rank_in_day": "there when",
        "relations_to_actor": "belongs",
        "said_of_places": "said",
        "sources": _NOTHING,
        "stances_on_question": "belongs",
        "statement_count": "belongs said there",
        "statements": "belongs said",
        "statements_elsewhere": "belongs said",
        "statements_from": "belongs said",
        "statements_of_source": "belongs said",
        "traits": "history said sort state there when where who",
        "vocabulary": _NOTHING,
        # Of its plan.
        "_further_units": "belongs said units",
        "_periods": "there when",
        "_sources": "belongs said units",
        "account_lists": "said",
        "actor_lists": "name",
        "bars": "there when",
        "columns": "there when",
        "correction_lists": "history",
        "coverage": "belongs said units",
        "difference_count": "said there",
        "divisions": "there when",
        "event_order": "there when",
        "event_pages": "there when",
        "facet_counts": "said sort state there where who",
        "figure_lists": "said sort",
        "filter_columns": "said sort state there when where who",
        "found_at_place": "where",
        "has_feed": "history there",
        "has_map": "where",
        "key_actors": "name there who",
        "key_differences": "said state there when",
        "key_events": "state there when",
        "kinds_of_figures": _NOTHING,
        "locators": "there where",
        "newest": "history there when",
        "notes": "history",
        "page_of_slot": "there when",
        "paged": "there when",
        "place_lists": _NOTHING,
        "place_pages": "where",
        "position_counts": "belongs",
        "position_lists": "belongs",
        "positions": "belongs",
        "profiles": "said who",
        "question_pages": "belongs",
        "root": "there when",
        "single_cards": "there",
        "slots": "there when",
        "source_lists": _NOTHING,
        "source_pages": "belongs said units",
        "spans": "there when",
        "stretches": "there when",
        "title_files": "there when",
        "unit_pages": "belongs said units",
        "uses": "belongs leads said there when",
        "years_of_actor": "said who",
    }.items()
}
"""Name of each index -> the aspects that it follows from."""

FROM_TRAITS: Final = frozenset(
    {
        *("_periods", "bars", "columns", "divisions", "event_order", "event_pages", "extent"),
        *("_events_within", "brief_events", "difference_count", "events", "key_actors", "locators"),
        *(
            "facet_counts",
            "filter_columns",
            "has_feed",
            "key_differences",
            "key_events",
            "many_years",
        ),
        *(
            "origins",
            "single_cards",
            "statement_count",
            "neighbours_of_event",
            "newest",
            "page_of_slot",
            "paged",
            "rank_in_day",
            "root",
            "slots",
        ),
        *("spans", "stretches", "title_files", "traits"),
    }
)
"""The indexes that follow from the traits of events: for these, none need be typed."""

OWNED: Final[Mapping[str, str]] = {
    "_further_units": "source",
    "_quotes_of_source": "source",
    "_statements_of_source": "source",
    "account_lists": "differences",
    "accounts_of_actor": "actor",
    "checked": "event",
    "correction_lists": "added",
    "counts_at_place": "place",
    "counts_of_actor": "actor",
    "coverage": "source",
    "differences": "differences",
    "differences_of_account": "event",
    "events_at_place": "place",
    "events_involving": "actor",
    "events_of_actor": "actor",
    "figure_lists": "figures",
    "figures": "figures",
    "found_at_place": "place",
    "links_to_event": "event",
    "place_pages": "place",
    "profiles": "actor",
    "quotes_of_actor": "actor",
    "source_pages": "source",
    "statements_from": "source",
    "statements_of_source": "source",
    "unit_pages": "source",
    "years_of_actor": "actor",
}
"""Indexes in which lists of events are divided, named or counted, so that it does not show in what they
hold where an event moves -> whose lists these are: an entry's, or one of all events."""

ORDERED: Final = frozenset({"brief_events", "events"})
"""Indexes of all events by id: their ids are looked up in the order of these, and hold none of them."""

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
        "added": [ALL] if event.published or event.corrections else [],
        "event": {
            event.id,
            *(link.event for link in event.relations),
            *(d.event or event.id for account in accounts for d in account.differs_from),
        },
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


def affected_within(aspects: Collection[str]) -> frozenset[str]:
    """Return the indexes of all events that may be others where some of these differ in such aspects."""
    return frozenset(
        name
        for name, follows in FOLLOWS.items()
        if THERE in follows and not follows.isdisjoint(aspects)
    )
