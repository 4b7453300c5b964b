"""The files of a folder, as it is known how they were made, and how they lay on the disk then."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from timeline.pages import Read, digest
from timeline.pages.marks import Key
from timeline.write.disk import NOTHING, Disk, disk_of, disks_below

Row = list[Any]
"""How a file was made and lay there: its signature, its digest, and the parts of its ``Disk``."""

WIDTH: Final = 5
"""Length of a row."""

GONE: Final[Row] = ["", "", *NOTHING]
"""That of a file that there is no more."""


class Made(NamedTuple):
    """A file that was just made."""

    path: str
    reads: Sequence[int]
    """What was read, by places in a list that those made together share."""
    digest: str
    """Of its content."""
    disk: Disk
    written: bool
    """Whether it lay there otherwise."""


Share = tuple[Sequence[Read], Sequence[Made]]
"""All that was read for some files, and these."""


class Before(NamedTuple):
    """What was made of a file."""

    data: bytes
    reads: Sequence[Read]
    """What was read for it, and would be again."""
    others: Sequence[Key]
    """The entries that are not the same now, or may not be."""


def untouched(folder: Path, rows: Mapping[str, Row], changed: Collection[str]) -> dict[str, Row]:
    """Return the rows of all files but changed ones that lie as they were made, as they lie now."""
    disks = disks_below(folder, rows)
    return {
        path: row
        for path, before in rows.items()
        if path not in changed and (row := _untouched(path, folder, disks, before))
    }


def content_of(folder: Path, path: str, row: Row) -> bytes | None:
    """Return the content of a file, if it is what was made; see ``_untouched``."""
    now = disk_of(folder / path)
    if now == NOTHING:
        return None
    try:
        data = (folder / path).read_bytes()
    except OSError:
        return None
    return data if _lies_as(row, now) or digest(data) == row[1] else None


def _untouched(path: str, folder: Path, disks: Mapping[str, Disk], row: Row) -> Row | None:
    """Return the row of a file as it lies on the disk now, if it still is as it was made; else None.

    One of the same size and times is not read, as in git.
    """
    now = disks.get(path, NOTHING)
    if now == NOTHING:
        return None
    if _lies_as(row, now):
        return row
    return None if content_of(folder, path, row) is None else [*row[:2], *now]


def _lies_as(row: Row, now: Disk) -> bool:
    return now == (row[2], row[3], row[4])
