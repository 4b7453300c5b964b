"""A folder in which something large is made beside its place, and what a killed run left of it.

It lies beside the target, since only on one disk can the finished thing take its place at once. It
has one fixed name and a lock. So what is found under the name, while we hold the lock, was left by
a run that is no more.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from timeline.write.alone import Hold, alone, by_us_alone
from timeline.write.exchange import restore

MARK: Final = ".timeline-work"
"""A file that says that everything beside it may go. First there, last to go."""


@contextmanager
def workshop(
    target: Path, *, patience: float | None = None, hold: Hold = by_us_alone
) -> Iterator[Path]:
    """Yield an empty folder beside ``target``; it is removed afterwards. See ``alone``.

    What an earlier run left is cleared away first. If that run was killed between taking the old
    site away and putting the new one in its place, the old one is put back.

    Raises:
        Busy: another run is making the same thing.
        ValueError: something that no run left has the folder's name.
        OSError: the disk is full, or access is denied.
    """
    folder = target.with_name(f".{target.name}.building")
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = target.with_name(f".{target.name}.lock")
    with alone(lock, patience=patience, hold=hold):
        _clear(folder, target)
        folder.mkdir()
        try:
            (folder / MARK).touch()
            yield folder
        finally:
            _remove(folder)


def _clear(folder: Path, target: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ValueError(f"{folder} is in the way; remove it")
    if not folder.exists():
        return
    if not (folder / MARK).exists() and any(folder.iterdir()):
        raise ValueError(f"{folder} holds files that no build left; move it elsewhere")
    restore(folder, target)
    _remove(folder)


def empty(folder: Path) -> None:
    """Remove what is in a workshop; the folder itself is still in use.

    Raises:
        OSError: something cannot be taken away.
    """
    for path in folder.iterdir():
        if path.name == MARK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _remove(folder: Path) -> None:
    empty(folder)
    (folder / MARK).unlink(missing_ok=True)
    folder.rmdir()
