"""Parts of an event that say the same twice."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.diagnostics import Diagnostic
from timeline.load.document import Path
from timeline.load.origin import Origin
from timeline.model.entries import Event


def check_repeated(event: Event, origin: Origin) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each actor that has one role twice in an event, and place twice in it.

    An actor may have several roles; a place has one precision, so it can stand there only once.
    """
    for path, message, advice in _repeated(event):
        yield origin.diagnostic(path, "duplicate-part", message, advice)


def _repeated(event: Event) -> Iterator[tuple[Path, str, str]]:
    parts: set[tuple[str, str]] = set()
    for i, part in enumerate(event.actors):
        if (part.actor, part.role) in parts:
            message = f"'{part.actor}' has the role '{part.role}' in this event already"
            yield ("actors", i, "actor"), message, "delete one of the two, or mend actor or role"
        parts.add((part.actor, part.role))
    places: set[str] = set()
    for i, where in enumerate(event.places):
        if where.place in places:
            message = f"'{where.place}' is a place of this event already"
            yield ("places", i, "place"), message, "keep the one that is closer, or mend the place"
        places.add(where.place)
