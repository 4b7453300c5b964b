"""What says in a page how search sorts it, see Pagefind's documentation of sorting."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from timeline.write.index_files import ORDER
from timeline.write.packing import Unfit

_SORT: Final = "data-pagefind-sort="


def sort_keys(page: str) -> list[tuple[str, str]]:
    """Return what orders a page has, with its key in each.

    Raises:
        Unfit: a key is text of the page.
    """
    keys = _SortKeys()
    keys.feed("".join(_sorting(page)))
    keys.close()
    return keys.found


def place_of(page: str) -> tuple[bool, str]:
    """Return by what a page is sorted among all of an index; those with no key come last.

    Raises:
        Unfit: Pagefind might sort it otherwise.
    """
    key = dict(sort_keys(page)).get(ORDER)
    if key is not None and _is_number(key):
        raise Unfit
    # Pagefind takes any white space for one space.
    return key is None, " ".join((key or "").split())


def place_in(folder: Path, address: str) -> tuple[bool, str]:
    """Return by what the page at an address is sorted, which lies in a folder of pages.

    Raises:
        Unfit: as ``place_of``.
        OSError: it cannot be read.
    """
    return place_of((folder / address.removeprefix("/")).read_text(encoding="utf-8"))


def _is_number(key: str) -> bool:
    try:
        float(key)
    except ValueError:
        return False
    return True


def _sorting(page: str) -> Iterator[str]:
    """Yield the tags that say how a page sorts. Far quicker than to read all."""
    end = 0
    while (at := page.find(_SORT, end)) >= 0:
        end = page.find(">", at) + 1 or len(page)
        yield page[page.rfind("<", 0, at) : end]


class _SortKeys(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Gather what the attribute says, see Pagefind's documentation of sorting."""
        del tag
        values = dict(attrs)
        for said in (values.get("data-pagefind-sort") or "").split(","):
            if not said.strip():
                continue
            if not said.rstrip().endswith("]"):
                raise Unfit
            name, _, attribute = said.strip().rstrip("]").partition("[")
            self.found.append((name, values.get(attribute) or ""))
