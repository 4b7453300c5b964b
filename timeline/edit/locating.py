"""Locators as people type them: ``paragraph 14``, ``par. 14``, ``14``, ``page 3``."""

from __future__ import annotations

import re
from typing import Final

_NUMBERS: Final = r"(?P<first>\d{1,5})(?:\s*(?:[-‐‑‒–—]|to|and)\s*(?P<last>\d{1,5}))?"
_NAMES: Final = {
    "para": r"(?:para(?:graph)?s?|pars?|¶+)\.?\s*",
    "page": r"(?:pages?|pp?|pgs?)\.?\s*",
}


def read_locator(text: str, unit: str) -> str:
    """Return a locator in the form that files hold; one that cannot be read as it is.

    Args:
        text: As typed.
        unit: What a bare number counts: ``para`` or ``page``; empty if that is not known.
    """
    clean = " ".join(text.split())
    names = {**_NAMES, unit: f"(?:{_NAMES[unit]})?"} if unit else _NAMES
    for kind, name in names.items():
        if found := re.fullmatch(name + _NUMBERS, clean, re.IGNORECASE | re.ASCII):
            return _canonical(kind, found["first"], found["last"])
    return clean


def _canonical(kind: str, first: str, last: str | None) -> str:
    a, b = int(first), int(last or first)
    if kind == "para":
        return f"para {a}" if a == b else f"para {a}-{b}"
    return f"p. {a}" if a == b else f"pp. {a}-{b}"
