"""Entries with the same text in every text field, made by asking the model what fields there are.

A field that is added to the model is filled without a word here; one of a kind that is not known
here stops the tests, which then say so.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from timeline.model import types as fields
from timeline.model.entries import Attribution, Vocabulary
from timeline.settings import MAX_LINE, MAX_PROSE, MAX_QUOTE_WORDS, MAX_TITLE

LIMITS: Final = {
    fields.Line: MAX_LINE,
    fields.Title: MAX_TITLE,
    fields.ProseText: MAX_PROSE,
}
"""Type of a text field -> the most characters that it holds."""

PLAIN: Final[Mapping[Any, Any]] = {
    fields.EdtfField: "2013-01-14",
    fields.DayField: "2013-01-14",
    fields.LocatorField: "para 1",
    fields.Number: "1",
    fields.Flag: "true",
    fields.Lang: "en",
    fields.Country: "ML",
    fields.Url: "https://example.org/?a=1&b=<2>",
}
"""Type of a field that holds no free text -> what stands in it."""

SPECIAL: Final[Mapping[str, Any]] = {
    "Figure.qualifier": "between",
    "Figure.value_to": "2",
    "Units.kind": "para",
    "Units.count": "2",
    "Unused.at": "para 2",
    "Coordinates.precision": "exact",
    "Account.id": "one",
    "Event.order": "0",
    "Differs.account": "one",
}
"""Field -> its value, where rules between fields leave no choice."""

LEFT_OUT: Final = ("Event.id", "Actor.id", "Place.id", "Source.id", "Differs.event")
"""Fields that no file holds, or that would name something else."""


@dataclass
class Filler:
    """Fills entries with one text.

    Attributes:
        text: What every text field holds, beside a sign that tells fields apart.
        prose: The same for running text, which refuses some strings.
        refer: What a field that names something else holds: from its name to an id.
        shift: Moves the sign from a text's end to its start, so that each end is met bare.
        typed: Field, as ``Event.accounts.figures.of``, -> what was typed into it.
    """

    text: str
    prose: str
    refer: Callable[[str], str]
    shift: int = 0
    typed: dict[str, str] = field(default_factory=dict)

    def fill(self, model: type[BaseModel], path: str) -> dict[str, Any]:
        """Return the fields of a part, each filled."""
        hints = get_type_hints(model, include_extras=True)
        filled = {}
        for name, info in model.model_fields.items():
            own = f"{model.__name__}.{name}"
            if own not in LEFT_OUT:
                value = SPECIAL.get(own) or self._value(hints[name], f"{path}.{name}", own)
                filled[info.alias or name] = value
        return filled

    def _value(self, hint: Any, path: str, own: str) -> Any:
        for kind, limit in LIMITS.items():
            if hint == kind:
                return self._text(path, own, limit, self.prose if limit == MAX_PROSE else self.text)
        for kind, value in PLAIN.items():
            if hint == kind:
                return value
        if hint == fields.Id:
            return self.refer(own)
        if hint == Attribution:
            # A voice in the source's words; the id of an actor is no text.
            return {"as_written": self._value(fields.Line, f"{path}.as_written", own)}
        return self._composed(hint, path, own)

    def _composed(self, hint: Any, path: str, own: str) -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is typing.Annotated:
            return self._value(arguments[0], path, own)
        if origin in (typing.Union, types.UnionType):
            return self._value(arguments[0], path, own)
        if origin is tuple:
            return [self._value(arguments[0], path, own)]
        if origin is dict:
            return {self.refer(own): self._value(arguments[1], path, own)}
        if origin is Literal:
            return arguments[0]
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.fill(hint, path)
        raise TypeError(f"{own}: say in filling.py what a field of this kind holds: {hint}")

    def _text(self, path: str, own: str, limit: int, text: str) -> str:
        sign = f"q{len(self.typed)}z"
        if own == "Quote.exact" and len(text.split()) >= MAX_QUOTE_WORDS:
            text = " ".join(text.split()[: MAX_QUOTE_WORDS - 1])
        room = text[: limit - len(sign) - 1].strip()
        first = (len(self.typed) + self.shift) % 2
        self.typed[path] = f"{sign} {room}" if first else f"{room} {sign}"
        return self.typed[path]


def vocabulary_lists() -> list[str]:
    """Return the names of the vocabulary's lists."""
    return list(Vocabulary.model_fields)
