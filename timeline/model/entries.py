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
    """Id of the source: the name of its file in sources/."""
    at: LocatorField
    """Where in the source: 'para 7', 'para 7-9', 'p. 3', 'pp. 3-4' or '00:12:30'."""


Cites = Annotated[tuple[Cite, ...], Field(min_length=1)]


class Dated(Part):
    """How a date came to be: the source's words, what it rests on, and the reasoning."""

    as_written: Line | None = None
    """The source's own words for the date, such as 'on Monday'; checked against the date."""
    counted_from: Id | None = None
    """The event from which words like "a fourth day" or "two days later" count."""
    basis: Basis
    """How the date is known: stated by the source, inferred from it, presumed, or only bound."""
    note: Line | None = None
    """The reasoning from the source's words to the date, in one line."""
    outside: Line | None = None
    """What in the date rests on knowledge from outside the sources; shown wherever the date is."""


class EventActor(Part):
    """An actor's part in an event."""

    actor: Id
    """Id of the actor: the name of its file in actors/."""
    role: Id
    """The part that the actor has in the event, from 'roles' in the vocabulary."""


class EventPlace(Part):
    """Where an event happened, how closely that is known, and the source's words for it."""

    place: Id
    """Id of the place: the name of its file in places/."""
    precision: PlacePrecision
    """How closely the place of the event is known, from exact to unknown."""
    as_written: Line | None = None
    """The source's own words for the place, such as 'just below the mill'."""


class Figure(Part):
    """A number with who counts what: never bare, never summed.

    ``value`` (and ``value_to`` after ``between``) are in units of ``of``.
    """

    of: Line
    """What is counted, such as 'people injured'."""
    value: Number
    """The number, in digits, such as 60 or 1.5; the lower one after 'between'."""
    value_to: Number | None = None
    """The upper number; only with 'qualifier: between'."""
    qualifier: Qualifier
    """How exact the number is: exact, about, at-least, more-than, at-most or between."""
    as_written: Line
    """The source's own words for the number, such as 'at least a dozen'."""
    scope: Line
    """Who or what, where and when the number covers."""

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
    """How the source names who speaks, such as 'residents'."""


def _voice_kind(value: object) -> str:
    return "actor" if isinstance(value, str) else "voice"


Attribution = Annotated[
    Annotated[Id, Tag("actor")] | Annotated[Voice, Tag("voice")], Discriminator(_voice_kind)
]


class Differs(Part):
    """Another account that differs from this one, and in what; stated once, shown on both."""

    event: Id | None = None
    """Id of the event that holds the other account; left out, it is this event."""
    account: Id
    """Id of the other account, in its event."""
    how: Annotated[tuple[Difference, ...], Field(min_length=1)]
    """In what the two differ: scope, framing, sequence or number; one or several."""
    note: Line
    """What the difference is, in one line, without deciding between the two."""


class Account(Part):
    """Who says what about an event."""

    id: Id
    """A short name for the account, unique in its event, such as 'residents'."""
    according_to: Attribution
    """Who says so: the id of an actor, or 'as_written' with the source's words."""
    jointly_with: tuple[Id, ...] = ()
    """Further actors to whom the source attributes the same account in the same breath."""
    mode: Mode
    """How it is said: stated, claimed, denied, estimated, witnessed or relayed."""
    text: ProseText
    """What is said, in your own words."""
    told_to: Id | None = None
    """Id of the actor (an outlet) to which it was said."""
    cite: Cites
    """Where the account stands in the sources; one place or several."""
    figures: tuple[Figure, ...] = ()
    """The numbers that the account gives, each with what it covers."""
    differs_from: tuple[Differs, ...] = ()
    """Other accounts that differ from this one, and in what."""


class Translation(Part):
    """A quotation in another language, and who translated it."""

    lang: Lang
    """Language of the translation, as a tag such as 'en'."""
    text: Line
    """The quotation in that language."""
    by: Translator
    """Who translated: editor, machine, or the source itself."""


class Quote(Part):
    """Words that somebody said, as the source prints them (W3C Web Annotation, section 4.2.4).

    ``prefix`` and ``suffix`` are a few words before and after, to find the place in the source.
    """

    exact: Line
    """The words, exactly as the source prints them, without quotation marks; 15 at most."""
    lang: Lang
    """Language of the words, as a tag such as 'en' or 'fr'."""
    speaker: Id
    """Id of the actor who said them."""
    told_to: Id | None = None
    """Id of the actor (an outlet) to which they were said."""
    prefix: Line | None = None
    """The few words of the source that stand before the quotation."""
    suffix: Line | None = None
    """The few words of the source that stand after the quotation."""
    cite: Cites
    """Where the quotation stands in the sources."""
    translation: Translation | None = None
    """The quotation in another language, and who translated it."""
    note: Line | None = None
    """What readers should know of the quotation, in one line."""

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
    """How this event stands to the other: part-of, follows or response-to."""
    event: Id
    """Id of the other event; the link is stated once, in one of the two."""


class Correction(Part):
    """What was changed in a published entry, when, and why."""

    date: DayField
    """The day of the change, as YYYY-MM-DD."""
    kind: CorrectionKind
    """What was done: correction, clarification, addition or retraction."""
    note: Line
    """What was changed, and why, in one line for readers."""


class Event(Part):
    """Something that happened, is happening, or is planned. One file each."""

    id: Id
    """The event's name in addresses. Written only in a file that holds a list of events."""
    title: Title
    """One line of plain text that says what happened; at most 90 characters."""
    date: EdtfField
    """When it happened, in EDTF: '1997-03-14', '1997-03', '1997-03-14~', '[..1997-03-14]' …"""
    dated: Dated
    """How the date is known: the source's words, what it rests on, the reasoning."""
    type: Id
    """The kind of event, from 'event_types' in the vocabulary."""
    status: Status
    """How sure it is: reported, corroborated, disputed, planned or retracted."""
    summary: ProseText
    """A few sentences in your own words; may link to entries, as in [the mill](place:mill)."""
    main: Flag = False
    """Whether it is one of the chronology's key events: true or false."""
    order: Number = 0
    """A number that sorts events of the same date; smaller comes first."""
    actors: tuple[EventActor, ...] = ()
    """Who had a part in it, and which."""
    places: tuple[EventPlace, ...] = ()
    """Where it happened, and how closely that is known."""
    cite: Cites
    """Where the event stands in the sources; one place at least."""
    accounts: tuple[Account, ...] = ()
    """Who says what about the event, where that matters or differs."""
    quotes: tuple[Quote, ...] = ()
    """Short quotations of what somebody said."""
    unknown: tuple[Line, ...] = ()
    """What the sources leave open, one line each."""
    reading: tuple[Line, ...] = ()
    """How the sources were read where they leave room, one line each; no outside knowledge."""
    outside: tuple[Line, ...] = ()
    """What in the entry rests on knowledge from outside the sources, one line each."""
    reported: EdtfField | None = None
    """When it was reported, if that is not the date of the source that is cited."""
    relations: tuple[EventLink, ...] = ()
    """How the event hangs together with others."""
    sensitive: tuple[Sensitive, ...] = ()
    """What readers should be warned of: death, suffering, violence …"""
    published: DayField | None = None
    """When this entry first appeared on the site; without it, the feed passes the entry over."""
    corrections: tuple[Correction, ...] = ()
    """What was changed after publication: when, what and why."""
    formerly: tuple[Id, ...] = ()
    """Ids that the entry had before; their addresses lead here."""


class Alias(Part):
    """Another name, as somebody writes it."""

    name: Line
    """The other name, as somebody writes it."""
    lang: Lang | None = None
    """Its language, as a tag such as 'fr'."""
    note: Line | None = None
    """Who writes it so, or what it means, in one line."""
    cite: tuple[Cite, ...] = ()
    """Where the name stands in the sources."""


class Membership(Part):
    """An actor's place in an organisation; an absent ``start`` or ``end`` is unknown."""

    organization: Id
    """Id of the actor that the actor belongs to or works for."""
    role: Line
    """What the actor is in it, such as 'spokesman'."""
    start: EdtfField | None = None
    """Since when, in EDTF; left out, it is not known."""
    end: EdtfField | None = None
    """Until when, in EDTF; left out, it is not known."""
    cite: Cites
    """Where that stands in the sources."""


class ActorLink(Part):
    """How an actor stands to another, in a word of the vocabulary's ``relation_types``."""

    type: Id
    """How the actor stands to the other, from 'relation_types' in the vocabulary."""
    actor: Id
    """Id of the other actor; the relation is stated once, in one of the two."""
    note: Line | None = None
    """What the sources say of it, in one line."""
    cite: Cites
    """Where that stands in the sources."""


class Stance(Part):
    """Where an actor stands on a question of the vocabulary, at a time, and in which words."""

    on: Id
    """The question, from 'questions' in the vocabulary."""
    position: Position
    """Where the actor stands: supports, opposes, mixed or unclear."""
    text: ProseText
    """The position in your own words."""
    date: EdtfField | None = None
    """When the actor took it, in EDTF."""
    event: Id | None = None
    """Id of the event in which the actor took it."""
    cite: Cites
    """Where that stands in the sources."""


class Actor(Part):
    """A person, group, state, body, outlet or unnamed voice."""

    id: Id
    """The actor's name in addresses: that of its file, and not written in it."""
    name: Line
    """The name that readers see."""
    lang: Lang | None = None
    """Language of the name, if it is not the site's, as a tag such as 'fr'."""
    kind: Id
    """What the actor is, from 'actor_kinds' in the vocabulary."""
    aliases: tuple[Alias, ...] = ()
    """Other names, as sources write them."""
    office: Line | None = None
    """The office that the sources name, such as 'Mayor of Lindow'."""
    summary: ProseText
    """A sentence or two in your own words: who this is, by the sources."""
    memberships: tuple[Membership, ...] = ()
    """What the actor belongs to, as what, and since when."""
    relations: tuple[ActorLink, ...] = ()
    """How the actor stands to others."""
    stances: tuple[Stance, ...] = ()
    """Where the actor stands on the questions of the vocabulary."""
    identifiers: dict[Id, Line] = Field(default_factory=dict)
    """Ids in other catalogues, such as 'wikidata: Q142'."""
    cite: tuple[Cite, ...] = ()
    """Where the actor stands in the sources."""
    reading: tuple[Line, ...] = ()
    """How the sources were read where they leave room, one line each; no outside knowledge."""
    outside: tuple[Line, ...] = ()
    """What in the entry rests on knowledge from outside the sources, one line each."""
    corrections: tuple[Correction, ...] = ()
    """What was changed after publication: when, what and why."""
    formerly: tuple[Id, ...] = ()
    """Ids that the entry had before; their addresses lead here."""


class Coordinates(Part):
    """Degrees on WGS 84, north and east positive, and whether the sources give them."""

    lat: Number
    """Latitude in degrees, north positive, from -90 to 90."""
    lon: Number
    """Longitude in degrees, east positive, from -180 to 180."""
    precision: PlacePrecision
    """How closely the point stands for the place, from exact to unknown."""
    origin: Origin
    """Whether the sources give the coordinates, or they come from outside."""
    note: Line | None = None
    """Where the coordinates come from, in one line."""

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
    """What is said of the place, in your own words."""
    according_to: Attribution | None = None
    """Who says so: the id of an actor, or 'as_written' with the source's words."""
    cite: Cites
    """Where that stands in the sources."""
    figures: tuple[Figure, ...] = ()
    """The numbers in it, such as a distance."""


class Place(Part):
    """Somewhere that events happen or that sources speak of."""

    id: Id
    """The place's name in addresses: that of its file, and not written in it."""
    name: Line
    """The name that readers see."""
    lang: Lang | None = None
    """Language of the name, if it is not the site's, as a tag such as 'fr'."""
    aliases: tuple[Alias, ...] = ()
    """Other names, as sources write them."""
    place_class: Id = Field(alias="class")
    """What the place is, from 'place_classes' in the vocabulary."""
    country: Country | None = None
    """The country, as the two capital letters of ISO 3166-1, such as FR."""
    part_of: Id | None = None
    """Id of the larger place in which this one lies."""
    coordinates: Coordinates | None = None
    """Where it lies on the globe, how closely, and how that is known."""
    summary: ProseText | None = None
    """A sentence or two in your own words: what this place is, by the sources."""
    said: tuple[Said, ...] = ()
    """What the sources say of the place: distances, who holds it."""
    identifiers: dict[Id, Line] = Field(default_factory=dict)
    """Ids in other catalogues, such as 'wikidata: Q142'."""
    cite: tuple[Cite, ...] = ()
    """Where the place stands in the sources."""
    reading: tuple[Line, ...] = ()
    """How the sources were read where they leave room, one line each; no outside knowledge."""
    outside: tuple[Line, ...] = ()
    """What in the entry rests on knowledge from outside the sources, one line each."""
    corrections: tuple[Correction, ...] = ()
    """What was changed after publication: when, what and why."""
    formerly: tuple[Id, ...] = ()
    """Ids that the entry had before; their addresses lead here."""


class Units(Part):
    """What a source is divided into, and how many there are; locators count from 1."""

    kind: Id
    """What the source is counted in: para for paragraphs, page for pages."""
    count: Number
    """How many of them the source has."""

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
    """The paragraph or page that no entry cites, such as 'para 5'."""
    reason: Line
    """Why nothing was taken from it, in one line."""


class Archive(Part):
    """A copy of a source that will outlive its link."""

    url: Url
    """Address of the copy, such as one in a web archive."""
    date: DayField
    """The day on which the copy was made, as YYYY-MM-DD."""


class Source(Part):
    """A document that entries cite. ``publisher`` answers for it, ``carried_by`` printed it."""

    id: Id
    """The source's name in addresses: that of its file, and not written in it."""
    type: SourceType
    """What kind of document it is, in the words of the Citation Style Language."""
    title: Line
    """The title, as the document prints it."""
    title_short: Line | None = None
    """How citations name the source; without it, they name the publisher."""
    publisher: Id
    """Id of the actor that answers for the text."""
    carried_by: Id | None = None
    """Id of the actor that printed it, if that is another."""
    author: tuple[Line, ...] = ()
    """The authors, as the document names them, one line each."""
    issued: EdtfField
    """When it was published, in EDTF, such as '1997-03-14'."""
    dated: Dated
    """How the date is known: the document's words, what it rests on, the reasoning."""
    lang: Lang
    """Language of the document, as a tag such as 'en'."""
    url: Url | None = None
    """Web address of the document."""
    archive: Archive | None = None
    """A copy that will outlive the address."""
    units: Units | None = None
    """What the source is divided into, and how many there are; locators count them."""
    unused: tuple[Unused, ...] = ()
    """Paragraphs or pages that no entry cites, each with the reason."""
    rights: Line
    """Whose the text is, and what is used of it, in one line."""
    summary: ProseText | None = None
    """A few sentences in your own words: what kind of document this is."""
    reading: tuple[Line, ...] = ()
    """How the sources were read where they leave room, one line each; no outside knowledge."""
    outside: tuple[Line, ...] = ()
    """What in the entry rests on knowledge from outside the sources, one line each."""
    corrections: tuple[Correction, ...] = ()
    """What was changed after publication: when, what and why."""
    formerly: tuple[Id, ...] = ()
    """Ids that the entry had before; their addresses lead here."""


class Term(Part):
    """A word of a closed list: what readers see, and what it means.

    ``inverse`` is the label seen from the other end of a relation ("member of", "has member").
    ``schema`` is the schema.org type of a kind of actor or a class of place, for search engines;
    without it they are told no more than that it is a thing, or a place.
    """

    label: Line
    """What readers see."""
    explanation: Line
    """What the word means here."""
    inverse: Line | None = None
    """The label seen from the other end of a relation, such as 'has member'."""
    schema_type: SchemaType | None = Field(default=None, alias="schema")
    """The type of schema.org that search engines are told."""


class GlossaryTerm(Part):
    """A word that readers may not know: what it means here, and how that is known.

    It rests on what it cites, on knowledge from outside the sources, or on both; ``outside`` says
    what of it does.
    """

    label: Line
    """The word, as readers meet it."""
    lang: Lang | None = None
    """Language of the word, if it is not the site's, as a tag such as 'fr'."""
    explanation: ProseText
    """What the word means here, in your own words."""
    cite: tuple[Cite, ...] = ()
    """Where the explanation stands in the sources."""
    outside: Line | None = None
    """What in the explanation rests on knowledge from outside the sources."""

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
    """Kinds of event: id, label and explanation."""
    roles: dict[Id, Term]
    """Parts that actors have in events: id, label and explanation."""
    actor_kinds: dict[Id, Term]
    """Kinds of actor: id, label and explanation."""
    relation_types: dict[Id, Term]
    """How actors stand to one another: id, label, explanation and inverse."""
    place_classes: dict[Id, Term]
    """Classes of place: id, label and explanation."""
    questions: dict[Id, Term] = Field(default_factory=dict)
    """Questions on which actors take a stance: id, label and explanation."""
    glossary: dict[Id, GlossaryTerm] = Field(default_factory=dict)
    """Words that readers may not know: id, label, explanation, and how it is known."""


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
