"""The part of a build that is done aside: a site that follows the one that stands, where it can.

While the sources of the pages are still being written, it is seen what is known of the site that
stands, and nearly all of its files get second names where the new one is made. When the sources are
there, what changed in them is put in.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from timeline.collector import collector_paused
from timeline.write.amending import Amended
from timeline.write.changes import Changes, Followed, Reread, copied_into
from timeline.write.contents import Contents, IndexMemory
from timeline.write.earlier import Earlier, site_states_of
from timeline.write.indexes import Part
from timeline.write.mkdocs import problems_of_mkdocs, template_faults
from timeline.write.ownership import LIST, digests_of, listed, write_list
from timeline.write.packing import Unfit
from timeline.write.reading import SMALL
from timeline.write.record import Record
from timeline.write.runs import Runs
from timeline.write.spare import CACHE as SPARE
from timeline.write.spare import drop, put_away
from timeline.write.stages import LEFT, NEW, READ, WAS, Reached
from timeline.write.successor import Successor
from timeline.write.texts import CACHE as TEXTS
from timeline.write.texts import lend, states_in
from timeline.write.ways import FOLDER, Amending, Revision, Task


class Follower:
    """Makes a site in a workshop; all its methods are steps, in this order: see ``Assistant``."""

    def __init__(self, settings: MkDocsConfig, target: Path, home: Path, work: Path) -> None:
        """Take the settings, where the site stands, where what is known of builds is, and the workshop."""
        self._settings = settings
        self._target = target
        self._home = home
        self._work = work
        self._fresh = work / NEW
        self._record = Record(home, target)
        self._earlier: Earlier | None = None
        self._successor: Successor | None = None
        self._contents: Contents | None = None
        self._reached = Reached.NOTHING

    def recall(self) -> bool:
        """Tell whether the site that stands is known, and nobody touched it.

        Raises:
            OSError: it cannot be read.
        """
        with collector_paused():
            return self._record.is_untouched()

    def prepare(self) -> None:
        """Do all that can be done before it is known what changed; what search reads is lent then.

        Raises:
            BuildFailure: the theme's template is not right.
            OSError: a file cannot be read, or the disk is full.
        """
        self._prepare()
        lend(self._home / TEXTS, self._work / READ)

    def _prepare(self) -> None:
        with collector_paused():
            earlier = self._earlier = self._record.recall()
        if earlier is None or not earlier.followed or not earlier.index:
            return
        self._settings.site_dir = str(self._fresh)
        with collector_paused(), problems_of_mkdocs(), template_faults():
            if states_in(self._home / TEXTS) != earlier.texts:
                return
            successor = Successor(self._settings, earlier)
            if successor.prepare(self._home / SPARE):
                self._successor = successor
                self._listed = listed(earlier.site)
                self._memory = IndexMemory(self._home, earlier.site / FOLDER)
                self._index = Part(earlier.site / FOLDER, self._memory)
                self._index.prepare()

    def make(self, touched: Collection[str]) -> None:
        """Make the site, if it can follow, of sources of which some may still be written.

        Args:
            touched: The sources that were written or removed by this build so far.

        Raises:
            BuildFailure: the theme's template is not right.
            ValueError, OSError: a file is not right, or cannot be read or written.
        """
        successor, texts = self._successor, self._work / READ
        if successor is None:
            return
        with collector_paused(), problems_of_mkdocs(), template_faults():
            # Those that lie on another disk are not lent.
            changes = successor.changes(touched) if texts.is_dir() else None
            if changes is None:
                return
            read = successor.read(changes, texts, self._work / WAS)
            rest = cache(partial(self._make_rest, successor, changes, read))
            self._reached = self._make_index(successor, read.reread, rest)
            rest()

    def complete(self, touched: Collection[str]) -> Reached:
        """Put what was written since into the site, and sign it if its index is made.

        Args:
            touched: All sources that were written or removed by this build.

        Raises:
            OSError: a file cannot be read or written.
        """
        successor = self._successor
        if successor is None or self._reached is Reached.NOTHING:
            return self.give_up()
        with collector_paused():
            changes = successor.changes(touched)
            if changes is None or not changes.only_copies:
                return self.give_up()
            successor.copy(changes)
            self._note_more(successor, changes)
        if self._reached is Reached.ALL:
            self.sign()
        return self._reached

    def _make_rest(self, successor: Successor, changes: Changes, read: Followed) -> None:
        """Make all but the index, and note what is known of it."""
        self._known = successor.make(changes, read)
        self._states = successor.states()
        self._digests = digests_of(self._fresh, self._states, self._listed, successor.taken)

    def _note_more(self, successor: Successor, changes: Changes) -> None:
        """Note what is known of files that were copied since, or went."""
        self._known = copied_into(self._known, changes)
        paths = [file.dest_uri for file in changes.copied]
        for file in changes.dropped:
            self._states.pop(file.dest_uri, None)
            self._digests.pop(file.dest_uri, None)
        self._states |= site_states_of(self._fresh, paths)
        self._digests |= digests_of(self._fresh, paths, self._listed, successor.taken)

    def give_up(self) -> Reached:
        """Leave the place to a site that is made otherwise."""
        for name in (NEW, WAS, SMALL):
            if (self._work / name).exists():
                (self._work / name).rename(self._work / f"{LEFT}-{name}")
        if self._reached is not Reached.NOTHING:
            # What search reads of the earlier site is no more all there.
            shutil.rmtree(self._work / READ)
        drop(self._home / SPARE)
        return Reached.NOTHING

    def _make_index(
        self, successor: Successor, reread: Reread, meanwhile: Callable[[], None]
    ) -> Reached:
        if not any(reread):
            return Reached.ALL
        amended = self._amend_index(reread, meanwhile)
        if amended is None:
            successor.index = {}
            shutil.rmtree(self._fresh / FOLDER)
            return Reached.ALL_BUT_THE_INDEX
        self._contents = amended.contents
        taken = amended.taken.items()
        successor.index = {f"{FOLDER}/{new}": f"{FOLDER}/{old}" for new, old in taken}
        return Reached.ALL

    def _amend_index(self, reread: Reread, meanwhile: Callable[[], None]) -> Amended | None:
        """Bring the index up to date, or leave it half made."""
        work, (changed, gone, come) = self._work, reread
        revision = Revision(self._index, work / WAS, changed, work / SMALL, gone, come)
        with Runs() as runs, suppress(Unfit):
            way = Amending(Task(work / READ, self._fresh / FOLDER, revision, runs))
            meanwhile()
            way.finish(lambda: False)
            return way.amended
        return None

    def sign(self) -> None:
        """Write the list of the site's files into it.

        Raises:
            OSError: a file cannot be read, or the disk is full.
        """
        if self._successor:
            with collector_paused():
                index = self._successor.index_states()
                digests = digests_of(self._fresh, index, self._listed, self._successor.index)
                write_list(self._fresh, self._digests | digests)
                self._states |= index | site_states_of(self._fresh, [LIST])

    def remember(self) -> None:
        """Keep what is known of the site, which is in its place now, and the one before."""
        with collector_paused():
            self._record.remember(self._known, self._states)
            if self._contents:
                self._memory.keep(self._contents)
        # Where they are copies, none is the file that the next site needs.
        if self._successor and self._successor.linking.same:
            put_away(self._fresh, self._home / SPARE)

    def earlier(self) -> Earlier | None:
        """Return what is known of the site that stands."""
        return self._earlier
