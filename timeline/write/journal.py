"""Changing several files of the content as one: a journal first, then the files, then it goes.

Once the journal is written the change is decided. Killed at any moment after that, the next run
finds it and finishes; killed before, nothing was changed. Readers of the content pass over hidden
files, so neither the journal nor a half-written file is ever taken for content.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.write.folder import inside

JOURNAL = ".timeline-changes.json"
"""Name of the journal, in the content folder itself."""


class JournalConflict(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """An interrupted change cannot be finished; ``str()`` says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One file: digest of what it held before, and what it is to hold; None if it is not there."""

    place: str
    before: str | None
    after: bytes | None


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; who may read it stays as it was."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(data)
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o7777)
        os.replace(temporary, path)  # noqa: PTH105  # the name says that it is atomic
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def change_files(root: Path, what: str, changes: Mapping[str, bytes | None]) -> None:
    """Make all changes below a folder, or be able to finish them later.

    Args:
        root: The content folder.
        what: The change in the words of the command line, by which it is recognised again.
        changes: Place below the folder -> new bytes, or None to remove the file.

    Raises:
        ValueError: a place lies outside the folder; nothing was changed.
        OSError: the disk is full, or access is denied; ``finish`` can take it up again.
    """
    steps = [_Step(place, _digest(_read(root, place)), new) for place, new in changes.items()]
    # Files go last, so that an entry is at no time without one.
    steps.sort(key=lambda step: (step.after is None, step.place))
    told = {
        "what": what,
        "files": [
            {"place": s.place, "before": s.before, "after": s.after and s.after.decode()}
            for s in steps
        ],
    }
    replace_file(root / JOURNAL, json.dumps(told, indent=1).encode())
    _carry_out(root, steps)


def pending(root: Path) -> str | None:
    """Return which change was interrupted, in the words of the command line, if one was."""
    told = _journal(root)
    return told[0] if told else None


def finish(root: Path) -> str | None:
    """Finish an interrupted change, and return which one; None if there was none.

    Raises:
        JournalConflict: a file was changed meanwhile, or the journal itself is damaged.
        OSError: a file cannot be written; trying again is safe.
    """
    told = _journal(root)
    if told is None:
        return None
    what, steps = told
    for step in steps:
        now = _read(root, step.place)
        if now != step.after and _digest(now) != step.before:
            raise JournalConflict(
                f"'{what}' was interrupted, and {step.place} was changed since; finish it by hand,"
                f" then delete {root / JOURNAL}"
            )
    _carry_out(root, steps)
    return what


def _carry_out(root: Path, steps: list[_Step]) -> None:
    for step in steps:
        path = inside(root, step.place)
        if step.after is None:
            path.unlink(missing_ok=True)
        elif _read(root, step.place) != step.after:
            replace_file(path, step.after)
    (root / JOURNAL).unlink()


def _journal(root: Path) -> tuple[str, list[_Step]] | None:
    try:
        told = json.loads((root / JOURNAL).read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        told = None
    try:
        steps = [
            _Step(
                row["place"], row["before"], None if row["after"] is None else row["after"].encode()
            )
            for row in told["files"]
        ]
        for step in steps:
            inside(root, step.place)
        return str(told["what"]), steps
    except (TypeError, KeyError, AttributeError, ValueError):
        raise JournalConflict(
            f"{root / JOURNAL} is damaged; compare the content with its last revision, and delete it"
        ) from None


def _read(root: Path, place: str) -> bytes | None:
    try:
        return inside(root, place).read_bytes()
    except FileNotFoundError:
        return None


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()
