"""Where nothing generated may go: what is written by hand, and what is not this program's at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from timeline.write.ownership import NotOurs

PROGRAM: Final = Path(__file__).parent.parent
"""The generator itself."""


def sources(config: Path, *folders: Path | None) -> list[Path]:
    """Return the folders that a site is made from: those named, the generator, history, what is kept."""
    named = [folder for folder in folders if folder is not None]
    home = config.absolute().parent
    return [*named, PROGRAM, home / ".git", home / ".cache"]


def refuse_sources(target: Path, shown: str, hand: Iterable[Path], option: str) -> None:
    """Refuse a place in a folder that something is made from.

    Raises:
        NotOurs: ``target`` lies in one of the folders ``hand``, or is one.
    """
    real = target.resolve()
    for folder in hand:
        if real.is_relative_to(folder.resolve()):
            raise NotOurs(
                f"{shown} is where the site is made from; name another place with {option}"
            )


def refuse_site(target: Path, shown: str, config: Path, hand: Iterable[Path]) -> None:
    """Refuse a folder for the site in which more than a site is at stake.

    Raises:
        NotOurs: it is, holds or lies in what the site is made from; or it is a home, the root of a
            disk, or holds the folder in which this runs.
    """
    refuse_sources(target, shown, hand, "--site-dir")
    real = target.resolve()
    inside = [config.resolve(), Path.cwd(), *(folder.resolve() for folder in hand)]
    if any(path.is_relative_to(real) for path in inside):
        raise NotOurs(
            f"{shown} is where the site is made from, and would be replaced; "
            "name another folder with --site-dir"
        )
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111  # fails for nobody
    if home.is_relative_to(real) or os.path.ismount(real):
        raise NotOurs(
            f"{shown} holds more than a site: it is a home, or a whole disk; "
            "name a folder below it with --site-dir"
        )
