"""An entry as a citation: in words and as BibTeX, from which the page's script makes CSL-JSON.

None of them has a date of access: a build has no clock, and whoever cites knows the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TEX_SIGN: Final = re.compile(r"[\\{}$&#%_~^]")
_SENTENCE_END: Final = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Citation:
    """What there is to cite of an entry.

    ``address`` is empty for a site that has none yet. ``notes`` are sentences without their full
    stop: when it happened, and what the entry rests on.
    """

    key: str
    title: str
    site: str
    address: str
    notes: tuple[str, ...]


def plain_text(citation: Citation) -> str:
    """Return the citation in words, on one line."""
    head = [_sentence(citation.title), _sentence(citation.site)]
    address = [citation.address] if citation.address else []
    return " ".join([*head, *address, *map(_sentence, citation.notes)])


def bibtex(citation: Citation) -> str:
    """Return the citation as a BibTeX entry, in UTF-8.

    The title has double braces, which keep its capitals; ``url`` is verbatim, as styles with such
    a field take it.
    """
    fields = {
        "title": f"{{{_tex(citation.title)}}}",
        "howpublished": _tex(citation.site),
        "url": citation.address,
        "note": _tex(" ".join(map(_sentence, citation.notes))),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{citation.key},\n" + ",\n".join(lines) + "\n}\n"


def _sentence(text: str) -> str:
    return text if text.endswith(_SENTENCE_END) else f"{text}."


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda match: _TEX[match[0]], text)
