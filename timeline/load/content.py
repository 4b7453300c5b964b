"""A content folder as typed entries, and what is wrong with each file on its own."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from timeline.collector import collector_paused
from timeline.diagnostics import Diagnostic
from timeline.load.document import Document, Refused, decode, parse_document
from timeline.load.document import Path as ValuePath
from timeline.load.files import RawFile, read_files
from timeline.load.kept import Taken, taken
from timeline.load.origin import Origin
from timeline.load.store import digest
from timeline.load.validate import validate
from timeline.model.entries import ENTRY_TYPES, Actor, Event, Place, Source, Vocabulary
from timeline.model.lock import Lock
from timeline.settings import VOCABULARY_FILE

_ID_LINE = re.compile(rb"^[- ] id: *[\"']?([a-z0-9-]+)", re.MULTILINE)
"""The id of an entry in a file that holds several and that cannot be parsed."""


@dataclass(slots=True)
class Content:
    """Everything that a content folder holds, checked file by file.

    ``known`` names, for each kind, every id that has a file, also where the file has errors:
    one mistake in an actor's file must not make every event that names the actor look wrong. The
    terms of the glossary are known in the same way. ``taken`` holds, if it is there, what may be
    kept of each file without a fault. ``prints`` has the fingerprint of each file that was read, by
    place.
    """

    shown_root: str
    events: MutableMapping[str, Event] = field(default_factory=dict)
    actors: MutableMapping[str, Actor] = field(default_factory=dict)
    places: MutableMapping[str, Place] = field(default_factory=dict)
    sources: MutableMapping[str, Source] = field(default_factory=dict)
    vocabulary: Vocabulary | None = None
    pages: dict[str, str] = field(default_factory=dict)
    lock: Lock | None = None
    origins: MutableMapping[tuple[str, str], Origin] = field(default_factory=dict)
    known: dict[str, set[str]] = field(
        default_factory=lambda: {kind: set() for kind in (*ENTRY_TYPES, "term")}
    )
    taken: dict[str, Taken] | None = None
    prints: dict[str, str] = field(default_factory=dict)

    def origin(self, kind: str, entry_id: str) -> Origin:
        """Return where the entry of this kind and id was written.

        Raises:
            KeyError: there is none.
        """
        return self.origins[kind, entry_id]


def load_content(
    root: Path, shown_root: str, *, take: bool = False
) -> tuple[Content, list[Diagnostic]]:
    """Read and type every file of a content folder.

    ``shown_root`` is how diagnostics name the folder: relative to where the command runs. With
    ``take``, what may be kept for another time is gathered.
    """
    files, diagnostics = read_files(root, shown_root)
    if any(diagnostic.path == shown_root for diagnostic in diagnostics):
        # The folder itself was refused; all else that could be said would follow from that.
        return Content(shown_root), diagnostics
    content, found = type_files(files, shown_root, take=take)
    return content, diagnostics + found


def type_files(
    files: list[RawFile], shown_root: str, *, take: bool = False
) -> tuple[Content, list[Diagnostic]]:
    """Type every file of a content folder, wherever the files were read from."""
    content = Content(shown_root, taken={} if take else None)
    diagnostics: list[Diagnostic] = []
    with collector_paused():
        for file in files:
            diagnostics.extend(add_file(file, content))
    if not any(file.place == VOCABULARY_FILE for file in files):
        diagnostics.append(
            Diagnostic(
                f"{shown_root}/{VOCABULARY_FILE}",
                1,
                1,
                "missing-vocabulary",
                "there is no vocabulary",
                "add the file with event_types, roles, actor_kinds, relation_types and"
                " place_classes",
            )
        )
    return content, diagnostics


def add_file(file: RawFile, content: Content) -> list[Diagnostic]:
    """Read and type one more file into the content; return what is wrong with it on its own."""
    if file.data is not None:
        content.prints[file.place] = digest(file.data)
    try:
        found = _load_file(file, content)
    except Refused as refusal:
        return list(refusal.diagnostics)
    if not found and content.taken is not None and file.kind not in content.known:
        _take(file, None, [], content)
    return found


def _take(
    file: RawFile, document: Document | None, entries: list[dict[str, Any]], content: Content
) -> None:
    if content.taken is not None and file.state is not None:
        found = taken(file.state, content.prints[file.place], document, entries)
        content.taken[file.place] = found


def _load_file(file: RawFile, content: Content) -> list[Diagnostic]:
    if file.kind in content.known:
        return _load_entries(file, content)
    if file.data is None:
        return []
    if file.kind == "page":
        content.pages[file.place.removeprefix("pages/")] = decode(file.shown, file.data)
    elif file.kind == "lock":
        return _load_lock(file.shown, file.data, content)
    else:
        document = parse_document(file.shown, file.data)
        fields = _fields(document)
        if isinstance(glossary := fields.get("glossary"), dict):
            content.known["term"] = set(glossary)
        outcome = validate(Vocabulary, fields, document)
        if isinstance(outcome, list):
            return outcome
        content.vocabulary = outcome
        content.origins["vocabulary", ""] = Origin(document, (), file.place)
    return []


def _load_lock(shown: str, data: bytes, content: Content) -> list[Diagnostic]:
    """Read what is remembered of checks; nobody writes it by hand, so all faults are of one kind."""
    try:
        document = parse_document(shown, data)
        outcome = validate(Lock, _fields(document), document)
    except Refused as refusal:
        outcome = list(refusal.diagnostics)
    if not isinstance(outcome, list):
        content.lock = outcome
        return []
    first = min(outcome)
    return [
        Diagnostic(
            shown,
            first.line,
            first.column,
            "damaged-lock",
            f"this file is not as it was written ({first.message})",
            "bring it back from version control, or delete it, and run 'quotes' again",
        )
    ]


def _load_entries(file: RawFile, content: Content) -> list[Diagnostic]:
    """Type the entry of a file, or each entry of a file that holds a list of events."""
    known = content.known[file.kind]
    if file.data is None:
        known.add(file.stem)
        return []
    try:
        document = parse_document(file.shown, file.data)
    except Refused:
        # What it holds cannot be said; whatever it may hold is not unknown.
        known.add(file.stem)
        if file.kind == "event":
            known.update(name.decode() for name in _ID_LINE.findall(file.data))
        raise
    if file.kind != "event" or not isinstance(document.data, list):
        return _load_single(file, document, content)
    found = [
        finding
        for index, fields in enumerate(document.data)
        for finding in _load_listed(file, document, index, fields, content)
    ]
    if not document.data:
        found = [document.diagnostic((), "empty-value", "the list is empty", "add an event")]
    if not found:
        _take(file, document, document.data, content)
    # From here on a document is asked for positions only.
    document.data = None
    return found


def _load_single(file: RawFile, document: Document, content: Content) -> list[Diagnostic]:
    kind, entry_id = file.kind, file.stem
    if entry_id in content.known[kind]:
        return [
            Diagnostic(
                file.shown,
                1,
                1,
                "duplicate-id",
                f"another {kind} has the id '{entry_id}' already",
                "rename this file: the id is the file's name",
            )
        ]
    content.known[kind].add(entry_id)
    fields = _fields(document)
    if "id" in fields:
        return [
            document.diagnostic(
                ("id",),
                "unknown-key",
                "no field 'id'",
                "delete the line: the file's name is the id",
                key=True,
            )
        ]
    fields = {"id": entry_id, **fields}
    found = _shelve(file, document, (), fields, content)
    if not found:
        _take(file, document, [fields], content)
    # From here on a document is asked for positions only.
    document.data = None
    return found


def _load_listed(
    file: RawFile, document: Document, index: int, fields: Any, content: Content
) -> list[Diagnostic]:
    """Type one entry of a file that holds several, each with its own ``id``."""
    base: ValuePath = (index,)
    if not isinstance(fields, dict):
        return [
            document.diagnostic(
                base,
                "wrong-type",
                "each item of this list must be an event: a group of fields",
                "write '- id: …' and the other fields below it",
            )
        ]
    known, entry_id = content.known[file.kind], fields.get("id")
    if isinstance(entry_id, str):
        if entry_id in known:
            return [
                document.diagnostic(
                    (*base, "id"),
                    "duplicate-id",
                    f"another {file.kind} has the id '{entry_id}' already",
                    "give this one another id",
                )
            ]
        known.add(entry_id)
    return _shelve(file, document, base, fields, content)


def _shelve(
    file: RawFile, document: Document, base: ValuePath, fields: dict[str, Any], content: Content
) -> list[Diagnostic]:
    kind = file.kind
    outcome = validate(ENTRY_TYPES[kind], fields, document, base)
    if isinstance(outcome, list):
        return outcome
    content.origins[kind, outcome.id] = Origin(document, base, file.place)
    shelf: dict[str, Any] = getattr(content, f"{kind}s")
    shelf[outcome.id] = outcome
    return []


def _fields(document: Document) -> dict[str, Any]:
    if not isinstance(document.data, dict):
        raise Refused(
            document.diagnostic(
                (),
                "wrong-type",
                "the file must hold a group of fields",
                "write 'key: value', a line each",
            )
        )
    return document.data
