"""One YAML file as strings, lists and dictionaries, with the position of every value.

PyYAML's C composer does the parsing, because it keeps positions and is forty times as fast as
any pure Python one; ruamel.yaml gives the second opinion on what the composer refuses. All
scalars stay strings. Limits are checked on the text before the parser sees it, because the C
code has none.
"""

from __future__ import annotations

import re
import warnings
from functools import cached_property
from typing import Any

import yaml

from timeline.diagnostics import Diagnostic
from timeline.settings import MAX_DEPTH, MAX_SECOND_OPINION

Path = tuple[str | int, ...]
"""Keys and list indexes from the top of a document down to a value."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Signs that steer, or that nobody sees: controls, breaks, overrides, and Unicode's invisible tags.
Half a surrogate pair, which an escape can write, stands for nothing and cannot be saved."""
_HARMLESS = bytes({*range(0x20, 0x7F), *b"\t\n\r"})
"""ASCII without its controls."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_COMPACT_NESTING = re.compile(rf"(?:[-?:][ \t]+){{{MAX_DEPTH + 1}}}")
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

_INDICATORS = ("- ", "? ", ": ")
_TABBED = ("-\t", "?\t", ":\t")
_GUARD = 200
"""How many signs that open a nested value may stand in a text (or, of brackets, be open at once)
before it is searched for deep nesting: prose may hold some unbalanced brackets, and the parser is
safe far beyond this."""


class Refused(Exception):  # noqa: N818  # it is an outcome of reading, not a fault of the program
    """A document cannot be read; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics


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
    text = decode(shown, data)
    _check_depth_of_text(shown, text)
    root = _compose(text, shown)
    if root is None:
        raise Refused(Diagnostic(shown, 1, 1, "empty-value", "the file is empty", "fill it in"))
    mark = root.start_mark
    return Document(shown, text, _built(root, shown, text), (mark.line + 1, mark.column + 1))


def _built(root: Any, shown: str, text: str) -> Any:
    """Return nodes as plain data.

    Raises:
        Refused: they hold what content may not.
    """
    builder = _Builder(shown, text)
    if builder.is_plain:
        try:
            return _plain(root, 1)
        except _UnusualError:
            pass
    built = builder.build(root, 1)
    if builder.problems:
        raise Refused(*builder.problems)
    return built


class _UnusualError(Exception):
    """Raised inside this module only: nodes that need a closer look."""


def _plain(node: Any, depth: int) -> Any:
    """Return nodes as plain data if there is nothing to refuse, as in nearly every file.

    Raises:
        _UnusualError: there may be.
    """
    value = node.value
    if value.__class__ is str:
        return value
    if depth > MAX_DEPTH or not value:
        raise _UnusualError
    if value[0].__class__ is not tuple:
        return [_plain(item, depth + 1) for item in value]
    try:
        mapping = {
            key.value: text if (text := child.value).__class__ is str else _plain(child, depth + 1)
            for key, child in value
        }
    except TypeError:
        # A key that is a list or a group of fields.
        raise _UnusualError from None
    if len(mapping) != len(value):
        raise _UnusualError
    return mapping


def decode(shown: str, data: bytes) -> str:
    """Return the text of a content file; a byte order mark is left out.

    Raises:
        Refused: the bytes are not UTF-8, or hold control or bidirectional characters.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Not `data`: the codec counts from after a byte order mark.
        line, column = _end_of(error.object[: error.start].decode())
        raise Refused(
            Diagnostic(shown, line, column, "not-utf8", "not UTF-8 text", "save it as UTF-8")
        ) from None
    # Most files hold nothing but plain ASCII, which is seen at a tenth of the cost.
    if data.translate(None, _HARMLESS) and (match := FORBIDDEN.search(text)):
        line, column = _end_of(text[: match.start()])
        raise Refused(_character_fault(shown, line, column, match[0]))
    return text


def _end_of(text: str) -> tuple[int, int]:
    """Return line and column, from 1, of what would follow a text; lines end as in YAML."""
    lines = re.split("\r\n?|\n", text)
    return len(lines), len(lines[-1]) + 1


def _character_fault(shown: str, line: int, column: int, character: str) -> Diagnostic:
    name = f"U+{ord(character):04X}"
    if _BIDI.match(character):
        return Diagnostic(
            shown,
            line,
            column,
            "bidi-character",
            f"a hidden character {name} changes the direction of the text",
            "delete it; right-to-left text needs no such mark here",
        )
    return Diagnostic(
        shown,
        line,
        column,
        "control-character",
        f"a hidden control character {name}",
        "delete it and type the text again",
    )


def _check_depth_of_text(shown: str, text: str) -> None:
    # Counting is far cheaper than searching, and few files have so many of these signs.
    few = sum(map(text.count, "-?:")) <= _GUARD
    signs = (*_INDICATORS, *_TABBED) if "\t" in text else _INDICATORS
    if not few and sum(map(text.count, signs)) > _GUARD and _COMPACT_NESTING.search(text):
        raise _too_deep(shown)
    if text.count("[") + text.count("{") > _GUARD:
        opened = 0
        for match in re.finditer(r"[\[{\]}]", text):
            opened = opened + 1 if match[0] in "[{" else max(0, opened - 1)
            if opened > _GUARD:
                raise _too_deep(shown)


def _too_deep(shown: str) -> Refused:
    message = f"nested deeper than {MAX_DEPTH} levels"
    return Refused(Diagnostic(shown, 1, 1, "too-deep", message, "write it flatter"))


class _Composer(yaml.CBaseLoader):
    """PyYAML's composer without its resolver of tags: every scalar is a string here anyway."""

    def resolve(self, *_: object) -> None:
        """Give no node a tag."""

    def descend_resolver(self, *_: object) -> None:
        """Keep no path for tags that depend on it."""

    def ascend_resolver(self) -> None:
        """Keep no path for tags that depend on it."""


def _compose(text: str, shown: str) -> Any:
    try:
        return _Composer(text).get_single_node()
    except yaml.YAMLError as first:
        return _second_opinion(text, shown, first)


def _second_opinion(text: str, shown: str, first: yaml.YAMLError) -> Any:
    if len(text) > MAX_SECOND_OPINION:
        raise _syntax_fault(text, shown, *_verdict(first))
    # Most runs meet no fault of syntax.
    from ruamel.yaml import YAML  # noqa: PLC0415  # see above
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415  # see above

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


class _Builder:
    """Turns nodes into plain data and collects what content may not hold."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown = shown
        self.text = text
        self.problems: list[Diagnostic] = []
        self._has_comment = " #" in text or "\t#" in text
        self._has_property = "&" in text or "!" in text
        self._has_escape = "\\" in text
        self.is_plain = not (self._has_comment or self._has_property or self._has_escape)
        self._lines: list[str] = text.splitlines() if self._has_comment else []

    def build(self, node: Any, depth: int) -> Any:
        if self._has_property and self._refuse_property(node):
            return ""
        value = node.value
        if isinstance(value, str):
            if self._has_escape and (match := FORBIDDEN.search(value)):
                mark = node.start_mark
                self.problems.append(
                    _character_fault(self.shown, mark.line + 1, mark.column + 1, match[0])
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
