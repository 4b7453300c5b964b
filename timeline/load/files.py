"""Finding and reading the files of a content folder, within limits.

Every file that the folder holds is either read or named in a diagnostic: a file that is silently
passed over is an event that silently is not published.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from timeline.diagnostics import Diagnostic
from timeline.settings import (
    KINDS,
    LOCK_FILE,
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_LOCK_BYTES,
    VOCABULARY_FILE,
)

_LOCK = PurePosixPath(LOCK_FILE)
_YEAR = re.compile(r"[0-9]{4}")
_FOLDER_DEPTH = 4
"""Levels of folders that are looked into, in levels: files lie in two at most, and a few more let
a misplaced one be named itself."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it lies on disk. ``place`` is relative to the content folder.

    ``data`` is None if the file was not read; a diagnostic says why.
    """

    shown: str
    place: PurePosixPath
    data: bytes | None

    @property
    def kind(self) -> str:
        """What the file holds: a kind of entry, ``vocabulary``, ``page`` or ``lock``."""
        first = self.place.parts[0]
        other = {"pages": "page", LOCK_FILE: "lock"}
        return KINDS.get(first) or other.get(first, "vocabulary")

    @property
    def has_house_form(self) -> bool:
        """Whether people write it in YAML: an entry or the vocabulary."""
        return self.kind not in ("page", "lock")


def read_files(root: Path, shown_root: str) -> tuple[list[RawFile], list[Diagnostic]]:
    """Read every content file below ``root``, in the order of their paths.

    ``shown_root`` is how diagnostics name the folder: relative to where the command runs.
    What editors and systems leave behind is passed over.
    """
    files: list[RawFile] = []
    diagnostics: list[Diagnostic] = []
    if root.is_symlink():
        return [], [_at(shown_root, "symlink", "the content folder is a link", "use the real one")]
    for count, (entry, shown) in enumerate(_walk(str(root), shown_root, diagnostics)):
        place = PurePosixPath(shown[len(shown_root) + 1 :])
        if count >= MAX_FILES:
            many = f"more than {MAX_FILES} files"
            return [], [_at(shown_root, "too-many-files", many, "split the site")]
        problem = _problem(entry, place, shown)
        if problem:
            diagnostics.append(problem)
            if _belongs(place):
                files.append(RawFile(shown, place, None))
            continue
        limit = MAX_LOCK_BYTES if place == _LOCK else MAX_FILE_BYTES
        data = _read(entry, shown, limit)
        if isinstance(data, Diagnostic):
            diagnostics.append(data)
            files.append(RawFile(shown, place, None))
        else:
            files.append(RawFile(shown, place, data))
    return files, diagnostics


def recorded_files(blobs: Iterable[tuple[str, bytes | None]], shown_root: str) -> list[RawFile]:
    """Return the content files among files that are not on the disk, in the order of their paths.

    ``blobs`` gives each file's place below the content folder, POSIX, and its bytes; None for what
    is too large, or no regular file. What nothing would read is left out.
    """
    places = sorted((PurePosixPath(place), data) for place, data in blobs)
    return [
        RawFile(f"{shown_root}/{place}", place, data)
        for place, data in places[:MAX_FILES]
        if _belongs(place) and not any(part.startswith(".") for part in place.parts)
    ]


def _read(entry: os.DirEntry[str], shown: str, limit: int) -> bytes | Diagnostic:
    try:
        with open(entry.path, "rb") as handle:  # noqa: PTH123  # a DirEntry is no Path
            # Asking for no more than there is saves a quarter of a megabyte of memory a file.
            size = entry.stat(follow_symlinks=False).st_size
            data = handle.read(min(size, limit) + 1)
    except OSError as error:
        return _at(shown, "unreadable-file", f"cannot be read ({error.strerror})", "check access")
    if len(data) > limit:
        return _at(
            shown,
            "file-too-large",
            f"larger than {limit // 1024} KB",
            "split it; an entry is a few KB",
        )
    return data


def _walk(
    folder: str, shown: str, diagnostics: list[Diagnostic], depth: int = 1
) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yield what lies below a folder and is no folder, each with how diagnostics name it.

    Folders that cannot be entered, or should not be, are reported.
    """
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        diagnostics.append(
            _at(shown, "unreadable-file", f"cannot be read ({error.strerror})", "check access")
        )
        return
    for entry in entries:
        if left_behind(entry.name):
            continue
        below = f"{shown}/{entry.name}"
        if not entry.is_dir(follow_symlinks=False):
            yield entry, below
        elif depth > _FOLDER_DEPTH:
            diagnostics.append(
                _at(below, "misplaced-file", "nothing reads a folder in this place", "remove it")
            )
        else:
            yield from _walk(entry.path, below, diagnostics, depth + 1)


def left_behind(name: str) -> bool:
    """Tell whether a file is what editors and systems put beside the files that people write.

    Hidden files; copies of what was there before (``x.yaml~``, ``#x.yaml#``); and ``4913``, which
    Vim makes to see whether it may.
    """
    return name.startswith((".", "#")) or name.endswith("~") or name == "4913"


def _problem(entry: os.DirEntry[str], place: PurePosixPath, shown: str) -> Diagnostic | None:
    if entry.is_symlink():
        return _at(shown, "symlink", "this is a link, not a file", "put the file itself here")
    if not entry.is_file(follow_symlinks=False):
        return _at(shown, "misplaced-file", "this is not a regular file", "remove it")
    if _belongs(place):
        return None
    if place.suffix == ".yml":
        return _at(shown, "misplaced-file", "content files end in .yaml", "rename it to .yaml")
    return _at(
        shown,
        "misplaced-file",
        "nothing reads a file in this place",
        "content lives in events/<year>/<id>.yaml, actors/, places/, sources/ (<id>.yaml),"
        f" {VOCABULARY_FILE} and pages/*.md; move it or remove it",
    )


def _belongs(place: PurePosixPath) -> bool:
    parts = place.parts
    if len(parts) == 1:
        return parts[0] in (VOCABULARY_FILE, LOCK_FILE)
    if parts[0] == "events":
        return len(parts) == 3 and bool(_YEAR.fullmatch(parts[1])) and place.suffix == ".yaml"  # noqa: PLR2004  # events, year, file
    if parts[0] == "pages":
        return len(parts) == 2 and place.suffix == ".md"  # noqa: PLR2004  # pages, file
    return parts[0] in KINDS and len(parts) == 2 and place.suffix == ".yaml"  # noqa: PLR2004  # folder, file


def _at(path: str, code: str, message: str, advice: str) -> Diagnostic:
    return Diagnostic(path, 1, 1, code, message, advice)
