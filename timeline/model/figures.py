"""Every figure, with what states it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.model.entries import Account, Event, Figure, Place, Said


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure with what states it: an account of an event, or something said of a place."""

    figure: Figure
    event: Event | None
    account: Account | None
    place: Place | None
    said: Said | None


def figures_in(events: Iterable[Event], places: Iterable[Place]) -> Iterator[CountedFigure]:
    """Yield every figure: those of events in their order, then those said of places."""
    for event in events:
        for account in event.accounts:
            for figure in account.figures:
                yield CountedFigure(figure, event, account, None, None)
    for place in places:
        for said in place.said:
            for figure in said.figures:
                yield CountedFigure(figure, None, None, place, said)
