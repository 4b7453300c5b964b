"""Edits of one event in the content of our project, other than of its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

_SURE = re.compile(r"^status: corroborated$", re.MULTILINE)

_DAY = re.compile(r'^date: "(\d{4})-\d\d-\d\d"$', re.MULTILINE)
"""The date of an event that is known to the day: another one asks for no other line."""

_AS_WRITTEN = re.compile(r"^(dated:\n(?:  .*\n)*?)  as_written: .*\n", re.MULTILINE)
"""The source's words for a date, which would have to be others, too."""

_CITED = re.compile(r"^(cite:\n  - \{source: \S+, at: para) (\d+)\}", re.MULTILINE)
"""What an event itself rests on first."""

_CORRECTED = re.compile(r"^corrections:\n(?:  .*\n)+", re.MULTILINE)

_RELATED = re.compile(r"\bevent: ?(\S+?)[,}\s]")


def restate(folder: Path, event: str, number: int) -> None:  # noqa: ARG001  # as all edits
    """Change how sure an event is."""
    file = _file(folder, event)
    status = "reported" if _SURE.search(_read(file)) else "corroborated"
    text = re.sub(r"^status: .*", f"status: {status}", _read(file), flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")


def redate(folder: Path, event: str, number: int) -> None:
    """Change the day of the first event from this one on that has a day."""
    file = next(file for file in _from(folder, event) if _DAY.search(_read(file)))
    before = _AS_WRITTEN.sub(r"\1", _read(file), count=1)
    days = ((number + more) % 28 + 1 for more in range(2))
    texts = (_DAY.sub(rf'date: "\1-{1 + number % 12:02}-{day:02}"', before) for day in days)
    file.write_text(next(text for text in texts if text != before), encoding="utf-8")


def recite(folder: Path, event: str, number: int) -> None:
    """Have an event rest on another paragraph of its source."""
    file = next(file for file in _from(folder, event) if _CITED.search(_read(file)))
    text = _read(file)
    paragraphs = (1 + (number + more) % 2 for more in range(2))
    texts = (_CITED.sub(rf"\g<1> {paragraph}}}", text, count=1) for paragraph in paragraphs)
    file.write_text(next(other for other in texts if other != text), encoding="utf-8")


def correct(folder: Path, event: str, number: int) -> None:
    """Correct an event, or have its one correction say something else."""
    file = _file(folder, event)
    told = f"  - {{date: 2026-11-28, kind: correction, note: Correction {number}.}}"
    text = _CORRECTED.sub("", _read(file)).rstrip("\n")
    file.write_text(f"{text}\ncorrections:\n{told}\n", encoding="utf-8")


def add(folder: Path, event: str, number: int) -> None:
    """Add an event that tells the same as this one."""
    file = _file(folder, event)
    file.with_name(f"{event}-again-{number}.yaml").write_text(_read(file), encoding="utf-8")


def remove(folder: Path, event: str, number: int) -> None:  # noqa: ARG001  # as all edits
    """Take the first event after this one away that no other one names."""
    named = {event} | {
        name
        for file in (folder / "events").rglob("*.yaml")
        for name in _RELATED.findall(_read(file))
    }
    next(file for file in _from(folder, event) if file.stem not in named).unlink()


Edit = Callable[[Path, str, int], None]
"""Makes an edit, given the content's folder, an event, and a number that tells it from others."""

CHANGES: Mapping[str, Edit] = {
    "of more than words": restate,
    "of a day": redate,
    "of a citation": recite,
    "of a correction": correct,
}
"""What an edit is that changes one event -> makes it."""

EDITS: Mapping[str, Edit] = {
    **CHANGES,
    "that adds an event": add,
    "that takes one away": remove,
}
"""What any edit is -> makes it."""


def _file(folder: Path, event: str) -> Path:
    return next(folder.glob(f"events/*/{event}.yaml"))


def _from(folder: Path, event: str) -> list[Path]:
    """Return the files of all events, those from this one on first."""
    files = sorted((folder / "events").rglob("*.yaml"))
    at = files.index(_file(folder, event))
    return files[at:] + files[:at]


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
