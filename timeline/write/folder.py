"""Writing generated files into a folder: only what changed, never half a file, nothing foreign.

A manifest names the files that this program wrote. Pruning removes only those, so a file that
somebody else put into the folder stays.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from timeline.model.ondemand import OnDemand

MANIFEST = ".timeline-manifest.json"
"""Name of the list of files that this program owns, in the folder itself."""

PART = ".timeline-part"

UNFINISHED = ".timeline-unfinished"
"""Lies in the folder while files are written, and stays where that was not finished."""
"""End of the name of a file that is being written, or that a killed run left."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files a run wrote, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int
    touched: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    """Those that it wrote or removed."""


@dataclass(slots=True)
class Owned:
    """The files of a folder that this program may write; ``removed`` are others that it had."""

    targets: Mapping[str, Path]
    removed: Sequence[str] = ()


@contextmanager
def owning(folder: Path, paths: Collection[str]) -> Iterator[Owned]:
    """Write these generated files into ``folder`` in the block; what it had of others goes before.

    Raises:
        ValueError: a path would lie outside the folder, or leads through a link; the block does not
            run then.
        OSError: the disk is full, or access is denied.
    """
    if folder.is_symlink():
        raise ValueError(f"{folder} is a link: put a folder in its place")
    found = targets(folder, paths)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / UNFINISHED
    if unfinished.exists():
        # Whoever was ended in the middle may have left its part of a file that nobody will write again.
        for left in folder.rglob(f"*{PART}"):
            left.unlink()
    unfinished.touch()
    before, own = _read_manifest(folder), set(paths)
    owned = Owned(found, sorted(before - own))
    # Ownership is claimed before writing: killed half-way, the next run can still clean up.
    if not own <= before:
        _write_manifest(folder, before | own)
    for path in owned.removed:
        _remove(folder, path)
    yield owned
    if own != before:
        _write_manifest(folder, own)
    unfinished.unlink()


def targets(folder: Path, paths: Collection[str]) -> Mapping[str, Path]:
    """Return where each path leads; of files in the same folder, only the first is looked at.

    Raises:
        ValueError: one leads out of the folder, by itself or through a link.
    """
    parents: set[str] = set()
    for path in paths:
        parent, _, name = path.rpartition("/")
        if parent not in parents or name in ("", ".", "..") or "\\" in name or "\0" in name:
            inside(folder, path)
            parents.add(parent)
    return OnDemand(paths, folder.joinpath)


def inside(folder: Path, path: str) -> Path:
    """Return the file at a POSIX path below a folder.

    Raises:
        ValueError: the path leads out of the folder, by itself or through a link.
    """
    parts = PurePosixPath(path).parts
    if (
        not parts
        or PurePosixPath(path).is_absolute()
        or ".." in parts
        or "\\" in path
        or "\0" in path
    ):
        raise ValueError(f"'{path}' lies outside the folder that is written to")
    parent = folder
    for part in parts[:-1]:
        parent /= part
        if parent.is_symlink():
            raise ValueError(f"'{path}' leads through a link, '{parent}', out of the folder")
    return parent / parts[-1]


def write_file(path: Path, data: bytes) -> bool:
    """Write a file as a whole or not at all; return whether that changed anything.

    Raises:
        OSError: the disk is full, or access is denied; the file is then as it was.
    """
    temporary = path.with_name(path.name + PART)
    try:
        if path.read_bytes() == data:
            # A run that was killed may have left its part of a file that is as it was again.
            temporary.unlink(missing_ok=True)
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)  # noqa: PTH105  # the name says that it is atomic
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


def write_new(folder: Path, path: str, data: bytes) -> Path:
    """Write a file that must not be there yet, as a whole or not at all, and return where it is.

    Args:
        folder: Must be there.
        path: Below the folder, POSIX.
        data: What the file is to hold.

    Raises:
        ValueError: the path would lie outside the folder, or leads through a link.
        FileExistsError: something has this name already; it is left as it is.
        OSError: the disk is full, or access is denied; nothing has the name then.
    """
    target = inside(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + PART)
    try:
        temporary.write_bytes(data)
        _give_name(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _give_name(finished: Path, target: Path) -> None:
    try:
        # Unlike a replacement, a second name for a finished file is refused if it is taken.
        target.hardlink_to(finished)
    except FileExistsError:
        raise
    except OSError:
        # Some disks, such as memory sticks, know no second names: claim the name, then replace.
        target.open("xb").close()
        os.replace(finished, target)  # noqa: PTH105  # the name says that it is atomic


def _remove(folder: Path, path: str) -> None:
    try:
        target = inside(folder, path)
    except ValueError:
        return  # A manifest that somebody edited must not make us delete elsewhere.
    if not target.parent.is_dir() or (target.is_dir() and not target.is_symlink()):
        return
    target.unlink(missing_ok=True)
    target.with_name(target.name + PART).unlink(missing_ok=True)
    parent = target.parent
    while parent != folder and parent.is_dir() and not any(parent.iterdir()):
        parent.rmdir()
        parent = parent.parent


def _read_manifest(folder: Path) -> set[str]:
    try:
        names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return set()
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def _write_manifest(folder: Path, paths: set[str]) -> None:
    text = json.dumps(sorted(paths), ensure_ascii=False, indent=0) + "\n"
    write_file(folder / MANIFEST, text.encode("utf-8"))
