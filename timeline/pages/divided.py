"""The pages of long lists, an entry's divided when one of its own is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from timeline.pages.sheets import Leaf, Sheet, turned

Sheets = tuple[Sheet[Any, Any], ...]


class Turned(NamedTuple):
    """A page of a list: whose list it is, if an entry's; what is on it; where it leads to."""

    owner: str
    sheet: Sheet[Any, Any]
    leaves: tuple[Leaf, ...]
    first: bool


Lists = Mapping[str, Turned]
"""Path of a page -> what is on it."""


class Divided(Lists):
    """The lists of all entries of a kind, by the pages that they are divided into."""

    def __init__(
        self, folder: str, owners: Collection[str], divide: Callable[[str], Sheets]
    ) -> None:
        """Have ``divide`` give the pages of each of some entries, which lie in ``folder``."""
        self._folder = folder
        self._owners = owners
        self._divide = divide
        self._made: dict[str, Lists] = {}

    def of(self, owner: str) -> Lists:
        """Return the pages of one entry."""
        if owner not in self._made:
            self._made[owner] = pages_of(owner, self._divide(owner))
        return self._made[owner]

    def __getitem__(self, path: str) -> Turned:
        folder, _, name = path.removesuffix(".md").partition("/")
        owner = name.partition("/")[0]
        if folder != self._folder or owner not in self._owners:
            raise KeyError(path)
        return self.of(owner)[path]

    def __iter__(self) -> Iterator[str]:
        return (path for owner in self._owners for path in self.of(owner))

    def __len__(self) -> int:
        return sum(len(self.of(owner)) for owner in self._owners)


def pages_of(owner: str, parts: Sheets) -> Lists:
    """Return the pages of a list by path."""
    return {
        sheet.leaf.path: Turned(owner, sheet, leads_to, first=sheet is parts[0])
        for sheet, leads_to in turned(parts)
    }
