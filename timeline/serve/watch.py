"""What lies on disk, and waiting until it is different.

A snapshot decides, and the system's notices only say when to take one. So a notice about nothing
costs a look, a lost one two seconds, and a build that reads or writes files cannot start itself.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from timeline.load.files import left_behind

Snapshot = Mapping[str, tuple[int, int, int]]
"""Path of each file -> when it was written and when changed in any way, in ns, and its size."""

INTERVAL: Final = 2.0
"""Seconds after which it is looked without a notice: network drives and containers send none."""

_NOTICES: Final = frozenset({"created", "modified", "deleted", "moved", "closed", "attrib"})
"""Kinds of notices that can mean another content; reading a file sends others."""

_NOT_WATCHED: Final = ("__pycache__", ".py")
"""Ends of names of what a running program does not read again."""


def snapshot(roots: Sequence[Path]) -> Snapshot:
    """Return the state of some files, and of all below some folders; what is missing is left out.

    Links are not followed, and what editors leave behind is passed over.
    """
    return {path: state for root in roots for path, state in _states(root)}


def _states(root: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        if root.is_dir():
            yield from _below(str(root))
        else:
            yield str(root), _state(root.lstat())
    except OSError:
        return


def _below(folder: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        with os.scandir(folder) as scan:
            entries = list(scan)
    except OSError:
        return  # Removed, or closed to us, since it was listed: the check has the words for that.
    for entry in entries:
        if left_behind(entry.name) or entry.name.endswith(_NOT_WATCHED):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)
            else:
                yield entry.path, _state(entry.stat(follow_symlinks=False))
        except OSError:
            continue


def _state(stat: os.stat_result) -> tuple[int, int, int]:
    # A file may come with an old time of writing, as from an archive; the other is always new.
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size


def changes(before: Snapshot, now: Snapshot) -> list[str]:
    """Return the paths of what is new, gone or different, in order."""
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


class Watch(FileSystemEventHandler):
    """Waits until files are different. A context manager: notices are asked for inside."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = [root.absolute() for root in roots]
        self._woken = threading.Event()
        self._observer = Observer()

    def __enter__(self) -> Self:
        # A file is written anew under another name and renamed, so its folder is what is watched.
        folders = {root: True for root in self.roots if root.is_dir()}
        folders |= {root.parent: False for root in self.roots if root.parent not in folders}
        try:
            for folder, recursive in folders.items():
                self._observer.schedule(self, str(folder), recursive=recursive)
            self._observer.start()
        except OSError:
            # The system watches no more files for this user. Then looking has to do.
            self._observer.unschedule_all()
        return self

    def __exit__(self, *_: object) -> None:
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake who waits; called by the observer's thread."""
        if event.event_type in _NOTICES:
            self._woken.set()

    def now(self) -> Snapshot:
        """Return how the files are."""
        return snapshot(self.roots)

    def differs(self, seen: Snapshot) -> bool:
        """Tell whether a notice came and the files are not as they were seen."""
        return self._woken.is_set() and self.now() != seen

    def stays(self, seen: Snapshot, seconds: float) -> bool:
        """Tell whether the files stay as they were seen for some seconds."""
        self._woken.clear()
        return self.now() == seen and (not self._woken.wait(seconds) or self.now() == seen)

    def wait(self, seen: Snapshot) -> Snapshot:
        """Wait until the files are not as they were seen, and return how they are."""
        while True:
            # Forgotten before looking: a notice that comes while we look is not lost.
            self._woken.clear()
            now = self.now()
            if now != seen:
                return now
            self._woken.wait(INTERVAL)
