"""Which folder a build may replace: one that holds nothing but what a build has put there.

Each site holds a list of its files with their digests. A file that is not on the list, or no
longer as it was, is somebody's: then nothing is replaced.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

LIST: Final = ".timeline-files.json"
"""The list: path in the site, POSIX -> digest of the file. Web servers do not serve it."""

SITE_FILE: Final = Path("data") / "timeline.json"
"""What a site holds that an earlier version built, which left no list."""

LITTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that systems put into any folder that is looked at."""

NAMED: Final = 3
"""Foreign files that a message names, at most."""


_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class NotOurs(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """A folder may not be replaced; ``str()`` says why and what to do."""


def sign(
    site: Path, earlier: Mapping[str, object] = _NONE, taken: Mapping[str, str] = _NONE
) -> None:
    """Write the list of a finished site's files into it.

    Args:
        site: The folder of the site.
        earlier: What is ``listed`` in another site, and is right.
        taken: The files that both have, with their names there; they are not read again.

    Raises:
        OSError: a file cannot be read, or the disk is full.
    """
    unsign(site)
    write_list(site, digests_of(site, names_in(site), earlier, taken))


def digests_of(
    site: Path, names: Iterable[str], earlier: Mapping[str, object], taken: Mapping[str, str]
) -> dict[str, object]:
    """Return what the list says of some of a site's files; see ``sign``."""
    return {name: earlier.get(taken.get(name, "")) or _digest(f"{site}/{name}") for name in names}


def write_list(site: Path, digests: Mapping[str, object]) -> None:
    """Write the list of all files into a site that has none; see ``sign``."""
    # With an indent, it would be written by slow code.
    text = json.dumps(digests, ensure_ascii=False, sort_keys=True, separators=(",\n", ": "))
    (site / LIST).write_text(f"{{\n{text[1:-1]}\n}}\n", encoding="utf-8", newline="")


def unsign(site: Path) -> None:
    """Take the list away from a site that somebody else is about to change."""
    (site / LIST).unlink(missing_ok=True)


def replaceable(target: Path, shown: str, *, untouched: bool = False) -> bool:
    """Tell whether what stands at ``target`` may be lost; else it must be kept elsewhere.

    ``untouched`` says that it is known to hold what a build put there, so that nothing is read.

    Raises:
        NotOurs: it must stay where it is.
        OSError: it cannot be read.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise NotOurs(f"{shown} is not a folder; name another one with --site-dir")
    if untouched or not target.exists() or not any(target.iterdir()):
        return True
    if not (target / LIST).is_file():
        if (target / SITE_FILE).is_file():
            return False
        raise NotOurs(
            f"{shown} holds files that are no timeline site, and would be replaced; "
            "empty it or name another folder with --site-dir"
        )
    found = list(islice(foreign(target), NAMED + 1))
    if found:
        names = ", ".join(found[:NAMED]) + (" and more" if len(found) > NAMED else "")
        raise NotOurs(
            f"{shown} holds files that no build made, or that were changed since: {names}; they"
            " would be lost. Move them elsewhere (what belongs to the site, to docs/), delete"
            f" {shown}, or name another folder with --site-dir"
        )
    return True


def foreign(site: Path) -> Iterator[str]:
    """Yield the files of a site that no build made, or that were changed since.

    Raises:
        OSError: a file cannot be read.
    """
    known = listed(site)
    for name in names_in(site):
        path = site / name
        if name == LIST or path.name in LITTER:
            continue
        if path.is_symlink() or not path.is_file() or not _fits(known.get(name), path):
            yield name


def listed(site: Path) -> dict[str, object]:
    """Return the list of a site's files; nothing if it is damaged.

    Raises:
        OSError: it cannot be read.
    """
    try:
        found = json.loads((site / LIST).read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def names_in(folder: str | Path, before: str = "") -> Iterator[str]:
    """Yield the path of everything in a folder that is no folder; links are not followed.

    ``before`` is what each path begins with. Paths are texts, for speed: there are tens of thousands.
    """
    with os.scandir(folder) as scan:
        for entry in scan:
            if entry.is_dir(follow_symlinks=False):
                yield from names_in(entry.path, f"{before}{entry.name}/")
            else:
                yield before + entry.name


def _digest(path: str | Path) -> str:
    """Return the first half of a file's SHA-256, in base64: the list is as long as all pages' names."""
    return _short(_sha256(path))


def _fits(digest: object, path: Path) -> bool:
    """Tell whether a file is as listed; earlier versions listed the whole SHA-256, in hexadecimal."""
    found = _sha256(path)
    return digest in (_short(found), found.hex())


def _short(digest: bytes) -> str:
    return base64.b64encode(digest[: len(digest) // 2]).decode().rstrip("=")


def _sha256(path: str | Path) -> bytes:
    digest = hashlib.sha256()
    # Nearly every file is smaller; hashlib.file_digest takes as long to begin as to read one.
    with open(path, "rb") as file:  # noqa: PTH123  # as a text: there are tens of thousands
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.digest()
