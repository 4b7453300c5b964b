"""Very many short texts under their numbers, kept as few long ones: those are read and written quickly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

TOGETHER: Final = 512
"""Texts in one long one: what is changed in it, all of it is written again."""


class Column:
    """Texts of one width, in ASCII, by their numbers from 0; shorter ones are filled up with spaces."""

    def __init__(self, width: int, texts: Iterable[str] = ()) -> None:
        self._width = width
        self._parts: list[str] = [""]
        self.extend(texts)

    def recall(self, parts: Mapping[str, str]) -> None:
        """Hold what ``as_data`` returned."""
        self._parts = list(parts.values())

    def as_data(self) -> dict[str, str]:
        """Return all texts as plain data."""
        return {str(number): part for number, part in enumerate(self._parts)}

    def __len__(self) -> int:
        return (len(self._parts) - 1) * TOGETHER + len(self._parts[-1]) // self._width

    def __getitem__(self, number: int) -> str:
        part, place = divmod(number, TOGETHER)
        start = place * self._width
        return self._parts[part][start : start + self._width].rstrip()

    def __setitem__(self, number: int, text: str) -> None:
        part, place = divmod(number, TOGETHER)
        start, whole = place * self._width, self._parts[part]
        self._parts[part] = whole[:start] + text.ljust(self._width) + whole[start + self._width :]

    def extend(self, texts: Iterable[str]) -> None:
        """Add texts at the end."""
        held = self._parts.pop() + "".join(text.ljust(self._width) for text in texts)
        length = TOGETHER * self._width
        self._parts += [held[at : at + length] for at in range(0, len(held), length)] or [""]


def together(texts: Iterable[str]) -> dict[str, str]:
    """Return texts in which no line ends as a few long ones."""
    lines = list(texts)
    starts = range(0, len(lines), TOGETHER)
    return {str(n): "\n".join(lines[at : at + TOGETHER]) for n, at in enumerate(starts)}


def apart(parts: Mapping[str, str]) -> list[str]:
    """Return the texts of which ``together`` made some long ones."""
    return "\n".join(parts.values()).split("\n") if parts else []
