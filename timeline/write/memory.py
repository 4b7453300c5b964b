"""What a folder's files were made from, so that what would come out the same is not made again.

For each file its memory holds what was read to make it, and how the file lay on the disk when it was
written. A file stays if all that it was made from still reads the same and it lies there untouched.
The memory is of one edition of the generator with one configuration; one that is damaged, foreign or
missing costs time and changes nothing.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from timeline.load.store import Store
from timeline.pages import Digests, Read, digest
from timeline.pages.reads import read_of, text_of
from timeline.write.holdings import Holdings, Numbers

Disk = tuple[int, int, int]
"""Size in bytes, and when the content and anything at all last changed, in nanoseconds."""

NOTHING: Final[Disk] = (-1, -1, -1)
"""Of what is not there, or is no file."""

UNKNOWN: Final = ""
"""In place of a digest, of what may be another than it was: no look-up finds that."""


class Made(NamedTuple):
    """How a file was made."""

    signature: str
    """Who makes it, and from which arguments."""
    reads: Numbers
    """What was read."""
    digest: str
    """Of its content."""
    disk: Disk


class Memory:
    """What is known of the files of one folder."""

    def __init__(self, place: Path | None, edition: str) -> None:
        """Recall what stands in ``place``, if it is of this edition; None remembers nothing."""
        self._store = Store(place.parent) if place else None
        self._name = place.name if place else ""
        self._edition = edition
        self._reads: dict[str, int] = {}
        """Each look-up as text -> its number."""
        self._digests: list[str] = []
        self._files: dict[str, Made] = {}
        self._holdings = Holdings()
        self._touched: set[str] | None = None
        self._kept = True
        found = self._store and self._store.read(self._name)
        if found:
            with suppress(ValueError, TypeError, KeyError):
                self._recall(found[0])

    def _recall(self, known: Any) -> None:
        if known["edition"] != self._edition:
            return
        files = {
            path: Made(signature, reads, made, (size, changed, touched))
            for path, (signature, reads, made, size, changed, touched) in known["files"].items()
        }
        reads = {read: number for number, read in enumerate(known["reads"])}
        self._holdings.recall(known["holdings"])
        self._reads, self._digests, self._files = reads, known["digests"], files

    def is_of(self, edition: str) -> bool:
        """Tell whether it is of an edition of the generator."""
        return self._edition == edition

    def signatures(self, now: Digests) -> Mapping[str, str] | None:
        """Return path -> signature of all files, if there must be the same as last time."""
        if self._holdings.touched(now) is None:
            return None
        return {path: made.signature for path, made in sorted(self._files.items())}

    def numbers(self, reads: Iterable[Read]) -> list[int]:
        """Return the numbers under which reads are remembered."""
        known = self._reads
        return [known.setdefault(text_of(read), len(known)) for read in reads]

    def standing(
        self, wanted: Mapping[str, str], targets: Mapping[str, Path], now: Digests
    ) -> dict[str, Made]:
        """Return the files that may stay as they are.

        Args:
            wanted: Path -> signature of each file that there should be.
            targets: Path -> where it lies.
            now: Tells what look-ups find today.
        """
        known = {
            path: made
            for path, signature in wanted.items()
            if (made := self._files.get(path)) and made.signature == signature
        }
        self._touched = self._holdings.touched(now)
        changed = self._changed(known, now) if self._touched is None else self._touched
        found: dict[str, Made] = {}
        for path, made in known.items():
            stands = not changed or changed.isdisjoint(made.reads.split(","))
            if stands and (disk := untouched(targets[path], made)):
                found[path] = made._replace(disk=disk)
        return found

    def _changed(self, files: Mapping[str, Made], now: Digests) -> set[str]:
        """Return the numbers of what files read that is another now."""
        used = _used(files)
        return {
            str(number)
            for read, number in self._reads.items()
            if str(number) in used and now.of_read(read_of(read)) != self._digests[number]
        }

    def remember(self, files: Mapping[str, Made], now: Digests) -> None:
        """Have it known of the files how they were made, and of no others."""
        if self._store is None or (files == self._files and self._holdings.is_of(now)):
            return
        self._files = dict(files)
        if self._touched is None:
            self._forget_unused()
            reads = [read_of(read) for read in self._reads]
            self._digests = [now.of_read(read) for read in reads]
            self._holdings.learn(now, enumerate(reads))
        else:
            for number in map(int, self._touched):
                # What it finds now is looked up when that is needed.
                self._digests[number] = UNKNOWN
            new = [(number, read_of(read)) for read, number in self._new_reads()]
            self._digests += [now.of_read(read) for _, read in new]
            self._holdings.amend(now, new)
        self._kept = False

    def _new_reads(self) -> list[tuple[str, int]]:
        return list(islice(self._reads.items(), len(self._digests), None))

    def _forget_unused(self) -> None:
        used = _used(self._files)
        if len(used) == len(self._reads):
            return
        order = [read for read, number in self._reads.items() if str(number) in used]
        moved = {str(self._reads[read]): str(number) for number, read in enumerate(order)}
        self._reads = {read: number for number, read in enumerate(order)}
        for path, made in self._files.items():
            reads = ",".join(moved[number] for number in made.reads.split(",") if number)
            self._files[path] = made._replace(reads=reads)

    def keep(self) -> None:
        """Keep what is known for another run; where that cannot be, all is made again then."""
        if self._store is None or self._kept:
            return
        data = {
            "edition": self._edition,
            "reads": list(self._reads),
            "digests": self._digests,
            "holdings": self._holdings.as_data(),
            "files": {
                path: [made.signature, made.reads, made.digest, *made.disk]
                for path, made in self._files.items()
            },
        }
        self._store.write(self._name, data)
        self._kept = True


def _used(files: Mapping[str, Made]) -> set[str]:
    return set().union(*(made.reads.split(",") for made in files.values())) - {""}


def untouched(file: Path, made: Made) -> Disk | None:
    """Return how a file lies on the disk now, if it still is as it was made; else None.

    One of the same size and times is not read, as in git.
    """
    now = disk_of(file)
    if now == NOTHING:
        return None
    if now == made.disk:
        return now
    try:
        return now if digest(file.read_bytes()) == made.digest else None
    except OSError:
        return None


def disk_of(file: Path) -> Disk:
    """Return how a file lies on the disk; a link is no file of ours."""
    try:
        found = file.lstat()
    except OSError:
        return NOTHING
    if not stat.S_ISREG(found.st_mode):
        return NOTHING
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def edition(folder: Path, others: Iterable[Any], pattern: str = "*") -> str:
    """Return a digest of the files that lie in ``folder``, and of what else counts.

    Of the generator with no other pattern that is all: code, templates, words, map data.
    """
    parts = [repr(other).encode("utf-8", "surrogatepass") for other in others]
    for file in sorted(folder.rglob(pattern)):
        if file.is_file() and file.parent.name != "__pycache__":
            data = file.read_bytes()
            parts.append(f"{file.relative_to(folder).as_posix()} {len(data)}\0".encode() + data)
    return digest(b"\0".join(parts))
