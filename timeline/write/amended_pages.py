"""What search shows of the pages of an index, brought up to date; see ``amending``."""

from __future__ import annotations

import os
import posixpath
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from timeline.write.index_files import fragment_file, fragment_names, fragment_path
from timeline.write.indexes import Part, Small
from timeline.write.renumbering import Order


class AmendedPages(NamedTuple):
    """The pages of an index that was brought up to date, by number.

    Attributes:
        fragments: The address of each, and a digest of what search shows of it.
        table: The name of each one's fragment, and how many words it has.
        taken: The fragments that are taken over: their paths in the new index, and in the other.
        fresh: Those that are new: their paths in it, and where they are.
        gone: The paths of those in the other index that are not taken over.
    """

    fragments: list[tuple[str, bytes]]
    table: list[tuple[str, int]]
    taken: Mapping[str, str]
    fresh: Mapping[str, str]
    gone: Sequence[str]


def amend_pages(index: Part, now: Small, order: Order) -> AmendedPages:
    """Return what search shows of the pages of a new index.

    Args:
        index: The index; it has pages, and the new one has some too.
        now: A small one of the pages that changed or are new.
        order: Which pages these are, and the order of all.

    Raises:
        OSError, FormatError: a file cannot be read, or is not of the form expected.
    """
    fragments = [
        index.fragments[page] if isinstance(page, int) else (page, now.digest(page))
        for page in order.pages
    ]
    names = fragment_names(index.language, [digest for _, digest in fragments])
    table = []
    taken: dict[str, str] = {}
    fresh: dict[str, str] = {}
    for page, name in zip(order.pages, names, strict=True):
        if isinstance(page, int):
            own, words = index.table.pages[page]
            taken[fragment_path(name)] = fragment_path(own)
        else:
            own, words = now.page(page)
            fresh[fragment_path(name)] = str(fragment_file(now.part.folder, own))
        table.append((name, words))
    gone = [fragment_path(index.table.pages[index.numbers[address]][0]) for address in order.was]
    return AmendedPages(fragments, table, taken, fresh, gone)


def move_fragments(new: Path, pages: AmendedPages) -> None:
    """Give second names of an index's fragments the names that they have now, and put new ones in.

    Args:
        new: The folder of the new index, where the second names are.
        pages: Its pages. New fragments are taken away from where they are.

    Raises:
        OSError: a file cannot be moved.
    """
    for path in pages.gone:
        (new / path).unlink()
    held, place = (
        {posixpath.dirname(path) for path in (*paths, *more)}
        for paths, more in ((pages.taken.values(), pages.gone), (pages.taken, pages.fresh))
    )
    was, now = str(new / held.pop()), str(new / place.pop())
    # Paths are texts here, for speed.
    os.rename(was, now)  # noqa: PTH104
    for old, name in _in_turn(pages.taken):
        os.rename(f"{now}/{old}", f"{now}/{name}")  # noqa: PTH104
    for path, file in pages.fresh.items():
        shutil.move(file, new / path)


def _in_turn(taken: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what each fragment is called that is to have another name, and that, without their folder.

    No other has that name any more when its turn comes: of pages that move forward, the first goes
    first, and of those that move back, the last. All stay in the same order, and so do their names.
    """
    names = [(posixpath.basename(old), posixpath.basename(name)) for name, old in taken.items()]
    yield from ((old, name) for old, name in names if name < old)
    yield from ((old, name) for old, name in reversed(names) if name > old)
