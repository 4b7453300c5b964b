"""What readers are to see of what was typed into a field."""

from __future__ import annotations

import re
from typing import Final

from tests.hostile.site import Typed
from timeline.model.inline import parse_prose

DATA_ONLY: Final = ("Event.quotes.prefix", "Event.quotes.suffix")
"""Fields that serve to find a place in the source again and stand in the data alone."""

PROSE_FIELDS: Final = re.compile(
    r"(summary|accounts\.text|said\.text|stances\.text)$|glossary\.expl"
)


def flat(text: str) -> str:
    """Return a text on one line, as a browser tells it."""
    return " ".join(text.split())


def shown(typed: Typed) -> str:
    """Return what readers are to see: the text, in running text without its own small markup."""
    return flat(parse_prose(typed.text).plain if PROSE_FIELDS.search(typed.field) else typed.text)
