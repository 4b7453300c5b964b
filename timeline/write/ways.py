"""Ways of making a search index: of all pages at once, in parts, or of an earlier one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final, Protocol

from timeline.settings import INDEXED_SIDE_BY_SIDE, MOST_AMENDED
from timeline.write.amending import Amended, amend_index, take_over
from timeline.write.batches import lay_out, put_together
from timeline.write.contents import Contents
from timeline.write.fault import SearchFailure
from timeline.write.index_files import ENTRY, read_entry
from timeline.write.indexes import STUB, Part, stub
from timeline.write.packing import FormatError, Unfit
from timeline.write.pagefind import put_in_order
from timeline.write.renumbering import Order, order_of
from timeline.write.runs import Runs, ended
from timeline.write.sort_keys import place_in

FOLDER = "pagefind"
"""Where the index lies, relative to the site; the search script looks for it there."""

UNUSED = ("pagefind-*ui.js", "pagefind-*ui.css", "pagefind-ui.*", "pagefind-highlight.js", "wasm.*")
"""What Pagefind always writes: its own interfaces, where this site has its own, and its program for
each language and for none, of which one is needed."""


BEFORE: Final = "before"
AFTER: Final = "after"
"""Folders of the changed pages, as they were and as they are."""

PARTS: Final = "parts"
"""A folder in that of the index, for parts of very many pages; it is gone when the index is made."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of the pages of an index that was made earlier.

    Attributes:
        index: That index.
        was: A folder with pages as they were that changed or are gone, at their places.
        changed: The paths of the pages that changed.
        work: A folder, not there yet, to work in.
        gone: The paths of those that are gone.
        come: The paths of those that are new.
    """

    index: Part
    was: Path
    changed: Sequence[str]
    work: Path
    gone: Sequence[str] = ()
    come: Sequence[str] = ()

    @property
    def before(self) -> list[str]:
        """The paths of all pages of it that are not in the new index as they were."""
        return [*self.changed, *self.gone]

    @property
    def after(self) -> list[str]:
        """The paths of all pages of the new index that are not in it as they are."""
        return [*self.changed, *self.come]


@dataclass(frozen=True, slots=True)
class Task:
    """An index that is to be made.

    Attributes:
        pages: The folder with the pages.
        folder: Of the index, absolute; not there yet, or with second names for all files of the
            earlier one.
        revision: How the pages differ from those of an earlier index, if that is known.
        runs: What Pagefind is run by.
    """

    pages: Path
    folder: Path
    revision: Revision | None
    runs: Runs


class Way(Protocol):
    """A way of making an index. It begins at once; made so, it is the same in each way."""

    @property
    def taken(self) -> Mapping[str, str]:
        """Files taken over from the earlier index: their names in this one, and there."""

    @property
    def contents(self) -> Sequence[Contents]:
        """What is in the index once it is done, by languages."""

    def __init__(self, task: Task) -> None:
        """Begin.

        Raises:
            Unfit: the index cannot be made so.
            OSError: there is no such folder, or a file cannot be read or written.
        """

    def finish(self, unwanted: Callable[[], bool]) -> bool:
        """Wait until it is done; see ``index_site``.

        Raises:
            Unfit: the index cannot be made so; its folder may be half made.
            FormatError, SearchFailure, OSError: it cannot be made at all.
        """


class Amending:
    """Only changed pages are indexed, as they were and as they are; see ``amending``."""

    def __init__(self, task: Task) -> None:
        """See ``Way``."""
        self.amended: Amended | None = None
        revision = task.revision
        if revision is None or len({*revision.before, *revision.after}) > MOST_AMENDED:
            raise Unfit
        self._index, self._folder = revision.index, task.folder
        self._few = [revision.work / name for name in (BEFORE, AFTER)]
        try:
            self._order = _order(revision, task.pages)
            _lay_out_few(revision, task.pages)
        except FormatError:
            raise Unfit from None
        self._processes = [task.runs.start(few, few / FOLDER) for few in self._few]
        if not task.folder.exists():
            take_over(self._index.folder, task.folder)

    @property
    def taken(self) -> Mapping[str, str]:
        """See ``Way``."""
        return self.amended.taken if self.amended else {}

    @property
    def contents(self) -> Sequence[Contents]:
        """See ``Way``."""
        return [self.amended.contents] if self.amended else []

    def finish(self, unwanted: Callable[[], bool]) -> bool:
        """See ``Way``."""
        try:
            if not all(ended(process, unwanted) for process in self._processes):
                return False
            before, after = (few / FOLDER for few in self._few)
            self.amended = amend_index(self._index, self._folder, before, after, self._order)
        except (SearchFailure, FormatError):
            raise Unfit from None
        return True


class InParts:
    """Very many pages are indexed in parts, some of them side by side; see ``batches``."""

    taken: Mapping[str, str] = {}
    contents: Sequence[Contents] = ()

    def __init__(self, task: Task) -> None:
        """See ``Way``."""
        self._task = task
        self._parts = lay_out(task.pages, task.folder / PARTS)
        if not self._parts:
            raise Unfit
        self._started = [self._start(part) for part in self._parts[:INDEXED_SIDE_BY_SIDE]]

    def _start(self, part: Path) -> subprocess.Popen[str]:
        return self._task.runs.start(part, part / FOLDER)

    def finish(self, unwanted: Callable[[], bool]) -> bool:
        """See ``Way``."""
        folder = self._task.folder
        waiting = iter(self._parts[INDEXED_SIDE_BY_SIDE:])
        for number, part in enumerate(self._parts):
            if not ended(self._started[number], unwanted):
                return False
            _require_index(part / FOLDER)
            self._started += map(self._start, islice(waiting, 1))
        parts = [part / FOLDER for part in self._parts]
        self.contents = put_together(parts, self._task.pages, folder)
        shutil.rmtree(folder / PARTS)
        _drop_unused(folder)
        return True


class AllAtOnce:
    """All pages are indexed in one go."""

    taken: Mapping[str, str] = {}
    contents: Sequence[Contents] = ()

    def __init__(self, task: Task) -> None:
        """See ``Way``."""
        self._folder = task.folder
        self._process = task.runs.start(task.pages, task.folder)

    def finish(self, unwanted: Callable[[], bool]) -> bool:
        """See ``Way``."""
        if not ended(self._process, unwanted):
            return False
        _require_index(self._folder)
        self.contents = put_in_order(self._folder)
        _drop_unused(self._folder)
        return True


WAYS: Final[tuple[type[Way], ...]] = (Amending, InParts, AllAtOnce)
"""How an index is made: by the first that fits."""


def _require_index(folder: Path) -> None:
    if not (folder / ENTRY).is_file():
        raise SearchFailure("Pagefind could not index the site: it wrote no index")


def _drop_unused(folder: Path) -> None:
    languages = read_entry(folder)["languages"].values()
    programs = {f"wasm.{about.get('wasm') or 'unknown'}.pagefind" for about in languages}
    for file in set(chain.from_iterable(folder.glob(pattern) for pattern in UNUSED)):
        if file.name not in programs:
            file.unlink()


def _order(revision: Revision, pages: Path) -> Order:
    """Return the order of the pages.

    Raises:
        Unfit: it is not certain, or the index is of other pages.
        FormatError: the index is not understood.
    """
    return order_of(
        [address for address, _ in revision.index.fragments],
        {f"/{path}" for path in revision.before},
        {f"/{path}" for path in revision.after},
        partial(place_in, revision.was),
        partial(place_in, pages),
    )


def _lay_out_few(revision: Revision, pages: Path) -> None:
    """Lay out pages as they were and as they are, each to be indexed by itself."""
    stub_page = stub(revision.index)
    for name, source, paths in (
        (BEFORE, revision.was, revision.before),
        (AFTER, pages, revision.after),
    ):
        folder = revision.work / name
        folder.mkdir(parents=True)
        for path in paths:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / path, folder / path)
        (folder / STUB).write_text(stub_page, encoding="utf-8", newline="")
