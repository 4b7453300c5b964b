"""How far a build is: a bar on a terminal, and a line for each stage that is over."""

from __future__ import annotations

import sys
import time
from typing import Final, Self

import click

QUIET: Final = 300
"""Events up to which nothing is said: such a build is over before anybody wonders."""

INTERVAL: Final = 0.1
"""Seconds between two pictures of the bar."""

WIDTH: Final = 24
"""Of the bar, in characters."""


class Progress:
    """Tells, on the standard error output, what a build is doing. A context manager."""

    def __init__(self, events: int) -> None:
        """Take the number of events, by which it is decided whether anything is said."""
        self._silent = events <= QUIET
        self._terminal = sys.stderr.isatty()
        self._stage = ""
        self._begun = self._drawn = 0.0
        self._bar = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.tell("", 0, 0)

    def tell(self, stage: str, done: int, of: int) -> None:
        """Note what is going on and, of what can be counted, how many are done, of how many."""
        if self._silent:
            return
        now = time.perf_counter()
        if stage != self._stage:
            self._end(now)
            self._stage, self._begun, self._drawn = stage, now, 0.0
        if self._terminal and stage and now - self._drawn >= INTERVAL:
            self._drawn = now
            self._draw(bar(stage, done, of, now - self._begun))

    def _end(self, now: float) -> None:
        self._draw("")
        if self._stage:
            click.echo(f"{self._stage}: {now - self._begun:.1f} s", err=True)

    def _draw(self, text: str) -> None:
        if self._bar or text:
            click.echo(f"\r{text:{len(self._bar)}}" + ("" if text else "\r"), nl=False, err=True)
        self._bar = text


def bar(stage: str, done: int, of: int, seconds: float) -> str:
    """Return a bar with what is done and how fast, or the stage alone where nothing is counted."""
    if not of:
        return f"{stage} …"
    full = WIDTH * done // of
    rate = f", {done / seconds:,.0f} a second" if seconds > 0 else ""
    return f"{stage} [{'#' * full}{'.' * (WIDTH - full)}] {done:,} of {of:,}{rate}"
