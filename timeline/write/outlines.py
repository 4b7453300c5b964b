"""An outline of a timeline on the disk: a file for each part, and a list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from pydantic_core import PydanticSerializationError, to_json

from timeline.load.kept import StaleError
from timeline.load.store import Store, as_bytes
from timeline.pages.outline import Outline
from timeline.pages.told import Plain

FOLDER: Final = "outline"
"""Where it lies, beside what is known of files."""

_LIST: Final = "parts.json"

_WHOLE: Final = ""
"""Stands for all of a part that has no keys; of others, values are read as they are asked for."""

Parts = Iterable[tuple[str, Plain]]
"""Parts of an outline, each with its name."""


Fingerprints = Mapping[str, str]
"""Name of each part -> the fingerprint of its file."""


class Outlines:
    """The outline that was kept, of whatever the ``mark`` says that it is of."""

    def __init__(self, beside: Path) -> None:
        """Have the outline in a folder of its own in ``beside``."""
        self._store = Store(beside / FOLDER, _as_bytes)

    def write(self, parts: Callable[[], Parts]) -> Fingerprints | None:
        """Write some parts; return nothing where one of them could not be written."""
        written = {
            name: self._store.write_parts(
                _file(name), told if isinstance(told, dict) else {_WHOLE: told}
            )
            for name, told in parts()
        }
        found = {name: fingerprint for name, fingerprint in written.items() if fingerprint}
        return found if len(found) == len(written) else None

    def say(self, mark: str, fingerprints: Fingerprints) -> None:
        """Have it known of what these parts are the outline, and no others be there."""
        self._store.write(_LIST, [mark, fingerprints])
        self._store.remove_others({_LIST, *map(_file, fingerprints, fingerprints.values())})

    def of(self, mark: str) -> Outline | None:
        """Return the outline of this, if it is there.

        Whoever asks for what cannot be read of it any more meets a ``StaleError``.
        """
        fingerprints = self.fingerprints(mark)
        return Outline(partial(self._part, fingerprints)) if fingerprints else None

    def fingerprints(self, mark: str) -> Fingerprints:
        """Return those of the parts of the outline of this; none if it is not there."""
        match self._store.read(_LIST):
            case ([str() as said, dict() as fingerprints], _) if mark == said != "":
                return fingerprints
        return {}

    def _part(self, fingerprints: Fingerprints, name: str) -> Plain:
        fingerprint = fingerprints.get(name, "")
        part = self._store.read_parts(_file(name, fingerprint), fingerprint)
        if part is None:
            raise StaleError
        return part[0].get(_WHOLE, part[0])


def _file(name: str, fingerprint: str = "*") -> str:
    """Return the name of a part's file: what is told anew lies beside what others may still read."""
    return f"{name}-{fingerprint}.json"


def _as_bytes(value: Plain) -> bytes:
    """Return plain data as JSON, in a third of the time; what is no text, as ever."""
    try:
        return to_json(value)
    except PydanticSerializationError:
        return as_bytes(value)
