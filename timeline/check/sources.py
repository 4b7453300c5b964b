"""What is taken from each source: locators within it, units accounted for, entries in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from timeline.check.references import entries_by_kind, names_in
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.document import Path
from timeline.model.entries import Actor, Cite, Event, Place, Source
from timeline.model.types import Locator

EXAMPLES: Final = {"para": "para 7", "page": "p. 3"}
"""What is written to cite one unit of each kind."""


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


def check_sources(content: Content) -> tuple[list[Diagnostic], list[Coverage]]:
    """Compare every locator with the units of its source; count what the locators cover."""
    diagnostics: list[Diagnostic] = []
    cited: dict[str, set[int]] = {source: set() for source in content.sources}
    entries: list[Event | Actor | Place] = [
        *content.events.values(),
        *content.actors.values(),
        *content.places.values(),
    ]
    for entry in entries:
        origin = content.origin(type(entry).__name__.lower(), entry.id)
        for path, cite in cites_in(entry):
            source = content.sources.get(cite.source)
            if source is None:
                continue
            if problem := locator_problem(cite, source):
                diagnostics.append(origin.diagnostic((*path, "at"), *problem))
            elif source.units is not None:
                cited[source.id].update(_units(cite.at))
    coverages = []
    for source in content.sources.values():
        if source.units is None:
            continue
        coverage = _coverage(source, cited[source.id])
        coverages.append(coverage)
        diagnostics.extend(_check_units(source, coverage, content))
    return diagnostics, coverages


def cites_in(entry: Event | Actor | Place) -> Iterator[tuple[Path, Cite]]:
    """Yield every citation of an entry with its place."""
    holders: list[tuple[Path, tuple[Cite, ...]]] = [((), entry.cite)]
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
    for name, parts in lists.items():
        holders += [((name, i), part.cite) for i, part in enumerate(parts)]
    for path, cites in holders:
        for i, cite in enumerate(cites):
            yield (*path, "cite", i), cite


def locator_problem(cite: Cite, source: Source) -> tuple[str, str, str] | None:
    """Return code, message and advice if the source has no such unit, else nothing."""
    if source.units is None or cite.at.kind == "time":
        return None
    unit = unit_name(source)
    if cite.at.kind != source.units.kind:
        return (
            "bad-locator",
            f"'{cite.at.text}', but '{source.id}' is counted in {unit}s",
            f"cite it as in '{EXAMPLES[source.units.kind]}'",
        )
    if cite.at.last > source.units.count:
        return (
            "locator-out-of-range",
            f"'{cite.at.text}', but '{source.id}' has {_counted(int(source.units.count), unit)}",
            f"count again, from the first {unit} of the body",
        )
    return None


def _coverage(source: Source, cited: set[int]) -> Coverage:
    assert source.units is not None  # noqa: S101  # the caller has asked
    unused = {n for unit in source.unused for n in _units(unit.at)}
    count = int(source.units.count)
    return Coverage(source.id, frozenset(cited), frozenset(unused), count, unit_name(source))


def _check_units(source: Source, coverage: Coverage, content: Content) -> Iterator[Diagnostic]:
    origin = content.origin("source", source.id)
    for i, unit in enumerate(source.unused):
        if problem := locator_problem(Cite.model_construct(source=source.id, at=unit.at), source):
            yield origin.diagnostic(("unused", i, "at"), *problem)
        used = coverage.cited & set(_units(unit.at))
        if used:
            yield origin.diagnostic(
                ("unused", i, "at"),
                "unused-but-cited",
                f"'{unit.at.text}' is listed as unused, but an entry cites"
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


def _units(at: Locator) -> range:
    """Return the numbers of the units that a locator covers; a time stamp covers none."""
    return range(at.first, at.last + 1) if at.first else range(0)


def unit_name(source: Source) -> str:
    """Return what one unit of a source that is counted in units is called."""
    assert source.units is not None  # noqa: S101  # the caller has asked
    return "paragraph" if source.units.kind == "para" else "page"


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


def check_use(content: Content) -> Iterator[Diagnostic]:
    """Yield a warning for each actor, place and source that no other entry refers to."""
    used: dict[str, set[str]] = {kind: set() for kind in content.known}
    for kind, entries in entries_by_kind(content).items():
        for entry in entries.values():
            for _, named_kind, named in names_in(entry):
                if (named_kind, named) != (kind, entry.id):
                    used[named_kind].add(named)
    for kind in ("actor", "place", "source"):
        for entry_id in sorted(entries_by_kind(content)[kind]):
            if entry_id not in used[kind]:
                found = content.origin(kind, entry_id).diagnostic(
                    (),
                    f"orphan-{kind}",
                    f"nothing refers to this {kind}",
                    f"name '{entry_id}' in an entry, or delete the file",
                )
                yield Diagnostic(
                    found.path,
                    found.line,
                    found.column,
                    found.code,
                    found.message,
                    found.advice,
                    "warning",
                )
