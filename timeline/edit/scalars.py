"""How one text is written in YAML: the plainest form that a reader takes for exactly that text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from timeline.edit.shape import Manner
from timeline.settings import YAML_WIDTH

Written = tuple[str, list[str]]
"""What stands behind the key, and the lines below it, without their indentation."""

_SINGLE_SPACE = re.compile("(?<! ) (?! )")
_RESOLVER = yaml.resolver.Resolver()
_COMMENT_AFTER_WORD = re.compile("#([ !#]|$)")


def write_scalar(
    text: str, manner: Manner, before: int, indent: int, *, comment: str = "", literal: bool = False
) -> Written:
    """Return how a text is written.

    Args:
        text: The value.
        manner: What its field asks for.
        before: How many characters stand before it on its line.
        indent: How far the lines below are indented.
        comment: What stands behind it.
        literal: It was a ``|`` block, whose lines are the author's.
    """
    for first, rest in _forms(text, manner, indent, literal=literal):
        fits = rest or before + len(first) <= YAML_WIDTH or manner in ("date", "bare")
        if fits and _reads_as(text, first, rest, comment):
            return first, rest
    return json.dumps(text, ensure_ascii=False), []


def write_key(key: str) -> str:
    """Return how a key is written."""
    return key if _reads_as(key, key, []) else json.dumps(key, ensure_ascii=False)


def _forms(text: str, manner: Manner, indent: int, *, literal: bool) -> Iterator[Written]:
    if literal and "\n" in text:
        yield _block("|", text, text.rstrip("\n").split("\n"))
    if manner == "prose" or "\n" in text:
        yield _folded(text, indent)
    if manner == "bare" or (manner == "text" and "\t" not in text and _is_text(text)):
        yield text, []
    yield _quoted(text), []
    yield _folded(text, indent)


def _is_text(text: str) -> bool:
    """Tell whether no YAML reader takes the bare text for a number, a date or a truth value."""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML's stubs
    return tag == "tag:yaml.org,2002:str"


def _quoted(text: str) -> str:
    """Return text in double quotation marks, or in single ones where it would need escapes."""
    if ('"' in text or "\\" in text) and "\n" not in text and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def _folded(text: str, indent: int) -> Written:
    lines: list[str] = []
    for number, paragraph in enumerate(text.rstrip("\n").split("\n")):
        # In a folded block, a line break in the text is a blank line.
        lines += [""] if number else []
        lines += _wrapped(paragraph, YAML_WIDTH - indent) if paragraph else []
    return _block(">", text, lines)


def _block(sign: str, text: str, lines: list[str]) -> Written:
    return sign + ("" if text.endswith("\n") else "-"), lines


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in _SINGLE_SPACE.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _reads_as(text: str, first: str, rest: list[str], comment: str = "") -> bool:
    if comment and first == text and (" " in text or not _COMMENT_AFTER_WORD.match(comment)):
        # The loader takes this for text that is lost in a comment.
        return False
    written = f"k: {first}  {comment}\n" + "".join(f"  {line}\n" if line else "\n" for line in rest)
    try:
        node: Any = yaml.compose(written, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return False
    if len(node.value) != 1:
        return False
    value = node.value[0][1]
    # An anchor or a tag would be read as such, and leave no trace in the value.
    return value.value == text and first[:1] not in ("&", "!", "*")
