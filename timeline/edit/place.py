"""Where a new entry's file lies below the content folder."""

from __future__ import annotations

from timeline.check.dating import folder_year
from timeline.dates import parse_edtf
from timeline.settings import KINDS

_FOLDERS = {kind: folder for folder, kind in KINDS.items()}


def place_of(kind: str, entry_id: str, date: str = "") -> str:
    """Return the path of an entry's file, POSIX; an event's lies in the folder of its year.

    Raises:
        DateError: an event without an accepted date.
    """
    folder = _FOLDERS[kind]
    if kind == "event":
        folder = f"{folder}/{folder_year(parse_edtf(date))}"
    return f"{folder}/{entry_id}.yaml"
