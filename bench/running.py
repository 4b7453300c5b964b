"""A command, and what it took: time, processor time, memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_MAC_UNIT = 1
_KIBIBYTE = 1024


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
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            start_new_session=True,
        )
        # With all that it started: a search index may be in the making.
        timer = threading.Timer(patience, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        try:
            # Unlike the module's own waiting, this tells what this child alone has used.
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == -signal.SIGKILL and wall >= patience:
            raise Missing(f"given up after {patience:,.0f} s")
        if process.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines()
            last = " / ".join(lines[-3:])[-300:]
            raise Missing(f"{Path(command[0]).name} failed ({process.returncode}): {last}")
    unit = _MAC_UNIT if sys.platform == "darwin" else _KIBIBYTE
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def size_of(folder: Path) -> tuple[int, int]:
    """Return the bytes and the number of files below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)
