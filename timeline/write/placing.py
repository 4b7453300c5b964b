"""A finished site takes its place; and what is said where none does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Final

from timeline.write.alone import Busy
from timeline.write.exchange import put, put_and_keep
from timeline.write.fault import BuildFailure, SearchFailure, ZensicalFailure, fault, shown
from timeline.write.ownership import NotOurs
from timeline.write.slices import WrongSlices

LEFT: Final = "; the site was left as it was"
"""What every failure ends with that comes before the new site is in its place."""


def put_site(fresh: Path, target: Path, *, keep: bool) -> str:
    """Put the site in its place, and return what is to be said of the old one."""
    if not keep:
        put(fresh, target)
        return ""
    kept = unused(target.with_name(f"{target.name}.old"))
    put_and_keep(fresh, target, kept)
    return (
        f"\n{shown(target)} held a site without a list of its files, from an earlier version or"
        f" from MkDocs alone.\nIt is now {shown(kept)}; delete it when you have looked at it."
    )


@contextmanager
def failing(target: Path) -> Iterator[None]:
    """Turn what a build can fail with into one failure, which says what became of the site."""
    try:
        yield
    except NotOurs as error:
        raise BuildFailure(str(error)) from None
    except OSError as error:
        raise BuildFailure(f"{fault(error, target)}{LEFT}") from None
    except (Busy, SearchFailure, ValueError, WrongSlices, ZensicalFailure) as error:
        raise BuildFailure(f"{error}{LEFT}") from None


def unused(path: Path) -> Path:
    """Return a path, or the path with the first number that nothing has yet."""
    names = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(name for name in chain([path], names) if not os.path.lexists(name))
