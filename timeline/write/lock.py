"""Writing the lock file: as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from timeline.settings import LOCK_FILE

_TEMPORARY = ".part"


def write_lock(content: Path, text: str) -> bool:
    """Write the lock file of a content folder; return whether it differs from what was there.

    Raises:
        OSError: the disk is full, or access is denied; the file is then the old one.
    """
    target = content / LOCK_FILE
    data = text.encode("utf-8")
    if target.is_symlink():
        raise OSError("it is a link, not a file")
    if target.is_file() and target.read_bytes() == data:
        return False
    # Hidden, so that no check takes the half-written file for content.
    part = target.with_name(f".{LOCK_FILE}{_TEMPORARY}")
    try:
        part.write_bytes(data)
        os.replace(part, target)  # noqa: PTH105  # it replaces on every system
    finally:
        part.unlink(missing_ok=True)
    return True
