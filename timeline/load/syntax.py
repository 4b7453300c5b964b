"""What is wrong with text that is no YAML, in words for people who do not know YAML."""

from __future__ import annotations

import re
import warnings
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from timeline.diagnostics import Diagnostic
from timeline.load.text import Refused
from timeline.settings import MAX_SECOND_OPINION

_OPENED = re.compile("quoted scalar|flow|simple key")
_BEFORE_VALUE = re.compile(r"""^[ \t]*(?:-[ \t]+)*(?:[^\s:"'\[{][^:]*:[ \t]+)?""")
_DOUBLED = {'"': '\\" stands for one', "'": "'' stands for one"}
_BY_PROBLEM = (
    ("single document", "yaml-syntax", "remove the line '---': one file holds one entry"),
    ("another document", "yaml-syntax", "remove the line '---': one file holds one entry"),
    ("alias", "yaml-alias", "YAML aliases are not used here: quote text that starts with *"),
    ("tag", "yaml-tag", "YAML tags are not used here: quote text that starts with !"),
    (
        "escape",
        "yaml-syntax",
        'inside "…" write \\\\ for \\, or use single quotation marks',
    ),
    (
        "sequence entries",
        "yaml-syntax",
        "start the list on the next line, each item after '- '",
    ),
)
"""What the parser's words for a problem point to: a part of them, the code, the advice."""

_IN_PLAIN_WORDS = (
    (
        re.compile(r"expected <block end>, but found '(?:<block \w+ start>|-|\?)'"),
        "this line is indented differently from the ones above it",
    ),
    (
        re.compile(r"expected <block end>, but found '<scalar>'"),
        "more text follows where the value has ended",
    ),
    (re.compile(r"mapping values are not allowed here"), "a colon where none can stand"),
    (re.compile(r"could not find expected ':'"), "a colon is missing"),
    (re.compile(r"found unexpected end of stream"), "what begins here has no end"),
)
"""What the parser's words for a problem mean to somebody who does not know YAML's."""


def second_opinion(text: str, shown: str, first: yaml.YAMLError) -> Any:
    """Return the nodes of a text that the composer refused, if the clearer parser takes it.

    Raises:
        Refused: it does not; with advice.
    """
    if len(text) > MAX_SECOND_OPINION:
        raise _syntax_fault(text, shown, *_verdict(first))
    reader = YAML(typ="base", pure=True)
    try:
        with warnings.catch_warnings():
            # It warns of what is refused anyway, such as an anchor that stands twice.
            warnings.simplefilter("ignore")
            return reader.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and _OPENED.search(error.context or ""):
            # Reading went on past the fault: it lies where the thing was opened.
            mark = min(mark, error.context_mark, key=lambda place: place.line)
        problem = " ".join(str(error.problem or error.context or error).split())
    except (YAMLError, RecursionError, ValueError, AssertionError):
        # ruamel.yaml has its own faults on damaged text; the composer's verdict still stands.
        mark, problem = _verdict(first)
    raise _syntax_fault(text, shown, mark, problem)


def _verdict(error: yaml.YAMLError) -> tuple[Any, str]:
    """Return the composer's mark, which may be missing, and its words."""
    problem = str(getattr(error, "problem", None) or "not readable")
    return getattr(error, "problem_mark", None), problem


def _syntax_fault(text: str, shown: str, mark: Any, problem: str) -> Refused:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    code, advice = _syntax_advice(text, line, problem)
    message = f"not valid YAML: {_in_plain_words(problem)}"
    return Refused(Diagnostic(shown, line, column, code, message, advice))


def _in_plain_words(problem: str) -> str:
    for pattern, words in _IN_PLAIN_WORDS:
        if pattern.search(problem):
            return f"{words} ({problem})"
    return problem


def _syntax_advice(text: str, line: int, problem: str) -> tuple[str, str]:
    for sign, code, advice in _BY_PROBLEM:
        if sign in problem:
            return code, advice
    lines = text.splitlines()
    return "yaml-syntax", _line_advice(lines[line - 1] if line <= len(lines) else "", problem)


def _line_advice(line: str, problem: str) -> str:
    value = _BEFORE_VALUE.sub("", line)
    first = value[:1] or " "
    if "\t" in line[: len(line) - len(line.lstrip())] or "\\t" in problem:
        return "indent with spaces, not with tabs"
    if first in "[{*&!%@`|>":
        return f"text that starts with {first} must stand in quotation marks"
    if first in _DOUBLED:
        return f"text that starts with {first} must end with it, and {_DOUBLED[first]} inside it"
    if ": " in value or value.endswith(":"):
        return "text with a colon in it must stand in quotation marks"
    if "expected ':'" in problem:
        return "write 'key: value', and indent what belongs to the line above"
    return "compare the indentation and the quotation marks with the line above"
