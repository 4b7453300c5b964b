"""What lies in a content folder, by the system's description of each file, without reading any."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Mapping
from operator import attrgetter
from pathlib import Path

from timeline.load.files import BELONGS, FOLDER_DEPTH, State, left_behind, state_of
from timeline.load.names import bad_name
from timeline.settings import MAX_FILES, MAX_TOTAL_BYTES

_NAME = attrgetter("name")


def scan(root: Path, named: Mapping[str, object]) -> dict[str, State] | None:
    """Return each file's place, from the root, POSIX, and its state, in the order of their paths.

    The keys of ``named`` are places that were found to have good names beside one another. None says that
    something lies there that `read_files` would tell of, and that it must look.
    """
    found: dict[str, State] = {}
    try:
        if root.is_symlink() or not _walk(str(root), "", named, found, 1):
            return None
    except OSError:
        return None
    if len(found) > MAX_FILES or sum([state[1] for state in found.values()]) > MAX_TOTAL_BYTES:
        return None
    if not found.keys() <= named.keys():
        before: dict[str, str] = {}
        if not all(BELONGS(place) and not bad_name(place, place, before) for place in found):
            return None
    return found


def _walk(
    folder: str, base: str, named: Container[str], found: dict[str, State], depth: int
) -> bool:
    """Add what lies below a folder; return whether all of it is what may lie there."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=_NAME)
    for entry in ordered:
        place = base + entry.name
        if place not in named and left_behind(entry.name):
            continue
        state = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(state.st_mode):
            found[place] = state_of(state)
            continue
        may_enter = stat.S_ISDIR(state.st_mode) and depth <= FOLDER_DEPTH
        if not may_enter or not _walk(entry.path, f"{place}/", named, found, depth + 1):
            return False
    return True
