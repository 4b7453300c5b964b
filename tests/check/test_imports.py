"""A check imports what it needs, since it is run after every edit."""

from __future__ import annotations

import subprocess
import sys

import pytest

import timeline.dates

NOT_NEEDED = """
markdown ruamel.yaml timeline.check.since timeline.codes timeline.dates.display timeline.load.syntax
timeline.model.timeline timeline.pages
""".split()


def test_what_other_commands_need_is_left_alone() -> None:
    program = "import sys, timeline.cli.checking; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(run.stdout.split())
    assert "timeline.check.again" in loaded
    assert loaded.isdisjoint(NOT_NEEDED)


def test_dates_have_all_that_they_offer() -> None:
    assert all(hasattr(timeline.dates, name) for name in timeline.dates.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = getattr(timeline.dates, "nothing")  # noqa: B009  # mypy knows that there is none
