"""The language and direction of a piece of text, set apart so that its signs stay with it."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final, Literal

from markupsafe import Markup

from timeline.pages.markup import escape, html

Direction = Literal["ltr", "rtl"]

RIGHT_TO_LEFT: Final = frozenset(
    "ar arc azb bqi ckb dv fa glk he ku-Arab lrc mzn nqo pnb ps sd syr ug ur yi".split()
)
"""Languages that are written from right to left unless their tag names another script."""

RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(
    "Adlm Arab Aran Hebr Mand Nkoo Rohg Samr Syrc Thaa".split()
)
"""ISO 15924 codes of scripts that run from right to left."""

_SCRIPT_LETTERS: Final = 4


@cache  # there are few languages
def direction_of(lang: str) -> Direction:
    """Return the direction in which a language is written, from its BCP 47 tag."""
    language, *subtags = lang.split("-")
    script = next((part for part in subtags if len(part) == _SCRIPT_LETTERS and part.isalpha()), "")
    if script:
        return "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def first_strong(text: str) -> Direction | None:
    """Return the direction of the first letter that has one (Unicode Annex 9, rule P2)."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return None


def tongue(text: str, lang: str | None, page_lang: str) -> dict[str, str]:
    """Return the attributes that a text needs on a page: ``lang``, ``dir``, both or none.

    A name of a language that is written from right to left may be given in Latin letters; the
    direction is then that of its letters.
    """
    base = direction_of(page_lang)
    if lang is None:
        found = first_strong(text)
        return {"dir": "auto"} if found and found != base else {}
    from_right = direction_of(lang) == "rtl" and any(
        unicodedata.bidirectional(character) in ("R", "AL") for character in text
    )
    direction: Direction = "rtl" if from_right else "ltr"
    if lang == page_lang and direction == base:
        return {}
    return {"lang": lang, "dir": direction}


def isolate(text: str, lang: str | None, page_lang: str) -> Markup:
    """Return a text made safe, in a ``bdi`` where its language or direction is not the page's."""
    attributes = tongue(text, lang, page_lang)
    if not attributes:
        return escape(text)
    written = "".join(f' {name}="{html(value)}"' for name, value in attributes.items())
    return Markup(f"<bdi{written}>{escape(text)}</bdi>")  # noqa: S704  # escaped just here
