"""This timeline's closed lists and its glossary."""

from __future__ import annotations

from pydantic import Field, model_validator

from timeline.model.entries.parts import Cite
from timeline.model.types import Id, Lang, Line, Part, ProseText, SchemaType, fault


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
