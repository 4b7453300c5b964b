"""Coverage-guided fuzzing: inputs that reach new branches of the code are kept and changed further.

    make fuzz FUZZ_TARGET=dates FUZZ_SECONDS=600
    .venv/bin/python -m fuzz dates --seconds 600        the same, with atheris installed
    .venv/bin/python -m fuzz dates --keep               keep what the runs so far have found
    .venv/bin/python -m fuzz dates --input FILE         try one input, without atheris

A run starts from the content, from the kept corpus and from all earlier runs, which lie in
``.cache/fuzz/<target>/``. It stops at the first finding and names the file that holds the input.
What to do then: mend the code, and put the file under ``tests/fuzz/<target>/crashes/`` with a name
that says what was wrong. ``tests/fuzz`` replays corpus and crashes in the ordinary tests.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from fuzz import corpus
from fuzz.targets import TARGETS, target

WORK = Path(__file__).parent.parent / ".cache" / "fuzz"
MAX_LEN = 4096
"""Longest input, in bytes: longer ones reach nothing new and are slow."""
TOO_SLOW = 10
"""Longest time for one input, in seconds, before it counts as a finding."""


def main() -> int:
    """Run what the command line asks for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz one target.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600, help="how long, in seconds")
    parser.add_argument("--keep", action="store_true", help="keep a small corpus for the tests")
    parser.add_argument("--input", type=Path, help="try the input in this file")
    chosen = parser.parse_args()
    if chosen.input:
        target(chosen.target).check(chosen.input.read_bytes())
        return 0
    return keep(chosen.target) if chosen.keep else run(chosen.target, chosen.seconds)


def run(name: str, seconds: int) -> int:
    """Fuzz a target for some seconds; return the fuzzer's exit code."""
    folder = WORK / name
    living = folder / "corpus"
    inputs = [*target(name).seeds(), *corpus.kept(name), *corpus.crashes(name).values()]
    corpus.unpack((data for data in inputs if len(data) <= MAX_LEN), living)
    words = folder / "words.dict"
    words.write_text("".join(f"{_entry(word)}\n" for word in target(name).TOKENS), encoding="utf-8")
    return _engine(
        name,
        f"-max_total_time={seconds}",
        f"-max_len={MAX_LEN}",
        f"-timeout={TOO_SLOW}",
        f"-dict={words}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
        str(living),
    )


def keep(name: str) -> int:
    """Keep the fewest inputs that together reach all that is reached; return an exit code."""
    # Of a copy: libFuzzer would wait for ever for a file that a run has just thrown away.
    found, fewest = WORK / name / "found", WORK / name / "fewest"
    for folder in (found, fewest):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    corpus.unpack(corpus.pack(WORK / name / "corpus"), found)
    code = _engine(name, "-merge=1", f"-max_len={MAX_LEN}", str(fewest), str(found))
    if code == 0:
        print(f"kept {corpus.keep(name, corpus.pack(fewest))} inputs of {name}")
    return code


def _entry(word: str) -> str:
    r"""Return a word as libFuzzer's dictionaries have it: every byte as ``\xAB``."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"'


def _engine(name: str, *options: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "fuzz.engine", name, *options], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
