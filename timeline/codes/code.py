"""What is said of a code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means, why the rule exists, and how to mend it."""

    group: str
    what: str
    why: str
    mend: str
