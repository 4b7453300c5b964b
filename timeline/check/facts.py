"""What is known of each entry once it was looked at, and what all of it adds up to.

Facts are small and plain, so that they can be kept: an entry that was not changed, and that names
nothing that was, need not be looked at again for what it adds to the totals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from copy import copy
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import Any, NamedTuple

Key = tuple[str, str]
"""Kind and id of an entry."""

Units = tuple[str, int, int]
"""A source, and the first and the last of its units that something cites."""


class Extent(NamedTuple):
    """What a source is divided into.

    Attributes:
        kind: Of unit.
        size: How many there are.
        unused: The first and the last of those listed as unused, for each item of that list.
    """

    kind: str
    size: int
    unused: tuple[tuple[int, int], ...] = ()


class Facts(NamedTuple):
    """What the totals count of an entry, and rules look at where others name it.

    Attributes:
        key: Its kind and id.
        face: All that the rules for other entries read of this one, as a text to compare.
        names: Every other entry, or term of the glossary, that it names.
        units: What it cites of sources that are counted in units.
        formerly: Its former ids.
        wordings: How many of the sources' wordings of its date were understood, and how many it has.
        quotes: How many quotations it has.
        checked: Those that were found in the text of a source: number from 0, source, and day.
        unchecked: Those that never were: number and source.
        published: Whether it has a day of publication.
        extent: Of a source that is counted in units, these.
    """

    key: Key
    face: str = ""
    names: frozenset[Key] = frozenset()
    units: frozenset[Units] = frozenset()
    formerly: tuple[str, ...] = ()
    wordings: tuple[int, int] = (0, 0)
    quotes: int = 0
    checked: tuple[tuple[int, str, str], ...] = ()
    unchecked: tuple[tuple[int, str], ...] = ()
    published: bool = False
    extent: Extent | None = None


EveryFact = Callable[[bytes | None], Mapping[Key, Facts]]
"""Returns the facts of all entries, or at least those in which something stands, as they are kept."""


@dataclass(slots=True)
class Totals:
    """What the facts of all entries add up to. What was added can be taken out again.

    Attributes:
        entries: Entries, by kind.
        named: Other entries that name an entry, by its key.
        cited: Entries that cite the same units.
        formerly: Former ids of the entries that have any.
        counts: Wordings, those understood, quotations, those checked, published events.
        checked: Quotations that were found in a source, by source.
        unchecked: Quotations that were not, by source.
        extents: Units of the sources that are counted in them.
    """

    entries: Counter[str] = field(default_factory=Counter)
    named: Counter[Key] = field(default_factory=Counter)
    cited: Counter[Units] = field(default_factory=Counter)
    formerly: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    checked: Counter[str] = field(default_factory=Counter)
    unchecked: Counter[str] = field(default_factory=Counter)
    extents: dict[str, Extent] = field(default_factory=dict)

    def copy(self) -> Totals:
        """Return totals that are counted apart from now on."""
        return Totals(*(copy(getattr(self, each.name)) for each in fields(self)))

    def add(self, several: Collection[Facts]) -> None:
        """Count entries in."""
        self.named.update(chain.from_iterable([facts.names for facts in several]))
        self.cited.update(chain.from_iterable([facts.units for facts in several]))
        for facts in several:
            if facts.formerly:
                self.formerly[facts.key] = facts.formerly
            if facts.extent:
                self.extents[facts.key[1]] = facts.extent
            self._count(facts, 1)

    def remove(self, facts: Facts) -> None:
        """Count an entry out that was counted in with the same facts."""
        for counter, keys in ((self.named, facts.names), (self.cited, facts.units)):
            for key in keys:
                _move(counter, key, -1)
        self.formerly.pop(facts.key, None)
        if facts.extent:
            del self.extents[facts.key[1]]
        self._count(facts, -1)

    def _count(self, facts: Facts, sign: int) -> None:
        _move(self.entries, facts.key[0], sign)
        if facts.published:
            _move(self.counts, "published", sign)
        if facts.wordings[1]:
            _move(self.counts, "understood", sign * facts.wordings[0])
            _move(self.counts, "wordings", sign * facts.wordings[1])
        if facts.quotes:
            _move(self.counts, "quotes", sign * facts.quotes)
            _move(self.counts, "checked", sign * len({number for number, *_ in facts.checked}))
            for _, source, _ in facts.checked:
                _move(self.checked, source, sign)
            for _, source in facts.unchecked:
                _move(self.unchecked, source, sign)


def _move(counter: Counter[Any], key: Any, by: int) -> None:
    """Change a count; nothing is left of what comes to nought, so that equal totals are equal."""
    counter[key] += by
    if not counter[key]:
        del counter[key]
