"""How each type of field looks to an editor.

An editor reads YAML 1.2: what stands without quotation marks may reach the schema as a number or
as true or false. The loader reads text only, so every form here admits both. The one exception is
a bare ``null`` or ``~``: to an editor it is the same as an empty field, which is a common slip.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from timeline.model import types
from timeline.settings import ID_PATTERN, MAX_LINE, MAX_PROSE, MAX_QUOTE_WORDS, MAX_TITLE

Schema = dict[str, Any]

_SCALAR: Final = ["string", "number", "boolean"]
_DATE = r"(?:\d{4}|\d{3}X|\d{2}XX)(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?)?[?~%]?"
_TIME = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}(?::\d{2})?)?"
_END = rf"(?:{_DATE}|\.\.)?"
_SET = rf"\[(?:{_DATE}(?:,{_DATE})+|{_DATE}\.\.(?:{_DATE})?|\.\.{_DATE})\]"
EDTF_PATTERN: Final = rf"^(?:{_DATE}|{_TIME}|{_END}/{_END}|{_SET})$"
"""The outline of an accepted EDTF date; whether its days exist is left to ``check``."""

_LOCATOR = r"^(?:para [1-9]\d{0,4}(?:-[1-9]\d{0,4})?|pp?\. [1-9]\d{0,4}(?:-[1-9]\d{0,4})?|\d{2}:[0-5]\d:[0-5]\d)$"
_NUMBER = r"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?$"

# YAML 1.2.2, section 10.3.2: the plain scalars of the core schema that are no strings.
_BOOLEAN = re.compile("true|True|TRUE|false|False|FALSE")
_DECIMAL = re.compile("[-+]?[0-9]+")
_PREFIXED = re.compile("0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def _text(pattern: str, message: str, *, types_: Iterable[str] = _SCALAR, **more: Any) -> Schema:
    # A pattern holds for strings alone; `patternErrorMessage` is what yaml-language-server shows.
    return {"type": list(types_), "pattern": pattern, "patternErrorMessage": message, **more}


def _line(limit: int) -> Schema:
    return _text(
        rf"^\s*\S(?:[^\n]{{0,{limit - 2}}}\S)?\s*$",
        f"one line of text, of at most {limit} characters",
    )


ID: Final = _text(
    f"^{ID_PATTERN}$", "small letters a-z, digits and single hyphens", maxLength=MAX_TITLE
)

_FORMS: Final[Mapping[str, tuple[Any, Schema]]] = {
    "id": (types.Id, ID),
    "title": (types.Title, _line(MAX_TITLE)),
    "line": (types.Line, _line(MAX_LINE)),
    "prose": (types.ProseText, _text(r"\S", "some text", maxLength=MAX_PROSE)),
    "lang": (
        types.Lang,
        _text(
            r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
            "a BCP 47 language tag: en, fr, ar, pt-BR, sr-Latn",
            types_=["string"],
            examples=["en", "fr", "pt-BR"],
        ),
    ),
    "country": (
        types.Country,
        _text(
            "^[A-Z]{2}$",
            "the two capital letters of ISO 3166-1, such as FR",
            types_=["string"],
            examples=["FR", "BR"],
        ),
    ),
    "url": (
        types.Url,
        _text(
            r"^(?:https?://|mailto:)\S+$",
            "a web address that starts with https:// or http://",
            types_=["string"],
            examples=["https://example.org/article"],
        ),
    ),
    "number": (
        types.Number,
        _text(
            _NUMBER,
            "digits only, such as 60 or 1.5",
            types_=["number", "string"],
            examples=[60, 1.5],
        ),
    ),
    "flag": (types.Flag, _text("^(?:true|false)$", "true or false", types_=["boolean", "string"])),
    "edtf": (
        types.EdtfField,
        _text(
            EDTF_PATTERN,
            "an EDTF date: 1997, 1997-03, 1997-03-14, 1997-03-14~, 1997-03-12/1997-03-13,"
            " [..1997-03-14]",
            types_=["string", "integer"],
            minimum=1,
            maximum=9999,
            examples=[
                "1997-03-14",
                "1997-03",
                "1997-03-14~",
                "1997-03-12/1997-03-13",
                "1996-04/..",
                "[..1997-03-14]",
            ],
        ),
    ),
    "day": (
        types.DayField,
        _text(
            r"^\d{4}-\d{2}-\d{2}$",
            "one full day, as YYYY-MM-DD",
            types_=["string"],
            examples=["1997-03-14"],
        ),
    ),
    "locator": (
        types.LocatorField,
        _text(
            _LOCATOR,
            "'para 7', 'para 7-9', 'p. 3', 'pp. 3-4' or '00:12:30'",
            types_=["string"],
            examples=["para 7", "para 7-9", "p. 3", "00:12:30"],
        ),
    ),
}

_WORDS = rf"^\s*\S+(?:\s+\S+){{0,{MAX_QUOTE_WORDS - 1}}}\s*$"
ADDED: Final[Mapping[tuple[str, str], Schema]] = {
    ("Quote", "exact"): {
        "allOf": [{"pattern": _WORDS, "patternErrorMessage": f"{MAX_QUOTE_WORDS} words at most"}]
    },
    ("Units", "kind"): {"enum": ["para", "page"]},
    ("Units", "count"): {"minimum": 1, "allOf": [{"pattern": "^[1-9]"}]},
    ("Coordinates", "lat"): {"minimum": -90, "maximum": 90},
    ("Coordinates", "lon"): {"minimum": -180, "maximum": 180},
}
"""What the model's own checks of a whole part come to, for one field of it."""

RULES: Final[Mapping[str, Schema]] = {
    "Figure": {
        "if": {"properties": {"qualifier": {"const": "between"}}, "required": ["qualifier"]},
        "then": {"required": ["value_to"]},
        "else": {"properties": {"value_to": {"not": {}}}},
    },
    "GlossaryTerm": {"anyOf": [{"required": ["cite"]}, {"required": ["outside"]}]},
}
"""What the model's own checks of a whole part come to, where they join fields."""


@cache
def editor_forms() -> dict[str, Schema]:
    """Return, for the published schema of each type of field (as JSON text), its editor's form."""
    return {key(TypeAdapter(type_).json_schema()): form for type_, form in _FORMS.values()}


def key(schema: Schema) -> str:
    """Return a schema as a text by which equal ones are found."""
    return json.dumps(schema, sort_keys=True)


def as_typed(words: Iterable[str]) -> list[tuple[str | int | float | bool, str]]:
    """Return each word, and what YAML 1.2 makes of it if that is no text, with the word itself.

    An actor whose id is ``1997`` reaches the schema as a number unless it is quoted.
    """
    pairs: list[tuple[str | int | float | bool, str]] = []
    for word in words:
        pairs.append((word, word))
        value = _core(word)
        if value is not None:
            pairs.append((value, word))
    return pairs


def _core(word: str) -> int | float | bool | None:
    if _BOOLEAN.fullmatch(word):
        return word.lower() == "true"
    if _DECIMAL.fullmatch(word):
        return int(word)
    if _PREFIXED.fullmatch(word):
        return int(word, 0)
    return float(word) if _FLOAT.fullmatch(word) else None
