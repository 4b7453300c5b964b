"""Finding and reading the files of a content folder, within limits.

Every file that the folder holds is either read or named in a diagnostic: a file that is silently
passed over is an event that silently is not published.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from timeline.diagnostics import Diagnostic
from timeline.load.names import bad_name
from timeline.settings import (
    KINDS,
    LOCK_FILE,
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_LOCK_BYTES,
    MAX_READINGS,
    MAX_TOTAL_BYTES,
    VOCABULARY_FILE,
)

BELONGS = re.compile(
    rf"(?:events/[0-9]{{4}}|{'|'.join(folder for folder in KINDS if folder != 'events')})/[^/]+\.yaml"
    rf"|pages/[^/]+\.md|{re.escape(VOCABULARY_FILE)}|{re.escape(LOCK_FILE)}",
    re.DOTALL,
).fullmatch
"""Places that something reads."""

_KINDS = {**KINDS, "pages": "page", LOCK_FILE: "lock"}
State = tuple[int, int, int, int]
"""What changes whenever a file does: its number on the disk, size, times of writing and change."""

state_of: Callable[[os.stat_result], State] = attrgetter(
    "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns"
)
"""Returns a file's state from how the system describes it; asked ten thousands of times in a row."""

_READING = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""How to open a file: follow no link, and wait for no pipe's writer."""

FOLDER_DEPTH = 4
"""Levels of folders that are looked into, in levels: files lie in two at most, and a few more let
a misplaced one be named itself."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it lies on disk. ``place`` is its path from the content folder, POSIX.

    ``data`` is None if the file was not read; a diagnostic says why. ``state`` is how the system
    described what was read, if it lay on the disk.
    """

    shown: str
    place: str
    data: bytes | None
    state: State | None = None

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return stem_of(self.place)

    @property
    def kind(self) -> str:
        """What the file holds: a kind of entry, ``vocabulary``, ``page`` or ``lock``."""
        return _KINDS.get(self.place.partition("/")[0], "vocabulary")

    @property
    def has_house_form(self) -> bool:
        """Whether people write it in YAML: an entry or the vocabulary."""
        return self.kind not in ("page", "lock")


def stem_of(place: str) -> str:
    """Return the name of a file, given by its path, without its ending."""
    return place[place.rfind("/") + 1 :].rpartition(".")[0]


def read_files(root: Path, shown_root: str) -> tuple[list[RawFile], list[Diagnostic]]:
    """Read every content file below ``root``, in the order of their paths.

    ``shown_root`` is how diagnostics name the folder: relative to where the command runs.
    What editors and systems leave behind is passed over. Files that are saved meanwhile are read
    again, so that what is returned stood on the disk at one moment.
    """
    if root.is_symlink():
        return [], [_at(shown_root, "symlink", "the content folder is a link", "use the real one")]
    reading = _Reading(shown_root)
    for _ in range(MAX_READINGS):
        reading = _Reading(shown_root)
        reading.read(root)
        if reading.settled():
            return reading.files, reading.diagnostics
    restless = "files change while they are read"
    advice = "wait until they are saved, then run this again"
    return reading.files, [_at(shown_root, "unreadable-file", restless, advice)]


class _Reading:
    """One pass over a content folder."""

    def __init__(self, shown_root: str) -> None:
        self.shown_root = shown_root
        self.files: list[RawFile] = []
        self.diagnostics: list[Diagnostic] = []
        self._states: dict[str, State] = {}
        self._names: dict[str, str] = {}
        self._total = 0

    def read(self, root: Path) -> None:
        """Read until the end, or until it is too much."""
        entries = _walk(str(root), self.shown_root, self.diagnostics)
        for count, (entry, shown) in enumerate(entries):
            if count >= MAX_FILES:
                self._give_up("too-many-files", f"more than {MAX_FILES} files")
            elif self._total > MAX_TOTAL_BYTES:
                most = MAX_TOTAL_BYTES // 1024
                self._give_up("too-much-content", f"more than {most} KB in all files together")
            else:
                self._add(entry, shown)
                continue
            return

    def settled(self) -> bool:
        """Tell whether every file is still as it was when it was opened."""
        return all(_state_at(path) == state for path, state in self._states.items())

    def _give_up(self, code: str, message: str) -> None:
        self.files, self._states = [], {}
        self.diagnostics = [_at(self.shown_root, code, message, "split the site")]

    def _add(self, entry: os.DirEntry[str], shown: str) -> None:
        place = shown[len(self.shown_root) + 1 :]
        limit = MAX_LOCK_BYTES if place == LOCK_FILE else MAX_FILE_BYTES
        found = (
            _problem(entry, place, shown)
            or bad_name(place, shown, self._names)
            or self._open(entry.path, shown, limit)
        )
        if isinstance(found, Diagnostic):
            self.diagnostics.append(found)
            if BELONGS(place):
                self.files.append(RawFile(shown, place, None))
        else:
            self.files.append(RawFile(shown, place, found, self._states[entry.path]))

    def _open(self, path: str, shown: str, limit: int) -> bytes | Diagnostic:
        try:
            handle = _open_file(path)
            try:
                state = os.fstat(handle)
                if not stat.S_ISREG(state.st_mode):
                    return _at(shown, "misplaced-file", "this is not a regular file", "remove it")
                self._states[path] = state_of(state)
                data = _read(handle, min(state.st_size, limit) + 1)
            finally:
                os.close(handle)
        except OSError as error:
            told = f"cannot be read ({error.strerror})"
            return _at(shown, "unreadable-file", told, "check access")
        self._total += len(data)
        if len(data) > limit:
            told = f"larger than {limit // 1024} KB"
            return _at(shown, "file-too-large", told, "split it; an entry is a few KB")
        return data


def _open_file(path: str) -> int:
    """Open what was a regular file a moment ago.

    The bare system call takes half the time of a Python file, of which there are ten thousands.
    """
    return os.open(path, _READING)


def _read(handle: int, most: int) -> bytes:
    """Read to the end, or as much as is asked for; a system may hand it over in pieces."""
    data = os.read(handle, most)
    if len(data) == most - 1:
        return data  # All that there was; had it grown since, its state would tell.
    while len(data) < most and (more := os.read(handle, most - len(data))):
        data += more
    return data


def read_regular(path: str, limit: int) -> bytes:
    """Return the bytes of a file.

    Raises:
        OSError: it cannot be read, is no regular file, or is larger than ``limit`` bytes.
    """
    handle = _open_file(path)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size > limit:
            raise OSError("no file of a size that can be read")
        return _read(handle, state.st_size + 1)
    finally:
        os.close(handle)


def _state_at(path: str) -> State | None:
    try:
        return state_of(os.lstat(path))
    except OSError:
        return None


def recorded_files(blobs: Iterable[tuple[str, bytes | None]], shown_root: str) -> list[RawFile]:
    """Return the content files among files that are not on the disk, in the order of their paths.

    ``blobs`` gives each file's place below the content folder, POSIX, and its bytes; None for what
    is too large, or no regular file. What nothing would read is left out.
    """
    places = sorted((place.split("/"), data) for place, data in blobs)
    return [
        RawFile(f"{shown_root}/{place}", place, data)
        for parts, data in places[:MAX_FILES]
        if BELONGS(place := "/".join(parts)) and not any(part.startswith(".") for part in parts)
    ]


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
        elif depth > FOLDER_DEPTH:
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


def _problem(entry: os.DirEntry[str], place: str, shown: str) -> Diagnostic | None:
    if entry.is_symlink():
        return _at(shown, "symlink", "this is a link, not a file", "put the file itself here")
    if not entry.is_file(follow_symlinks=False):
        return _at(shown, "misplaced-file", "this is not a regular file", "remove it")
    if BELONGS(place):
        return None
    if place.endswith(".yml"):
        return _at(shown, "misplaced-file", "content files end in .yaml", "rename it to .yaml")
    if place.endswith(".txt") and BELONGS(place.removesuffix(".txt")):
        # Plain text editors add it, and many systems do not show it.
        return _at(
            shown, "misplaced-file", "the name ends in .txt", "remove .txt from the end of its name"
        )
    return _at(
        shown,
        "misplaced-file",
        "nothing reads a file in this place",
        "content lives in events/<year>/<id>.yaml, actors/, places/, sources/ (<id>.yaml),"
        f" {VOCABULARY_FILE} and pages/*.md; move it or remove it",
    )


def _at(path: str, code: str, message: str, advice: str) -> Diagnostic:
    return Diagnostic(path, 1, 1, code, message, advice)
