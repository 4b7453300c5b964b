"""Parts of an event that say the same twice."""

from __future__ import annotations

from typing import TypeVar

from timeline.diagnostics import Diagnostic
from timeline.load.document import Path
from timeline.load.origin import Origin
from timeline.model.entries import Event

Value = TypeVar("Value")


def check_repeated(event: Event, origin: Origin) -> list[Diagnostic]:
    """Return a diagnostic for each actor that has one role twice in an event, and place twice in it.

    An actor may have several roles; a place has one precision, so it can stand there only once.
    """
    found = []
    parts = [(part.actor, part.role) for part in event.actors]
    for i, (actor, role) in _second(parts):
        message = f"'{actor}' has the role '{role}' in this event already"
        advice = "delete one of the two, or mend actor or role"
        found.append(_at(("actors", i, "actor"), message, advice, origin))
    places = [where.place for where in event.places]
    for i, place in _second(places):
        message = f"'{place}' is a place of this event already"
        advice = "keep the one that is closer, or mend the place"
        found.append(_at(("places", i, "place"), message, advice, origin))
    return found


def _second(parts: list[Value]) -> list[tuple[int, Value]]:
    """Return what stands there again, with its place among all."""
    if len(set(parts)) == len(parts):
        return []
    first = {part: i for i, part in reversed([*enumerate(parts)])}
    return [(i, part) for i, part in enumerate(parts) if first[part] != i]


def _at(path: Path, message: str, advice: str, origin: Origin) -> Diagnostic:
    return origin.diagnostic(path, "duplicate-part", message, advice)
