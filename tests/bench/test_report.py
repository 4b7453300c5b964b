"""Tables of a run, its budgets, and the comparison of two runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.budgets import BUDGETS, budget_for, verdict
from bench.report import compare, report, shown
from bench.results import OURS, Measurement, Rounds, Run, Unit, load

COLD = Measurement("builds", "cold build: wall", OURS, 10_000, "s", (30.0, 20.0, 28.0))
MKDOCS = replace(COLD, who="mkdocs", values=(40.0,))
ABSENT = replace(COLD, who="hugo", values=(), note="cannot be installed")


def _run(*measurements: Measurement) -> Run:
    return Run({"processor": "a fast one"}, list(measurements))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.034, "s", "0.03 s"),
        (12.34, "s", "12.3 s"),
        (1234.5, "ms", "1,234 ms"),
        (999, "B", "999 B"),
        (300_000, "B", "300 kB"),
        (9_300_000, "B", "9.30 MB"),
        (4e9, "B", "4.00 GB"),
        (3_870, "elements", "3,870"),
        (1.25, "x", "1.25 ×"),
    ],
)
def test_a_value_is_shown_with_its_unit(value: float, unit: Unit, text: str) -> None:
    assert shown(value, unit) == text


def test_the_table_shows_medians_ratios_and_what_is_missing() -> None:
    text = report(_run(MKDOCS, ABSENT, COLD))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    builds = [row for row in rows if len(row) == 8][2:5]
    assert builds == [
        ["cold build: wall", "10,000", "ours", "28.0 s", "20.0 s – 30.0 s", "", "40.0 s", "met"],
        ["", "", "mkdocs", "40.0 s", "once", "0.70 ×", "", ""],
        ["", "", "hugo", "–", "cannot be installed", "", "", ""],
    ]
    assert "- processor: a fast one" in text


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ((40.0,), (40.0,), "met"),
        ((41.0,), (40.0,), "missed"),
        ((1.0,), (), "unknown"),
        ((), (40.0,), "unknown"),
    ],
)
def test_a_budget_may_be_what_another_tool_takes(
    ours: tuple[float, ...], theirs: tuple[float, ...], expected: str
) -> None:
    budget = budget_for(COLD.what, 10_000)
    assert budget is not None
    run = _run(replace(COLD, values=ours), replace(MKDOCS, values=theirs))
    assert verdict(budget, 10_000, run) == expected


def test_a_verdict_at_a_smaller_size_is_only_a_hint() -> None:
    small = Measurement("readers", "filter change to paint", OURS, 100, "ms", (49.0,))
    assert "(met)" in report(_run(small))
    assert "(met)" not in report(_run(replace(small, events=10_000)))


def test_a_smaller_site_may_have_only_its_part_of_the_bytes() -> None:
    small = Measurement("builds", "cold build: site", OURS, 5_000, "B", (101e6,))
    assert "| 100 MB | (missed) |" in report(_run(small))


def test_at_fifty_thousand_events_readers_get_half_as_much_again() -> None:
    at = {size: budget_for("filter change to paint", size) for size in (10_000, 50_000, 60_000)}
    most = {size: budget.most if budget else None for size, budget in at.items()}
    assert most == {10_000: 50, 50_000: 75, 60_000: None}


def test_no_two_budgets_are_for_the_same() -> None:
    assert len({(budget.what, budget.events) for budget in BUDGETS}) == len(BUDGETS)


def test_a_run_is_kept_and_read_again(tmp_path: Path) -> None:
    run = _run(COLD, ABSENT)
    run.save(tmp_path / "runs" / "a.json")
    assert load(tmp_path / "runs" / "a.json") == run
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["a.json"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 0}', '{"format": 1, "facts": {}}'])
def test_another_file_is_no_run(text: str, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json"):
        load(file)


@pytest.mark.parametrize(
    ("after", "ratio", "change"),
    [((14.0,), "0.50 ×", "less"), ((29.0,), "1.04 ×", ""), ((56.0,), "2.00 ×", "more")],
)
def test_two_runs_are_compared(after: tuple[float, ...], ratio: str, change: str) -> None:
    now = Run({"processor": "a slow one"}, [replace(COLD, values=after), MKDOCS, ABSENT])
    lines = compare(_run(COLD), now).splitlines()
    assert lines[0] == "- processor: a fast one → a slow one"
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if OURS in line]
    assert [row[3:] for row in rows] == [["28.0 s", shown(after[0], "s"), ratio, change]]
    assert not [line for line in lines if "mkdocs" in line]


def test_runs_without_a_common_measurement_say_so() -> None:
    assert "nothing in common" in compare(_run(COLD), _run(MKDOCS, ABSENT))


def test_rounds_gather_values_and_a_failure_outweighs_them() -> None:
    rounds = Rounds("builds", 100)
    rounds.add("a", OURS, "s", 1.0)
    rounds.add("a", OURS, "s", 2.0)
    rounds.add("b", "hugo", "s", 1.0)
    rounds.miss("b", "hugo", "s", "it fell over")
    assert list(rounds.measurements()) == [
        Measurement("builds", "a", OURS, 100, "s", (1.0, 2.0)),
        Measurement("builds", "b", "hugo", 100, "s", (), "it fell over"),
    ]
