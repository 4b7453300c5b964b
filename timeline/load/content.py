"""A content folder as typed entries, and what is wrong with each file on its own."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from timeline.diagnostics import Diagnostic
from timeline.load.document import Document, Refused, decode, parse_document
from timeline.load.document import Path as ValuePath
from timeline.load.files import RawFile, read_files
from timeline.load.validate import validate
from timeline.model.entries import ENTRY_TYPES, Actor, Event, Place, Source, Vocabulary
from timeline.settings import VOCABULARY_FILE


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was written: its document, and the path to its fields in it."""

    document: Document
    base: ValuePath
    place: PurePosixPath

    def diagnostic(
        self, path: ValuePath, code: str, message: str, advice: str = "", *, key: bool = False
    ) -> Diagnostic:
        """Return a diagnostic at a value of this entry."""
        return self.document.diagnostic((*self.base, *path), code, message, advice, key=key)


@dataclass(slots=True)
class Content:
    """Everything that a content folder holds, checked file by file.

    ``known`` names, for each kind, every id that has a file, also where the file has errors:
    one mistake in an actor's file must not make every event that names the actor look wrong. The
    terms of the glossary are known in the same way.
    """

    shown_root: str
    events: dict[str, Event] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    vocabulary: Vocabulary | None = None
    pages: dict[str, str] = field(default_factory=dict)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    known: dict[str, set[str]] = field(
        default_factory=lambda: {kind: set() for kind in (*ENTRY_TYPES, "term")}
    )

    def origin(self, kind: str, entry_id: str) -> Origin:
        """Return where the entry of this kind and id was written.

        Raises:
            KeyError: there is none.
        """
        return self.origins[kind, entry_id]


def load_content(root: Path, shown_root: str) -> tuple[Content, list[Diagnostic]]:
    """Read and type every file of a content folder.

    ``shown_root`` is how diagnostics name the folder: relative to where the command runs.
    """
    files, diagnostics = read_files(root, shown_root)
    if any(diagnostic.path == shown_root for diagnostic in diagnostics):
        # The folder itself was refused; all else that could be said would follow from that.
        return Content(shown_root), diagnostics
    content, found = type_files(files, shown_root)
    return content, diagnostics + found


def type_files(files: list[RawFile], shown_root: str) -> tuple[Content, list[Diagnostic]]:
    """Type every file of a content folder, wherever the files were read from."""
    content = Content(shown_root)
    diagnostics: list[Diagnostic] = []
    with _collector_paused():
        for file in files:
            try:
                diagnostics.extend(_load_file(file, content))
            except Refused as refusal:
                diagnostics.extend(refusal.diagnostics)
    if not any(file.kind == "vocabulary" for file in files):
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


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Hold the garbage collector while entries are made.

    They are all kept, and walking over them again and again takes a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load_file(file: RawFile, content: Content) -> list[Diagnostic]:
    if file.kind in content.known:
        return _load_entry(file, content)
    if file.data is None:
        return []
    if file.kind == "page":
        content.pages[file.place.name] = decode(file.shown, file.data)
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


def _load_entry(file: RawFile, content: Content) -> list[Diagnostic]:
    kind, entry_id = file.kind, file.place.stem
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
    if file.data is None:
        return []
    document = parse_document(file.shown, file.data)
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
    outcome = validate(ENTRY_TYPES[kind], {"id": entry_id, **fields}, document)
    if isinstance(outcome, list):
        return outcome
    # From here on a document is asked for positions only.
    document.data = None
    content.origins[kind, entry_id] = Origin(document, (), file.place)
    shelf: dict[str, Any] = getattr(content, f"{kind}s")
    shelf[entry_id] = outcome
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
