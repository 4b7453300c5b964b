"""What is told of each entry by itself, and heard again of ten thousand in a moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from timeline.dates import EdtfDate, parse_edtf
from timeline.model.brief import BriefActor, BriefEvent, brief_actor, brief_event
from timeline.model.traits import Traits, traits_of

_DATES: Final = 1 << 15
"""How many dates are kept once they are made."""


class Brief(NamedTuple):
    """What is told of each entry of a kind."""

    kind: str
    make: Callable[[Any], Any]
    """Returns it of an entry."""
    tell: Callable[[Any], Sequence[Any]]
    """Returns it as plain data, without the entry's id."""
    hear: Callable[..., Any]
    """Returns it, given the id and what was told."""


@lru_cache(_DATES)
def date_of(text: str) -> EdtfDate:
    """Return the date that a text is, of a content that was found right."""
    return parse_edtf(text)


def _event(entry_id: str, title: str, date: str, status: str) -> BriefEvent:
    return BriefEvent(entry_id, title, date_of(date), status)


def _traits(entry_id: str, date: str, published: str, values: Sequence[str], *rest: Any) -> Traits:
    order, main, statements = rest
    day = date_of(published) if published else None
    return Traits(entry_id, date_of(date), order, main, day, statements, tuple(values))


BRIEFS: Final[Mapping[str, Brief]] = {
    "brief_actors": Brief("actor", brief_actor, lambda brief: brief[1:], BriefActor),
    "brief_events": Brief(
        "event", brief_event, lambda brief: (brief.title, brief.date.text, brief.status), _event
    ),
    "traits": Brief(
        "event",
        traits_of,
        lambda traits: (
            traits.date.text,
            traits.published.text if traits.published else "",
            *(traits.values, traits.order, traits.main, traits.statements),
        ),
        _traits,
    ),
}
"""Name of what is told of each entry of a kind -> how. It is kept with the fingerprint of the entry's
file: by that, whether it is told so now."""
