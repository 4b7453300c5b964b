"""The entries that a curator writes: event, actor, place, source, vocabulary.

Each class is the schema of one kind of file; field names are those of the published JSON.
"""

from __future__ import annotations

from timeline.model.entries.actor import Actor, ActorLink, Membership, Stance
from timeline.model.entries.event import (
    Account,
    Differs,
    Event,
    EventActor,
    EventLink,
    EventPlace,
    Quote,
    Translation,
)
from timeline.model.entries.parts import (
    Alias,
    Attribution,
    Cite,
    Cites,
    Correction,
    Dated,
    Figure,
    Voice,
)
from timeline.model.entries.place import LATITUDE_LIMIT, LONGITUDE_LIMIT, Coordinates, Place, Said
from timeline.model.entries.source import Archive, Source, Units, Unused
from timeline.model.entries.vocabulary import GlossaryTerm, Term, Vocabulary
from timeline.model.types import Part

__all__ = [
    "ENTRY_TYPES",
    "LATITUDE_LIMIT",
    "LONGITUDE_LIMIT",
    "Account",
    "Actor",
    "ActorLink",
    "Alias",
    "Archive",
    "Attribution",
    "Cite",
    "Cites",
    "Coordinates",
    "Correction",
    "Dated",
    "Differs",
    "Entry",
    "Event",
    "EventActor",
    "EventLink",
    "EventPlace",
    "Figure",
    "GlossaryTerm",
    "Membership",
    "Place",
    "Quote",
    "Said",
    "Source",
    "Stance",
    "Term",
    "Translation",
    "Units",
    "Unused",
    "Vocabulary",
    "Voice",
    "field_names",
    "json_text",
]

Entry = Event | Actor | Place | Source

ENTRY_TYPES: dict[str, type[Entry]] = {
    "event": Event,
    "actor": Actor,
    "place": Place,
    "source": Source,
}
"""Kind of entry -> its class."""


def field_names(model: type[Part]) -> list[str]:
    """Return the keys that a curator may write in this part, as they stand in the file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def json_text(part: Part) -> str:
    """Return a part as a line of JSON under its own field names, without what is absent."""
    return part.model_dump_json(by_alias=True, exclude_none=True, exclude_defaults=True)
