"""Sources: the documents that entries cite."""

from __future__ import annotations

from pydantic import model_validator

from timeline.model.entries.parts import Correction, Dated
from timeline.model.types import (
    DayField,
    EdtfField,
    Id,
    Lang,
    Line,
    LocatorField,
    Number,
    Part,
    ProseText,
    SourceType,
    Url,
    fault,
)
from timeline.settings import MAX_UNITS


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
