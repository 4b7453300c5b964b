"""What the system said no to, in words for people, with what to do."""

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


def fault(error: OSError, place: Path) -> str:
    """Return where, what and what to do; ``place`` is named where the error names no file."""
    if not error.strerror:
        return str(error)
    advice = _ADVICE.get(error.errno)
    named = os.path.relpath(os.fsdecode(error.filename)) if error.filename else str(place)
    return f"{named}: {error.strerror}" + (f" ({advice})" if advice else "")
