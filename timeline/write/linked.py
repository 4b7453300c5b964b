"""Second names for files that are never changed, where the disk knows such names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable


def linked(old: str, new: str) -> bool:
    """Give a file a second name, or copy it with its times where there are none.

    Paths are texts, for speed: there are tens of thousands.

    Returns:
        Whether it is the same file.

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
        return False
    return True


class Linking:
    """Gives files of one folder second names in another."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new
        self._folders: set[str] = set()
        self.same = True
        """Whether all that was taken are the same files, and not copies."""

    def take(self, paths: Iterable[str]) -> None:
        """Have these files in the new folder too, where nothing has their names.

        Raises:
            OSError: as ``linked``.
        """
        for path in paths:
            new = f"{self._new}/{path}"
            folder = new.rpartition("/")[0]
            if folder not in self._folders:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # paths are texts, as above
                self._folders.add(folder)
            if not linked(f"{self._old}/{path}", new):
                self.same = False
