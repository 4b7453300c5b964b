"""Events: who did what, when and where, and who says so."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from timeline.model.entries.parts import Attribution, Cites, Correction, Dated, Figure
from timeline.model.types import (
    DayField,
    Difference,
    EdtfField,
    Flag,
    Id,
    Lang,
    Line,
    LinkType,
    Mode,
    Number,
    Part,
    PlacePrecision,
    ProseText,
    Sensitive,
    Status,
    Title,
    Translator,
    fault,
)
from timeline.settings import MAX_QUOTE_WORDS


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
