"""Why no site comes of a build, in words for people, with what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_ROOM: Final = "make room on the disk, then run this again"
_ADVICE: Final[Mapping[int | None, str]] = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EACCES: "see who may write there",
    errno.EPERM: "see who may write there",
    errno.EROFS: "nothing can be written there: run this in a copy of the project elsewhere",
}


class BuildFailure(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """The site could not be built; ``str()`` says why and what to do. The old site still stands."""


class SearchFailure(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """The search index could not be made; ``str()`` says why."""


class ZensicalFailure(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """Zensical is missing or cannot build the site; ``str()`` says why."""


def fault(error: OSError, place: Path) -> str:
    """Return what the system said no to: where, what and what to do.

    ``place`` is named where the error names no file.
    """
    if not error.strerror:
        return str(error)
    advice = _ADVICE.get(error.errno)
    named = os.path.relpath(os.fsdecode(error.filename)) if error.filename else str(place)
    return f"{named}: {error.strerror}" + (f" ({advice})" if advice else "")


def shown(path: Path) -> str:
    """Return how messages name a path: relative to where the program runs, if it can be."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive on Windows
        return str(path)
