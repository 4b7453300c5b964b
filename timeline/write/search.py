"""The search index: Pagefind reads the built pages, and its output is put into one fixed order."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from timeline.write.contents import IndexMemory
from timeline.write.fault import SearchFailure
from timeline.write.indexes import Part
from timeline.write.packing import FormatError, Unfit
from timeline.write.runs import Runs
from timeline.write.ways import FOLDER, WAYS, Revision, Task, Way

__all__ = ["FOLDER", "Indexing", "Revision", "index_site"]


def index_site(
    site: Path, name: str = FOLDER, *, unwanted: Callable[[], bool] = lambda: False
) -> bool:
    """Write the search index of a built site into a folder of its own.

    Args:
        site: The folder of the site.
        name: Of the index's folder in it.
        unwanted: Asked every now and then; the work is given up once it is true.

    Returns:
        Whether it was done; else the folder is as it came, or half made.

    Raises:
        SearchFailure: Pagefind is missing, fails, or writes what this version cannot read.
        OSError: the folder cannot be written.
    """
    with Indexing() as indexing:
        indexing.start(site, site / name)
        return indexing.finish(unwanted)


class Indexing:
    """An index that is being made, beside other work. A context manager: it ends inside."""

    def __init__(self, memory: IndexMemory | None = None) -> None:
        """Take where it is kept what is in the index that stands, and in the one that follows."""
        self._memory = memory
        self._runs = Runs()
        self._ways = iter(WAYS)
        self._way: Way | None = None

    @property
    def started(self) -> bool:
        """Whether it was started."""
        return self._way is not None

    @property
    def taken(self) -> Mapping[str, str]:
        """Files taken over from the earlier index: their names in this one, and there."""
        return self._way.taken if self._way else {}

    def __enter__(self) -> Self:
        self._runs.__enter__()
        return self

    def __exit__(self, *what: object) -> None:
        self._runs.__exit__(*what)

    def start(self, pages: Path, folder: Path, revision: Revision | None = None) -> None:
        """Start to index the pages of a folder, and have the index written into another.

        Args:
            pages: The folder with the pages.
            folder: Of the index.
            revision: How the pages differ from those of an earlier index, if that is known.

        Raises:
            OSError: there is no such folder.
        """
        if revision and self._memory:
            revision = replace(revision, index=Part(revision.index.folder, self._memory))
        self._task = Task(pages, folder.absolute(), revision, self._runs)
        self._begin()

    def _begin(self) -> None:
        """Begin in the next way that fits; the last one always does."""
        for way in self._ways:
            try:
                self._way = way(self._task)
            except Unfit:
                shutil.rmtree(self._task.folder, ignore_errors=True)
            else:
                return

    def finish(self, unwanted: Callable[[], bool] = lambda: False) -> bool:
        """Wait until it is done; see ``index_site``."""
        assert self._way is not None  # noqa: S101  # it was started
        try:
            done = self._way.finish(unwanted)
        except Unfit:
            shutil.rmtree(self._task.folder, ignore_errors=True)
            self._begin()
            return self.finish(unwanted)
        except FormatError as error:
            raise SearchFailure(f"Pagefind wrote an index of an unknown form: {error}") from None
        if done and self._memory and len(self._way.contents) == 1:
            self._memory.keep(self._way.contents[0], self._task.folder)
        return done
