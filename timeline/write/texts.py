"""What search reads of each page, kept between builds, so that only what changed is written again.

While a build runs the folder is in its workshop, where nobody else writes; afterwards it lies beside
the configuration, for one site alone: the last that was built. A run that is killed loses it, which
costs time and changes nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from timeline.write.earlier import State, source_states, state_of

CACHE: Final = Path(".cache") / "texts"
"""Where they are kept, beside the configuration."""


def lend(place: Path, folder: Path) -> None:
    """Have what is kept in ``place`` in ``folder`` until it is ``given_back``; a wish, and no duty.

    Args:
        place: A folder, if there is one; a link stays as it is.
        folder: Not there yet, in a folder that is ours.
    """
    if place.is_dir() and not place.is_symlink():
        # It may lie on another disk.
        with suppress(OSError):
            place.rename(folder)


@contextmanager
def given_back(place: Path, folder: Path) -> Iterator[None]:
    """Keep in ``place``, after the block, what that leaves in ``folder``; see ``lend``."""
    try:
        yield
    finally:
        if folder.is_dir():
            with suppress(OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                if place.is_dir() and not place.is_symlink():
                    shutil.rmtree(place)
                folder.rename(place)


def states_in(place: Path) -> Mapping[str, State]:
    """Return how all that is kept in ``place`` lies there."""
    return source_states(place) if place.is_dir() and not place.is_symlink() else {}


def sweep(folder: Path, known: Mapping[str, State], wanted: Collection[str], was: Path) -> set[str]:
    """Leave of a folder only the wanted files that lie there as they are known; return those.

    Args:
        folder: May be missing.
        known: How files lay there when they were written, by their paths in it.
        wanted: Paths of files that are still as they should be, if they were not touched.
        was: A folder, not there yet, for those that are known and not wanted.

    Raises:
        OSError: something cannot be taken away.
    """
    return set(_swept(str(folder), "", known, wanted, str(was))) if folder.is_dir() else set()


def _swept(
    folder: str, before: str, known: Mapping[str, State], wanted: Collection[str], was: str
) -> Iterator[str]:
    with os.scandir(folder) as scan:
        entries = list(scan)
    for entry in entries:
        path = before + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _swept(entry.path, f"{path}/", known, wanted, was)
            # One that holds files is needed.
            with suppress(OSError):
                os.rmdir(entry.path)  # noqa: PTH106  # paths are texts here, for speed
        elif known.get(path) != state_of(entry.stat(follow_symlinks=False)):
            os.unlink(entry.path)  # noqa: PTH108  # as above
        elif path in wanted:
            yield path
        else:
            os.makedirs(f"{was}/{before}", exist_ok=True)  # noqa: PTH103  # as above
            os.rename(entry.path, f"{was}/{path}")  # noqa: PTH104  # as above


def changed(was: Path, folder: Path, paths: Iterable[str]) -> list[str] | None:
    """Return which of these files differ in two folders; None if one is not known to have been.

    Raises:
        OSError: a file cannot be read.
    """
    differing = []
    for path in paths:
        if not (was / path).is_file():
            return None
        if (was / path).read_bytes() != (folder / path).read_bytes():
            differing.append(path)
    return differing
