"""Another id for an entry, everywhere that it is named: small edits, all else byte for byte.

What is to be changed is known from the typed entries; where it stands, from the positions in their
files. Each changed file is parsed again and must hold exactly what was meant.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.check.references import entries_by_kind, names_in
from timeline.diagnostics import suggest
from timeline.edit.house import NotKept, house_form
from timeline.load.content import Content
from timeline.load.document import Document, Path, Refused, parse_document
from timeline.load.origin import Origin
from timeline.model.types import RESERVED_ID, RESERVED_IDS
from timeline.settings import ID_PATTERN, KINDS, MAX_TITLE

FOLDERS = {kind: folder for folder, kind in KINDS.items()}
"""Kind of entry -> the folder of its files, and of its pages."""

_EDIT = tuple[int, int, str]
"""Where in a text something starts and ends, and what takes its place."""


class RenamingRefused(Exception):  # noqa: N818  # it is an outcome, not a fault of the program
    """An entry cannot be renamed; ``str()`` says why."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a renaming changes: place below the content folder -> new bytes, or None if removed."""

    kind: str
    old: str
    new: str
    changes: Mapping[str, bytes | None]


def rename(content: Content, files: Mapping[str, bytes], kind: str, old: str, new: str) -> Renaming:
    """Return what has to change for an entry to have another id.

    Args:
        content: The loaded content, without errors.
        files: Every file of it, by its place below the content folder.
        kind: ``event``, ``actor``, ``place`` or ``source``.
        old: The entry's id.
        new: The id that it is to have; the old one joins ``formerly``.

    Raises:
        RenamingRefused: the ids do not allow it, or a file cannot be edited without harm.
    """
    _check_ids(content, kind, old, new)
    job = _Job(content, files, kind, old, new)
    for origin, path in _mentions(content, kind, old):
        job.replace(origin, path)
    origin = content.origin(kind, old)
    if origin.base:
        job.replace(origin, ("id",))
    job.remember(origin, entries_by_kind(content)[kind][old].formerly)
    changes: dict[str, bytes | None] = {**job.rewritten(), **job.pages()}
    if not origin.base:
        source = origin.place
        target = f"{source.rpartition('/')[0]}/{new}.yaml"
        if target in files:
            raise RenamingRefused(f"there is a file {target} already")
        changes[target], changes[source] = changes[source], None
    return Renaming(kind, old, new, changes)


def _check_ids(content: Content, kind: str, old: str, new: str) -> None:
    shelf = entries_by_kind(content)[kind]
    if old not in shelf:
        for entry in shelf.values():
            if old in entry.formerly:
                raise RenamingRefused(f"'{old}' is a former id: the {kind} is '{entry.id}' now")
        raise RenamingRefused(f"no {kind} '{old}'; {suggest(old, shelf)}".rstrip("; "))
    if not re.fullmatch(ID_PATTERN, new) or len(new) > MAX_TITLE or new in RESERVED_IDS:
        raise RenamingRefused(
            f"'{new}' is not an id: small letters a-z, digits and single hyphens,"
            f" at most {MAX_TITLE}, and not '{RESERVED_ID}' or a device on Windows, as 'con'"
        )
    if new == old:
        raise RenamingRefused(f"'{new}' is the id that it has")
    if new in content.known[kind]:
        raise RenamingRefused(f"the id '{new}' is taken by another {kind}")
    for entry in shelf.values():
        if new in entry.formerly and entry.id != old:
            raise RenamingRefused(f"'{new}' is a former id of the {kind} '{entry.id}'")


def _mentions(content: Content, kind: str, named: str) -> Iterator[tuple[Origin, Path]]:
    """Yield where an entry is named, each place once."""
    for owner_kind, entries in entries_by_kind(content).items():
        for entry in entries.values():
            found = [path for path, k, n in names_in(entry) if (k, n) == (kind, named)]
            for path in dict.fromkeys(found):
                yield content.origin(owner_kind, entry.id), path
    if content.vocabulary is None:
        return
    origin = content.origin("vocabulary", "")
    for term_id, term in content.vocabulary.glossary.items():
        if any((r.kind, r.id) == (kind, named) for r in term.explanation.references):
            yield origin, ("glossary", term_id, "explanation")
        for i, cite in enumerate(term.cite):
            if (kind, named) == ("source", cite.source):
                yield origin, ("glossary", term_id, "cite", i, "source")


class _Job:
    """The edits of one renaming, by file, with the data that each file is to hold afterwards."""

    def __init__(
        self, content: Content, files: Mapping[str, bytes], kind: str, old: str, new: str
    ) -> None:
        self.content, self.files = content, files
        self.kind, self.old, self.new = kind, old, new
        self._documents: dict[str, Document] = {}
        self._edits: dict[str, list[_EDIT]] = {}

    def replace(self, origin: Origin, path: Path) -> None:
        """Put the new id at a field that holds the old one, or into the links of a prose."""
        document, path = self._document(origin), (*origin.base, *path)
        parent, last = _at(document.data, path[:-1]), path[-1]
        if parent[last] == self.old:
            old, new = self.old, self.new
        else:
            old, new = (f"]({self.kind}:{name})" for name in (self.old, self.new))
        parent[last] = parent[last].replace(old, new)
        start, end = document.span(path)
        raw = document.text[start:end]
        self._edit(origin, (start, end, raw.replace(old, new)))

    def remember(self, origin: Origin, formerly: tuple[str, ...]) -> None:
        """Add the old id to the entry's former ones; the new one is no longer among them."""
        document = self._document(origin)
        entry = _at(document.data, origin.base)
        text, base = document.text, (*origin.base, "formerly")
        if self.new in formerly:
            index = formerly.index(self.new)
            start, end = document.span((*base, index))
            self._edit(origin, (start, end, text[start:end].replace(self.new, self.old)))
            entry["formerly"][index] = self.old
            return
        if formerly:
            start, end = document.span((*base, len(formerly) - 1))
            lead = text[:start].rpartition("\n")[2]
            if lead.strip() == "-":
                end = _line_end(text, end)
                added = f"{_newline(text)}{lead}{self.old}"
            else:
                added = f", {self.old}"
        else:
            start, end = document.span(origin.base)
            if text[start] == "{":
                end, added = end - 1, f", formerly: [{self.old}]"
            else:
                end = _line_end(text, end)
                indent = " " * (document.locate(origin.base)[1] - 1)
                added = f"{_newline(text)}{indent}formerly:{_newline(text)}{indent}  - {self.old}"
        self._edit(origin, (end, end, added))
        entry["formerly"] = [*formerly, self.old]

    def rewritten(self) -> dict[str, bytes]:
        """Return every file with its edits made.

        Raises:
            RenamingRefused: a file would then hold something else than it should.
        """
        result = {}
        for place, edits in self._edits.items():
            document = self._documents[place]
            text = document.text
            for start, end, replacement in sorted(edits, reverse=True):
                text = text[:start] + replacement + text[end:]
            data = text.encode()
            try:
                intact = parse_document(document.shown, data).data == document.data
            except Refused:
                intact = False
            if not intact:
                raise RenamingRefused(
                    f"{document.shown} is written in a way that cannot be edited safely;"
                    " bring it into house form with 'fmt', and try again"
                )
            result[place] = self._in_its_form(place, document.shown, data)
        return result

    def _in_its_form(self, place: str, shown: str, data: bytes) -> bytes:
        """Return new bytes in house form if the old ones were: a longer id may need a new line."""
        before = self.files[place]
        kind = KINDS.get(place.partition("/")[0], "vocabulary")
        try:
            if house_form(kind, shown, before).encode() == before:
                return house_form(kind, shown, data).encode()
        except NotKept:
            pass
        return _with_mark(before, data)

    def pages(self) -> dict[str, bytes]:
        """Return the pages by hand that link to the entry's page, with the links changed."""
        link = re.compile(
            rf"(?<=[\s(<\"'])((?:\./)?{FOLDERS[self.kind]}/){re.escape(self.old)}(?=\.(?:html|md)\b)"
        )
        result = {}
        for name, text in self.content.pages.items():
            changed = link.sub(rf"\g<1>{self.new}", text)
            if changed != text:
                place = f"pages/{name}"
                result[place] = _with_mark(self.files[place], changed.encode())
        return result

    def _document(self, origin: Origin) -> Document:
        """Return a document with its data, which the loader does not keep."""
        place = origin.place
        if place not in self._documents:
            self._documents[place] = parse_document(origin.document.shown, self.files[place])
        return self._documents[place]

    def _edit(self, origin: Origin, edit: _EDIT) -> None:
        self._edits.setdefault(origin.place, []).append(edit)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _line_end(text: str, index: int) -> int:
    """Return where the line ends that ``index`` is on, comments included."""
    found = re.compile("\r|\n").search(text, index)
    return found.start() if found else len(text)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _with_mark(before: bytes, after: bytes) -> bytes:
    """Return new bytes with the byte order mark that the old ones had."""
    return codecs.BOM_UTF8 + after if before.startswith(codecs.BOM_UTF8) else after
