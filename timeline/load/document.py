"""One YAML file as strings, lists and dictionaries, with the position of every value.

PyYAML's C composer does the parsing, because it keeps positions and is forty times as fast as
any pure Python one; ruamel.yaml gives the second opinion on what the composer refuses. All
scalars stay strings. Limits are checked on the text before the parser sees it, because the C
code has none.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import yaml
from yaml._yaml import CParser

from timeline.diagnostics import Diagnostic
from timeline.load.nodes import plain_data
from timeline.load.text import FORBIDDEN, Refused, check_depth_of_text, decode, signs_in

__all__ = ["FORBIDDEN", "Document", "Path", "Refused", "decode", "parse_document"]

Path = tuple[str | int, ...]
"""Keys and list indexes from the top of a document down to a value."""


class Document:
    """A parsed YAML file.

    ``data`` holds strings, lists and dictionaries. Positions are looked up only when somebody
    asks, by composing the text again: a chronology without errors never pays for them. ``data``
    may be dropped once it is no longer needed. ``start`` is the position of the whole, if known.
    """

    def __init__(
        self, shown: str, text: str, data: Any, start: tuple[int, int] | None = None
    ) -> None:
        self.shown = shown
        self.text = text
        self.data = data
        self._start = start

    @cached_property
    def _root(self) -> Any:
        return _compose(self.text, self.shown)

    def locate(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at ``path``, or of its key.

        Steps that the document does not hold are passed over, so the position of something
        missing is that of the part it is missing from.
        """
        if not path and self._start:
            return self._start
        node = self._root
        mark = node.start_mark
        for step in path:
            item = _item(node, step)
            if item is not None:
                mark, node = item.start_mark, item
                continue
            for step_key, child in _children(node):
                if step_key is not None and step_key.value == step:
                    empty = child.start_mark.index == child.end_mark.index
                    mark = step_key.start_mark if key or empty else child.start_mark
                    node = child
                    break
        return mark.line + 1, mark.column + 1

    def span(self, path: Path) -> tuple[int, int]:
        """Return where in the text a value starts and ends, signs around it included.

        A group of fields or a list ends with the last text in it.

        Raises:
            KeyError: there is no such value.
        """
        node = self._root
        for step in path:
            below = [child for key, child in _children(node) if key and key.value == step]
            item = _item(node, step)
            if not below and item is None:
                raise KeyError(path)
            node = below[0] if below else item
        start = node.start_mark.index
        while not isinstance(node.value, str) and node.value and not node.flow_style:
            node = _children(node)[-1][1]
        return start, len(self.text[: node.end_mark.index].rstrip())

    def diagnostic(
        self, path: Path, code: str, message: str, advice: str = "", *, key: bool = False
    ) -> Diagnostic:
        """Return a diagnostic at the value at ``path``, or at its key."""
        line, column = self.locate(path, key=key)
        return Diagnostic(self.shown, line, column, code, message, advice)


def parse_document(shown: str, data: bytes) -> Document:
    """Parse the bytes of a YAML file.

    Raises:
        Refused: the bytes are not UTF-8, not YAML, or YAML that content may not use.
    """
    signs = signs_in(data)
    text = decode(shown, data, signs)
    check_depth_of_text(shown, text, signs)
    root = _compose(text, shown)
    # A lone '---' begins a document of nothing, which the parser puts behind the last line.
    if root is None or root.start_mark.index == root.end_mark.index:
        raise Refused(Diagnostic(shown, 1, 1, "empty-value", "the file is empty", "fill it in"))
    mark = root.start_mark
    return Document(shown, text, plain_data(root, shown, text), (mark.line + 1, mark.column + 1))


class _Composer(CParser):
    """PyYAML's composer without its resolver of tags: every scalar is a string here anyway.

    Each of these is called for every node, so none gathers what it is given.
    """

    def resolve(self, kind: object, value: object, implicit: object) -> None:
        """Give no node a tag."""

    def descend_resolver(self, parent: object, index: object) -> None:
        """Keep no path for tags that depend on it."""

    def ascend_resolver(self) -> None:
        """Keep no path for tags that depend on it."""


def _compose(text: str, shown: str) -> Any:
    try:
        return _Composer(text).get_single_node()
    except yaml.YAMLError as first:
        # The second parser takes long to import, and most files have no fault of syntax.
        from timeline.load.syntax import second_opinion  # noqa: PLC0415  # see above

        return second_opinion(text, shown, first)


def _children(node: Any) -> list[tuple[Any, Any]]:
    if isinstance(node.value, str):
        return []
    return [pair if isinstance(pair, tuple) else (None, pair) for pair in node.value]


def _item(node: Any, step: str | int) -> Any:
    if not isinstance(step, int):
        return None
    # Fields stand in pairs; only what has no key is an item.
    items = [child for key, child in _children(node) if key is None]
    return items[step] if step < len(items) else None
