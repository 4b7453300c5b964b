"""What search shows of the pages of an index, brought up to date; see ``amending``."""

from __future__ import annotations

import os
import posixpath
import shutil
from pathlib import Path
from typing import Final, NamedTuple

from timeline.write.index_files import fragment_file, fragment_names, fragment_path
from timeline.write.indexes import Part, Small
from timeline.write.renumbering import Order

_WAS: Final = "was"
"""Where the fragments are meanwhile."""


class AmendedPages(NamedTuple):
    """The pages of an index that was brought up to date, by number.

    Attributes:
        fragments: The address of each, and a digest of what search shows of it.
        table: The name of each one's fragment, and how many words it has.
        taken: The fragments that were taken over: their paths in the new index, and in the other.
    """

    fragments: list[tuple[str, bytes]]
    table: list[tuple[str, int]]
    taken: dict[str, str]


def amend_pages(index: Part, now: Small, order: Order, new: Path) -> AmendedPages:
    """Give second names of an index's fragments the names that they have now, and put new ones in.

    Args:
        index: The index; it has pages, and the new one has some too.
        now: A small one of the pages that changed or are new. Fragments of it are taken away.
        order: Which pages these are, and the order of all.
        new: The folder of the new index, where the second names are.

    Raises:
        OSError: a file cannot be moved.
    """
    fragments = [
        index.fragments[page] if isinstance(page, int) else (page, now.digest(page))
        for page in order.pages
    ]
    names = fragment_names(index.language, [digest for _, digest in fragments])
    before = [name for name, _ in index.table.pages]
    for address in order.was:
        (new / fragment_path(before[index.numbers[address]])).unlink()
    held, place = (posixpath.dirname(fragment_path(listed[0])) for listed in (before, names))
    was = (new / held).rename((new / held).with_name(_WAS))
    if order.numbers is None:
        was.rename(new / place)
    else:
        (new / place).mkdir()
    table = []
    taken: dict[str, str] = {}
    for page, name in zip(order.pages, names, strict=True):
        path = fragment_path(name)
        if not isinstance(page, int):
            own, words = now.page(page)
            shutil.move(fragment_file(now.part.folder, own), new / path)
        else:
            own, words = index.table.pages[page]
            taken[path] = old = fragment_path(own)
            if order.numbers:
                # Paths are texts here, for speed.
                os.rename(f"{was}/{posixpath.basename(old)}", f"{new}/{path}")  # noqa: PTH104
        table.append((name, words))
    if order.numbers:
        was.rmdir()
    return AmendedPages(fragments, table, taken)
