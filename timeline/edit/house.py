"""The house form of a content file: order of fields, quotation marks, width, indentation.

Fields stand in the model's order; lists are indented by two under their key; dates and the words of
a source stand in double quotation marks, running text in folded blocks, all else bare where it can.
Comments stay with what they are about; of several blank lines one is left.
"""

from __future__ import annotations

from collections import Counter

import yaml

from timeline.edit.layout import Branch, Entry, Layout, Scalar, comments_of, read_layout
from timeline.edit.scalars import write_key, write_scalar
from timeline.edit.shape import Shape, fields_of, shape_of_file
from timeline.load.document import Refused, parse_document

_STEP = 2
"""Columns by which what belongs to a key is indented."""


class NotKept(Exception):  # noqa: N818  # it is an outcome, not a fault of the program
    """A file could not be rewritten with everything in it; ``str()`` says what would be lost."""


def house_form(kind: str, shown: str, data: bytes) -> str:
    """Return a content file in house form.

    Args:
        kind: What the file holds: a kind of entry, or ``vocabulary``.
        shown: How diagnostics name the file.
        data: Its bytes.

    Raises:
        Refused: the file is not YAML that content may use; carries the diagnostics.
        NotKept: the file is readable, but cannot be rewritten without losing something.
    """
    document = parse_document(shown, data)
    try:
        layout = read_layout(document.text)
        kept = Counter(comments_of(document.text))
    except yaml.YAMLError:
        raise NotKept("it is written in a way that only some YAML readers take") from None
    except ValueError:
        raise NotKept("it holds neither a group of fields nor a list") from None
    text = _write(layout, shape_of_file(kind))
    try:
        again = parse_document(shown, text.encode()).data
    except Refused as refused:
        raise NotKept(f"in house form it would be refused: {refused}") from None
    if again != document.data:
        raise NotKept("in house form it would mean something else")
    if Counter(comments_of(text)) != kept:
        raise NotKept("in house form it would lose a comment")
    return text


def _write(layout: Layout, shape: Shape) -> str:
    root = layout.root
    if root.is_list:
        for entry in root.entries[1:]:
            entry.head.insert(0, "")
    head = _tidy(layout.head)
    while head and not head[-1]:
        head.pop()
    body = _branch(root, 0, shape) if root.entries else ["[]" if root.is_list else "{}"]
    return "\n".join([*head, *([""] if head else []), *body]) + "\n"


def _branch(branch: Branch, indent: int, shape: Shape) -> list[str]:
    lines: list[str] = []
    for number, entry in enumerate(_in_order(branch, shape)):
        lines += _indented(_tidy(_head(entry, shape), first=not number), indent)
        lines += _item(entry, indent, shape) if branch.is_list else _pair(entry, indent, shape)
    return lines + _indented(_tidy(branch.foot, first=False), indent)


def _in_order(branch: Branch, shape: Shape) -> list[Entry]:
    if branch.is_list or shape.part is None or shape.keyed:
        return branch.entries
    rank = {name: number for number, name in enumerate(fields_of(shape.part))}
    return sorted(branch.entries, key=lambda entry: rank.get(entry.key or "", len(rank)))


def _head(entry: Entry, shape: Shape) -> list[str]:
    """Return the lines above an entry, with those for which its own line has no room."""
    value = entry.value
    if entry.key is None and isinstance(value, Branch) and value.entries:
        # Its first field stands on the line of the dash, so that field's comments stand above.
        first = _in_order(value, shape)[0]
        return [*entry.head, *entry.beside, *_tidy(_head(first, _inner(first, shape)))]
    return [*entry.head, *entry.beside[1:]]


def _item(entry: Entry, indent: int, shape: Shape) -> list[str]:
    value = entry.value
    if isinstance(value, Branch) and value.entries:
        first = _in_order(value, shape)[0]
        first.head, first.beside = [], first.beside[:1] if _keeps_beside(first) else []
        lines = _branch(value, indent + _STEP, shape)
        return [" " * indent + "- " + lines[0].lstrip(), *lines[1:]]
    return _line("-", entry, indent, shape)


def _keeps_beside(entry: Entry) -> bool:
    """Tell whether a comment can stand at the end of the entry's line."""
    return entry.key is not None or isinstance(entry.value, Scalar) or not entry.value.entries


def _pair(entry: Entry, indent: int, shape: Shape) -> list[str]:
    inner = _inner(entry, shape)
    name = write_key(entry.key or "") + ":"
    value = entry.value
    if isinstance(value, Branch) and value.entries:
        comment = "".join(f"  {text}" for text in entry.beside[:1])
        return [" " * indent + name + comment, *_branch(value, indent + _STEP, inner)]
    return _line(name, entry, indent, inner)


def _inner(entry: Entry, shape: Shape) -> Shape:
    """Return the shape of what stands under an entry's key."""
    if entry.key is None:
        return shape
    if shape.keyed:
        return Shape(part=shape.part)
    return fields_of(shape.part).get(entry.key, Shape()) if shape.part else Shape()


def _line(name: str, entry: Entry, indent: int, shape: Shape) -> list[str]:
    """Return an entry without others inside it."""
    value, comment = entry.value, "".join(entry.beside[:1])
    rest: list[str] = []
    if isinstance(value, Branch):
        first = "[]" if value.is_list else "{}"
    elif value.plain and not value.text:
        first = ""
    else:
        before = indent + len(name) + 1
        first, rest = write_scalar(
            value.text,
            shape.manner,
            before,
            indent + _STEP,
            comment=comment,
            literal=value.literal,
        )
    line = " " * indent + f"{name} {first}".rstrip() + (f"  {comment}" if comment else "")
    return [line, *_indented(rest, indent + _STEP)]


def _indented(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _tidy(lines: list[str], *, first: bool = True) -> list[str]:
    """Return lines with no two blank ones in a row, and none at the start of what comes first."""
    tidy: list[str] = []
    for line in lines:
        if line or (tidy[-1] if tidy else not first):
            tidy.append(line)
    return tidy
