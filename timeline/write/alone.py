"""One at a time: a file that the system locks for as long as its owner lives.

The lock belongs to the open file and not to its name. So one that a killed run left is no lock,
whatever stands in it; and a program that the run had started, and that outlives it, still holds it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from timeline.settings import LOCK_PATIENCE

LOCK: Final = ".timeline-lock"
"""Name of the file by which ``docs/`` is locked, in the folder itself: who can write pages there
can lock it."""

_PAUSE: Final = 0.05
"""Seconds between two looks at whether the lock is free."""


class Busy(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """Another run holds the lock; ``str()`` says which and what to do."""


Hold = Callable[[int], None]
"""Called with the descriptor of a lock: what has it open holds the lock too."""


def by_us_alone(_descriptor: int) -> None:
    """Let nobody else hold a lock."""


@contextmanager
def alone(path: Path, *, patience: float | None = None, hold: Hold = by_us_alone) -> Iterator[None]:
    """Hold a lock while the block runs; the file is gone afterwards.

    Args:
        path: Of the lock file; its folder must be there.
        patience: Longest wait for another holder, in seconds; ``LOCK_PATIENCE`` if not given.
        hold: Has a process hold it too that was started before, and works for this one.

    Raises:
        Busy: another run holds it.
        OSError: the file cannot be made.
    """
    descriptor = _take(path, LOCK_PATIENCE if patience is None else patience)
    try:
        hold(descriptor)
        yield
    finally:
        # While it is held: afterwards the file might be another run's.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


def _take(path: Path, patience: float) -> int:
    end = time.monotonic() + patience
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    while True:
        descriptor = os.open(path, flags, 0o644)
        try:
            # Who let go of it removed the file, perhaps after we had opened it.
            if _lock(descriptor) and _same(descriptor, path):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"{os.getpid()}\n".encode())
                # See above: what is started with our open files holds the lock too.
                os.set_inheritable(descriptor, True)  # noqa: FBT003  # takes no keyword
                return descriptor
            owner = os.read(descriptor, 20).decode("ascii", "replace").strip()
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() >= end:
            raise Busy(
                f"another run is at work in {path.parent} (process {owner or 'unknown'}, or one"
                " that it started); wait until it has ended, then run this again"
            )
        time.sleep(_PAUSE)


def _same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    _AWAY: Final = 1 << 20
    """Where the locked byte lies: elsewhere than the owner's number, which others may read."""

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _AWAY, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Some network drives know no locks. Better a site without one than none.
            return True
        return True
