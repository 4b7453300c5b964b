"""How fast a content folder is read and checked, beside what the YAML parser alone takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from bench.results import OURS, Measurement, Rounds
from bench.running import Missing, Usage
from bench.workshop import Workshop
from timeline.check import check_content
from timeline.load import load_content
from timeline.load.files import read_files

GROUP = "loading"
OTHERS = 500
"""Numbers of the edits here begin after it: none is that of a later one, which would change nothing."""
FIRST = "check, as a command"
AGAIN = "check again after one edit"
CHECK = "load and check, processor time"


def measure(workshop: Workshop, runs: int) -> Iterator[Measurement]:
    """Measure reading and checking in this process, and the command as an editor runs it."""
    rounds = Rounds(GROUP, workshop.events)
    root = workshop.content
    files, _ = read_files(root, "content")
    texts = [file.data for file in files if file.data and file.place.endswith(".yaml")]
    steps: tuple[tuple[str, str, Callable[[], object]], ...] = (
        (CHECK, OURS, lambda: _checked(root)),
        (CHECK, "C composer", lambda: _composed(texts)),
        ("load, processor time", OURS, lambda: load_content(root, "content")),
        ("read files, processor time", OURS, lambda: read_files(root, "content")),
    )
    ours = workshop.ours
    for number in range(runs):
        for what, who, step in steps:
            rounds.add(what, who, "s", _timed(step))
        try:
            ours.forget()
            _note(rounds, FIRST, ours.check())
            ours.edit(workshop.timeline, OTHERS + number)
            _note(rounds, AGAIN, ours.check())
        except Missing as missing:
            rounds.miss(AGAIN, OURS, "s", str(missing))
    yield from rounds.measurements()


def _note(rounds: Rounds, what: str, used: Usage) -> None:
    rounds.add(what, OURS, "s", used.wall)
    rounds.add(f"{what}, processor time", OURS, "s", used.cpu)


def _composed(texts: list[bytes]) -> None:
    for text in texts:
        # Not kept: a million nodes in memory would be timed for the collector's walks over them.
        yaml.compose(text, Loader=yaml.CBaseLoader)


def _checked(root: Path) -> None:
    if check_content(root, "content").timeline is None:
        raise SystemExit("the made-up content has errors")


def _timed(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start
