"""Writing the text of a new content file, in house form.

Dates and words of sources in double quotes, prose folded at `WIDTH`, lists indented under their
key, a comment on the lines above what it explains.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

WIDTH: Final = 100
"""Longest line, in characters, that prose and comments are wrapped at."""

_RESOLVER = yaml.resolver.Resolver()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text that stands in double quotes whether it needs them or not."""

    text: str


@dataclass(frozen=True, slots=True)
class Folded:
    """Prose, on lines of its own below its key."""

    text: str


@dataclass(frozen=True, slots=True)
class Bare:
    """A number, which stands without quotation marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing yet: a person has to fill it in, and ``check`` points at it until then."""


@dataclass(frozen=True, slots=True)
class Item:
    """A key with its value, and what explains it on the lines above."""

    key: str
    value: Value
    comment: str = ""


Value = str | Quoted | Bare | Folded | Blank | Sequence[Item] | list[Sequence[Item]]


def document(items: Iterable[Item], head: Sequence[str] = (), foot: Sequence[str] = ()) -> str:
    """Return a whole file; ``head`` and ``foot`` are comments above and below it, one line each."""
    parts = [_comments(head, ""), _group(items, ""), _comments(foot, "")]
    texts = ["\n".join(part) for part in parts]
    return "\n\n".join(text for text in texts if text) + "\n"


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces."""
    return " ".join(text.split())


def _comments(texts: Iterable[str], indent: str) -> Iterator[str]:
    for line in (line for text in texts for line in text.split("\n")):
        yield from _wrapped(line, f"{indent}# ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        one_line(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _group(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield from _comments([item.comment], indent)
        yield from _item(item, indent)


def _item(item: Item, indent: str) -> Iterator[str]:
    key, value = f"{indent}{item.key}:", item.value
    if isinstance(value, Blank):
        yield key
    elif isinstance(value, Bare):
        yield f"{key} {value.text}"
    elif isinstance(value, Quoted):
        yield f"{key} {_quoted(value.text)}"
    elif isinstance(value, str) and len(line := f"{key} {scalar(value)}") <= WIDTH:
        yield line
    elif isinstance(value, str | Folded):
        text = value if isinstance(value, str) else value.text
        yield f"{key} >-"
        yield from _wrapped(text, f"{indent}  ")
    else:
        yield key
        for part in value:
            if isinstance(part, Item):
                yield from _group([part], f"{indent}  ")
            else:
                first, *rest = _group(part, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest


def scalar(text: str) -> str:
    """Return a one-line text as YAML, in quotation marks only if it needs them."""
    line = one_line(text)
    return line if _reads_as_itself(line) else _quoted(line)


def _reads_as_itself(line: str) -> bool:
    """Return whether every reader of YAML takes a bare text for that text."""
    if line[:1] in ("&", "!", "*"):
        return False  # An anchor or a tag leaves no trace in the value.
    try:
        node: Any = yaml.compose(f"k: {line}\n", Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return False
    tag = _RESOLVER.resolve(yaml.ScalarNode, line, (True, False))  # type: ignore[no-untyped-call]  # PyYAML's stubs
    is_whole = len(node.value) == 1 and node.value[0][1].value == line
    return is_whole and tag == "tag:yaml.org,2002:str"


def _quoted(text: str) -> str:
    line = one_line(text)
    if '"' in line or "\\" in line:
        return "'" + line.replace("'", "''") + "'"
    # JSON's strings are YAML's double-quoted ones (YAML 1.2.2, section 1.3).
    return json.dumps(line, ensure_ascii=False)
