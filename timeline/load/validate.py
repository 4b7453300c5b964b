"""From plain data to typed entries, and from a failed check to a diagnostic with a position."""

from __future__ import annotations

import typing
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from timeline.diagnostics import Diagnostic, suggest
from timeline.load.document import Document, Path
from timeline.model.entries import field_names
from timeline.model.types import Part
from timeline.settings import MAX_FAULTS

Entry = TypeVar("Entry", bound=Part)

_MISSING_CODES = {
    ("quotes", "speaker"): "quote-without-speaker",
    ("accounts", "according_to"): "account-without-source",
    ("figures", "qualifier"): "figure-without-qualifier",
    ("figures", "scope"): "figure-without-scope",
}
_MISSING_ADVICE = {
    "quote-without-speaker": "say who spoke these words: 'speaker: <actor id>'",
    "account-without-source": "say who says so: 'according_to: <actor id>'",
    "figure-without-qualifier": "say how exact it is: exact, about, at-least, more-than, at-most"
    " or between",
    "figure-without-scope": "say what, where and when the number covers",
}
_TAGS = ("actor", "voice")
"""Steps that pydantic puts into a path to say which kind of attribution it read."""

_KEY = "[key]"
"""The last step of a path that pydantic gives to a fault of a key itself."""

_WRONG_TYPES = {
    "string_type": "expected one value",
    "tuple_type": "expected a list: each item on its own line after '- '",
    "dict_type": "expected a group of fields: 'key: value' on lines of their own",
    "model_type": "expected a group of fields: 'key: value' on lines of their own",
    "model_attributes_type": "expected a group of fields: 'key: value' on lines of their own",
}


def validate(
    model: type[Entry], data: dict[str, Any], document: Document, base: Path = ()
) -> Entry | list[Diagnostic]:
    """Return the typed entry, or every fault of it as a diagnostic, up to a number.

    ``base`` is where in the document the entry's own fields start.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        return [
            _diagnostic(fault, model, document, base)
            for fault in faults[:MAX_FAULTS]
            if not _follows_from_another(fault, faults)
        ]


def _follows_from_another(fault: Any, faults: Iterable[Any]) -> bool:
    """Return whether a list is called empty only because its items have faults."""
    loc = fault["loc"]
    return fault["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in faults
    )


def _diagnostic(fault: Any, model: type[Part], document: Document, base: Path) -> Diagnostic:
    kind: str = fault["type"]
    steps: Path = fault["loc"]
    path = (*base, *steps)
    if kind == "extra_forbidden":
        name = str(steps[-1])
        known = field_names(_model_at(model, steps[:-1]))
        if len(steps) == 1 and not base:
            # The id of an entry is the name of its file, if the file holds no more than that.
            known = [field for field in known if field != "id"]
        advice = suggest(name, known) or "allowed here: " + ", ".join(sorted(known))
        return document.diagnostic(path, "unknown-key", f"no field '{name}'", advice, key=True)
    if kind == "missing":
        return _missing(steps, path, document)
    if kind in _WRONG_TYPES:
        return document.diagnostic(path, "wrong-type", _WRONG_TYPES[kind])
    if kind == "too_short":
        return document.diagnostic(
            path, "empty-value", "this list is empty", "add an item", key=True
        )
    context = fault.get("ctx", {})
    return document.diagnostic(
        (*path, context["at"]) if context.get("at") else path,
        kind,
        str(context.get("what", fault["msg"])),
        str(context.get("advice", "")),
        key=steps[-1:] == (_KEY,),
    )


def _missing(steps: Path, path: Path, document: Document) -> Diagnostic:
    name = str(steps[-1])
    owner = next(
        (step for step in reversed(steps[:-1]) if isinstance(step, str) and step not in _TAGS), ""
    )
    code = _MISSING_CODES.get((owner, name), "missing-key")
    where = f" in '{owner}'" if owner else ""
    advice = _MISSING_ADVICE.get(code, f"add a line '{name}: …'")
    return document.diagnostic(path, code, f"'{name}' is missing{where}", advice)


def _model_at(model: type[Part], steps: Path) -> type[Part]:
    """Return the class of the part that a path of keys and indexes leads to."""
    current: Any = model
    for step in steps:
        if not isinstance(step, str):
            continue
        fields = {
            field.alias or name: field.annotation for name, field in current.model_fields.items()
        }
        if step in fields:
            found = _part_in(fields[step])
            current = found or current
    part: type[Part] = current
    return part


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return typing.cast("type[Part]", annotation)
    for argument in typing.get_args(annotation):
        if found := _part_in(argument):
            return found
    return None
