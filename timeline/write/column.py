"""Very many short texts under their numbers, kept as few long ones: those are read and written quickly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
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

    def __iter__(self) -> Iterator[str]:
        width = self._width
        for part in self._parts:
            yield from (part[at : at + width].rstrip() for at in range(0, len(part), width))

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


class Lines:
    """Texts in which no line ends, by their numbers from 0; each of the long ones is taken apart late."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        lines = list(texts)
        starts = range(0, len(lines), TOGETHER)
        self._parts: list[str | list[str]] = [lines[at : at + TOGETHER] for at in starts]

    def recall(self, parts: Mapping[str, str]) -> None:
        """Hold what ``as_data`` returned."""
        self._parts = list(parts.values())

    def as_data(self) -> dict[str, str]:
        """Return all texts as plain data."""
        return {
            str(number): part if isinstance(part, str) else "".join(f"{line}\n" for line in part)
            for number, part in enumerate(self._parts)
        }

    def __len__(self) -> int:
        full = max(len(self._parts) - 1, 0)
        return full * TOGETHER + (len(self._part(full)) if self._parts else 0)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(self._part, range(len(self._parts))))

    def __getitem__(self, number: int) -> str:
        part, place = divmod(number, TOGETHER)
        return self._part(part)[place]

    def __setitem__(self, number: int, text: str) -> None:
        part, place = divmod(number, TOGETHER)
        self._part(part)[place] = text

    def append(self, text: str) -> None:
        """Add a text at the end."""
        if len(self) == len(self._parts) * TOGETHER:
            self._parts.append([])
        self._part(len(self._parts) - 1).append(text)

    def _part(self, number: int) -> list[str]:
        part = self._parts[number]
        if isinstance(part, str):
            part = self._parts[number] = part.split("\n")[:-1]
        return part
