"""The part of a build that is done aside: a site that follows the one that stands, where it can.

While the sources of the pages are still being written, it is seen what is known of the site that
stands, and nearly all of its files get second names where the new one is made. When the sources are
there, what changed in them is put in.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from timeline.collector import collector_paused
from timeline.write.earlier import CACHE, Earlier, State, recall, remember
from timeline.write.indexes import Part
from timeline.write.mkdocs import problems_of_mkdocs, template_faults
from timeline.write.ownership import sign
from timeline.write.packing import Unfit
from timeline.write.reading import SMALL
from timeline.write.runs import Runs
from timeline.write.spare import CACHE as SPARE
from timeline.write.spare import drop, put_away
from timeline.write.successor import Successor
from timeline.write.texts import CACHE as TEXTS
from timeline.write.texts import states_in
from timeline.write.ways import FOLDER, Amending, Revision, Task

NEW: Final = "new"
"""Where a site is made, in its workshop."""

READ: Final = "read"
"""What search reads, there."""

WAS: Final = "was"
"""What search read of pages that are made anew, there."""


LEFT: Final = "left"
"""A site, there, that could not follow."""

GONE: Final = "gone"
"""The index of a site that stands no more, there: as many files as all the rest of it."""


class Reached(IntEnum):
    """How much of a site was made."""

    NOTHING = 0
    ALL_BUT_THE_INDEX = 1
    ALL = 2


class Follower:
    """Makes a site in a workshop; all its methods are steps, in this order."""

    def __init__(self, settings: MkDocsConfig, target: Path, home: Path, work: Path) -> None:
        """Take the settings, where the site stands, where what is known of builds is, and the workshop."""
        self._settings = settings
        self._target = target
        self._home = home
        self._work = work
        self._fresh = work / NEW
        self._earlier: Earlier | None = None
        self._successor: Successor | None = None

    def recall(self) -> bool:
        """Tell whether the site that stands is known, and nobody touched it.

        Raises:
            OSError: it cannot be read.
        """
        with collector_paused():
            self._earlier = recall(self._home / CACHE, self._target)
        return self._earlier is not None

    def prepare(self) -> None:
        """Do all that can be done before it is known what changed.

        Raises:
            BuildFailure: the theme's template is not right.
            OSError: a file cannot be read, or the disk is full.
        """
        earlier = self._earlier
        if earlier is None or not earlier.followed or not earlier.index:
            return
        self._settings.site_dir = str(self._fresh)
        with collector_paused(), problems_of_mkdocs(), template_faults():
            if states_in(self._home / TEXTS) != earlier.texts:
                return
            successor = Successor(self._settings, earlier)
            if successor.prepare(self._home / SPARE, self._work / GONE):
                self._successor = successor
                self._index = Part(earlier.site / FOLDER)
                self._index.prepare()

    def make(self, touched: Collection[str]) -> Reached:
        """Make the site, if it can follow; the list of its files is still to be written.

        Args:
            touched: The sources that were written or removed by this build.

        Raises:
            BuildFailure: the theme's template is not right.
            ValueError, OSError: a file is not right, or cannot be read or written.
        """
        if self._successor is None:
            return self._give_up()
        with collector_paused(), problems_of_mkdocs(), template_faults():
            texts = self._work / READ
            # Those that lie on another disk are not lent.
            changes = self._successor.changes(touched) if texts.is_dir() else None
            if changes is None:
                return self._give_up()
            self._made = self._successor.make(changes, texts, self._work / WAS)
            return self._make_index(self._successor, self._made.reread)

    def _give_up(self) -> Reached:
        """Leave the place to a site that is made otherwise."""
        if self._fresh.exists():
            self._fresh.rename(self._work / LEFT)
        drop(self._home / SPARE)
        return Reached.NOTHING

    def _make_index(self, successor: Successor, reread: Sequence[str] | None) -> Reached:
        if reread is None:
            return Reached.ALL_BUT_THE_INDEX
        if not reread:
            successor.take_over_index()
            return Reached.ALL
        work, folder = self._work, self._fresh / FOLDER
        revision = Revision(self._index, work / WAS, reread, work / SMALL)
        with Runs() as runs:
            try:
                way = Amending(Task(work / READ, folder, revision, runs))
                way.finish(lambda: False)
            except Unfit:
                shutil.rmtree(folder, ignore_errors=True)
                return Reached.ALL_BUT_THE_INDEX
        successor.taken |= {f"{FOLDER}/{new}": f"{FOLDER}/{old}" for new, old in way.taken.items()}
        return Reached.ALL

    def sign(self) -> None:
        """Write the list of the site's files into it.

        Raises:
            OSError: a file cannot be read, or the disk is full.
        """
        if self._earlier and self._successor:
            sign(self._fresh, self._earlier.site, self._successor.taken)

    def remember(self) -> None:
        """Keep what is known of the site, which is in its place now, and the one before."""
        with collector_paused():
            remember(self._home / CACHE, self._made.known, self._known_states())
        if self._has_the_same_files():
            put_away(self._fresh, self._home / SPARE)

    def _has_the_same_files(self) -> bool:
        """Tell whether what the site has in common with the one before are the very files."""
        return self._successor is not None and self._successor.linking.same

    def _known_states(self) -> Mapping[str, State]:
        """Return how the files lie that the site has in common with the one before."""
        earlier, successor = self._earlier, self._successor
        if earlier is None or successor is None or not self._has_the_same_files():
            return {}
        return {new: earlier.files[old] for new, old in successor.taken.items()}

    def pause(self) -> None:
        """Do nothing."""

    def earlier(self) -> Earlier | None:
        """Return what is known of the site that stands."""
        return self._earlier
