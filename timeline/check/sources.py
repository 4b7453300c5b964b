"""What is taken from each source: locators within it, units accounted for, entries in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from timeline.check.facts import Extent, Totals, Units
from timeline.check.references import entries_by_kind
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.document import Path
from timeline.load.origin import Origin
from timeline.model.entries import Actor, Cite, Event, Place, Source

EXAMPLES: Final = {"para": "para 7", "page": "p. 3"}
"""What is written to cite one unit of each kind."""


_UNITS: Final = {"para": "paragraph", "page": "page"}


class _Cited(Protocol):
    @property
    def cite(self) -> tuple[Cite, ...]: ...


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a source is accounted for, in units.

    ``unit`` names one of them in words: paragraph or page.
    """

    source: str
    cited: frozenset[int]
    unused: frozenset[int]
    count: int
    unit: str

    @property
    def accounted(self) -> int:
        """How many units are cited or listed as unused."""
        return self.count - len(self.missing)

    @property
    def missing(self) -> tuple[int, ...]:
        """Units that nothing accounts for, in order."""
        accounted = self.cited | self.unused
        return tuple(n for n in range(1, self.count + 1) if n not in accounted)


def check_locators(
    entry: Event | Actor | Place, content: Content, origin: Origin
) -> tuple[list[Diagnostic], set[Units]]:
    """Compare every locator of an entry with the units of its source; return what they cover."""
    found: list[Diagnostic] = []
    units: set[Units] = set()
    for path, cites in _cites_in(entry):
        for i, cite in enumerate(cites):
            source = content.sources.get(cite.source)
            if source is None:
                continue
            at = cite.at
            if problem := locator_problem(cite, source):
                found.append(origin.diagnostic((*path, "cite", i, "at"), *problem))
            elif source.units is not None and at.first:
                units.add((source.id, at.first, at.last))
    return found, units


def check_sources(content: Content, totals: Totals) -> tuple[list[Diagnostic], list[Coverage]]:
    """Return how much of each source is accounted for, and what is wrong with what is left over."""
    cited: dict[str, set[int]] = {}
    for source_id, first, last in totals.cited:
        cited.setdefault(source_id, set()).update(range(first, last + 1))
    found: list[Diagnostic] = []
    coverages = []
    for source_id in content.sources:
        if extent := totals.extents.get(source_id):
            coverage = _coverage(source_id, extent, cited.get(source_id, set()))
            coverages.append(coverage)
            found.extend(_check_unused(extent, coverage, content))
    return found, coverages


def extent_of(source: Source) -> Extent | None:
    """Return what a source is divided into; None if it is not counted in units."""
    if source.units is None:
        return None
    unused = tuple((unit.at.first, unit.at.last) for unit in source.unused)
    return Extent(source.units.kind, int(source.units.count), unused)


def check_unused(source: Source, origin: Origin) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each unit that is listed as unused and is none of the source's."""
    for i, unit in enumerate(source.unused):
        if problem := locator_problem(Cite.model_construct(source=source.id, at=unit.at), source):
            yield origin.diagnostic(("unused", i, "at"), *problem)


def _cites_in(entry: Event | Actor | Place) -> list[tuple[Path, tuple[Cite, ...]]]:
    """Return every list of citations of an entry with the part that holds it."""
    lists: dict[str, Sequence[_Cited]]
    if isinstance(entry, Event):
        lists = {"accounts": entry.accounts, "quotes": entry.quotes}
    elif isinstance(entry, Actor):
        lists = {
            "aliases": entry.aliases,
            "memberships": entry.memberships,
            "relations": entry.relations,
            "stances": entry.stances,
        }
    else:
        lists = {"aliases": entry.aliases, "said": entry.said}
    found: list[tuple[Path, tuple[Cite, ...]]] = [((), entry.cite)]
    for name, parts in lists.items():
        found += [((name, i), part.cite) for i, part in enumerate(parts)]
    return found


def locator_problem(cite: Cite, source: Source) -> tuple[str, str, str] | None:
    """Return code, message and advice if the source has no such unit, else nothing."""
    at, units = cite.at, source.units
    if units is None or at.kind == "time":
        return None
    if at.kind != units.kind:
        return (
            "bad-locator",
            f"'{at.text}', but '{source.id}' is counted in {unit_name(source)}s",
            f"cite it as in '{EXAMPLES[units.kind]}'",
        )
    if at.last > units.count:
        unit = unit_name(source)
        return (
            "locator-out-of-range",
            f"'{at.text}', but '{source.id}' has {_counted(int(units.count), unit)}",
            f"count again, from the first {unit} of the body",
        )
    return None


def _coverage(source_id: str, extent: Extent, cited: set[int]) -> Coverage:
    unused = {n for first, last in extent.unused for n in _units(first, last)}
    unit = _UNITS[extent.kind]
    return Coverage(source_id, frozenset(cited), frozenset(unused), extent.size, unit)


def _check_unused(extent: Extent, coverage: Coverage, content: Content) -> Iterator[Diagnostic]:
    for i, (first, last) in enumerate(extent.unused):
        if used := coverage.cited & set(_units(first, last)):
            at = content.sources[coverage.source].unused[i].at
            yield content.origin("source", coverage.source).diagnostic(
                ("unused", i, "at"),
                "unused-but-cited",
                f"'{at.text}' is listed as unused, but an entry cites"
                f" {_numbers(used, coverage.unit)}",
                "take it off the list",
            )


def check_units(content: Content, coverages: Iterable[Coverage]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each source with units that nothing accounts for."""
    for coverage in coverages:
        if coverage.missing:
            yield content.origin("source", coverage.source).diagnostic(
                ("units",),
                "unit-unaccounted",
                f"nothing cites {_numbers(coverage.missing, coverage.unit)} of {coverage.count}",
                "cite it from an entry, or list it under 'unused' with the reason",
            )


def _units(first: int, last: int) -> range:
    """Return the numbers of the units that a locator covers; a time stamp covers none."""
    return range(first, last + 1) if first else range(0)


def unit_name(source: Source) -> str:
    """Return what one unit of a source that is counted in units is called."""
    assert source.units is not None  # noqa: S101  # the caller has asked
    return _UNITS[source.units.kind]


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _numbers(units: Iterable[int], unit: str) -> str:
    """Return unit numbers in words, neighbours joined: ``paragraphs 3-7, 9``."""
    numbers = set(units)
    return f"{unit if len(numbers) == 1 else f'{unit}s'} {ranges(numbers)}"


def ranges(units: Iterable[int], dash: str = "-") -> str:
    """Return numbers with neighbours joined: ``3-7, 9``."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(units)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ", ".join(str(a) if a == b else f"{a}{dash}{b}" for a, b in runs)


def check_use(content: Content, totals: Totals) -> Iterator[Diagnostic]:
    """Yield a warning for each actor, place and source that no other entry refers to."""
    for kind in ("actor", "place", "source"):
        for entry_id in sorted(entries_by_kind(content)[kind]):
            if not totals.named[kind, entry_id]:
                found = content.origin(kind, entry_id).diagnostic(
                    (),
                    f"orphan-{kind}",
                    f"nothing refers to this {kind}",
                    f"name '{entry_id}' in an entry, or delete the file",
                )
                yield replace(found, level="warning")
