"""Tables of what a run has measured, as Markdown: ours, the others, ratios, budgets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.budgets import budget_for, limit, verdict, verdicts
from bench.results import OURS, Measurement, Run, Unit

_HEAD = ("what", "events", "who", "median", "from – to", "ours ÷ it", "budget", "")
_SAME = 0.1
"""Differences between two runs below this share are called the same."""


def shown(value: float, unit: Unit) -> str:
    """Return a value with its unit: ``1.53 s``, ``310 kB``, ``4,000``."""
    if unit == "B":
        for size, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
            if value >= size:
                return f"{_digits(value / size)} {name}"
        return f"{value:.0f} B"
    if unit in ("files", "elements", "of"):
        return f"{value:,.0f}"
    return f"{_digits(value)} {'×' if unit == 'x' else unit}"


def _digits(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def report(run: Run) -> str:
    """Return the facts, the table of every measurement, and how the budgets stand."""
    facts = [f"- {name}: {value}" for name, value in run.facts.items()]
    parts = ["\n".join(facts)]
    groups = dict.fromkeys(m.group for m in run.measurements)
    parts += [f"### {group.capitalize()}\n\n{table(_HEAD, _rows(run, group))}" for group in groups]
    parts.append("### Budgets\n\n" + table(("what", "for", "at", "stands"), _standing(run)))
    return "\n\n".join(parts) + "\n"


def _rows(run: Run, group: str) -> Iterator[Sequence[str]]:
    found = [m for m in run.measurements if m.group == group]
    for what, events in dict.fromkeys((m.what, m.events) for m in found):
        same = [m for m in found if (m.what, m.events) == (what, events)]
        same.sort(key=lambda m: m.who != OURS)
        for number, measurement in enumerate(same):
            name, size = (what, f"{events:,}") if number == 0 else ("", "")
            yield name, size, *_cells(measurement, run)


def _cells(measurement: Measurement, run: Run) -> Sequence[str]:
    median = measurement.median
    if median is None:
        return measurement.who, "–", measurement.note, "", "", ""
    low, high = min(measurement.values), max(measurement.values)
    spread = f"{shown(low, measurement.unit)} – {shown(high, measurement.unit)}"
    if low == high:
        spread = "the same each time"
    if len(measurement.values) == 1:
        spread = "once"
    cells = [measurement.who, shown(median, measurement.unit), spread]
    if measurement.who != OURS:
        ours = run.find(measurement.what, OURS, measurement.events)
        ratio = ours.median / median if ours and ours.median is not None and median else None
        return *cells, f"{ratio:.2f} ×" if ratio is not None else "", "", measurement.note
    return *cells, "", *_budget(measurement, run)


def _budget(measurement: Measurement, run: Run) -> tuple[str, str]:
    budget = budget_for(measurement.what, measurement.events)
    if budget is None:
        return "", measurement.note
    most = limit(budget, measurement.events, run)
    told: str = verdict(budget, measurement.events, run)
    if told != "unknown" and measurement.events != budget.events:
        told = f"({told})"
    return shown(most, measurement.unit) if most is not None else "", told


def _standing(run: Run) -> Iterator[Sequence[str]]:
    for budget, size, told in verdicts(run):
        against = f" of {budget.against}" if budget.against else ""
        reached = size == budget.events
        stands = told if reached or told == "unknown" else f"({told})"
        at = f"{size:,}" if told != "unknown" else "not measured"
        yield f"{budget.what}{against}", f"{budget.events:,}", at, stands


def compare(old: Run, new: Run) -> str:
    """Return a table of what both runs have measured: before, after, and the ratio of the two."""
    before = {m.key: m for m in old.measurements}
    rows = []
    for now in new.measurements:
        then = before.get(now.key)
        if then is None or not then.median or now.median is None:
            continue
        ratio = now.median / then.median
        change = "" if abs(ratio - 1) < _SAME else "less" if ratio < 1 else "more"
        medians = (shown(then.median, then.unit), shown(now.median, now.unit))
        rows.append((now.what, f"{now.events:,}", now.who, *medians, f"{ratio:.2f} ×", change))
    if not rows:
        return "The two runs have nothing in common.\n"
    differing = [
        f"- {name}: {old.facts.get(name, '–')} → {value}"
        for name, value in new.facts.items()
        if old.facts.get(name) != value
    ]
    head = ("what", "events", "who", "before", "after", "after ÷ before", "")
    return "\n".join([*differing, "", table(head, rows)]) + "\n"


def table(head: Sequence[str], rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose columns line up in a terminal too."""
    lines = [tuple(head), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    # A reason for something missing may be long: it widens no column.
    widths = [min(width, 50) for width in widths]
    text = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([text[0], rule, *text[1:]])
