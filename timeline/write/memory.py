"""What a folder's files were made from, so that what would come out the same is not made again.

For each file its memory holds what was read to make it, and how the file lay on the disk when it was
written. A file stays if all that it was made from still reads the same and it lies there untouched.
The memory is of one edition of the generator with one configuration; one that is damaged, foreign or
missing costs time and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from timeline.collector import collector_paused
from timeline.load.kept import StaleError
from timeline.load.store import Store
from timeline.pages import Digests, Read, digest
from timeline.pages.marks import SIZE, Key
from timeline.pages.outline import Outline
from timeline.pages.reads import read_of, text_of
from timeline.pages.told import Plain
from timeline.write.column import Column, apart, together
from timeline.write.disk import NOTHING, Disk, disk_of, disks_below
from timeline.write.holdings import Holdings, Numbers, Retold
from timeline.write.layers import Layers, Sections

OUTLINE: Final = "outline"
"""Folder beside the memory with an outline of the timeline, a file for each part of it."""

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


class Before(NamedTuple):
    """What was made of a file, where nothing but texts of entries was changed since."""

    data: bytes
    reads: Sequence[Read]
    """What was read for it, and would be again."""
    retold: Sequence[Key]
    """The entries that are told otherwise."""


class Memory:
    """What is known of the files of one folder."""

    def __init__(self, place: Path | None, edition: str) -> None:
        """Recall what stands in ``place``, if it is of this edition; None remembers nothing."""
        self._layers = Layers(Store(place.parent), place.name, edition) if place else None
        self._parts = Store(place.parent / OUTLINE) if place else None
        self._outline: dict[str, str] = {}
        """Name of each part of an outline of the timeline -> the fingerprint of its file."""
        self.edition = edition
        self._reads: dict[str, int] = {}
        """Each look-up as text -> its number."""
        self._known: dict[str, Read] = {}
        """What some of these texts stand for."""
        self._digests = Column(2 * SIZE)
        self._files: dict[str, Made] = {}
        self._holdings = Holdings()
        self._retold: Retold | None = None
        self._anew = True
        """Whether all was looked up since it was kept."""
        self._kept = True
        self._unlearned: Callable[[], None] | None = None
        with suppress(AttributeError, ValueError, TypeError, KeyError):
            if self._layers and (known := self._layers.read()):
                self._recall(known)

    def _recall(self, known: Sections) -> None:
        files = {
            path: Made(signature, reads, made, (size, changed, touched))
            for path, (signature, reads, made, size, changed, touched) in known["files"].items()
        }
        reads = apart(known["reads"])
        digests, holdings = Column(2 * SIZE), Holdings()
        digests.recall(known["digests"])
        holdings.recall(known)
        outline = {str(name): str(found) for name, found in known[OUTLINE].items()}
        # Nothing may be known of a part of it.
        self._outline = outline
        self._reads, self._files = dict(zip(reads, range(len(reads)), strict=True)), files
        self._digests, self._holdings, self._anew = digests, holdings, False

    def is_of(self, edition: str) -> bool:
        """Tell whether it is of an edition of the generator."""
        return self.edition == edition

    def signatures(self, now: Digests) -> Mapping[str, str] | None:
        """Return path -> signature of all files, if there must be the same as last time."""
        self.learn()
        self.learn()
        if self._holdings.retold(now) is None:
            return None
        return {path: made.signature for path, made in sorted(self._files.items())}

    @property
    def outline(self) -> Outline | None:
        """An outline of the timeline, which holds as long as nothing but texts is another.

        Whoever asks for what cannot be read of it any more meets a ``StaleError``.
        """
        return Outline(self._part) if self._outline else None

    def _part(self, name: str) -> Plain:
        found = (
            self._parts.read(f"{name}.json", self._outline.get(name, "")) if self._parts else None
        )
        if found is None:
            raise StaleError
        return found[0]

    def numbers(self, reads: Sequence[Read]) -> list[int]:
        """Return the numbers under which reads are remembered."""
        numbers, known = self._reads, self._known
        texts = [text_of(read) for read in reads]
        known.update(zip(texts, reads, strict=True))
        return [numbers.setdefault(text, len(numbers)) for text in texts]

    def standing(self, wanted: Mapping[str, str], folder: Path, now: Digests) -> dict[str, Made]:
        """Return the files that may stay as they are.

        Args:
            wanted: Path -> signature of each file that there should be.
            folder: Where they lie.
            now: Tells what look-ups find today.
        """
        self.learn()
        known = {
            path: made
            for path, signature in wanted.items()
            if (made := self._files.get(path)) and made.signature == signature
        }
        self._retold = self._holdings.retold(now)
        changed = self._retold.touched if self._retold else self._changed(known, now)
        disks = disks_below(folder, known)
        return {
            path: made if made.disk == disk else made._replace(disk=disk)
            for path, made in known.items()
            if not changed or changed.isdisjoint(made.reads.split(","))
            if (disk := _untouched(path, folder, disks, made))
        }

    def before(self, folder: Path, path: str) -> Before | None:
        """Return what was made of a file, if nothing but texts was changed since, and it lies there."""
        made = self._files.get(path)
        if self._retold is None or made is None or disk_of(folder / path) == NOTHING:
            return None
        with suppress(OSError):
            data = (folder / path).read_bytes()
            if digest(data) == made.digest:
                known = list(self._reads)
                reads = [read_of(known[int(number)]) for number in made.reads.split(",")]
                return Before(data, reads, self._retold.entries)
        return None

    def _changed(self, files: Mapping[str, Made], now: Digests) -> set[str]:
        """Return the numbers of what files read that is another now."""
        if not files:
            return set()
        now.know(self._holdings.marks(now))
        used = _used(files)
        return {
            name
            for read, number in self._reads.items()
            if (name := str(number)) in used
            and now.of_read(self._read(read)) != self._digests[number]
        }

    def _read(self, text: str) -> Read:
        if text not in self._known:
            self._known[text] = read_of(text)
        return self._known[text]

    def remember(self, files: Mapping[str, Made], now: Digests) -> None:
        """Have it known of the files how they were made, and of no others, once it ``learns`` that."""
        self._unlearned = partial(self._learn, files, now)

    def learn(self) -> None:
        """Look up what was read of what is to be remembered: at the latest when that is kept or used."""
        unlearned, self._unlearned = self._unlearned, None
        if unlearned:
            with collector_paused():
                unlearned()

    def _learn(self, files: Mapping[str, Made], now: Digests) -> None:
        if not self._layers or (files == self._files and self._holdings.is_of(now)):
            return
        self._files = dict(files)
        if self._retold is None:
            self._anew = True
            self._forget_unused()
            reads = list(map(self._read, self._reads))
            self._digests = Column(2 * SIZE, map(now.of_read, reads))
            self._holdings.learn(now, enumerate(reads))
            self._known = {}
        else:
            for number in map(int, self._retold.touched):
                # What it finds now is looked up when that is needed.
                self._digests[number] = UNKNOWN
            new = [(number, read_of(read)) for read, number in self._new_reads()]
            self._digests.extend(now.of_read(read) for _, read in new)
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

    def keep(self, outline: Callable[[], Iterable[tuple[str, Plain]]] = tuple) -> None:
        """Keep what is known for another run; where that cannot be, all is made again then.

        ``outline`` gives the parts of one, with their names: it takes long, and is asked where what
        is known tells of none.
        """
        self.learn()
        if self._layers and not self._kept:
            with collector_paused():
                self._write(self._layers, outline)

    def _write(self, layers: Layers, outline: Callable[[], Iterable[tuple[str, Plain]]]) -> None:
        if self._anew:
            self._outline = {}
        if self._parts and not self._outline:
            kept = {name: self._parts.write(f"{name}.json", told) for name, told in outline()}
            self._outline = (
                {n: found for n, found in kept.items() if found} if all(kept.values()) else {}
            )
        files = {
            path: [made.signature, made.reads, made.digest, *made.disk]
            for path, made in self._files.items()
        }
        known = {
            "files": files,
            "reads": together(self._reads),
            "digests": self._digests.as_data(),
            OUTLINE: self._outline,
            **self._holdings.as_data(),
        }
        layers.write(known, whole=self._anew)
        self._anew = False
        self._kept = True


def _used(files: Mapping[str, Made]) -> set[str]:
    return set().union(*(made.reads.split(",") for made in files.values())) - {""}


def _untouched(path: str, folder: Path, disks: Mapping[str, Disk], made: Made) -> Disk | None:
    """Return how a file lies on the disk now, if it still is as it was made; else None.

    One of the same size and times is not read, as in git.
    """
    now = disks.get(path, NOTHING)
    if now == NOTHING:
        return None
    if now == made.disk:
        return now
    try:
        return now if digest((folder / path).read_bytes()) == made.digest else None
    except OSError:
        return None


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
