"""What the figures should be: one table, with the size that each line is meant for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bench.peers.edits import CHANGES, EDITS
from bench.results import OURS, Run

KB, MB, GB = 1e3, 1e6, 1e9

Verdict = Literal["met", "missed", "unknown"]


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that something of ours may take.

    Attributes:
        what: The measurement.
        events: The size that the budget is meant for; at a smaller one a verdict is only a hint.
        most: In the measurement's unit; or times what ``against`` takes, if that is given.
        against: The tool that is the measure, in the same run.
        shared: Whether each event has its equal part of it: at a smaller size less is allowed.
    """

    what: str
    events: int
    most: float
    against: str = ""
    shared: bool = False


AT_10_000 = 10_000
AT_50_000 = 50_000

_PAGES = ("timeline, overview", "timeline, largest period", "map of all places")

READERS = {
    **{f"{page}: opens": 500 for page in _PAGES},
    **{f"{page}: transferred": 300 * KB for page in _PAGES},
    **{f"{page}: elements": 4_000 for page in _PAGES},
    "filter change to paint": 50,
    "search, rare word: first result": 400,
    "search, rare word: transferred": 300 * KB,
    "search, frequent word: first result": 1_500,
    "search, frequent word: transferred": 400 * KB,
}
"""A reader's budgets at 10,000 events; at 50,000 half as much more is allowed."""

BUDGETS = (
    Budget("load and check, processor time", AT_10_000, 2.0, "C composer"),
    Budget("check again after one edit", AT_10_000, 0.4),
    Budget("cold build: wall", AT_10_000, 1.0, "mkdocs"),
    Budget("build after one edit, without search: wall", AT_10_000, 2.0),
    *(Budget(f"build after one edit {w}, without search: wall", AT_10_000, 2.0) for w in CHANGES),
    Budget("build after one edit: wall", AT_10_000, 5.0),
    *(Budget(f"build after one edit {what}: wall", AT_10_000, 5.0) for what in EDITS),
    Budget("save to repaint", AT_10_000, 2.0),
    Budget("seconds per event, against the smaller size", AT_50_000, 1.3),
    Budget("bytes per event, against the smaller size", AT_50_000, 1.3),
    Budget("cold build: peak memory", AT_50_000, 4 * GB),
    Budget("cold build: site", AT_50_000, 1 * GB, shared=True),
    *(Budget(what, AT_10_000, most) for what, most in READERS.items()),
    *(Budget(what, AT_50_000, 1.5 * most) for what, most in READERS.items()),
)


def budget_for(what: str, events: int) -> Budget | None:
    """Return the budget that holds at a size: the one meant for it or for the next larger size."""
    fitting = [budget for budget in BUDGETS if budget.what == what and budget.events >= events]
    return min(fitting, key=lambda budget: budget.events, default=None)


def limit(budget: Budget, events: int, run: Run) -> float | None:
    """Return the most that is allowed, or None if what it is measured against is missing."""
    if not budget.against:
        return budget.most * (events / budget.events if budget.shared else 1)
    measure = run.find(budget.what, budget.against, events)
    if measure is None or measure.median is None:
        return None
    return budget.most * measure.median


def verdict(budget: Budget, events: int, run: Run) -> Verdict:
    """Tell whether a budget is met, as far as that was measured."""
    ours, most = run.find(budget.what, OURS, events), limit(budget, events, run)
    if ours is None or ours.median is None or most is None:
        return "unknown"
    return "met" if ours.median <= most else "missed"


def verdicts(run: Run) -> Iterator[tuple[Budget, int, Verdict]]:
    """Yield each budget with the largest size that it was measured at, and how it stands."""
    for budget in BUDGETS:
        sizes = {m.events for m in run.measurements if m.what == budget.what and m.who == OURS}
        measured = [size for size in sizes if budget_for(budget.what, size) == budget]
        size = max(measured, default=budget.events)
        yield budget, size, verdict(budget, size, run)
