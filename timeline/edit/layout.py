"""A YAML file as a tree that keeps every comment with what it is about.

ruamel.yaml ties a comment to the value *before* it, so that a field that moves leaves its own
comment behind and takes its neighbour's along. Here a comment on lines of its own belongs to what
follows it, unless it is indented deeper than that: then it closes the part above.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import yaml

_LINE_END = re.compile("\r\n?|\n")
_MODELINE = "# yaml-language-server:"
"""How editors learn of a schema; they look for it at the top of a file."""


@dataclass(slots=True)
class Scalar:
    """A text. ``literal`` is true if it was written as a ``|`` block."""

    text: str
    literal: bool
    plain: bool


@dataclass(slots=True, eq=False)
class Branch:
    """A mapping or a list. ``column`` is that of its entries, from 0.

    ``flow_end`` is where its closing bracket ends, as an index into the text, or -1 without one.
    ``foot`` holds the comments that close it, a line each; an empty text is a blank line.
    """

    is_list: bool
    column: int
    owner: Entry | None
    flow_end: int = -1
    entries: list[Entry] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Entry:
    """A pair of a mapping (then it has a ``key``) or an item of a list.

    ``head`` holds the lines above it, as ``Branch.foot`` does; ``beside`` the comments at the end
    of its own line. ``start`` is an index into the text.
    """

    key: str | None
    start: int
    column: int
    parent: Branch
    value: Scalar | Branch = field(init=False)
    head: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """A whole file: the comments that are about all of it, and its outermost mapping or list."""

    head: list[str]
    root: Branch


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of the text that a token covers."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line between two tokens: a comment with its column, or nothing."""

    comment: str
    column: int


def read_layout(text: str) -> Layout:
    """Return a file with its comments in place.

    Raises:
        yaml.YAMLError: the composer does not take the text.
        ValueError: the text holds neither a mapping nor a list.
    """
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    if not isinstance(root, yaml.CollectionNode):
        raise ValueError("neither a mapping nor a list")
    dashes, spans, comments = _scan(text)
    entries: list[Entry] = []
    branch = _branch(root, None, dashes, entries)
    layout = Layout([], branch)
    starts = [entry.start for entry in entries]
    for span, comment in comments:
        _entry_beside(span, entries, starts).beside.append(comment)
    for before, after, lines in _gaps(text, spans):
        done = bisect_left(starts, before.end if before else 0)
        last = entries[done - 1] if done else None
        following = entries[done] if done < len(entries) else None
        if after is not None and (following is None or following.start != after.start):
            # Between a key and its value, or before a closing bracket: it has no other place.
            (last.head if last else layout.head).extend(line.comment for line in lines)
        else:
            _attach(lines, last, following, layout)
    return layout


def comments_of(text: str) -> list[str]:
    """Return every comment of a file, in order, without white space at its ends.

    Raises:
        yaml.YAMLError: the scanner does not take the text.
    """
    _, spans, beside = _scan(text)
    own = [line.comment for *_, lines in _gaps(text, spans) for line in lines if line.comment]
    return [comment for _, comment in beside] + own


def _branch(node: Any, owner: Entry | None, dashes: list[int], entries: list[Entry]) -> Branch:
    branch = Branch(isinstance(node, yaml.SequenceNode), node.start_mark.column, owner)
    if node.flow_style:
        branch.flow_end = node.end_mark.index
    for member in node.value:
        if isinstance(member, tuple):
            key, value = member
            mark = key.start_mark
            entry = Entry(key.value, mark.index, mark.column, branch)
        else:
            value, mark = member, member.start_mark
            entry = Entry(None, mark.index, mark.column, branch)
            if not node.flow_style:
                dash = dashes[bisect_left(dashes, mark.index) - 1]
                entry.start, entry.column = dash, branch.column
        entries.append(entry)
        branch.entries.append(entry)
        if isinstance(value, yaml.ScalarNode):
            entry.value = Scalar(value.value, value.style == "|", not value.style)
        else:
            entry.value = _branch(value, entry, dashes, entries)
    return branch


def _scan(text: str) -> tuple[list[int], list[_Span], list[tuple[_Span, str]]]:
    """Return where list items start, what tokens cover, and the comments behind tokens."""
    dashes: list[int] = []
    spans: list[_Span] = []
    beside: list[tuple[_Span, str]] = []
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        start, end = token.start_mark.index, token.end_mark.index
        if start == end:
            continue
        if isinstance(token, yaml.BlockEntryToken):
            dashes.append(start)
        span = _Span(start, start + len(text[start:end].rstrip()))
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            header = _LINE_END.split(text[start:end], maxsplit=1)[0]
            _, sign, comment = header.partition("#")
            if sign:
                beside.append((span, f"#{comment}".rstrip()))
        spans.append(span)
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        gap = text[span.end : following.start if following else len(text)]
        comment = _LINE_END.split(gap, maxsplit=1)[0].strip()
        if comment:
            beside.append((span, comment))
    return dashes, spans, beside


def _gaps(
    text: str, spans: list[_Span]
) -> Iterator[tuple[_Span | None, _Span | None, list[_Line]]]:
    """Yield the lines between each two tokens that no token stands on."""
    for before, after in zip([None, *spans], [*spans, None], strict=True):
        gap = text[before.end if before else 0 : after.start if after else len(text)]
        lines = _LINE_END.split(gap)
        # The first is the rest of the token's own line, the last the space before the next one.
        own = lines[1 if before else 0 : -1 if after else None]
        if after is None and own and not own[-1].strip():
            own.pop()
        if own:
            yield before, after, [_Line(o.strip(), len(o) - len(o.lstrip())) for o in own]


def _entry_beside(span: _Span, entries: list[Entry], starts: list[int]) -> Entry:
    """Return the entry that a comment behind a token is about."""
    done = bisect_left(starts, span.end)
    found = last = entries[max(done - 1, 0)]
    for ancestor in _ancestors(last):
        # Behind a closing bracket, a comment is about the outermost of what ends there.
        if isinstance(ancestor.value, Branch) and ancestor.value.flow_end == span.end:
            found = ancestor
    return found


def _ancestors(entry: Entry) -> Iterator[Entry]:
    current: Entry | None = entry
    while current is not None:
        yield current
        current = current.parent.owner


def _attach(
    lines: list[_Line], last: Entry | None, following: Entry | None, layout: Layout
) -> None:
    if last is None:
        assert following is not None  # noqa: S101  # an empty root has no line around entries
        _open(lines, following, layout)
        return
    border = following.column if following else -1
    open_branch = following.parent if following else None
    chain = takewhile(lambda branch: branch is not open_branch, _branches(last))
    closed = list(chain)
    rest = list(lines)
    while closed and any(line.comment for line in rest):
        number = next(i for i, line in enumerate(rest) if line.comment)
        column = rest[number].column
        if column <= border:
            break
        fitting = [branch for branch in closed if branch.column <= column] or closed[-1:]
        fitting[0].foot.extend(line.comment for line in rest[: number + 1])
        # What is closed by a comment takes no other behind it that stands deeper.
        closed = closed[closed.index(fitting[0]) :]
        rest = rest[number + 1 :]
    if following:
        following.head.extend(line.comment for line in rest)


def _branches(entry: Entry) -> Iterator[Branch]:
    for ancestor in _ancestors(entry):
        yield ancestor.parent


def _open(lines: list[_Line], first: Entry, layout: Layout) -> None:
    """Divide the top of a file: what a blank line sets apart is about the whole of it."""
    texts = [line.comment for line in lines]
    blanks = [i for i, text in enumerate(texts) if not text]
    end = blanks[-1] + 1 if blanks else 0
    if not end and texts and texts[0].startswith(_MODELINE):
        end = 1
    layout.head.extend(texts[:end])
    first.head.extend(texts[end:])
