"""What of an entry is only told, and what decides where it stands, counts and leads.

A text such as a title or a summary is shown wherever its entry is, and moves nothing: with another
one, each index has the same keys, and the same entries under each. So only what holds the entry is
other than it was. All the rest of an entry is its essence, of which there are several aspects: an
index follows from one or some of them, see ``following``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Any, Final, NamedTuple

from timeline.model.entries import ENTRY_TYPES, Actor, Entry, Event, Place, Source
from timeline.model.inline import Prose

Key = tuple[str, str]
"""Kind and id of an entry."""

SIZE: Final = 12
"""Bytes of a digest: among billions of them no two are the same by chance."""

ASPECT_SIZE: Final = 6
"""Bytes of an aspect's digest, which is held against one other only."""

KIND_OF: Final[Mapping[type[Entry], str]] = {model: kind for kind, model in ENTRY_TYPES.items()}

TOLD: Final[Mapping[type[Entry], tuple[str, ...]]] = {
    Event: ("title", "summary", "unknown", "reading", "outside"),
    Actor: ("summary", "reading", "outside"),
    Place: ("summary", "reading", "outside"),
    Source: ("summary", "reading", "outside"),
}
"""Kind of entry -> its fields that are only told. No index may depend on them but by what it holds."""

NAMED: Final = "title"
"""The one of them that an entry in brief has too."""

ASPECTS: Final[Mapping[type[Entry], Mapping[str, tuple[str, ...]]]] = {
    Event: {
        "when": ("date", "order"),
        "sort": ("type",),
        "state": ("status", "main"),
        "who": ("actors",),
        "where": ("places",),
        "said": ("cite", "accounts", "quotes"),
        "links": ("relations",),
        "history": ("published", "corrections"),
        "shown": ("dated", "reported", "sensitive"),
    },
    Actor: {
        "name": ("name", "kind", "lang", "office"),
        "said": ("aliases", "cite"),
        "belongs": ("memberships", "relations", "stances"),
        "history": ("corrections",),
        "shown": ("identifiers",),
    },
    Place: {
        "name": ("name", "place_class", "lang"),
        "where": ("part_of", "coordinates"),
        "said": ("said", "aliases", "cite"),
        "history": ("corrections",),
        "shown": ("country", "identifiers"),
    },
    Source: {
        "name": (
            *("type", "title", "title_short", "lang", "publisher", "author", "issued"),
            *("url", "archive"),
        ),
        "units": ("units", "unused"),
        "history": ("corrections",),
        "shown": ("dated", "carried_by", "rights"),
    },
}
"""Kind of entry -> aspects of its essence, each with its fields."""

LEADS: Final = "leads"
"""The aspect of what there is of texts beside their words: which there are, and what they refer to."""

REST: Final = "rest"
"""That of all fields in no other aspect, from which anything may follow."""


class Mark(NamedTuple):
    """By what an entry is known again."""

    essence: str
    """Digest of all that is not only told, and of what the texts refer to: those of its aspects."""
    named: str
    """Digest of what is told of it in brief."""
    digest: str
    """Of everything."""


def mark_of(entry: Entry) -> Mark:
    """Return the mark of an entry."""
    kind = type(entry)
    told = {name: getattr(entry, name) for name in TOLD[kind]}
    parts = [_as_json(entry, fields) for fields in _fields_of(kind)]
    parts += [repr([*map(_leads, told.values())]).encode(), _as_json(entry, _rest_of(kind))]
    essence = "".join(digest(part, ASPECT_SIZE) for part in parts)
    texts = repr([*map(_plain, told.values())]).encode()
    named = digest(told[NAMED].encode()) if NAMED in told else ""
    return Mark(essence, named, digest(b"\0".join([*parts, texts])))


def aspects_between(kind: str, one: str, other: str) -> set[str]:
    """Return the aspects in which two essences of an entry of a kind differ."""
    names = (*ASPECTS[ENTRY_TYPES[kind]], LEADS, REST)
    width = 2 * ASPECT_SIZE
    starts = range(0, len(names) * width, width)
    return {
        name
        for name, at in zip(names, starts, strict=True)
        if one[at : at + width] != other[at : at + width]
    }


@cache
def _fields_of(kind: type[Entry]) -> tuple[frozenset[str], ...]:
    """Return the fields of each aspect of a kind of entries."""
    return tuple(map(frozenset, ASPECTS[kind].values()))


@cache
def _rest_of(kind: type[Entry]) -> frozenset[str]:
    """Return the fields that are in no aspect, and not only told."""
    known = chain(TOLD[kind], *ASPECTS[kind].values())
    return frozenset(kind.model_fields.keys() - set(known))


def _as_json(entry: Entry, fields: frozenset[str]) -> bytes:
    # ``model_dump_json`` does the same, and asks for much else on the way.
    return entry.__pydantic_serializer__.to_json(entry, include=set(fields))


def _plain(value: Any) -> Any:
    return value.source if isinstance(value, Prose) else value


def _leads(value: Any) -> Any:
    """Return what there is of a text beside its words: whether it stands there, and its references."""
    if isinstance(value, Prose):
        return [(reference.kind, reference.id) for reference in value.references]
    return len(value) if isinstance(value, tuple) else value is None


def digest(data: bytes, size: int = SIZE) -> str:
    """Return the digest of some bytes, of so many bytes itself."""
    return hashlib.blake2b(data, digest_size=size).hexdigest()
