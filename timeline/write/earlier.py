"""What is known of an earlier build: what it was made from, and how its files lay on disk.

A file of a site may take part in the next one if what it was made from lies there as it did then,
untouched, and so does the file itself. What is known is kept beside the configuration, apart from
the site, since it speaks of times and places on this machine. Where anything does not fit, nothing
of it is used.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from timeline.load.store import Store
from timeline.write.ownership import LIST

CACHE: Final = Path(".cache") / "builds"
"""Where it is kept, beside the configuration."""

_FORM: Final = 3
"""Of what is kept; goes up with each change of it."""

State = tuple[int, ...]
"""When a file was written, in ns, how long it is, and which file of the disk it is; of a source
also when it was changed in any way. The site's files are known by several names at times, which
counts as a change of them. What is no file, such as a link, has an empty one."""


_NONE: Final[Mapping[str, State]] = MappingProxyType({})


class Known(NamedTuple):
    """What is known of a page that was put into its frame."""

    state: State
    """Of its source."""
    url: str
    """Its own absolute address, if the site has one."""
    text: str
    """A digest of what search reads of it; empty if that is nothing."""


@dataclass(frozen=True)
class Earlier:
    """An earlier build. Pages and other sources go by their paths in ``docs/``."""

    frame: str
    """A digest of all that every page depends on; empty if that is not known."""
    pages: Mapping[str, Known] = field(default_factory=dict)
    others: Mapping[str, State] = field(default_factory=dict)
    index: str = ""
    """A digest of all that the search index depends on; empty if that is not known."""
    apart: str = ""
    """A digest of what search reads of the pages that MkDocs made itself."""
    linked: Collection[str] = ()
    """The pages to places in which those lead."""
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


def site_states(site: Path, known: Mapping[str, State] = _NONE) -> dict[str, State]:
    """Return the state of every file of a site by its path; the disk is not asked for ``known`` ones."""
    return {
        path: known.get(path)
        or (_state_in_site(entry.stat(follow_symlinks=False)) if entry else ())
        for path, entry in _below(site)
    }


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


def remember(place: Path, earlier: Earlier, common: Mapping[str, State] = _NONE) -> None:
    """Keep what is known of a build whose site stands in its place; a wish, and no duty.

    Where it cannot be kept, the next build makes everything. The ``common`` states are those of files
    that the site has in common with an earlier one.
    """
    try:
        files = site_states(earlier.site, common)
    except OSError:
        return
    known = {
        "form": _FORM,
        "frame": earlier.frame,
        "index": earlier.index,
        "apart": earlier.apart,
        "linked": sorted(earlier.linked),
        "followed": earlier.followed,
        "sitemap": earlier.sitemap,
        "pages": earlier.pages,
        "others": earlier.others,
        "files": files,
        "texts": earlier.texts,
    }
    Store(place).write(_name(earlier.site), known)


def recall(place: Path, site: Path) -> Earlier | None:
    """Return what is known of the build that made a site, if not a file of it was touched since."""
    kept = Store(place).read(_name(site))
    if kept is None:
        return None
    try:
        known: Any = kept[0]
        files = {path: tuple(state) for path, state in known["files"].items()}
        if known["form"] != _FORM or LIST not in files or files != site_states(site):
            return None
        return Earlier(
            frame=str(known["frame"]),
            index=str(known["index"]),
            apart=str(known["apart"]),
            linked=frozenset(map(str, known["linked"])),
            followed=known["followed"] is True,
            sitemap=str(known["sitemap"]),
            pages={
                path: Known(tuple(state), str(url), str(text))
                for path, (state, url, text) in known["pages"].items()
            },
            others={path: tuple(state) for path, state in known["others"].items()},
            site=site,
            files=files,
            texts={path: tuple(state) for path, state in known["texts"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _name(site: Path) -> str:
    return f"{hashlib.sha256(os.fsencode(site)).hexdigest()[:16]}.json"
