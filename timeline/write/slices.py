"""A site made in slices, on several machines say, and put together again.

Each slice has its share of the finished pages; the first has everything else too. All are made of
the same pages in the same frame, which each says of itself, so that none of another state, or made
otherwise, gets in between.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from timeline.write.ownership import LIST, foreign

NOTE: Final = ".timeline-slice.json"
"""What a slice says of itself, in its folder."""


class WrongSlices(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """Slices do not make up a site; ``str()`` says why and what to do."""


class Slice(NamedTuple):
    """The slice with a number, of so many; the first is number 1."""

    number: int
    of: int

    def chosen(self, pages: Sequence[str]) -> set[str]:
        """Return which of all pages are in it: neighbours, which are alike, go to different ones."""
        return set(pages[self.number - 1 :: self.of])


def whole(docs: Path, frame: str) -> str:
    """Return a digest of all that a site is made of: its sources and its frame.

    Raises:
        OSError: a source cannot be read.
    """
    total = hashlib.sha256(frame.encode())
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs)
        # What begins with a dot is left out of sites.
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"\0{name.as_posix()}\0{digest}".encode())
    return total.hexdigest()


def note(site: Path, part: Slice, of_whole: str) -> None:
    """Write into a slice which it is.

    Raises:
        OSError: it cannot be written.
    """
    said = {"slice": part.number, "of": part.of, "site": of_whole}
    (site / NOTE).write_text(json.dumps(said) + "\n", encoding="utf-8", newline="")


def together(parts: Sequence[Path], fresh: Path) -> int:
    """Put slices together in a new folder, without index and list; return how many files it has.

    Raises:
        WrongSlices: one is missing, is there twice, was changed or belongs to another site.
        OSError: a file cannot be read or written.
    """
    _belong_together([_said(part) for part in parts])
    number = 0
    for part in parts:
        for path in sorted(part.rglob("*")):
            name = path.relative_to(part)
            if not path.is_file() or name.as_posix() in (NOTE, LIST):
                continue
            target = fresh / name
            if target.exists():
                raise WrongSlices(f"{name.as_posix()} is in more than one slice; build them anew")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            number += 1
    return number


def _said(part: Path) -> tuple[Slice, str]:
    try:
        (part / LIST).stat()
        said: Any = json.loads((part / NOTE).read_text(encoding="utf-8"))
        found = Slice(int(said["slice"]), int(said["of"])), str(said["site"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise WrongSlices(f"{part} holds no slice of a site; 'build --slice' makes one") from None
    if changed := next(foreign(part), None):
        raise WrongSlices(f"{part} is not as it was made: {changed}; build it anew")
    return found


def _belong_together(said: Sequence[tuple[Slice, str]]) -> None:
    of = {part.of for part, _ in said}
    if len(of) != 1 or len({site for _, site in said}) != 1:
        raise WrongSlices(
            "the slices are not of one site: its content, its configuration and this program must"
            " be the same for all, and so must their number; build them anew"
        )
    (total,) = of
    numbers = sorted(part.number for part, _ in said)
    if missing := sorted(set(range(1, total + 1)) - set(numbers)):
        named = ", ".join(f"{number}/{total}" for number in missing)
        raise WrongSlices(f"there is no slice {named}; name the folders of all {total}")
    if numbers != list(range(1, total + 1)):
        raise WrongSlices("a slice is named twice; name each folder once")
