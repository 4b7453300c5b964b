"""Which generator, Python and parsers these are: what was kept by others is not used."""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from timeline import __version__

_ROOMS = (".", "check", "dates", "load", "model", "model/entries", "verify")
"""The parts of the generator that decide what is read and what is right."""

_PACKAGES = ("markdown", "pydantic", "pydantic_core", "ruamel.yaml", "yaml")
"""What they lean on."""


def edition() -> str:
    """Return a text that changes with the generator's own files, its packages and Python.

    Files are known by size and time of writing: to read all of them at each start would take longer
    than what is saved.
    """
    home = Path(__file__).parent.parent
    parts = [sys.version, __version__, *(_package(name) for name in _PACKAGES)]
    for room in _ROOMS:
        with os.scandir(home / room) as scan:
            files = sorted((file.name, file) for file in scan if file.name.endswith(".py"))
        parts += [f"{room}/{name} {_stamp(file.stat())}" for name, file in files]
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _package(name: str) -> str:
    spec = find_spec(name)
    place = spec.origin if spec else None
    return f"{place} {_stamp(os.stat(place))}" if place else ""  # noqa: PTH116  # a path in a text


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns}"
