"""What the model says about writing an entry: the order of its fields, and how each is quoted."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from timeline.dates import EdtfDate
from timeline.model.entries import ENTRY_TYPES, Vocabulary
from timeline.model.inline import Prose
from timeline.model.types import Part

Manner = Literal["text", "bare", "date", "words", "prose"]
"""How a value is written: ``text`` without quotation marks where they can be left out, ``bare``
never with any (numbers), ``date`` always in them, ``words`` likewise but folded if long (what a
source says, letter for letter), ``prose`` always folded."""

_WORDS_OF_A_SOURCE = ("as_written", "exact", "prefix", "suffix")


@dataclass(frozen=True, slots=True)
class Shape:
    """How to write a value: a text in a ``manner``, or a group of fields of a ``part``.

    ``keyed`` is true if free keys stand before each part, as before the terms of a vocabulary.
    """

    manner: Manner = "text"
    part: type[Part] | None = None
    keyed: bool = False


def shape_of_file(kind: str) -> Shape:
    """Return the shape of a kind of file: of an entry, or of the vocabulary."""
    return Shape(part=Vocabulary if kind == "vocabulary" else ENTRY_TYPES[kind])


@cache
def fields_of(part: type[Part]) -> dict[str, Shape]:
    """Return the fields of a part as they stand in a file, in order."""
    return {
        field.alias or name: _shape(name, field.annotation)
        for name, field in part.model_fields.items()
    }


def _shape(name: str, annotation: Any) -> Shape:
    types = list(_types(annotation))
    if parts := [t for t in types if isinstance(t, type) and issubclass(t, Part)]:
        return Shape(part=parts[0], keyed=dict in types)
    if EdtfDate in types:
        return Shape("date")
    if Prose in types:
        return Shape("prose")
    if int in types or bool in types:
        return Shape("bare")
    return Shape("words" if name in _WORDS_OF_A_SOURCE else "text")


def _types(annotation: Any) -> typing.Iterator[Any]:
    """Yield every class that an annotation is made of."""
    origin = typing.get_origin(annotation)
    if origin is None:
        yield annotation
        return
    yield origin
    for argument in typing.get_args(annotation):
        yield from _types(argument)
