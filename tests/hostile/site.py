"""A content folder in which strangers had their way: every string in every text field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from tests.hostile.corpus import PROSE, SHOWN
from tests.hostile.filling import Filler, vocabulary_lists
from timeline.model.entries import ENTRY_TYPES, GlossaryTerm, Term

HARMLESS: Final = "plain words"
"""What stands in running text that would refuse the string."""

LISTS: Final = {
    "Event.type": "event_types",
    "EventActor.role": "roles",
    "Actor.kind": "actor_kinds",
    "ActorLink.type": "relation_types",
    "Place.place_class": "place_classes",
    "Stance.on": "questions",
}
"""Field -> the list of the vocabulary from which it takes a word."""

NAMED: Final = {
    "source": "source",
    "actor": "actor",
    "place": "place",
    "event": "event",
    "told_to": "actor",
    "speaker": "actor",
    "organization": "actor",
    "publisher": "actor",
    "carried_by": "actor",
    "part_of": "place",
    "jointly_with": "actor",
}
"""Name of a field -> the kind of entry that it names."""

OTHERS: Final = (
    "Dated.counted_from",
    "EventLink.event",
    "Place.part_of",
    "ActorLink.actor",
    "Membership.organization",
)
"""Fields that name an entry other than the one they stand in."""

FOLDERS: Final = {"event": "events/2013", "actor": "actors", "place": "places", "source": "sources"}


@dataclass(frozen=True)
class Typed:
    """A text that a curator typed, and the page of the entry or term that it belongs to."""

    family: str
    string: str
    page: str
    field: str
    text: str


def families() -> Iterator[tuple[int, str, str]]:
    """Yield number, family and string of all that is shown."""
    pairs = [(family, text) for family, texts in SHOWN.items() for text in texts]
    for number, (family, text) in enumerate(pairs):
        yield number, family, text


def name_of(number: int) -> str:
    """Return the id of everything that carries the string of this number."""
    return f"n{number:03}"


def write_content(folder: Path) -> list[Typed]:
    """Write the content folder; return everything that was typed into it."""
    typed: list[Typed] = []
    vocabulary: dict[str, dict[str, Any]] = {name: {} for name in vocabulary_lists()}
    for number, family, text in families():
        for place, data, fields in _entries(number, text, vocabulary):
            typed += [Typed(family, text, place, path, written) for path, written in fields.items()]
            if data is not None:
                _write(folder / f"{FOLDERS[place.split('/')[0][:-1]]}/{name_of(number)}.yaml", data)
    _write(folder / "vocabulary.yaml", vocabulary)
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "index.md").write_text("# Hostile\n\nNothing here runs.\n", "utf-8")
    (folder / "pages" / "method.md").write_text("# Method\n\nBy hand.\n", "utf-8")
    return typed


def _entries(
    number: int, text: str, vocabulary: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, dict[str, Any] | None, Mapping[str, str]]]:
    own = name_of(number)
    prose = HARMLESS if text in PROSE else text

    def refer(field: str) -> str:
        name = field.partition(".")[2]
        if name == "formerly":
            return f"former-{own}"
        if name == "identifiers":
            return "wikidata"
        if field in OTHERS:
            return name_of(number - 1 if number else 1)
        if field in LISTS or name in NAMED:
            return own
        raise KeyError(f"say in tests/hostile/site.py what the field {field} names")

    for kind, model in ENTRY_TYPES.items():
        filler = Filler(text, prose, refer, number)
        data = filler.fill(model, model.__name__)
        _mend(kind, number, data)
        yield f"{kind}s/{own}.html", data, filler.typed
    for words, terms in vocabulary.items():
        filler = Filler(text, prose, refer, number)
        term = GlossaryTerm if words == "glossary" else Term
        terms[own] = filler.fill(term, f"Vocabulary.{words}")
        yield f"vocabulary/{words}/{own}", None, filler.typed


def _mend(kind: str, number: int, data: dict[str, Any]) -> None:
    """Put right what rules between fields ask for."""
    if kind == "event":
        # An account that the other one differs from.
        second = {**data["accounts"][0], "id": "two"}
        data["accounts"].append({k: v for k, v in second.items() if k != "differs_from"})
        data["accounts"][0]["differs_from"][0]["account"] = "two"
    if kind == "place":
        data["coordinates"] |= {"lat": str(10 + number % 12), "lon": str(-8 + number % 20)}
        if number == 0:
            del data["part_of"]
    if "dated" in data:
        # Counting needs words to count from, which none of the strings holds.
        del data["dated"]["counted_from"]


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice out twice: content may hold no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        """Say that nothing is an alias."""
        return True


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # In double quotation marks throughout, so that YAML itself takes nothing for its own.
    text = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, default_style='"', sort_keys=False, width=100_000
    )
    path.write_text(text, "utf-8")
