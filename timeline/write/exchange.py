"""A folder takes another one's place, so that at any moment one of the two stands there."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Final

OLD: Final = "old"
"""Where the old folder waits, in a workshop, where two folders cannot change places at once."""

_HERE: Final = -100
"""``AT_FDCWD``: paths are relative to where the program runs (``fcntl.h``)."""

_EXCHANGE: Final = 2
"""``RENAME_EXCHANGE``, see renameat2(2)."""


def put(fresh: Path, target: Path) -> None:
    """Put a folder in its place. What stood there is in the folder where ``fresh`` was, or gone.

    Raises:
        OSError: it cannot be put there; what stood there still does.
    """
    if not target.exists():
        fresh.rename(target)
    elif not swap(fresh, target):
        _one_after_the_other(fresh, target, fresh.with_name(OLD))


def put_and_keep(fresh: Path, target: Path, kept: Path) -> None:
    """Put a folder in its place, and keep what stood there under a name that nothing has yet.

    Raises:
        OSError: it cannot be put there; what stood there is there or at ``kept``.
    """
    fresh.rename(kept)
    if not swap(kept, target):
        kept.rename(fresh)
        _one_after_the_other(fresh, target, kept)


def swap(one: Path, other: Path) -> bool:
    """Have two folders change places at once; return False where that cannot be done.

    Only Linux can, since 3.15, and not on every disk.
    """
    if sys.platform != "linux":
        return False
    # A C library may be too old for it, or leave it out.
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


def _one_after_the_other(fresh: Path, target: Path, old: Path) -> None:
    target.rename(old)
    # Killed here, `restore` puts the old one back at the next run.
    try:
        fresh.rename(target)
    except BaseException:
        old.rename(target)
        raise


def restore(workshop: Path, target: Path) -> None:
    """Put the old folder back if a run was killed after it had taken it away."""
    if (workshop / OLD).is_dir() and not target.exists():
        (workshop / OLD).rename(target)
