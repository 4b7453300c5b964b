"""What search reads of a site that is being made: written where it is not what it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from mkdocs.structure.files import File

from timeline.write.earlier import Earlier
from timeline.write.forked import processes, side_by_side
from timeline.write.indexes import Part
from timeline.write.press import Press
from timeline.write.search import FOLDER, Revision
from timeline.write.texts import changed, sweep

LEAST: Final = 100
"""Pages that are worth a process: it takes as long to start as some twenty of them to be made."""

SMALL: Final = "small"
"""A folder in the workshop for indexes of a few pages."""


class Reading:
    """What search reads of a site, in a folder that may hold what it read of an earlier one.

    Attributes:
        texts: Source of each finished page -> a digest of what is read; empty if that is nothing.
        others: The same of all others.
    """

    def __init__(self, press: Press, earlier: Earlier | None, folder: Path, was: Path) -> None:
        """Take what makes the pages; ``was`` is a folder, not there yet, for what changed pages held."""
        self._write = partial(press.texts, folder=folder)
        self._apart = press.others
        self._earlier = earlier
        self._folder = folder
        self._was = was
        self.texts: dict[str, str] = {}
        self.others: dict[str, str] = {}

    def renew(self, new: Sequence[File], kept: Sequence[File]) -> str:
        """Write what is read of new pages and of those that are made each time.

        Args:
            new: Finished pages that are made.
            kept: Others, of which nothing changed.

        Returns:
            A digest of all that is read.
        """
        earlier = self._earlier
        self._wanted = {
            file.dest_uri for file in kept if earlier and earlier.pages[file.src_uri].text
        }
        known = earlier.texts if earlier else {}
        self._standing = sweep(self._folder, known, self._wanted, self._was)
        written = shared(self._write, [*new, *self._apart])
        self._read = {file.dest_uri for file in (*new, *self._apart) if written[file.src_uri]}
        self.others = {file.src_uri: written.pop(file.src_uri) for file in self._apart}
        kept_texts = {file.src_uri: earlier.pages[file.src_uri].text for file in kept if earlier}
        self.texts = kept_texts | written
        return index_of(self.texts, self.others)

    def complete(self, kept: Sequence[File]) -> None:
        """Write what is missing of the pages of which nothing changed."""
        missing = self._wanted - self._standing
        shared(self._write, [file for file in kept if file.dest_uri in missing])

    def revision(self) -> Revision | None:
        """Return what became of the texts of the earlier index, if that is known."""
        earlier, was = self._earlier, self._was
        if not earlier or not earlier.index:
            return None
        before, after = earlier.texts.keys(), self._wanted | self._read
        differing = changed(was, self._folder, sorted(self._read & before))
        gone = sorted(before - after)
        if differing is None or not all((was / path).is_file() for path in gone):
            return None
        come = sorted(after - before)
        index = Part(earlier.site / FOLDER)
        return Revision(index, was, differing, was.with_name(SMALL), gone, come)


def shared(
    work: Callable[[Sequence[File]], dict[str, str]],
    files: Sequence[File],
    elsewhere: Callable[[Sequence[File]], dict[str, str]] | None = None,
    *,
    busy: int = 0,
) -> dict[str, str]:
    """Have work done on files in as many processes as pays, and return what comes of all.

    In other processes than this one, ``elsewhere`` does it if it is given. So many ``busy`` ones do
    something else meanwhile, which is not to be held up.
    """
    number = max(1, processes(len(files), LEAST) - busy)
    # Large pages lie side by side.
    parts = [files[n::number] for n in range(number)]
    tasks = [partial(work, parts[0]), *(partial(elsewhere or work, part) for part in parts[1:])]
    return {uri: result for made in side_by_side(tasks) for uri, result in made.items()}


def index_of(texts: Mapping[str, str], others: Mapping[str, str]) -> str:
    """Return a digest of all that an index is made of; see ``Reading`` for what is given."""
    return digest_of([sorted(texts.items()), sorted(others.items())])


def digest_of(value: Any) -> str:
    """Return a digest of something that JSON can hold."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
