"""The site that stood before the one that stands, kept so that the next is made of it.

Nearly all files of one site are the other's too. To take all these names away and to give them anew
takes much longer than to see whether they are right, for which the disk need not be asked about
each file. So nothing of it is trusted: what is not, by its name, the very file that it should be is
taken away. One that is lost or damaged costs time and changes nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from timeline.write.search import FOLDER

CACHE: Final = Path(".cache") / "spare"
"""Where it is kept, beside the configuration: that of the site built last."""


FRAGMENTS: Final = f"{FOLDER}/fragment/"


def put_away(old: Path, place: Path) -> None:
    """Keep a site that stands no more in ``place``, if it can have another name there."""
    drop(place)
    # It may be another disk.
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        old.rename(place)


def drop(place: Path) -> None:
    """Keep none any more; a link stays as it is."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)


def take_out(place: Path, folder: Path, wanted: Mapping[str, int]) -> set[str]:
    """Have what is kept in ``place`` in ``folder``, but nothing that is not wanted.

    Args:
        place: A folder, if there is one; a link stays as it is.
        folder: Not there yet.
        wanted: Path -> number on the disk of each file that may stay.

    Returns:
        The paths of the files in ``folder``.
    """
    if not place.is_dir() or place.is_symlink():
        return set()
    try:
        _rename_fragments(place, wanted)
        there = set(_swept(str(place), "", wanted))
        place.rename(folder)
    except OSError:
        return set()
    return there


def _rename_fragments(place: Path, wanted: Iterable[str]) -> None:
    """Let the folder with what search shows of pages have its name of now: it gets another each time."""
    folder = place / FRAGMENTS
    now = next((path for path in wanted if path.startswith(FRAGMENTS)), None)
    if now and folder.is_dir() and not any(map(Path.is_symlink, (folder, folder.parent))):
        there = list(folder.iterdir())
        if len(there) == 1:
            there[0].rename((place / now).parent)


def _swept(folder: str, before: str, wanted: Mapping[str, int]) -> Iterator[str]:
    with os.scandir(folder) as scan:
        entries = list(scan)
    for entry in entries:
        path = before + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _swept(entry.path, f"{path}/", wanted)
        elif wanted.get(path) == entry.inode():
            yield path
        else:
            os.unlink(entry.path)  # noqa: PTH108  # paths are texts here, for speed
    # One that holds files is needed.
    with suppress(OSError):
        os.rmdir(folder)  # noqa: PTH106  # as above
