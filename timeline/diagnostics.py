"""What is wrong with the content: where, what, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning"]
Format = Literal["text", "json", "github"]

_SHORT_LIST = 15
"""Most words that advice lists, in words: the longest closed list of the model has thirteen."""

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
_DIM, _BOLD, _RESET = "\x1b[2m", "\x1b[1m", "\x1b[0m"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding. Sorts by place, then by code.

    ``path`` is POSIX and relative to where the command runs; ``line`` and ``column`` count from 1.
    ``code`` is stable and explained in ``timeline.codes``.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    advice: str = ""
    level: Level = "error"


def suggest(word: str, known: Iterable[str]) -> str:
    """Return advice that names the known words nearest to ``word``, or lists a short closed list."""
    options = sorted(set(known))
    near = nearest(word.lower(), options)
    if near:
        return "did you mean " + " or ".join(f"'{option}'" for option in near) + "?"
    if 0 < len(options) <= _SHORT_LIST:
        return "use one of: " + ", ".join(options)
    return ""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that a misspelt one is near to, three at most, the nearest first."""
    return get_close_matches(word, sorted(set(known)), n=3, cutoff=0.6)


def ordered(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> list[Diagnostic]:
    """Return each diagnostic once, sorted by place; with ``strict``, warnings become errors."""
    unique = set(diagnostics)
    if strict:
        unique = {replace(diagnostic, level="error") for diagnostic in unique}
    return sorted(unique)


def printable(text: str) -> str:
    r"""Return ``text`` with every character that could steer a terminal shown as ``\uXXXX``.

    Content is quoted in messages, and content comes from strangers: escape sequences, bidirectional
    overrides and line breaks must arrive as something to read.
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in text
    )


def render(diagnostics: Iterable[Diagnostic], style: Format, *, colour: bool = False) -> str:
    """Return the diagnostics as text for people, as JSON, or as GitHub workflow annotations."""
    if style == "json":
        rows = [
            {
                "path": d.path,
                "line": d.line,
                "column": d.column,
                "level": d.level,
                "code": d.code,
                "message": d.message,
                "advice": d.advice,
            }
            for d in diagnostics
        ]
        # In ASCII: a file name that is not UTF-8 cannot be printed, and `\\uXXXX` steers no terminal.
        return json.dumps(rows, indent=2) + "\n"
    line = _github_line if style == "github" else _coloured_line if colour else _text_line
    return "".join(line(diagnostic) + "\n" for diagnostic in diagnostics)


def _text_line(d: Diagnostic) -> str:
    advice = f"; {d.advice}" if d.advice else ""
    return printable(f"{d.path}:{d.line}:{d.column}: {d.level}[{d.code}] {d.message}{advice}")


def _coloured_line(d: Diagnostic) -> str:
    place = printable(f"{d.path}:{d.line}:{d.column}:")
    head = f"{_COLOURS[d.level]}{d.level}[{d.code}]{_RESET}"
    advice = f"; {_DIM}{printable(d.advice)}{_RESET}" if d.advice else ""
    return f"{_BOLD}{place}{_RESET} {head} {printable(d.message)}{advice}"


def _github_line(d: Diagnostic) -> str:
    advice = f"; {d.advice}" if d.advice else ""
    # Workflow commands split on these characters; their percent forms are GitHub's own escapes.
    data = f"{d.message}{advice}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = d.path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = path.replace(":", "%3A").replace(",", "%2C")
    place = f"file={printable(path)},line={d.line},col={d.column}"
    return f"::{d.level} {place},title={d.code}::{printable(data)}"
