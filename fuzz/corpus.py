"""Inputs on disk: what the tests replay, and what a run of the fuzzer works on.

Under ``tests/fuzz/<target>/`` lie ``corpus.jsonl``, an input a line as a JSON string (bytes that
are not UTF-8 as lone surrogates), and ``crashes/``, what once failed, a named file each.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

KEPT = Path(__file__).parent.parent / "tests" / "fuzz"
MAX_KEPT = 200_000
"""Largest kept corpus of a target, in bytes: what a review and a clone can bear."""


def path_of(target: str) -> Path:
    """Return where the kept inputs of a target lie."""
    return KEPT / target / "corpus.jsonl"


def kept(target: str) -> list[bytes]:
    """Return the kept inputs of a target."""
    path = path_of(target)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line).encode("utf-8", "surrogateescape") for line in lines]


def crashes(target: str) -> dict[str, bytes]:
    """Return what once failed, by name."""
    folder = KEPT / target / "crashes"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}


def keep(target: str, inputs: Iterable[bytes]) -> int:
    """Write the corpus of a target, the shortest inputs first, up to its limit; return how many."""
    lines: list[str] = []
    room = MAX_KEPT
    for data in sorted(set(inputs), key=lambda data: (len(data), data)):
        line = json.dumps(data.decode("utf-8", "surrogateescape")) + "\n"
        room -= len(line)
        if room < 0:
            break
        lines.append(line)
    path = path_of(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def unpack(inputs: Iterable[bytes], folder: Path) -> None:
    """Write inputs as the fuzzer wants them: a file each, named by what it holds."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        (folder / hashlib.sha256(data).hexdigest()[:40]).write_bytes(data)


def pack(folder: Path) -> list[bytes]:
    """Return the inputs in a folder of the fuzzer."""
    return [path.read_bytes() for path in sorted(folder.iterdir())]
