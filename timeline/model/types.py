"""The field types that entries are made of, each with the check that an editor will meet.

The loader hands over strings only (YAML's own guesses at numbers, dates and booleans are what
editors fall over), so every type here starts from ``str``. A failed check raises
``PydanticCustomError`` whose type is the diagnostic's code and whose context holds the advice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from timeline.dates import DateError, EdtfDate, parse_edtf
from timeline.diagnostics import suggest
from timeline.model.inline import LinkError, Prose, check_url, parse_prose
from timeline.settings import ID_PATTERN, MAX_LINE, MAX_PROSE, MAX_TITLE, WINDOWS_NAMES

_REMEMBERED = 1 << 15
"""How many checked texts of a kind are kept, in texts: a few megabytes for ten thousand ids."""
RESERVED_ID = "index"
"""What no entry may be called: its page would take the place of the list of all of them."""
RESERVED_IDS = WINDOWS_NAMES | {RESERVED_ID}
"""Every id that has the form of one and is refused."""
_ID = re.compile(ID_PATTERN)
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_LOCATORS = (
    ("para", re.compile(r"para ([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?")),
    ("page", re.compile(r"pp?\. ([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?")),
    ("time", re.compile(r"([0-9]{2}:[0-5][0-9]:[0-5][0-9])()")),
)


FOUND_RIGHT: Final = object()
"""The context in which texts are read that were found to be right before: links need no other look."""


class Part(BaseModel):
    """Base of everything in an entry: closed (an unknown key is an error) and unchangeable.

    What checks a class is built when the first of its kind is read: each command needs a few.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def fault(code: str, message: str, advice: str = "", *, at: str = "") -> PydanticCustomError:
    """Return the error that becomes a diagnostic with this code, message and advice.

    ``at`` names the field to point at, where the check is one of a whole part.
    """
    # The template is a bare placeholder, because braces in content must not be read as fields.
    return PydanticCustomError(code, "{what}", {"what": message, "advice": advice, "at": at})


def _string(value: object) -> str:
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "a group of fields"
        raise fault("wrong-type", f"expected one value, found {kind}", "write it on one line")
    if not value or value.isspace():
        raise fault("empty-value", "nothing stands here", "fill it in, or delete the line")
    return value


def _remembered(check: Callable[[object], Any]) -> Callable[[object], Any]:
    """Return a check that looks at equal texts once: the same ids and dates stand everywhere."""
    known = lru_cache(_REMEMBERED)(check)
    return lambda value: known(value) if value.__class__ is str else check(value)


def _line(limit: int) -> Callable[[object], str]:
    def check(value: object) -> str:
        text = value.strip() if isinstance(value, str) else ""
        if text and len(text) <= limit and "\n" not in text:
            return text
        text = _string(value).strip()
        if "\n" in text:
            raise fault("wrong-type", "this is one line, not several", "join the lines")
        raise fault(
            "text-too-long",
            f"{len(text)} characters, but this field holds {limit}",
            "say it shorter, or move detail into the summary",
        )

    return check


def _prose(value: object, info: ValidationInfo) -> Prose:
    text = _string(value)
    if info.context is FOUND_RIGHT:
        return Prose(text.strip())
    if len(text) > MAX_PROSE:
        raise fault(
            "text-too-long",
            f"{len(text)} characters, but this field holds {MAX_PROSE}",
            "split the entry in two",
        )
    try:
        return parse_prose(text)
    except LinkError as error:
        raise fault("link-scheme", str(error), error.advice) from None


def _id(value: object) -> str:
    text = _string(value)
    if not _ID.fullmatch(text) or len(text) > MAX_TITLE:
        proposal = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:MAX_TITLE]
        advice = "use small letters a-z, digits and single hyphens"
        raise fault(
            "bad-id", f"'{text}' is not an id", f"{advice}: '{proposal}'" if proposal else advice
        )
    if text == RESERVED_ID:
        raise fault(
            "bad-id", f"'{text}' is no id: the list of entries has that name", "choose another"
        )
    if text in WINDOWS_NAMES:
        raise fault("bad-id", f"'{text}' is no id: on Windows it is a device", "choose another")
    return text


def _edtf(value: object) -> EdtfDate:
    if isinstance(value, list):
        raise fault(
            "wrong-type",
            "expected a date, found a list",
            "a date in brackets needs quotation marks: '[..1997-03-14]'",
        )
    try:
        return parse_edtf(_string(value))
    except DateError as error:
        raise fault(error.code, error.message, error.advice) from None


def _full_day(value: object) -> EdtfDate:
    date = _edtf(value)
    if date.precision != "day" or date.approximate or date.uncertain:
        raise fault("bad-date", f"'{date.text}' is not one full day", "write it as YYYY-MM-DD")
    return date


def _number(value: object) -> int | float:
    text = _string(value)
    if not _NUMBER.fullmatch(text):
        raise fault(
            "bad-number",
            f"'{text}' is not a plain number",
            "write digits only, such as 60 or 1.5; words such as 'about' belong in 'qualifier'",
        )
    return float(text) if "." in text else int(text)


def _flag(value: object) -> bool:
    text = _string(value)
    if text not in ("true", "false"):
        raise fault("unknown-word", f"'{text}' is neither true nor false", "write true or false")
    return text == "true"


def _lang(value: object) -> str:
    text = _string(value)
    if not _LANG.fullmatch(text):
        raise fault(
            "bad-language",
            f"'{text}' is not a language tag",
            "write a BCP 47 tag: en, fr, ar, pt-BR, sr-Latn",
        )
    return text


def _country(value: object) -> str:
    text = _string(value)
    if not re.fullmatch(r"[A-Z]{2}", text):
        raise fault(
            "unknown-word",
            f"'{text}' is not a country code",
            "write the two capital letters of ISO 3166-1, such as FR",
        )
    return text


def _url(value: object) -> str:
    try:
        return check_url(_string(value))
    except LinkError as error:
        raise fault("link-scheme", str(error), error.advice) from None


def _closed(code: str, words: tuple[str, ...]) -> BeforeValidator:
    def check(value: object) -> str:
        if isinstance(value, str) and value in words:
            return value
        text = _string(value)
        if text not in words:
            what = code.removeprefix("unknown-")
            raise fault(code, f"'{text}' is not a known {what}", suggest(text, words))
        return text

    return BeforeValidator(check)


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a source: ``kind`` of unit, and the first and last unit or the time stamp.

    ``first`` and ``last`` are unit numbers from 1; for a time stamp both are 0.
    """

    text: str
    kind: Literal["para", "page", "time"]
    first: int
    last: int


def parse_locator(value: object) -> Locator:
    """Parse ``para 7``, ``para 7-9``, ``p. 3``, ``pp. 3-4`` or ``00:12:30``.

    Raises:
        PydanticCustomError: ``bad-locator``, with the forms that are allowed.
    """
    text = _string(value)
    for kind, pattern in _LOCATORS:
        if match := pattern.fullmatch(text):
            first = int(match[1]) if kind != "time" else 0
            last = int(match[2]) if match[2] else first
            if last < first:
                break
            return Locator(text, kind, first, last)  # type: ignore[arg-type]  # kinds of the table
    raise fault(
        "bad-locator",
        f"'{text}' does not say where in the source",
        "write 'para 7', 'para 7-9', 'p. 3' or '00:12:30'",
    )


def typed(check: Callable[..., Any], schema: dict[str, Any]) -> tuple[Any, ...]:
    """Return the annotations of a type that ``check`` reads and ``schema`` describes."""
    return PlainValidator(check), WithJsonSchema(schema)


STRING = {"type": "string"}
Id = Annotated[str, *typed(_remembered(_id), {"type": "string", "pattern": f"^{ID_PATTERN}$"})]
Title = Annotated[str, *typed(_line(MAX_TITLE), {**STRING, "maxLength": MAX_TITLE})]
Line = Annotated[str, *typed(_line(MAX_LINE), {**STRING, "maxLength": MAX_LINE})]
Lang = Annotated[str, *typed(_remembered(_lang), {**STRING, "pattern": f"^{_LANG.pattern}$"})]
Country = Annotated[str, *typed(_country, {**STRING, "pattern": "^[A-Z]{2}$"})]
Url = Annotated[str, *typed(_url, {**STRING, "format": "uri"})]
Number = Annotated[int | float, *typed(_number, {"type": "number"})]
Flag = Annotated[bool, *typed(_flag, {"type": "boolean"})]
ProseText = Annotated[
    Prose,
    *typed(_prose, {**STRING, "maxLength": MAX_PROSE}),
    PlainSerializer(lambda prose: prose.source, return_type=str),
]
EdtfField = Annotated[
    EdtfDate,
    *typed(
        _remembered(_edtf), {**STRING, "description": "EDTF (ISO 8601-2), level 0 and 1, and sets"}
    ),
    PlainSerializer(lambda date: date.text, return_type=str),
]
DayField = Annotated[
    EdtfDate,
    *typed(_remembered(_full_day), {**STRING, "format": "date"}),
    PlainSerializer(lambda date: date.text, return_type=str),
]
LocatorField = Annotated[
    Locator,
    *typed(_remembered(parse_locator), STRING),
    PlainSerializer(lambda locator: locator.text, return_type=str),
]

StatusWord = Literal["reported", "corroborated", "disputed", "planned", "retracted"]
BasisWord = Literal["stated", "inferred", "presumed", "bound"]
ModeWord = Literal["stated", "claimed", "denied", "estimated", "witnessed", "relayed"]
QualifierWord = Literal["exact", "about", "at-least", "more-than", "at-most", "between"]
DifferenceWord = Literal["scope", "framing", "sequence", "number"]
PrecisionWord = Literal["exact", "near", "locality", "district", "region", "country", "unknown"]
OriginWord = Literal["sources", "outside"]
LinkWord = Literal["part-of", "follows", "response-to"]
SensitiveWord = Literal["death", "language", "nudity", "sexuality", "suffering", "violence"]
CorrectionWord = Literal["correction", "clarification", "addition", "retraction"]
PositionWord = Literal["supports", "opposes", "mixed", "unclear"]
TranslatorWord = Literal["editor", "machine", "source"]
SourceWord = Literal[
    "article-newspaper",
    "article-magazine",
    "article-journal",
    "webpage",
    "report",
    "book",
    "broadcast",
    "interview",
    "legal_case",
    "legislation",
    "personal_communication",
    "post",
    "speech",
]
"""Kinds of source, in the words of the Citation Style Language 1.0.2, appendix III."""
SchemaWord = Literal[
    "AdministrativeArea",
    "City",
    "Country",
    "EducationalOrganization",
    "GovernmentOrganization",
    "NewsMediaOrganization",
    "NGO",
    "Organization",
    "Person",
    "Place",
    "PoliticalParty",
    "State",
]
"""What search engines may be told that a kind of actor or a class of place is: schema.org types."""

Status = Annotated[StatusWord, _closed("unknown-status", get_args(StatusWord))]
Basis = Annotated[BasisWord, _closed("unknown-word", get_args(BasisWord))]
Mode = Annotated[ModeWord, _closed("unknown-word", get_args(ModeWord))]
Qualifier = Annotated[QualifierWord, _closed("unknown-word", get_args(QualifierWord))]
Difference = Annotated[DifferenceWord, _closed("unknown-word", get_args(DifferenceWord))]
PlacePrecision = Annotated[PrecisionWord, _closed("unknown-word", get_args(PrecisionWord))]
Origin = Annotated[OriginWord, _closed("unknown-word", get_args(OriginWord))]
LinkType = Annotated[LinkWord, _closed("unknown-word", get_args(LinkWord))]
Sensitive = Annotated[SensitiveWord, _closed("unknown-word", get_args(SensitiveWord))]
CorrectionKind = Annotated[CorrectionWord, _closed("unknown-word", get_args(CorrectionWord))]
Position = Annotated[PositionWord, _closed("unknown-word", get_args(PositionWord))]
Translator = Annotated[TranslatorWord, _closed("unknown-word", get_args(TranslatorWord))]
SourceType = Annotated[SourceWord, _closed("unknown-type", get_args(SourceWord))]
SchemaType = Annotated[SchemaWord, _closed("unknown-word", get_args(SchemaWord))]
