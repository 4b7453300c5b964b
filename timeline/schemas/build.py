"""The editor's schemas: the model's own, in draft-07, with the ids and words of one content."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from timeline.load.content import Content
from timeline.model.entries import ENTRY_TYPES, Term, Vocabulary
from timeline.model.types import Part
from timeline.schemas.descriptions import field_descriptions
from timeline.schemas.forms import ADDED, ID, RULES, Schema, as_typed, editor_forms, key

SCHEMA_FOLDER: Final = "schemas"
"""Where the schemas lie, beside the content folder; the editor's settings name it."""

_DRAFT = "http://json-schema.org/draft-07/schema#"

_NAMED: Final[Mapping[tuple[str, str], str]] = {
    ("Cite", "source"): "source",
    ("EventActor", "actor"): "actor",
    ("EventActor", "role"): "roles",
    ("EventPlace", "place"): "place",
    ("Differs", "event"): "event",
    ("Account", "according_to"): "actor",
    ("Account", "jointly_with"): "actor",
    ("Account", "told_to"): "actor",
    ("Quote", "speaker"): "actor",
    ("Quote", "told_to"): "actor",
    ("EventLink", "event"): "event",
    ("Event", "type"): "event_types",
    ("Actor", "kind"): "actor_kinds",
    ("Membership", "organization"): "actor",
    ("ActorLink", "type"): "relation_types",
    ("ActorLink", "actor"): "actor",
    ("Stance", "on"): "questions",
    ("Stance", "event"): "event",
    ("Said", "according_to"): "actor",
    ("Place", "class"): "place_classes",
    ("Place", "part_of"): "place",
    ("Source", "publisher"): "actor",
    ("Source", "carried_by"): "actor",
}
"""Field -> the kind of entry whose id it holds, or the list of the vocabulary that it is from."""

_EXPLAINED: Final[Mapping[tuple[str, str], str]] = {
    ("Dated", "basis"): "basis",
    ("Event", "status"): "status",
    ("Event", "sensitive"): "sensitive",
    ("EventPlace", "precision"): "precision",
    ("Account", "mode"): "mode",
    ("Differs", "how"): "how",
    ("Figure", "qualifier"): "qualifier",
    ("Translation", "by"): "translator",
    ("Correction", "kind"): "correction",
    ("Stance", "position"): "position",
    ("Coordinates", "precision"): "precision",
    ("Source", "type"): "source_type",
}
"""Field with words of the model -> the section of the interface's words that explains them."""

_CLASSES: Final[Mapping[str, type[Part]]] = {**ENTRY_TYPES, "vocabulary": Vocabulary}


def editor_schemas(content: Content, words: Mapping[str, Any]) -> dict[str, str]:
    """Return the schema of each kind of content file: ``event.schema.json`` -> JSON text.

    ``words`` are the interface's, by section; those of the model's closed lists are explained there.
    """
    names = {name: _closed(name, words) for name, words in _lists(content)}
    return {
        f"{kind}.schema.json": json.dumps(_schema(kind, names, words), ensure_ascii=False, indent=1)
        + "\n"
        for kind in _CLASSES
    }


def _lists(content: Content) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each closed list of this content: its name, and its ids with what they stand for."""
    for kind in ENTRY_TYPES:
        entries: Mapping[str, Any] = getattr(content, f"{kind}s")
        labels = dict.fromkeys(sorted(content.known[kind]), "")
        yield kind, labels | {i: _label(entries[i]) for i in labels if i in entries}
    for name in Vocabulary.model_fields:
        if name != "glossary":
            terms: Mapping[str, Term] = getattr(content.vocabulary, name, {})
            yield name, {i: f"{term.label}: {term.explanation}" for i, term in terms.items()}


def _label(entry: Any) -> str:
    name = getattr(entry, "name", None) or entry.title
    date = getattr(entry, "date", None) or getattr(entry, "issued", None)
    return f"{date.text}: {name}" if date else str(name)


def _closed(name: str, words: Mapping[str, str]) -> Schema:
    pairs = as_typed(words)
    what = f"{name}s of this content" if name in ENTRY_TYPES else f"'{name}' of the vocabulary"
    return {
        "description": f"One of the {what}.",
        "enum": [value for value, _ in pairs],
        "enumDescriptions": [words[word] for _, word in pairs],
    }


def _schema(kind: str, names: Mapping[str, Schema], words: Mapping[str, Any]) -> Schema:
    model = _CLASSES[kind]
    raw = model.model_json_schema(by_alias=True)
    parts: dict[str, Schema] = {**raw.pop("$defs", {}), model.__name__: raw}
    builder = _Builder(names, words)
    definitions = {name: builder.part(name, part) for name, part in parts.items()}
    if kind == "event":
        root = _file_or_list(definitions)
    else:
        definitions[model.__name__]["properties"].pop("id", None)
        root = definitions.pop(model.__name__)
    definitions |= {name: names[name] for name in sorted(builder.used)}
    return {"$schema": _DRAFT, "title": model.__name__, **root} | {"definitions": definitions}


def _file_or_list(definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a file of events: one, whose id is the file's name, or a list."""
    listed = definitions.pop("Event")
    properties = {name: value for name, value in listed["properties"].items() if name != "id"}
    definitions["EventOfFile"] = {**listed, "properties": properties}
    definitions["EventOfList"] = {**listed, "required": ["id", *listed["required"]]}
    return {
        "description": "One event, or a list of events each with its 'id'.",
        "if": {"type": "array"},
        "then": {"items": {"$ref": "#/definitions/EventOfList"}, "minItems": 1},
        "else": {"$ref": "#/definitions/EventOfFile"},
    }


class _Builder:
    """Turns pydantic's schema of the model into the editor's, and notes which lists it names."""

    def __init__(self, names: Mapping[str, Schema], words: Mapping[str, Any]) -> None:
        self._names = names
        self._words = words
        self._forms = editor_forms()
        self._descriptions = field_descriptions()
        self.used: set[str] = set()

    def part(self, name: str, raw: Schema) -> Schema:
        """Return the schema of one class of the model."""
        described = self._descriptions[name]
        return {
            "description": raw["description"],
            "type": "object",
            "properties": {
                field: {
                    "description": described[field],
                    **self._field(name, field, value),
                    **ADDED.get((name, field), {}),
                }
                for field, value in raw["properties"].items()
            },
            "required": [field for field in raw.get("required", []) if field != "id"]
            if name.lower() in ENTRY_TYPES
            else raw.get("required", []),
            "additionalProperties": False,
            **RULES.get(name, {}),
        }

    def _field(self, part: str, field: str, raw: Schema) -> Schema:
        plain = {name: value for name, value in raw.items() if name not in ("title", "default")}
        value = self._value(plain, (part, field))
        if "$ref" not in value:
            return value
        # In draft-07 nothing beside a `$ref` counts, so the description needs a level of its own;
        # the type tells the editor how to go on after the key.
        return {"type": self._types(_NAMED.get((part, field))), "allOf": [value]}

    def _types(self, name: str | None) -> list[str]:
        if name is None:
            return ["object"]
        found = {type(value) for value in self._names[name]["enum"]}
        # An editor proposes true and false wherever a value may be one of them.
        return ["string", "number", *(["boolean"] if bool in found else [])]

    def _value(self, raw: Schema, place: tuple[str, str]) -> Schema:
        """Return the editor's form of a value of the field at ``place``: (class, key)."""
        if form := self._forms.get(key(raw)):
            return self._named(_NAMED[place]) if form is ID and place in _NAMED else form
        if "enum" in raw or "const" in raw:
            return self._words_of_model(raw.get("enum") or [raw["const"]], place)
        if "$ref" in raw:
            return {"$ref": raw["$ref"].replace("#/$defs/", "#/definitions/")}
        if raw.get("type") == "array":
            limits = {name: raw[name] for name in ("minItems",) if name in raw}
            return {"type": "array", "items": self._value(raw["items"], place), **limits}
        if raw.get("type") == "object":
            return self._table(raw, place)
        choices = raw.get("anyOf") or raw["oneOf"]
        made = [self._value(choice, place) for choice in choices if choice.get("type") != "null"]
        return made[0] if len(made) == 1 else {"anyOf": made}

    def _named(self, name: str) -> Schema:
        self.used.add(name)
        return {"$ref": f"#/definitions/{name}"}

    def _words_of_model(self, options: list[str], place: tuple[str, str]) -> Schema:
        explained = self._words.get(_EXPLAINED.get(place, ""), {})
        if not explained:
            return {"enum": options}
        texts = [explained.get(option, "") for option in options]
        return {
            "enum": options,
            "enumDescriptions": [text if isinstance(text, str) else text["text"] for text in texts],
        }

    def _table(self, raw: Schema, place: tuple[str, str]) -> Schema:
        [(pattern, value)] = raw["patternProperties"].items()
        return {
            "type": "object",
            "patternProperties": {pattern: self._value(value, place)},
            "additionalProperties": False,
        }
