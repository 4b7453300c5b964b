"""The guide for editors, as far as it follows from the model: every field, every form of a date."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from timeline.codes import CODES
from timeline.dates import EdtfDate, parse_edtf
from timeline.model import entries, types
from timeline.model.entries import ENTRY_TYPES, Vocabulary
from timeline.model.types import Part
from timeline.pages.book import Book
from timeline.pages.markup import inner
from timeline.pages.searching import page_index
from timeline.schemas.descriptions import field_descriptions
from timeline.settings import KINDS, VOCABULARY_FILE

FILES: Final[Mapping[str, str]] = {
    **{kind: f"content/{folder}/<id>.yaml" for folder, kind in KINDS.items()},
    "event": "content/events/<year>/<id>.yaml",
    "vocabulary": f"content/{VOCABULARY_FILE}",
}
"""What is written -> the file in which it is."""

DATE_FORMS: Final = (
    "1997-03-04",
    "1997-03-04T16:00:00+01:00",
    "1997-03-04~",
    "1997-03-04?",
    "1997-03-04%",
    "1997-03",
    "1997-03-XX",
    "1997-21",
    "1997",
    "1997-XX",
    "1997-XX-XX",
    "199X",
    "19XX",
    "1997-03-04/1997-03-06",
    "1997-03~/1997-05",
    "1996-04/..",
    "1996-04/",
    "../1997-03-04",
    "/1997-03-04",
    "[..1997-03-04]",
    "[1997-03-04..]",
    "[1997-03-01..1997-03-04]",
    "[1997-03-01,1997-03-04]",
)
"""One date of every form, the common ones first within each group."""

EXAMPLE_FILE: Final = "content/events/1997/mill-bridge-falls.yaml"
EXAMPLE: Final = """\
title: The mill bridge falls
date: "1997-03-03"
dated:
  as_written: on Monday
  basis: inferred
  note: >-
    The report is of Wednesday the 5th;
    the Monday before it is the 3rd.
type: collapse
status: reported
summary: >-
  The bridge beside
  [the mill](place:mill-bridge)
  gave way under a crowd.
actors:
  - actor: lindow-council
    role: affected
places:
  - place: mill-bridge
    precision: exact
cite:
  - source: echo-1997-03-05
    at: para 1
accounts:
  - id: residents
    according_to:
      as_written: residents
    mode: witnessed
    text: A market was crossing.
    cite:
      - source: echo-1997-03-05
        at: para 3
    figures:
      - of: people on the bridge
        value: 40
        qualifier: about
        as_written: some forty
        scope: when the bridge fell
quotes:
  - exact: we heard it before we saw it
    lang: en
    speaker: ada-fenn
    cite:
      - source: echo-1997-03-05
        at: para 3
"""
"""An event with what most events have, and the file in which it would stand; all of it invented."""

_TYPES: Final = (
    ("id", types.Id),
    ("line", types.Title),
    ("line", types.Line),
    ("prose", types.ProseText),
    ("lang", types.Lang),
    ("country", types.Country),
    ("url", types.Url),
    ("number", types.Number),
    ("flag", types.Flag),
    ("date", types.EdtfField),
    ("day", types.DayField),
    ("locator", types.LocatorField),
    ("voice", entries.Attribution),
)
"""What a value is called in the interface's words, and its type."""

_LITERAL = re.compile(r"``([^`]+)``|(?<!\w)'([^']+)'(?!\w)|(\[[^\[\]]+\]\([^()]+\))")
"""What stands in a file as it is: as docstrings mark it, in single quotation marks, or a link."""

_EXPLAINED: Final = ("basis", "status", "mode", "qualifier", "how", "precision")
"""Sections of the reading aid in which the words of a closed list are explained."""

_NOTHING: Final = Markup("")


@dataclass(frozen=True, slots=True)
class FieldForm:
    """One field as an editor writes it.

    Attributes:
        name: Its key.
        kind: What its value is: a key of the interface's words ``guide.value``.
        text: What it is for, in English, from the model.
        required: Whether every such entry needs it.
        many: ``one`` value, a ``list`` of them, or a ``map`` from ids to them.
        words: The closed list that the value is from, if it is from one.
        part: Name of the group of fields that the value is, if it is one.
    """

    name: str
    kind: str
    text: Markup = _NOTHING
    required: bool = False
    many: Literal["one", "list", "map"] = "one"
    words: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of fields: an entry or a part of one, and the keys under which it is written."""

    name: str
    keys: tuple[str, ...]
    text: Markup
    fields: tuple[FieldForm, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return anchor(self.name)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What belongs to one kind of file, or to several (``kind`` is then ``shared``)."""

    kind: str
    file: str
    groups: tuple[Group, ...]


def guide_page(book: Book, _: str) -> str:
    """Return the guide for editors."""
    text = book.text
    names = {
        **text["search"]["kind"],
        **{key: text["guide"][key] for key in ("vocabulary", "shared")},
    }
    return book.page(
        "guide",
        "guide.md",
        text["site"]["guide"],
        text["guide"]["lead"],
        index=page_index(text["site"]["guide"], "guide.md"),
        names=names,
        chapters=chapters(),
        anchor=anchor,
        meaning=lambda words: meaning(words, text),
        dates=date_forms(),
        markup=markup_forms(text, names),
        example=EXAMPLE,
        example_file=EXAMPLE_FILE,
        message_count=len(CODES),
    )


def meaning(words: tuple[str, ...], text: Mapping[str, Any]) -> str:
    """Return the section of the reading aid that explains these words, or nothing."""
    return next((name for name in _EXPLAINED if set(text[name]) == set(words)), "")


def markup_forms(text: Mapping[str, Any], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return every markup of running text: as typed, and what it is to readers."""
    words = text["guide"]
    entry: str = words["link_kind"]
    return (
        ("*word*", words["emphasis"]),
        ("[words](https://example.org/)", words["link"]),
        *((f"[words]({kind}:id)", entry.format(kind=names[kind])) for kind in ENTRY_TYPES),
        ("[words](term:id)", words["link_term"]),
    )


def anchor(name: str) -> str:
    """Return the anchor of a group: ``EventActor`` is ``part-event-actor``."""
    return "part" + re.sub(r"([A-Z])", lambda found: f"-{found[1].lower()}", name)


def chapters() -> tuple[Chapter, ...]:
    """Return every field of every kind of file; parts that several kinds have come last, once."""
    kinds: Mapping[str, type[Part]] = {**ENTRY_TYPES, "vocabulary": Vocabulary}
    reached = {kind: list(_reached(model)) for kind, model in kinds.items()}
    every = list(dict.fromkeys(model for models in reached.values() for model in models))
    keys: dict[str, dict[str, None]] = {}
    for model in every:
        for field in _fields(model):
            keys.setdefault(field.part, {})[field.name] = None

    def group(model: type[Part]) -> Group:
        paragraph = inspect.cleandoc(model.__doc__ or "").partition("\n\n")[0]
        text = _marked(" ".join(paragraph.split()))
        return Group(
            model.__name__, tuple(keys.get(model.__name__, ())), text, tuple(_fields(model))
        )

    shared = [m for m in every if sum(m in models for models in reached.values()) > 1]
    made = [
        Chapter(kind, FILES[kind], tuple(group(m) for m in models if m not in shared))
        for kind, models in reached.items()
    ]
    return (*made, Chapter("shared", "", tuple(map(group, shared))))


def date_forms() -> tuple[tuple[str, EdtfDate], ...]:
    """Return every form of a date: as typed, and what it says."""
    return tuple((text, parse_edtf(text)) for text in DATE_FORMS)


def _reached(model: type[Part]) -> Iterator[type[Part]]:
    """Yield a class and every part below it, each once, in the order of the fields."""
    seen: dict[type[Part], None] = {}

    def visit(part: type[Part]) -> None:
        if part not in seen:
            seen[part] = None
            for field in _fields(part):
                if field.part:
                    visit(getattr(entries, field.part))

    visit(model)
    yield from seen


def _marked(text: str) -> Markup:
    """Return a text of the model with its literals as code and its apostrophes as printed."""
    pieces, reached = [], 0
    for found in _LITERAL.finditer(text):
        pieces.append(_inner(text[reached : found.start()]))
        pieces.append(Markup("<code>{}</code>").format(_inner(found[found.lastindex or 0])))
        reached = found.end()
    return Markup("").join([*pieces, _inner(text[reached:])])


def _inner(text: str) -> Markup:
    return inner(text.replace("'", "’"))


def _fields(model: type[Part]) -> Iterator[FieldForm]:
    told = field_descriptions()[model.__name__]
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        key = field.alias or name
        form = replace(_form(key, hints[name]), text=_marked(told.get(key, "")))
        if key == "id" and model in ENTRY_TYPES.values():
            yield replace(form, kind="file_name")
        else:
            yield replace(form, required=field.is_required())


def _form(name: str, hint: Any) -> FieldForm:
    """Return how a value of this type is written."""
    for kind, known in _TYPES:
        if hint == known:
            return FieldForm(name, kind, part="Voice" if kind == "voice" else "")
    if inspect.isclass(hint) and issubclass(hint, Part):
        return FieldForm(name, "part", part=hint.__name__)
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return FieldForm(name, "word", words=inside)
    if origin is tuple:
        return replace(_form(name, inside[0]), many="list")
    if origin is dict:
        return replace(_form(name, inside[1]), many="map")
    return _form(name, _bare(hint))


def _bare(hint: Any) -> Any:
    """Return a type without its checks and without the choice to leave its value out."""
    inside = [part for part in get_args(hint) if part is not NoneType]
    if get_origin(hint) not in (Annotated, Union, UnionType) or not inside:
        raise TypeError(f"the guide has no words for this type of field: {hint}")
    return inside[0]
