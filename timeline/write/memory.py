"""What a folder's files were made from, so that what would come out the same is not made again.

For each file its memory holds what was read to make it, and how the file lay on the disk when it was
written. A file stays if all that it was made from still reads the same and it lies there untouched.
The memory is of one edition of the generator with one configuration; one that is damaged, foreign or
missing costs time and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from timeline.collector import collector_paused
from timeline.load.kept import StaleError
from timeline.load.store import Store
from timeline.pages import Digests
from timeline.pages.following import Owners
from timeline.pages.marks import Key
from timeline.pages.outline import Outline
from timeline.settings import LOOKUPS_FOR_A_PROCESS
from timeline.write.comparing import comparing, suspects
from timeline.write.holdings import Edited
from timeline.write.known import Known
from timeline.write.layers import Layers
from timeline.write.outlines import Fingerprints, Outlines, Parts
from timeline.write.rows import Before, Row, Share, content_of, untouched

T = TypeVar("T")

MANY: Final = 8
"""All is learnt anew where more than one in so many look-ups finds something else, or files are gone."""


class Memory:
    """What is known of the files of one folder."""

    def __init__(self, place: Path | None, edition: str) -> None:
        """Recall what stands in ``place``, if it is of this edition; None remembers nothing."""
        self._layers = Layers(Store(place.parent), place.name, edition) if place else None
        self._outlines = Outlines(place.parent) if place else None
        self.edition = edition
        self._know_nothing()
        with suppress(AttributeError, ValueError, TypeError, KeyError):
            if self._layers and (known := self._layers.read()):
                self._known.recall(known)
                self._anew = False

    def _know_nothing(self) -> None:
        self._known = Known()
        self._edited: Edited | None = None
        self._asked: tuple[Digests, Edited | None] | None = None
        """What was found to be changed, by what now is."""
        self._owners: Mapping[tuple[str, ...], Owners] = {}
        """Events that are gone -> in whose lists they stood."""
        self._others: Sequence[Key] = ()
        """The entries that are not the same, or may not be."""
        self._compare: Callable[[], set[int]] | None = None
        """Returns the numbers of the look-ups that find something else, where that was begun."""
        self._touched: Collection[int] | None = None
        """Those, or of those that may; None if nothing is known of any."""
        self._anew = True
        """Whether all was looked up since it was kept."""
        self._kept = True
        self._unlearned: Callable[[], None] | None = None

    def is_of(self, edition: str) -> bool:
        """Tell whether it is of an edition of the generator."""
        return self.edition == edition

    def edited(self, now: Digests) -> Edited | None:
        """Return what was changed since files were made; None if not just entries were.

        Raises:
            StaleError: the outline is not as it was, which tells of events that are gone.
        """
        self.learn()
        if self._asked is None or self._asked[0] is not now:
            edited = self._known.holdings.edited(now)
            if edited and edited.gone:
                left = self._left(tuple(edited.gone))
                edited = None if left is None else edited.but_for(left)
            self._asked = now, edited
        return self._asked[1]

    def _left(self, gone: tuple[str, ...]) -> Owners | None:
        """Return in whose lists events stood that are gone; None if there is no outline."""
        outline = self.outline
        if outline and gone not in self._owners:
            self._owners = {gone: outline.owners_of(gone)}
        return self._owners[gone] if outline else None

    @property
    def signatures(self) -> Mapping[str, str]:
        """Path -> signature of all files that there were last time."""
        return {path: row[0] for path, row in self._known.there().items()}

    @property
    def outline(self) -> Outline | None:
        """An outline of the timeline as it was when files were made."""
        return self._outlines.of(self._mark) if self._outlines and self._mark else None

    @property
    def fingerprints(self) -> Fingerprints:
        """Those of the parts of that outline."""
        return self._outlines.fingerprints(self._mark) if self._outlines else {}

    @property
    def _mark(self) -> str:
        """What an outline is of: all but the texts, in the hands of this edition."""
        essence = self._known.holdings.essence
        return f"{self.edition} {essence}" if essence else ""

    @contextmanager
    def comparing(self, now: Digests, then: Callable[[], T]) -> Iterator[Callable[[], T] | None]:
        """Have what ``standing`` has to look up again be compared aside, if it is much.

        There something else is done ``then``: it yields what waits for its outcome, to be asked for
        after that; None if nothing was begun there.
        """
        edited = self.edited(now)
        if not self.knows or (edited and edited.alone):
            yield None
            return
        now.know(self._known.holdings.marks(now))
        texts, digests = list(self._known.lookups.texts), self._known.digests
        found = [(number, texts[number], digests[number]) for number in suspects(texts, edited)]
        with comparing(found, now, then) as comparison:
            self._compare = comparison.differing
            try:
                yield comparison.then
            finally:
                self._compare = None

    def standing(self, wanted: Mapping[str, str], folder: Path, now: Digests) -> dict[str, Row]:
        """Return the files that may stay as they are.

        Args:
            wanted: Path -> signature of each file that there should be.
            folder: Where they lie.
            now: Tells what look-ups find today.
        """
        edited = self._edited = self.edited(now)
        known = {
            path: row
            for path, signature in wanted.items()
            if (row := self._known.files.get(path)) and row[0] == signature
        }
        self._touched = edited.touched if edited and edited.alone else self._differing(now)
        if self._touched is not None:
            self._others = self._known.holdings.others(now)
        return untouched(folder, known, self._known.users(self._touched or ()))

    @property
    def _alone(self) -> bool:
        """Whether nothing but what holds a changed entry is another, as ``standing`` found."""
        return self._edited is not None and self._edited.alone

    @property
    def in_order(self) -> bool:
        """Whether all entries stand where they did when files were made, as ``standing`` found."""
        return self._edited is not None and self._edited.in_order

    @property
    def retold(self) -> bool:
        """Whether nothing but texts was changed since files were made, as ``standing`` found."""
        return self._edited is not None and self._edited.retold

    def before(self, folder: Path, path: str) -> Before | None:
        """Return what was made of a file, if it lies there as it was."""
        row = self._known.files.get(path)
        data = content_of(folder, path, row) if row else None
        if data is None:
            return None
        return Before(data, self._known.reads_of(path), self._others)

    def _differing(self, now: Digests) -> set[int] | None:
        """Return the numbers of the look-ups that find something else; None if none are known."""
        if not self.knows:
            return None
        if self._compare:
            compare, self._compare = self._compare, None
            return compare()
        with self.comparing(now, lambda: None):
            return self._differing(now)

    def remember(self, files: Mapping[str, Row], made: Sequence[Share], now: Digests) -> None:
        """Have it known of files how they were made, and of no others, once it ``learns`` that.

        Args:
            files: Path -> row of each file that there is.
            made: Those of them that were made just now.
            now: Tells what look-ups find today.
        """
        self._unlearned = partial(self._learn, files, made, now)

    def learn(self) -> None:
        """Look up what was read of what is to be remembered: at the latest when that is kept or used."""
        unlearned, self._unlearned = self._unlearned, None
        if unlearned:
            self._asked, self._owners = None, {}
            try:
                with collector_paused():
                    unlearned()
            except StaleError:
                # A part of the outline is not as it was, which shows only now.
                self.forget_outline()
                self._know_nothing()

    def _learn(self, files: Mapping[str, Row], made: Sequence[Share], now: Digests) -> None:
        known, anything = self._known, any(share for _, share in made)
        if not self._layers or not (
            anything or files != known.there() or not known.holdings.is_of(now)
        ):
            return
        if self._touched is None or self._is_another(len(known.files.keys() - files.keys())):
            self._anew = True
            known.learn(files, made, now)
        else:
            known.amend(files, made, self._touched, now, again=not self._alone)
        self._kept = False

    def _is_another(self, gone: int) -> bool:
        """Tell whether so much is other than it is known, or gone, that nothing is gained by knowing it."""
        other = 0 if self._alone else len(self._touched or ())
        return other * MANY > len(self._known.digests) or gone * MANY > len(self._known.files)

    @property
    def knows(self) -> bool:
        """Whether it knows of any files."""
        return bool(self._known.files)

    @property
    def is_large(self) -> bool:
        """Whether it knows of so much that work is worth a process of its own."""
        return len(self._known.digests) >= LOOKUPS_FOR_A_PROCESS

    def tell(self, parts: Callable[[], Parts]) -> Fingerprints | None:
        """Write parts of an outline; it is one only once that is kept. It takes long."""
        with collector_paused():
            return self._outlines.write(parts) if self._outlines else None

    def forget_outline(self) -> None:
        """Have no outline any more: a part of it is not there."""
        if self._outlines:
            self._outlines.say("", {})

    def keep(self, outline: Callable[[], Fingerprints | None] = dict) -> None:
        """Keep what is known for another run; where that cannot be, all is made again then.

        ``outline`` writes one, and is only called where there is none that holds; it may fail.
        """
        self.learn()
        if not (self._layers and self._outlines and self.knows):
            return
        with collector_paused():
            if not self._kept:
                self._write(self._layers)
            if not self.outline:
                self._outlines.say(self._mark, outline() or {})

    def _write(self, layers: Layers) -> None:
        layers.write(self._known.as_data(), whole=self._anew)
        self._anew = False
        self._kept = True
