"""What of an entry is only told, and what decides where it stands, counts and leads.

A text such as a title or a summary is shown wherever its entry is, and moves nothing: with another
one, each index has the same keys, and the same entries under each. So only what holds the entry is
other than it was. All the rest of an entry is its essence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from timeline.model.entries import ENTRY_TYPES, Actor, Entry, Event, Place, Source
from timeline.model.inline import Prose

Key = tuple[str, str]
"""Kind and id of an entry."""

SIZE: Final = 12
"""Bytes of a digest: among billions of them no two are the same by chance."""

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


class Mark(NamedTuple):
    """By what an entry is known again."""

    essence: str
    """Digest of all that is not only told, and of what the texts refer to."""
    named: str
    """Digest of what is told of it in brief."""
    digest: str
    """Of everything."""


def mark_of(entry: Entry) -> Mark:
    """Return the mark of an entry."""
    fields = TOLD[type(entry)]
    told = {name: getattr(entry, name) for name in fields}
    essence = f"{entry.model_dump_json(exclude=set(fields))}{[*map(_leads, told.values())]}"
    texts = repr([*map(_plain, told.values())])
    named = digest(told[NAMED].encode()) if NAMED in told else ""
    return Mark(digest(essence.encode()), named, digest(f"{essence}{texts}".encode()))


def _plain(value: Any) -> Any:
    return value.source if isinstance(value, Prose) else value


def _leads(value: Any) -> Any:
    """Return what there is of a text beside its words: whether it stands there, and its references."""
    if isinstance(value, Prose):
        return [(reference.kind, reference.id) for reference in value.references]
    return len(value) if isinstance(value, tuple) else value is None


def digest(data: bytes) -> str:
    """Return the digest of some bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()
