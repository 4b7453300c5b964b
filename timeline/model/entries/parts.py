"""What several kinds of entry are made of: citations, figures, voices, other names, corrections."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag, model_validator

from timeline.model.types import (
    Basis,
    CorrectionKind,
    DayField,
    Id,
    Lang,
    Line,
    LocatorField,
    Number,
    Part,
    Qualifier,
    fault,
)


class Cite(Part):
    """Where a statement stands: a source, and the place in it."""

    source: Id
    """Id of the source: the name of its file in sources/."""
    at: LocatorField
    """Where in the source: 'para 7', 'para 7-9', 'p. 3', 'pp. 3-4' or '00:12:30'."""


Cites = Annotated[tuple[Cite, ...], Field(min_length=1)]


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


class Correction(Part):
    """What was changed in a published entry, when, and why."""

    date: DayField
    """The day of the change, as YYYY-MM-DD."""
    kind: CorrectionKind
    """What was done: correction, clarification, addition or retraction."""
    note: Line
    """What was changed, and why, in one line for readers."""
