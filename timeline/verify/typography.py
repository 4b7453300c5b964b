"""What counts as the same words: typography and white space do not matter, all else does.

The rule, which the site's reading aid states for readers, in this order:

1. Unicode is brought to its form NFC; soft hyphens and invisible characters are left out.
2. All quotation marks are one sign, all apostrophes and single quotation marks another.
3. All dashes and hyphens are one sign; white space beside it does not count.
4. Three dots or more are an ellipsis; white space beside it does not count.
5. Any white space, line breaks and no-break spaces among it, is one space.

Case, spelling, accents, digits and all other punctuation stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ELLIPSIS = "…"

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u02bc\u2039\u203a`\u00b4\uff07"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(_SINGLE, "'"),
        **dict.fromkeys(_DOUBLE, '"'),
        **dict.fromkeys(_DASHES, "-"),
    }
)
_DASH = re.compile(r" ?-(?: ?-)* ?")
_DOTS = re.compile(r" ?(?:(?:…|\.(?: ?\.){2,}) ?)+")
_JOINED = r"(?:['\u2019\u02bc](?=[^\W_])|(?<=\d)[.,](?=\d))"
_WORD = re.compile(rf"[^\W_]+(?:{_JOINED}[^\W_]+)*")
_QUOTED = re.compile(r'"[^"]{0,400}"|“[^”]{0,400}”|„[^“”]{0,400}[“”]|«[^»]{0,400}»')


def normalise(text: str) -> str:
    """Return a text as it is compared; see the rule above. Doing it twice changes nothing."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    plain = unicodedata.normalize("NFC", visible.translate(_SIGNS))
    spaced = " ".join(plain.split())
    return _DOTS.sub(ELLIPSIS, _DASH.sub("-", spaced)).strip()


@dataclass(frozen=True, slots=True)
class Word:
    """A word, ready to be compared without regard to case, and where it stands: ``[start, end)``."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of a text: letters and digits, with the apostrophes inside them."""
    return [
        Word(normalise(match[0]).casefold(), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return sum(1 for _ in _WORD.finditer(text))


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text stands in quotation marks: ``[start, end)``."""
    return [match.span() for match in _QUOTED.finditer(text)]


def bounded(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` begins and ends where words do."""
    return not (_inside_word(text, start) or _inside_word(text, end))


def _inside_word(text: str, at: int) -> bool:
    """Tell whether the place before ``text[at]`` lies within a word."""
    if at <= 0 or at >= len(text):
        return False
    left, right = text[at - 1], text[at]
    if left.isalnum() and right.isalnum():
        return True
    beyond = text[at + 1 : at + 2]
    if left.isalnum() and _joins(right, left, beyond):
        return True
    return right.isalnum() and _joins(left, text[at - 2 : at - 1] if at > 1 else "", right)


def _joins(sign: str, left: str, right: str) -> bool:
    if sign == "'":
        return left.isalnum() and right.isalnum()
    return sign in ".," and left.isdigit() and right.isdigit()
