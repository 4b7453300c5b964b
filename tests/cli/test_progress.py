"""How far a build is: a bar where somebody watches, a line a stage elsewhere, nothing if it is quick."""

from __future__ import annotations

import io
import re
import sys

import pytest

from timeline.cli.progress import QUIET, Progress, bar


class Screen(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        """Say that somebody watches."""
        return True


def build(events: int) -> None:
    """Tell of a build as its rooms do."""
    with Progress(events) as progress:
        progress.tell("writing pages", 0, 0)
        for done in range(1, 1_001):
            progress.tell("making the site", done, 1_000)


def test_a_small_site_is_passed_over_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    build(QUIET)
    assert capsys.readouterr() == ("", "")


def test_where_nobody_watches_each_stage_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    build(QUIET + 1)
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"writing pages: \d+\.\d s\nmaking the site: \d+\.\d s\n", err)


def test_on_a_terminal_a_bar_gives_way_to_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    build(QUIET + 1)
    first, second, _ = screen.getvalue().split("\n")
    # What a carriage return begins is written over what stood there.
    assert re.fullmatch(r"writing pages: \d+\.\d s", first.split("\r")[-1])
    assert re.fullmatch(r"making the site: \d+\.\d s", second.split("\r")[-1])
    assert "making the site [" in second


@pytest.mark.parametrize(
    ("done", "of", "seconds", "text"),
    [
        (0, 0, 1.0, "making …"),
        (0, 10, 0.0, f"making [{'.' * 24}] 0 of 10"),
        (5, 10, 2.0, f"making [{'#' * 12}{'.' * 12}] 5 of 10, 2 a second"),
        (12_000, 12_000, 1.5, f"making [{'#' * 24}] 12,000 of 12,000, 8,000 a second"),
    ],
)
def test_the_bar(done: int, of: int, seconds: float, text: str) -> None:
    assert bar("making", done, of, seconds) == text
