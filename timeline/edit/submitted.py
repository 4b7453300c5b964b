"""From a submitted form to a draft of an event, or to what a correction or dead link is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from timeline.dates import parse_edtf
from timeline.edit.draft import Answers, Reference
from timeline.edit.emit import one_line
from timeline.edit.forms import Submission, first_word
from timeline.edit.freedate import read_free_date
from timeline.edit.names import slug
from timeline.load.content import Content
from timeline.model import types
from timeline.settings import KINDS, MAX_LINE

_MOST: Final = 50
"""Most actors or places that are taken from a form: no event has as many."""

_PAIR = re.compile(r"(?:[-*+] )?(.+?)(?:\s*:\s*|\s+[–—-]\s+)([^:]+)")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A line of a content file, with the entry that it belongs to."""

    kind: str
    id: str
    shown: str
    line: int
    text: str


def event_answers(form: Submission, content: Content) -> Answers:
    """Return what a 'new event' form tells, in the words of this content as far as it has them.

    What cannot be used as it stands is left blank, with what was written in a note.
    """
    given = form.values
    notes: dict[str, str] = {}
    fields = {key: one_line(given[key]) for key in ("title", "as_written", "summary")}
    fields["date"] = _date(given["date"], notes)
    vocabulary = content.vocabulary
    closed = {
        "basis": get_args(types.BasisWord),
        "status": get_args(types.StatusWord),
        "type": tuple(vocabulary.event_types) if vocabulary else (),
    }
    for key, words in closed.items():
        word = first_word(given[key])
        fields[key] = word if word in words else ""
        if given[key] and not fields[key]:
            notes[key] = _written(given[key])
    if not given["status"]:
        fields["status"] = "reported"
    source = _source(given["source"], content)
    if not source:
        notes["cite"] = _written(given["source"])
    at = one_line(given["at"])
    roles = dict(vocabulary.roles) if vocabulary else {}
    precisions = dict.fromkeys(get_args(types.PrecisionWord))
    return Answers(
        fields,
        actors=_pairs(given["actors"], content.actors, roles, "actors", notes),
        places=_pairs(given["places"], content.places, precisions, "places", notes),
        cites=[Reference(source, at)],
        notes=notes,
        head=[
            "From a form that a reader filled in: compare it with the source before you publish it.",
            *(
                f"The heading '{label}' stood there twice; the first was read."
                for label in form.repeated
            ),
        ],
    )


def _written(text: str) -> str:
    line = one_line(text)
    return f"The form says: “{line[:MAX_LINE]}”." if line else ""


def _date(text: str, notes: dict[str, str]) -> str:
    found = read_free_date(one_line(text))
    if len(found.readings) == 1:
        edtf = found.readings[0].edtf
        if edtf != text:
            notes["date"] = _written(text)
        return edtf
    readings = ", or ".join(f"{reading.edtf} if {reading.meaning}" for reading in found.readings)
    notes["date"] = f"{_written(text)} That {found.fault}; {readings or found.advice}."
    return ""


def _source(text: str, content: Content) -> str:
    wanted = one_line(text).casefold()
    for source in content.sources.values():
        names = (source.id, source.title, source.title_short or "", source.url or "")
        if wanted and wanted in (name.casefold() for name in names):
            return source.id
    return ""


def _pairs(
    text: str,
    entries: Mapping[str, Any],
    words: Mapping[str, Any],
    key: str,
    notes: dict[str, str],
) -> list[Reference]:
    """Return the entries that a field names, one a line, each with its word."""
    lines = [one_line(line) for line in text.split("\n") if line.strip()]
    found = []
    for line in lines[:_MOST]:
        match = _PAIR.fullmatch(line)
        name, word = (match[1], match[2]) if match else (line.removeprefix("- "), "")
        entry_id = _entry(name, entries) or slug(name)
        labels = {getattr(term, "label", i).casefold(): i for i, term in words.items()}
        word_id = word if word in words else labels.get(word.casefold(), "")
        if entry_id:
            found.append(Reference(entry_id, word_id))
        if not entry_id or (word and not word_id):
            notes[key] = f"{notes.get(key, '')}\n{_written(line)}".strip()
    if len(lines) > _MOST:
        notes[key] = (
            f"{notes.get(key, '')}\nOnly the first {_MOST} lines of the form were read.".strip()
        )
    return found


def _entry(name: str, entries: Mapping[str, Any]) -> str:
    wanted = name.casefold()
    for entry_id, entry in entries.items():
        names = (entry_id, entry.name, *(alias.name for alias in entry.aliases))
        if wanted in (other.casefold() for other in names):
            return entry_id
    return ""


def entries_meant(text: str, content: Content) -> list[tuple[str, str]]:
    """Return the entries (kind and id) that a page's address, a file or an id may mean."""
    bare = re.sub(r"[?#].*", "", one_line(text)).rstrip("/")
    parts = bare.replace("\\", "/").split("/")
    stem = re.sub(r"\.(?:html|yaml|md)$", "", parts[-1])
    folders = [KINDS[part] for part in parts[:-1] if part in KINDS]
    kinds = folders[-1:] or list(KINDS.values())
    return [(kind, stem) for kind in kinds if (kind, stem) in content.origins]


def value_of(kind: str, entry_id: str, key: str, content: Content) -> Occurrence | None:
    """Return the line on which a field of an entry starts; None if the entry has no such field."""
    origin = content.origin(kind, entry_id)
    entry = getattr(content, f"{kind}s")[entry_id]
    if key not in entry.model_fields_set and not (key == "class" and kind == "place"):
        return None
    line, _ = origin.document.locate((*origin.base, key), key=True)
    return _at(kind, entry_id, line, content)


def lines_with(address: str, content: Content) -> Iterator[Occurrence]:
    """Yield every line of a content file that holds a web address; none if it is not one."""
    if not re.fullmatch(r"https?://\S{4,}", address):
        return
    for (kind, entry_id), origin in sorted(content.origins.items()):
        for number, line in enumerate(origin.document.text.splitlines(), 1):
            if address in line:
                yield _at(kind, entry_id, number, content)


def _at(kind: str, entry_id: str, line: int, content: Content) -> Occurrence:
    document = content.origin(kind, entry_id).document
    return Occurrence(kind, entry_id, document.shown, line, document.text.splitlines()[line - 1])


def year_known(answers: Answers) -> bool:
    """Return whether the draft's date says in which year's folder it belongs."""
    date = answers.fields["date"]
    return bool(date) and bool(parse_edtf(date).earliest or parse_edtf(date).latest)
