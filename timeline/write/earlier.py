"""What is known of an earlier build: what it was made from, and how its files lay on disk.

A file of a site may take part in the next one if what it was made from lies there as it did then,
untouched, and so does the file itself.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

State = tuple[int, ...]
"""When a file was written, in ns, how long it is, and which file of the disk it is; of a source
also when it was changed in any way. The site's files are known by several names at times, which
counts as a change of them. What is no file, such as a link, has an empty one."""


class Known(NamedTuple):
    """What is known of a page that was put into its frame."""

    state: State
    """Of its source."""
    url: str
    """Its own absolute address, if the site has one."""
    text: str
    """A digest of what search reads of it; empty if that is nothing."""


class Plain(NamedTuple):
    """What is known of a page that was made of Markdown."""

    front: str
    """A digest of its front matter."""
    url: str
    """Its own absolute address, if it names one."""
    sought: Collection[str]
    """The sources that its links were looked for at, whether they are there or not."""
    leads: Collection[str]
    """Those of other pages to places in which it leads."""
    text: str = ""
    """As of any page."""


@dataclass(frozen=True)
class Earlier:
    """An earlier build. Pages and other sources go by their paths in ``docs/``."""

    frame: str
    """A digest of all that every page depends on; empty if that is not known."""
    pages: Mapping[str, Known] = field(default_factory=dict)
    others: Mapping[str, State] = field(default_factory=dict)
    index: str = ""
    """A digest of all that the search index depends on; empty if that is not known."""
    plain: Mapping[str, Plain] = field(default_factory=dict)
    """The pages of Markdown, which are among the other sources."""
    followed: bool = False
    """Whether the next site may be made of this one's files, and of nothing but what changed."""
    sitemap: str = ""
    """A digest of the pages that the list for crawlers has."""
    site: Path = Path()
    """Where its files are."""
    files: Mapping[str, State] = field(default_factory=dict)
    """How they lie on disk, by their paths in the site."""
    texts: Mapping[str, State] = field(default_factory=dict)
    """How what search reads lies on disk, by the paths of the pages in the site, if it is kept."""

    @cached_property
    def sought(self) -> Collection[str]:
        """The sources on which it depends how pages of Markdown come out."""
        return set().union(*(page.sought for page in self.plain.values()))

    @cached_property
    def linked(self) -> Collection[str]:
        """The pages to places in which pages of Markdown lead."""
        return set().union(*(page.leads for page in self.plain.values()))

    @property
    def named(self) -> dict[str, str]:
        """The address that each page names, if it does."""
        made = {path: page.url for path, page in self.plain.items()}
        return {path: page.url for path, page in self.pages.items()} | made

    def text(self, path: str) -> str:
        """Return a digest of what search reads of the page with a source, if there is one."""
        page = self.pages.get(path) or self.plain.get(path)
        return page.text if page else ""


def source_states(folder: Path) -> dict[str, State]:
    """Return the state of every source by its path; a link has none, nor what it leads to."""
    return {
        path: state_of(entry.stat(follow_symlinks=False)) if entry else ()
        for path, entry in _below(folder)
    }


def state_of(stat: os.stat_result) -> State:
    """Return the state of a file that has one name only, as sources do."""
    return stat.st_mtime_ns, stat.st_size, stat.st_ino, stat.st_ctime_ns


class Sources:
    """The sources in a folder: seen once, and looked at again where they were touched since."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: Mapping[str, State] | None = None

    def see(self) -> None:
        """See how all of them lie, unless one goes away just then."""
        with suppress(OSError):
            self._seen = source_states(self._folder)

    def now(self, touched: Collection[str] | None, known: Collection[str]) -> Mapping[str, State]:
        """Return the state of every source by its path.

        Args:
            touched: Those that may be other than they were seen, or gone; None: all.
            known: Those that were there for long; others may only have been on their way to a name.

        Raises:
            OSError: the disk does not tell.
        """
        if touched is None or self._seen is None:
            return source_states(self._folder)
        states = dict(self._seen)
        for path in {*touched, *(states.keys() - known)}:
            states.pop(path, None)
            with suppress(FileNotFoundError, NotADirectoryError):
                found = (self._folder / path).lstat()
                states[path] = state_of(found) if S_ISREG(found.st_mode) else ()
        return states


def site_states(site: Path) -> dict[str, State]:
    """Return the state of every file of a site by its path."""
    return {
        path: _state_in_site(entry.stat(follow_symlinks=False)) if entry else ()
        for path, entry in _below(site)
    }


def site_states_of(site: Path, paths: Iterable[str]) -> dict[str, State]:
    """Return the states of some files of a site, of which each is a file or not there."""
    states = {}
    for path in paths:
        with suppress(FileNotFoundError):
            states[path] = _state_in_site((site / path).lstat())
    return states


def _state_in_site(stat: os.stat_result) -> State:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def number_of(state: State) -> int:
    """Return which file of the disk a file of a site is; zero is none."""
    return state[2] if state else 0


def _below(folder: str | Path, before: str = "") -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Yield all below a folder that is no folder; quick, since there are tens of thousands."""
    with os.scandir(folder) as scan:
        for entry in scan:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{before}{entry.name}/")
            else:
                plain = entry.is_file(follow_symlinks=False)
                yield f"{before}{entry.name}", entry if plain else None
