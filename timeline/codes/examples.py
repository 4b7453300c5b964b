"""An example of each diagnostic: a line that a person wrote, and what the check prints of it.

They are kept in ``examples.json``, and made from the broken timelines of the tests, so that the
program really prints them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("examples.json")


def examples() -> Mapping[str, str]:
    """Return code -> its example, one line or two; a code without a broken timeline has none."""
    read: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
    return read
