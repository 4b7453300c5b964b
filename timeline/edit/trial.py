"""Checking a draft before it is written: what ``check`` would say of it."""

from __future__ import annotations

from typing import Any

from timeline.check.references import missing
from timeline.check.run import check_rules
from timeline.diagnostics import Diagnostic, ordered
from timeline.load.content import Content, add_file
from timeline.load.document import Refused, parse_document
from timeline.load.files import RawFile
from timeline.load.validate import validate
from timeline.model.entries import ENTRY_TYPES

_LISTS = (("actors", "actor"), ("places", "place"), ("cite", "source"))


def try_draft(content: Content, place: str, text: str) -> list[Diagnostic]:
    """Add a draft to the content and return what is wrong with it.

    Args:
        content: The content that it is for; it holds the draft afterwards.
        place: Path of the new file below the content folder, POSIX.
        text: What the file is to hold.
    """
    shown = f"{content.shown_root}/{place}"
    data = text.encode()
    found = add_file(RawFile(shown, place, data), content)
    found += [*_unknown_names(content, shown, data), *check_rules(content)]
    return ordered(diagnostic for diagnostic in found if diagnostic.path == shown)


def read_draft(kind: str, shown: str, text: str) -> list[Diagnostic]:
    """Return what is wrong with a draft on its own, such as that it is not complete.

    Raises:
        Refused: a text in it is one that no content file can hold.
    """
    document = parse_document(shown, text.encode())
    outcome = validate(ENTRY_TYPES[kind], {"id": "draft", **document.data}, document)
    return ordered(outcome) if isinstance(outcome, list) else []


def _unknown_names(content: Content, shown: str, data: bytes) -> list[Diagnostic]:
    """Say which entries do not exist even where the draft is not complete enough to be checked."""
    try:
        document = parse_document(shown, data)
    except Refused:
        return []
    return [
        document.diagnostic((key, index, kind), *problem)
        for key, kind in _LISTS
        for index, part in enumerate(_parts(document.data, key))
        if part.get(kind) and (problem := missing(kind, str(part[kind]), content))
    ]


def _parts(data: Any, key: str) -> list[dict[str, Any]]:
    rows = data.get(key, []) if isinstance(data, dict) else []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
