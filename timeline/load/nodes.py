"""From the nodes of a YAML parser to strings, lists and dictionaries, or to what is wrong there."""

from __future__ import annotations

from typing import Any

from timeline.diagnostics import Diagnostic
from timeline.load.text import FORBIDDEN, Refused, character_fault
from timeline.settings import MAX_DEPTH


def plain_data(root: Any, shown: str, text: str) -> Any:
    """Return nodes as plain data.

    Raises:
        Refused: they hold what content may not.
    """
    # Comments, properties, escapes: only where such a sign stands can there be one.
    if not any(map(text.__contains__, "#&!\\")):
        try:
            return _plain(root.value, 1)
        except _UnusualError:
            pass
    builder = _Builder(shown, text)
    built = builder.build(root, 1)
    if builder.problems:
        raise Refused(*builder.problems)
    return built


class _UnusualError(Exception):
    """Raised inside this module only: nodes that need a closer look."""


def _plain(value: Any, depth: int) -> Any:
    """Return the value of a node as plain data if there is nothing to refuse, as in nearly every file.

    Written for speed: a million values go through here.

    Raises:
        _UnusualError: there may be.
    """
    if value.__class__ is str:
        return value
    if depth > MAX_DEPTH or not value:
        raise _UnusualError
    if value[0].__class__ is not tuple:
        items = []
        for item in value:
            below = item.value
            items.append(below if below.__class__ is str else _plain(below, depth + 1))
        return items
    mapping = {}
    try:
        for key, child in value:
            below = child.value
            mapping[key.value] = below if below.__class__ is str else _plain(below, depth + 1)
    except TypeError:
        # A key that is a list or a group of fields.
        raise _UnusualError from None
    if len(mapping) != len(value):
        raise _UnusualError
    return mapping


class _Builder:
    """Turns nodes into plain data and collects what content may not hold."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown = shown
        self.text = text
        self.problems: list[Diagnostic] = []
        self._has_comment = " #" in text or "\t#" in text
        self._has_property = "&" in text or "!" in text
        self._has_escape = "\\" in text
        self._lines: list[str] = text.splitlines() if self._has_comment else []

    def build(self, node: Any, depth: int) -> Any:
        if self._has_property and self._refuse_property(node):
            return ""
        value = node.value
        if isinstance(value, str):
            if self._has_escape and (match := FORBIDDEN.search(value)):
                mark = node.start_mark
                self.problems.append(
                    character_fault(self.shown, mark.line + 1, mark.column + 1, match[0])
                )
            if self._has_comment:
                self._check_comment(node)
            return value
        if depth > MAX_DEPTH:
            self._problem(node, "too-deep", f"deeper than {MAX_DEPTH} levels", "write it flatter")
            return ""
        if value and isinstance(value[0], tuple):
            return self._build_mapping(value, depth)
        if not value:
            return {} if node.id == "mapping" else []
        return [self.build(item, depth + 1) for item in value]

    def _build_mapping(self, pairs: Any, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in pairs:
            key = key_node.value
            if not isinstance(key, str):
                self._problem(
                    key_node, "wrong-type", "a key must be one word", "write 'key: value'"
                )
                continue
            if key in mapping:
                self._problem(
                    key_node, "duplicate-key", f"'{key}' stands here twice", "keep one of the two"
                )
                continue
            if self._has_property:
                self._refuse_property(key_node)
            if self._has_escape and FORBIDDEN.search(key):
                self._problem(key_node, "control-character", "a hidden character", "delete it")
            mapping[key] = self.build(value_node, depth + 1)
        return mapping

    def _refuse_property(self, node: Any) -> bool:
        # A node that has an anchor or a tag starts at that sign; an alias is the node it names.
        sign = self.text[node.start_mark.index : node.start_mark.index + 1]
        if sign == "&":
            self._problem(
                node,
                "yaml-alias",
                "YAML anchors and aliases are not used here",
                "quote text that starts with & or *, and write repeated values out",
            )
        elif sign == "!":
            self._problem(
                node,
                "yaml-tag",
                "YAML tags are not used here",
                "quote text that starts with !",
            )
        return sign in ("&", "!")

    def _check_comment(self, node: Any) -> None:
        if node.style or not node.value:
            return
        mark = node.end_mark
        rest = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        hidden = rest.lstrip()
        if not hidden.startswith("#") or rest == hidden:
            return
        # One word and '# note' is a comment as people write them; anything else is lost text.
        if " " not in node.value and (hidden[1:2] in ("", " ", "#", "!")):
            return
        self.problems.append(
            Diagnostic(
                self.shown,
                mark.line + 1,
                mark.column + len(rest) - len(hidden) + 1,
                "hidden-comment",
                f"everything from '{hidden[:20]}' on would be lost as a comment",
                "put the whole text in quotation marks, or the comment on a line of its own",
            )
        )

    def _problem(self, node: Any, code: str, message: str, advice: str) -> None:
        mark = node.start_mark
        self.problems.append(
            Diagnostic(self.shown, mark.line + 1, mark.column + 1, code, message, advice)
        )
