"""The interface's words: one YAML file for each language, and nothing to translate elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from timeline.dates import DateWords

FOLDER = Path(__file__).parent.parent / "strings"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language: ``text`` by section and key, and those that dates need.

    ``singular`` holds the whole numbers that take the form ``one``; all others take ``other``.
    ``group`` and ``decimal`` are the signs between thousands and before decimals.
    """

    language: str
    text: Mapping[str, Any]
    dates: DateWords
    singular: frozenset[int]
    group: str
    decimal: str

    def plural_form(self, number: int) -> str:
        """Return which form a number of things takes: ``one`` or ``other``."""
        return "one" if number in self.singular else "other"


def load_catalogue(language: str) -> Catalogue:
    """Load the catalogue of a language.

    Raises:
        FileNotFoundError: there is none; the message lists those that exist.
    """
    files = {file.stem: file for file in sorted(FOLDER.glob("*.yaml"))}
    if language not in files:
        known = ", ".join(files)
        raise FileNotFoundError(f"no interface language '{language}'; there are: {known}")
    path = files[language]
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  # the base loader makes strings only
    words = data.pop("dates")
    sequences = {f.name for f in fields(DateWords) if str(f.type).startswith("tuple")}
    words = {name: tuple(v) if name in sequences else v for name, v in words.items()}
    numbers = data.pop("numbers")
    return Catalogue(
        language=language,
        text=data,
        dates=DateWords(**words),
        singular=frozenset(map(int, numbers["singular"])),
        group=numbers["group"],
        decimal=numbers["decimal"],
    )
