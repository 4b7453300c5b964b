"""What entries take from sources: each cited part of an entry is a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.model.entries import Actor, Cite, Event, Place


class Statement(NamedTuple):
    """One thing taken from a source: which entry says it, in which of its parts.

    ``part`` is ``event``, ``account``, ``quote``, ``actor``, ``membership``, ``relation``,
    ``stance``, ``alias``, ``place`` or ``said``; ``key`` names it among those of its kind, and
    ``number`` is its place among all parts of the entry, from 0.
    """

    kind: str
    id: str
    part: str
    key: str
    number: int
    cite: Cite


def statements_of(entry: Event | Actor | Place) -> Iterator[Statement]:
    """Yield every statement of an entry that cites a source."""
    kind = type(entry).__name__.lower()
    own: list[tuple[str, str, tuple[Cite, ...]]] = [(kind, "", entry.cite)]
    if isinstance(entry, Event):
        own += [("account", account.id, account.cite) for account in entry.accounts]
        own += [("quote", str(number), q.cite) for number, q in enumerate(entry.quotes, 1)]
    elif isinstance(entry, Actor):
        own += [("membership", m.organization, m.cite) for m in entry.memberships]
        own += [("relation", f"{link.type} {link.actor}", link.cite) for link in entry.relations]
        own += [("stance", str(number), s.cite) for number, s in enumerate(entry.stances, 1)]
        own += [("alias", alias.name, alias.cite) for alias in entry.aliases]
    else:
        own += [("said", str(number), said.cite) for number, said in enumerate(entry.said, 1)]
        own += [("alias", alias.name, alias.cite) for alias in entry.aliases]
    for number, (part, key, cites) in enumerate(own):
        for cite in cites:
            yield Statement(kind, entry.id, part, key, number, cite)


def count_statements(statements: Iterable[Statement]) -> int:
    """Return how many parts of entries these are: one that cites two paragraphs counts once."""
    return len({(statement.kind, statement.id, statement.number) for statement in statements})
