"""The text of a content file: UTF-8 without hidden signs, and nested no deeper than is safe."""

from __future__ import annotations

import re

from timeline.diagnostics import Diagnostic
from timeline.settings import MAX_DEPTH

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Signs that steer, or that nobody sees: controls, breaks, overrides, and Unicode's invisible tags.
Half a surrogate pair, which an escape can write, stands for nothing and cannot be saved."""
_OPENING = b"-?:[{"
"""Signs of which one stands before every nested value."""
_WORDS = bytes({*range(0x20, 0x7F), *b"\t\n\r"} - {*_OPENING})
"""ASCII without its controls and these signs."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_COMPACT_NESTING = re.compile(rf"(?:[-?:][ \t]+){{{MAX_DEPTH + 1}}}")
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


def signs_in(data: bytes) -> bytes:
    """Return what of a text may be too much: signs that open a value, controls, all but ASCII."""
    return data.translate(None, _WORDS)


def decode(shown: str, data: bytes, signs: bytes | None = None) -> str:
    """Return the text of a content file; a byte order mark is left out.

    ``signs`` is what `signs_in` returns of it, if that is known.

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
    other = (signs_in(data) if signs is None else signs).translate(None, _OPENING)
    if other and (match := FORBIDDEN.search(text)):
        line, column = _end_of(text[: match.start()])
        raise Refused(character_fault(shown, line, column, match[0]))
    return text


def _end_of(text: str) -> tuple[int, int]:
    """Return line and column, from 1, of what would follow a text; lines end as in YAML."""
    lines = re.split("\r\n?|\n", text)
    return len(lines), len(lines[-1]) + 1


def character_fault(shown: str, line: int, column: int, character: str) -> Diagnostic:
    """Return what is to be said of a sign that no content may hold."""
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


def check_depth_of_text(shown: str, text: str, signs: bytes) -> None:
    """Look for nesting that would crash the parser, which has no limit of its own.

    ``signs`` is what `signs_in` returns of the text.

    Raises:
        Refused: it is too deep.
    """
    # Counting is far cheaper than searching, and few files have so many of these signs.
    if len(signs) <= _GUARD:
        return
    pairs = (*_INDICATORS, *_TABBED) if "\t" in text else _INDICATORS
    if sum(map(text.count, pairs)) > _GUARD and _COMPACT_NESTING.search(text):
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
