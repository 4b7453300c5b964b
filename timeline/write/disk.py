"""How files lie on the disk: what changes whenever one does."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

Disk = tuple[int, int, int]
"""Size in bytes, and when the content and anything at all last changed, in nanoseconds."""

NOTHING: Final[Disk] = (-1, -1, -1)
"""Of what is not there, or is no file."""


def disk_of(file: Path) -> Disk:
    """Return how a file lies on the disk; a link is no file of ours."""
    try:
        return _told(file.lstat())
    except OSError:
        return NOTHING


def disks_below(folder: Path, paths: Iterable[str]) -> Mapping[str, Disk]:
    """Return how all files lie that are in the folders of some paths below ``folder``."""
    found: dict[str, Disk] = {}
    for parent in {path.rpartition("/")[0] for path in paths}:
        base = f"{parent}/" if parent else ""
        with suppress(OSError), os.scandir(folder / parent) as entries:
            for entry in entries:
                found[base + entry.name] = _told(entry.stat(follow_symlinks=False))
    return found


def _told(found: os.stat_result) -> Disk:
    if not stat.S_ISREG(found.st_mode):
        return NOTHING
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
