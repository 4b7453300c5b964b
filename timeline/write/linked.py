"""A second name for a file that is never changed, where the disk knows such names."""

from __future__ import annotations

import os
import shutil


def linked(old: str, new: str) -> None:
    """Give a file a second name, or copy it with its times where there are none.

    Paths are texts, for speed: there are tens of thousands.

    Raises:
        FileExistsError: something has the new name.
        OSError: the file cannot be read, or the disk is full.
    """
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no second names.
        shutil.copy2(old, new)
