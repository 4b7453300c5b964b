"""Which generator this is, by all of its files: what is known of another's work is of no use."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from timeline.load.store import digest


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


def _below(home: str, pattern: str) -> Iterator[str]:
    """Yield the paths of the files below a folder, as texts: of them all is made quickly."""
    for folder, folders, names in os.walk(home):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        for name in fnmatch.filter(names, pattern):
            path = f"{folder}{os.sep}{name}"
            if os.path.isfile(path):  # noqa: PTH113  # as above
                yield path
