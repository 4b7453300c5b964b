"""Which generator this is, by all of its files: what is known of another's work is of no use."""

from __future__ import annotations

import fnmatch
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from timeline.load.store import digest
from timeline.pages.site import Site

GENERATOR: Final = Path(__file__).parent.parent

LIBRARIES: Final = (
    "jinja2",
    "markupsafe",
    "mkdocs-material",
    "pydantic",
    "pyyaml",
    "python-dateutil",
    "rcssmin",
    "rjsmin",
)
"""Packages whose version may change what is made."""


def edition(folder: Path, others: Iterable[Any], pattern: str = "*") -> str:
    """Return a digest of the files that lie in ``folder``, and of what else counts.

    Of the generator with no other pattern that is all: code, templates, words, map data.
    """
    home = os.fspath(folder)
    parts = [repr(other).encode("utf-8", "surrogatepass") for other in others]
    for path in sorted(_below(home, pattern)):
        with open(path, "rb") as file:  # noqa: PTH123  # there are hundreds, at each start
            data = file.read()
        parts.append(os.fsencode(f"{path[len(home) :]} {len(data)}\0") + data)
    return digest(b"\0".join(parts))


def mark_of(site: Site) -> str:
    """Return a digest of all by which pages of the same content may differ: the generator, the site.

    Raises:
        OSError: a file of the generator cannot be read.
    """
    # It takes long to import, and a build asks for this aside.
    from importlib.metadata import version  # noqa: PLC0415  # see above

    return edition(GENERATOR, (site, sys.version, *map(version, LIBRARIES)))


def _below(home: str, pattern: str) -> Iterator[str]:
    """Yield the paths of the files below a folder, as texts: of them all is made quickly."""
    for folder, folders, names in os.walk(home):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        for name in fnmatch.filter(names, pattern):
            path = f"{folder}{os.sep}{name}"
            if os.path.isfile(path):  # noqa: PTH113  # as above
                yield path
