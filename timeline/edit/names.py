"""Ids for new entries: proposed from a title, and refused if they are taken."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from timeline.diagnostics import printable
from timeline.load.content import Content
from timeline.settings import ID_PATTERN, MAX_TITLE

_LONGEST: Final = 60
"""Longest id that is proposed, in characters: it becomes an address that people copy."""


def slug(text: str) -> str:
    """Return small ASCII letters, digits and hyphens made of a text; empty if it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word
        if len(longer) > _LONGEST:
            break
        made = longer
    return made or "".join(words)[:_LONGEST]


def holder(kind: str, entry_id: str, content: Content) -> str | None:
    """Return the id of the entry that has this id, or had it before; None if it is free."""
    if entry_id in content.known[kind]:
        return entry_id
    entries = getattr(content, f"{kind}s")
    return next((i for i, entry in entries.items() if entry_id in entry.formerly), None)


def free_id(kind: str, text: str, content: Content) -> str:
    """Return an id made of a text that no entry of this kind has or had; empty if there is none."""
    base = slug(text)
    proposal, number = base, 1
    while base and holder(kind, proposal, content) is not None:
        number += 1
        proposal = f"{base}-{number}"
    return proposal


def id_problem(kind: str, entry_id: str, content: Content) -> str | None:
    """Return why a new entry of this kind cannot have this id, with advice; None if it can."""
    if not re.fullmatch(ID_PATTERN, entry_id) or len(entry_id) > MAX_TITLE:
        made = slug(entry_id)
        advice = f": '{made}'" if made else ""
        return (
            f"'{printable(entry_id[:MAX_TITLE])}' is not an id; use small letters a-z, digits and"
            f" single hyphens{advice}"
        )
    owner = holder(kind, entry_id, content)
    if owner is None:
        return None
    advice = f"; '{free_id(kind, entry_id, content)}' is free"
    if owner == entry_id:
        return f"there is {kind} '{entry_id}' already{advice}"
    return f"{kind} '{owner}' had the id '{entry_id}' before, and its address leads there{advice}"
