"""A command, and what it took: time, processor time, memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import usage

_HELPER = Path(usage.__file__)


class Missing(Exception):  # noqa: N818  # it is what the table says, not a class of faults
    """Something cannot be measured here; ``str()`` says why, in a few words."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a command and the processes that it waited for took.

    Attributes:
        wall: Seconds from start to end.
        cpu: Seconds of processor time, on all cores together.
        memory: Bytes that the largest one of the processes held at its peak.
    """

    wall: float
    cpu: float
    memory: int


def run(command: Sequence[str | Path], folder: Path, patience: float) -> Usage:
    """Run a command in a folder.

    Raises:
        Missing: it fails, with the last that it said; or it takes more than ``patience`` seconds.
    """
    with tempfile.TemporaryDirectory() as scratch:
        report, said = Path(scratch) / "usage.json", Path(scratch) / "said.txt"
        helper = [sys.executable, "-I", "-S", _HELPER, report]
        with said.open("wb") as output:
            process = subprocess.Popen(
                [str(part) for part in (*helper, *command)],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=_environment(),
                start_new_session=True,
            )
            try:
                code = process.wait(patience)
            except BaseException as stop:
                # With all that it started: a search index may be in the making.
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                if isinstance(stop, subprocess.TimeoutExpired):
                    raise Missing(f"given up after {patience:,.0f} s") from None
                raise
        if code:
            lines = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            last = " / ".join(lines[-3:])[-300:]
            raise Missing(f"{Path(command[0]).name} failed ({code}): {last}")
        return Usage(**json.loads(report.read_text(encoding="utf-8")))


def _environment() -> dict[str, str]:
    """Return that of the commands: ours, but Python keeps compiled modules, as it does for everybody."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1"}


def size_of(folder: Path) -> tuple[int, int]:
    """Return the bytes and the number of files below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)
