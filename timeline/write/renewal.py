"""A folder of made files, brought up to date by making only what would come out otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from timeline.collector import collector_paused, collector_spared
from timeline.pages import Digests, Read, digest
from timeline.pages.marks import Key
from timeline.settings import FILES_FOR_A_PROCESS
from timeline.write.disk import disk_of
from timeline.write.folder import Changes, owning, write_file
from timeline.write.forked import processes, shares, side_by_side
from timeline.write.memory import Memory
from timeline.write.rows import Before, Made, Share

PAGE: Final = ".md"
"""How the paths of pages end. All other files are only copied."""


class Recipe(NamedTuple):
    """How to make a file: from what it reads, as ``make`` tells, and from its maker's arguments."""

    make: Callable[[], tuple[bytes, Sequence[Read]]]
    amend: Callable[[bytes, Sequence[Key]], bytes] | None = None
    """Makes it from its former content, given the entries that were not the same; for what is long."""


def _nobody(*_: object) -> None:
    """Have nobody called."""


class Moments(NamedTuple):
    """What is called while files are made."""

    allowed: Callable[[], object] = _nobody
    """Before anything is written; it raises an exception if nothing may be."""
    pages: Callable[[frozenset[str]], object] = _nobody
    """Once all pages are written and what is wanted no more is gone, while what is only copied may still
    have to be written: with the paths of all that is not as it was. It is not called where several
    processes make all of them."""
    aside: Callable[[Callable[[], Share]], Callable[[], Share]] = lambda task: task
    """With what makes the files that are only copied, before pages are made: it returns what waits for
    that, asked once; it may have begun meanwhile. It is not called either where several processes do."""


UNNOTICED: Final = Moments()


def renew(
    folder: Path,
    wanted: Mapping[str, str],
    recipe: Callable[[str], Recipe],
    memory: Memory,
    now: Digests,
    prepare: Callable[[], None],
    moments: Moments = UNNOTICED,
) -> Changes:
    """Make ``folder`` hold exactly these files, beside what others put there.

    Args:
        folder: Created if it is missing.
        wanted: Path below the folder, POSIX -> signature of the file: who makes it, and from which
            arguments.
        recipe: Returns how to make the file at a path.
        memory: Of the last time.
        now: Tells what look-ups find today.
        prepare: Called before several processes share the work.
        moments: What is called meanwhile.

    Raises:
        ValueError: a path would lie outside the folder, or leads through a link; nothing is
            written then.
        OSError: the disk is full, or access is denied; each file is then either old or new.
    """
    with collector_paused():
        standing = memory.standing(wanted, folder, now)
    moments.allowed()
    with owning(folder, wanted) as owned:
        missing = [path for path in wanted if path not in standing]
        number = processes(len(missing), FILES_FOR_A_PROCESS)
        make = partial(_make, recipe, owned.targets, partial(memory.before, folder))
        if number > 1:
            prepare()
            # Long lists stand beside each other, and would all come into one share.
            dealt = [path for start in range(number) for path in missing[start::number]]
            with collector_spared():
                shared = side_by_side([partial(make, share) for share in shares(dealt, number)])
        else:
            others = moments.aside(partial(make, [p for p in missing if not p.endswith(PAGE)]))
            # A few leave little behind that would have to be looked for.
            with collector_paused():
                pages = make([path for path in missing if path.endswith(PAGE)])
                moments.pages(_written([pages]).union(owned.removed))
                shared = [pages, others()]
    made = [each for _, share in shared for each in share]
    rows = {each.path: [wanted[each.path], each.digest, *each.disk] for each in made}
    memory.remember({**standing, **rows}, shared, now)
    written = _written(shared)
    touched = written.union(owned.removed)
    return Changes(len(written), len(wanted) - len(written), len(owned.removed), touched)


def _written(shared: Sequence[Share]) -> frozenset[str]:
    return frozenset(each.path for _, share in shared for each in share if each.written)


def _make(
    recipe: Callable[[str], Recipe],
    targets: Mapping[str, Path],
    before: Callable[[str], Before | None],
    paths: Sequence[str],
) -> Share:
    known: dict[Read, int] = {}
    made: list[Made] = []
    for path in paths:
        make, amend = recipe(path)
        if amend and (was := before(path)):
            data, reads = amend(was.data, was.others), was.reads
        else:
            data, reads = make()
        written = write_file(targets[path], data)
        numbers = [known.setdefault(read, len(known)) for read in reads]
        made.append(Made(path, numbers, digest(data), disk_of(targets[path]), written))
    return list(known), made
