"""The entries that a curator writes: event, actor, place, source, vocabulary.

Each class is the schema of one kind of file; field names are those of the published JSON.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from timeline.model.types import (
    Basis,
    CorrectionKind,
    Country,
    DayField,
    Difference,
    EdtfField,
    Flag,
    Id,
    Lang,
    Line,
    LinkType,
    LocatorField,
    Mode,
    Number,
    Origin,
    Part,
    PlacePrecision,
    Position,
    ProseText,
    Qualifier,
    SchemaType,
    Sensitive,
    SourceType,
    Status,
    Title,
    Translator,
    Url,
    fault,
)
from timeline.settings import MAX_QUOTE_WORDS, MAX_UNITS

LATITUDE_LIMIT = 90.0
LONGITUDE_LIMIT = 180.0


class Cite(Part):
    """Where a statement stands: a source, and the place in it."""

    source: Id
    at: LocatorField


Cites = Annotated[tuple[Cite, ...], Field(min_length=1)]


class Dated(Part):
    """How a date came to be: the source's words, what it rests on, and the reasoning."""

    as_written: Line | None = None
    counted_from: Id | None = None
    """The event from which words like "a fourth day" or "two days later" count."""
    basis: Basis
    note: Line | None = None
    outside: Line | None = None
    """What in the date rests on knowledge from outside the sources; shown wherever the date is."""


class EventActor(Part):
    """An actor's part in an event."""

    actor: Id
    role: Id


class EventPlace(Part):
    """Where an event happened, how closely that is known, and the source's words for it."""

    place: Id
    precision: PlacePrecision
    as_written: Line | None = None


class Figure(Part):
    """A number with who counts what: never bare, never summed.

    ``value`` (and ``value_to`` after ``between``) are in units of ``of``.
    """

    of: Line
    value: Number
    value_to: Number | None = None
    qualifier: Qualifier
    as_written: Line
    scope: Line

    @model_validator(mode="after")
    def _range_is_whole(self) -> Figure:
        if (self.qualifier == "between") != (self.value_to is not None):
            raise fault(
                "bad-number",
                "'between' needs two numbers, every other qualifier one",
                "give 'value' and 'value_to' with 'qualifier: between', else 'value' alone",
                at="qualifier" if self.value_to is None else "value_to",
            )
        if self.value_to is not None and self.value_to < self.value:
            raise fault(
                "bad-number", "'value_to' is smaller than 'value'", "swap the two", at="value_to"
            )
        return self


class Voice(Part):
    """A speaker who is no actor of this timeline, in the source's words."""

    as_written: Line


def _voice_kind(value: object) -> str:
    return "actor" if isinstance(value, str) else "voice"


Attribution = Annotated[
    Annotated[Id, Tag("actor")] | Annotated[Voice, Tag("voice")], Discriminator(_voice_kind)
]


class Differs(Part):
    """Another account that differs from this one, and in what; stated once, shown on both."""

    event: Id | None = None
    account: Id
    how: Annotated[tuple[Difference, ...], Field(min_length=1)]
    note: Line


class Account(Part):
    """Who says what about an event."""

    id: Id
    according_to: Attribution
    jointly_with: tuple[Id, ...] = ()
    """Further actors to whom the source attributes the same account in the same breath."""
    mode: Mode
    text: ProseText
    told_to: Id | None = None
    cite: Cites
    figures: tuple[Figure, ...] = ()
    differs_from: tuple[Differs, ...] = ()


class Translation(Part):
    """A quotation in another language, and who translated it."""

    lang: Lang
    text: Line
    by: Translator


class Quote(Part):
    """Words that somebody said, as the source prints them (W3C Web Annotation, section 4.2.4).

    ``prefix`` and ``suffix`` are a few words before and after, to find the place in the source.
    """

    exact: Line
    lang: Lang
    speaker: Id
    told_to: Id | None = None
    prefix: Line | None = None
    suffix: Line | None = None
    cite: Cites
    translation: Translation | None = None
    note: Line | None = None

    @field_validator("exact", mode="after")
    @classmethod
    def _short(cls, exact: str) -> str:
        words = len(exact.split())
        if words > MAX_QUOTE_WORDS:
            raise fault(
                "quote-too-long",
                f"{words} words quoted, at most {MAX_QUOTE_WORDS} are allowed",
                "quote a shorter fragment and say the rest in your own words",
            )
        return exact


class EventLink(Part):
    """How this event hangs together with another."""

    type: LinkType
    event: Id


class Correction(Part):
    """What was changed in a published entry, when, and why."""

    date: DayField
    kind: CorrectionKind
    note: Line


class Event(Part):
    """Something that happened, is happening, or is planned. One file each."""

    id: Id
    title: Title
    date: EdtfField
    dated: Dated
    type: Id
    status: Status
    summary: ProseText
    main: Flag = False
    order: Number = 0
    actors: tuple[EventActor, ...] = ()
    places: tuple[EventPlace, ...] = ()
    cite: Cites
    accounts: tuple[Account, ...] = ()
    quotes: tuple[Quote, ...] = ()
    unknown: tuple[Line, ...] = ()
    outside: tuple[Line, ...] = ()
    reported: EdtfField | None = None
    relations: tuple[EventLink, ...] = ()
    sensitive: tuple[Sensitive, ...] = ()
    published: DayField | None = None
    """When this entry first appeared on the site; without it, the feed passes the entry over."""
    corrections: tuple[Correction, ...] = ()
    formerly: tuple[Id, ...] = ()


class Alias(Part):
    """Another name, as somebody writes it."""

    name: Line
    lang: Lang | None = None
    note: Line | None = None
    cite: tuple[Cite, ...] = ()


class Membership(Part):
    """An actor's place in an organisation; an absent ``start`` or ``end`` is unknown."""

    organization: Id
    role: Line
    start: EdtfField | None = None
    end: EdtfField | None = None
    cite: Cites


class ActorLink(Part):
    """How an actor stands to another, in a word of the vocabulary's ``relation_types``."""

    type: Id
    actor: Id
    note: Line | None = None
    cite: Cites


class Stance(Part):
    """Where an actor stands on a question of the vocabulary, at a time, and in which words."""

    on: Id
    position: Position
    text: ProseText
    date: EdtfField | None = None
    event: Id | None = None
    cite: Cites


class Actor(Part):
    """A person, group, state, body, outlet or unnamed voice."""

    id: Id
    name: Line
    lang: Lang | None = None
    kind: Id
    aliases: tuple[Alias, ...] = ()
    office: Line | None = None
    summary: ProseText
    memberships: tuple[Membership, ...] = ()
    relations: tuple[ActorLink, ...] = ()
    stances: tuple[Stance, ...] = ()
    identifiers: dict[Id, Line] = Field(default_factory=dict)
    cite: tuple[Cite, ...] = ()
    outside: tuple[Line, ...] = ()
    corrections: tuple[Correction, ...] = ()
    formerly: tuple[Id, ...] = ()


class Coordinates(Part):
    """Degrees on WGS 84, north and east positive, and whether the sources give them."""

    lat: Number
    lon: Number
    precision: PlacePrecision
    origin: Origin
    note: Line | None = None

    @model_validator(mode="after")
    def _on_the_globe(self) -> Coordinates:
        if abs(self.lat) > LATITUDE_LIMIT or abs(self.lon) > LONGITUDE_LIMIT:
            swapped = abs(self.lat) <= LONGITUDE_LIMIT and abs(self.lon) <= LATITUDE_LIMIT
            raise fault(
                "coordinates-out-of-range",
                f"latitude {self.lat}, longitude {self.lon} is not on the globe",
                "lat and lon look swapped"
                if swapped
                else "lat lies between -90 and 90, lon between -180 and 180",
                at="lat" if abs(self.lat) > LATITUDE_LIMIT else "lon",
            )
        return self


class Said(Part):
    """Something that a source says of a place."""

    text: ProseText
    according_to: Attribution | None = None
    cite: Cites
    figures: tuple[Figure, ...] = ()


class Place(Part):
    """Somewhere that events happen or that sources speak of."""

    id: Id
    name: Line
    lang: Lang | None = None
    aliases: tuple[Alias, ...] = ()
    place_class: Id = Field(alias="class")
    country: Country | None = None
    part_of: Id | None = None
    coordinates: Coordinates | None = None
    summary: ProseText | None = None
    said: tuple[Said, ...] = ()
    identifiers: dict[Id, Line] = Field(default_factory=dict)
    cite: tuple[Cite, ...] = ()
    outside: tuple[Line, ...] = ()
    corrections: tuple[Correction, ...] = ()
    formerly: tuple[Id, ...] = ()


class Units(Part):
    """What a source is divided into, and how many there are; locators count from 1."""

    kind: Id
    count: Number

    @model_validator(mode="after")
    def _countable(self) -> Units:
        if self.kind not in ("para", "page"):
            raise fault(
                "unknown-word", f"'{self.kind}' is no unit", "write para or page", at="kind"
            )
        if not isinstance(self.count, int) or self.count < 1:
            raise fault("bad-number", "a source has one unit or more", "count them", at="count")
        if self.count > MAX_UNITS:
            raise fault(
                "bad-number",
                f"a source has at most {MAX_UNITS} units",
                "count them again, or divide the source",
                at="count",
            )
        return self


class Unused(Part):
    """A unit of the source that no entry cites, and why."""

    at: LocatorField
    reason: Line


class Archive(Part):
    """A copy of a source that will outlive its link."""

    url: Url
    date: DayField


class Source(Part):
    """A document that entries cite. ``publisher`` answers for it, ``carried_by`` printed it."""

    id: Id
    type: SourceType
    title: Line
    title_short: Line | None = None
    """How citations name the source; without it, they name the publisher."""
    publisher: Id
    carried_by: Id | None = None
    author: tuple[Line, ...] = ()
    issued: EdtfField
    dated: Dated
    lang: Lang
    url: Url | None = None
    archive: Archive | None = None
    units: Units | None = None
    unused: tuple[Unused, ...] = ()
    rights: Line
    summary: ProseText | None = None
    outside: tuple[Line, ...] = ()
    corrections: tuple[Correction, ...] = ()
    formerly: tuple[Id, ...] = ()


class Term(Part):
    """A word of a closed list: what readers see, and what it means.

    ``inverse`` is the label seen from the other end of a relation ("member of", "has member").
    ``schema`` is the schema.org type of a kind of actor or a class of place, for search engines;
    without it they are told no more than that it is a thing, or a place.
    """

    label: Line
    explanation: Line
    inverse: Line | None = None
    schema_type: SchemaType | None = Field(default=None, alias="schema")


class GlossaryTerm(Part):
    """A word that readers may not know: what it means here, and how that is known.

    It rests on what it cites, on knowledge from outside the sources, or on both; ``outside`` says
    what of it does.
    """

    label: Line
    lang: Lang | None = None
    explanation: ProseText
    cite: tuple[Cite, ...] = ()
    outside: Line | None = None

    @model_validator(mode="after")
    def _rests_on_something(self) -> GlossaryTerm:
        if not self.cite and self.outside is None:
            raise fault(
                "term-without-source",
                "the term does not say how its explanation is known",
                "add 'cite', or 'outside' with a line on what is knowledge from outside",
                at="explanation",
            )
        return self


class Vocabulary(Part):
    """This timeline's closed lists, in the order in which they are shown, and its glossary."""

    event_types: dict[Id, Term]
    roles: dict[Id, Term]
    actor_kinds: dict[Id, Term]
    relation_types: dict[Id, Term]
    place_classes: dict[Id, Term]
    questions: dict[Id, Term] = Field(default_factory=dict)
    glossary: dict[Id, GlossaryTerm] = Field(default_factory=dict)


ENTRY_TYPES: dict[str, type[Event | Actor | Place | Source]] = {
    "event": Event,
    "actor": Actor,
    "place": Place,
    "source": Source,
}
"""Kind of entry -> its class."""


def field_names(model: type[Part]) -> list[str]:
    """Return the keys that a curator may write in this part, as they stand in the file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def as_json(part: Part) -> dict[str, Any]:
    """Return a part as plain JSON data under its own field names, without what is absent."""
    return part.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
