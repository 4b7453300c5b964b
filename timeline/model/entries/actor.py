"""Actors: people, groups, states, bodies, outlets and unnamed voices."""

from __future__ import annotations

from pydantic import Field

from timeline.model.entries.parts import Alias, Cite, Cites, Correction
from timeline.model.types import EdtfField, Id, Lang, Line, Part, Position, ProseText


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
