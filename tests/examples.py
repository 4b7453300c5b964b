"""The examples of diagnostics that the site shows, taken from the broken timelines of the tests.

After a change of a message, or with a new one, run

    .venv/bin/python -m tests.examples

and read what git shows to have changed, before committing it with the change.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from tests.helpers import BAD, SHOWN
from tests.test_bad import build, code_of, found_in
from timeline.codes import CODES
from timeline.codes.examples import FILE
from timeline.diagnostics import Diagnostic, printable, render

LONGEST = 100
"""Longest line of a file that is shown, in characters."""

_OF_A_FILE = (1, 1)
"""Where a diagnostic points that is about a whole file."""


def made(code: str, folder: Path) -> str | None:
    """Return the example of a code, or None if no broken timeline shows it as editors see it.

    The plain one is taken before its variants, and the first diagnostic of it. A timeline that
    sets a limit of its own would print a number that is not the program's.
    """
    names = [name for name in sorted(p.name for p in BAD.iterdir()) if code_of(name) == code]
    names = [name for name in names if not _lowers_a_limit(name)]
    if not names:
        return None
    with pytest.MonkeyPatch.context() as patch:
        name = code if code in names else names[0]
        content = build(name, folder / "content", patch)
        found = next(d for d in found_in(name, content) if d.code == code)
    return "\n".join([*_written(content, found), _printed(found)])


def _lowers_a_limit(name: str) -> bool:
    recipe = BAD / name / "recipe.txt"
    return recipe.exists() and recipe.read_text(encoding="utf-8").startswith("limit ")


def _printed(found: Diagnostic) -> str:
    prefix = "" if found.path == SHOWN else f"{SHOWN}/"
    return prefix + render([found], "text").rstrip("\n")


def _written(content: Path, found: Diagnostic) -> list[str]:
    """Return the line that the diagnostic points at, if it points at one that can be shown."""
    if (found.line, found.column) == _OF_A_FILE:
        return []
    text = (content / found.path).read_bytes().decode("utf-8", "replace")
    line = printable(text.splitlines()[found.line - 1].strip())
    return [line if len(line) <= LONGEST else line[:LONGEST] + "…"]


def all_made(folder: Path) -> dict[str, str]:
    """Return the example of every code that has one, in the order of the codes."""
    every = {code: made(code, folder / code) for code in CODES}
    return {code: example for code, example in every.items() if example is not None}


def main() -> None:
    """Write them."""
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps(all_made(Path(folder)), ensure_ascii=False, indent=1) + "\n"
    FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
