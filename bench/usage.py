"""Run one command and write what it took into a file, as JSON: ``python usage.py FILE COMMAND …``.

A program of its own, and a small one: a process is held to have been as large as the one that
started it, and a benchmark with a corpus in its memory is larger than most of what it measures.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main(report: str, *command: str) -> int:
    """Run the command, write the report, and return the command's exit code."""
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    # Unlike the other ways to wait, this tells what this child alone, with its own, has used.
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024
    taken = {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * unit,
    }
    Path(report).write_text(json.dumps(taken), encoding="utf-8")
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
