"""A source unit by unit, and on which of its pages each unit stands."""

from __future__ import annotations

from timeline.model.entries import Cite, Source
from timeline.model.timeline import Statement, Timeline
from timeline.pages.sheets import Sheet, sheets
from timeline.settings import LINES_PER_PAGE


def unit_anchor(cite: Cite) -> str:
    """Return the anchor of a source's unit on the source's page."""
    kind = "t" if cite.at.kind == "time" else cite.at.kind
    where = cite.at.text.replace(":", "") if cite.at.kind == "time" else str(cite.at.first)
    return f"{kind}-{where}"


def unit_sheets(timeline: Timeline, source: Source) -> tuple[Sheet[str, Statement], ...]:
    """Return the pages of a source: anchors of units, each with what was taken from it."""
    units: dict[str, list[Statement]] = {}
    if source.units:
        for number in range(1, int(source.units.count) + 1):
            units[f"{source.units.kind}-{number}"] = []
    for statement in timeline.statements_of_source.get(source.id, ()):
        units.setdefault(unit_anchor(statement.cite), []).append(statement)
    return sheets(f"sources/{source.id}.md", units.items(), LINES_PER_PAGE)
