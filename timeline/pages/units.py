"""A source unit by unit, and on which of its pages each unit stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.model.entries import Cite, Source
from timeline.model.statements import Statement
from timeline.model.timeline import Timeline
from timeline.pages.divided import Lists
from timeline.pages.sheets import Sheet, sheets
from timeline.settings import LINES_PER_PAGE


class UnitPages(Mapping[tuple[str, str], str]):
    """(source id, anchor) -> path of the page on which a unit begins, if not the source's first."""

    def __init__(self, further: Mapping[str, Mapping[str, str]]) -> None:
        """Look units up in ``further``: source id -> anchor -> path."""
        self._further = further

    def __getitem__(self, unit: tuple[str, str]) -> str:
        source, anchor = unit
        return self._further[source][anchor]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((source, anchor) for source, held in self._further.items() for anchor in held)

    def __len__(self) -> int:
        return sum(map(len, self._further.values()))


def further_units_of(pages: Lists) -> Mapping[str, str]:
    """Return anchor -> path of each unit that begins on a page of a source that is not its first."""
    found: dict[str, str] = {}
    for path, page in pages.items():
        for anchor, _ in page.sheet.groups:
            found.setdefault(anchor, "" if page.first else path)
    return {anchor: path for anchor, path in found.items() if path}


def unit_anchor(cite: Cite) -> str:
    """Return the anchor of a source's unit on the source's page."""
    kind = "t" if cite.at.kind == "time" else cite.at.kind
    where = cite.at.text.replace(":", "") if cite.at.kind == "time" else str(cite.at.first)
    return f"{kind}-{where}"


def on_one_page(timeline: Timeline, source: Source) -> bool:
    """Tell whether all that can be said of a source's units is sure to fit on its first page."""
    heads = int(source.units.count) if source.units else 0
    return heads + timeline.cites_of(source.id) <= LINES_PER_PAGE


def unit_sheets(timeline: Timeline, source: Source) -> tuple[Sheet[str, Statement], ...]:
    """Return the pages of a source: anchors of units, each with what was taken from it."""
    units: dict[str, list[Statement]] = {}
    if source.units:
        for number in range(1, int(source.units.count) + 1):
            units[f"{source.units.kind}-{number}"] = []
    for statement in timeline.statements_of_source.get(source.id, ()):
        units.setdefault(unit_anchor(statement.cite), []).append(statement)
    keys = [_key(statement) for held in units.values() for statement in held]
    return sheets(f"sources/{source.id}.md", units.items(), LINES_PER_PAGE, keys)


def _key(statement: Statement) -> str:
    return f"{statement.kind} {statement.id} {statement.part} {statement.key}"
