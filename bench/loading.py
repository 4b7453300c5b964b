"""How fast a content folder is read and checked, beside what the YAML parser alone takes."""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pydantic
import yaml

from bench.corpus import Corpus
from timeline.check import check_content
from timeline.load import load_content
from timeline.load.files import read_files

EVENTS = 10_000
RUNS = 3


def main(events: int = EVENTS, runs: int = RUNS) -> None:
    """Print a table: each step, its median time, and events a second."""
    _print_machine()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "content"
        Corpus(events).write(root)
        files, _ = read_files(root, "content")
        texts = [file.data for file in files if file.data and file.place.suffix == ".yaml"]
        size = sum(map(len, texts))
        print(
            f"{events} events, {len(files)} files, {size / 1e6:.1f} MB, CPU time, median of {runs} runs\n"
        )
        steps: dict[str, Callable[[], object]] = {
            "files read": lambda: read_files(root, "content"),
            "C composer alone": lambda: _composed(texts),
            "loaded": lambda: load_content(root, "content"),
            "checked": lambda: _checked(root),
        }
        medians = {name: _median(step, runs) for name, step in steps.items()}
    print(f"{'step':<20}{'seconds':>9}{'events/s':>10}{'x composer':>12}")
    for name, seconds in medians.items():
        ratio = seconds / medians["C composer alone"]
        print(f"{name:<20}{seconds:>9.2f}{events / seconds:>10.0f}{ratio:>12.2f}")


def _composed(texts: list[bytes]) -> None:
    for text in texts:
        # Not kept: a million nodes in memory would be timed for the collector's walks over them.
        yaml.compose(text, Loader=yaml.CBaseLoader)


def _checked(root: Path) -> None:
    result = check_content(root, "content")
    if result.timeline is None:
        raise SystemExit(f"the made-up content has errors: {result.diagnostics[:3]}")


def _median(step: Callable[[], object], runs: int) -> float:
    return statistics.median(_timed(step) for _ in range(runs))


def _timed(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start


def _print_machine() -> None:
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} CPUs, pydantic {pydantic.VERSION}, PyYAML {yaml.__version__}"
    )


if __name__ == "__main__":
    main()
