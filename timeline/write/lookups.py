"""Every look-up that files were made from, and which file used which.

There are more than a hundred thousand in a large site, and a page uses many; after an edit few of them
are asked for. So they are kept in long texts, of which only what is needed is taken apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from timeline.write.column import Lines

Numbers = str
"""Numbers, from 0, with commas between: most are never looked at, and a text is read quickly."""


class Lookups:
    """Look-ups, as texts, under their numbers; files by their paths."""

    def __init__(self, known: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """Recall what ``as_data`` returned; nothing if nothing is known."""
        self._recalled = known or {}

    @cached_property
    def texts(self) -> Lines:
        """Each look-up."""
        return self._lines("texts")

    @cached_property
    def _users(self) -> Lines:
        """For each look-up, the places of the files that used it, among all of them."""
        return self._lines("users")

    @cached_property
    def _used(self) -> dict[str, Numbers]:
        """For each file, the look-ups that it was made from."""
        return dict(self._recalled.get("used", {}))

    @cached_property
    def _every(self) -> dict[str, int]:
        """The number of each look-up."""
        return {text: number for number, text in enumerate(self.texts)}

    def _lines(self, name: str) -> Lines:
        lines = Lines()
        lines.recall(self._recalled.get(name, {}))
        return lines

    def as_data(self) -> dict[str, dict[str, Any]]:
        """Return it as plain data."""
        lines = {"texts": self.texts.as_data(), "users": self._users.as_data()}
        return {**lines, "used": dict(self._used)}

    def used_by(self, path: str) -> list[int]:
        """Return the numbers of the look-ups that a file was made from."""
        return numbers_in(self._used.get(path, ""))

    def numbers(self, paths: Iterable[str], texts: Sequence[str]) -> list[int]:
        """Return the numbers of look-ups; of one that there never was, a new one.

        Args:
            paths: Of the files that they are for. Most will have used the same ones before.
            texts: The look-ups.
        """
        if "_every" not in self.__dict__:
            before = {self.texts[n]: n for n in set().union(*map(self.used_by, paths))}
            if before.keys() >= set(texts):
                return [before[text] for text in texts]
        for text in texts:
            if self._every.setdefault(text, len(self._every)) == len(self.texts):
                self.texts.append(text)
        return [self._every[text] for text in texts]

    def users(self, numbers: Iterable[int]) -> set[int]:
        """Return the places of the files that used one of these look-ups."""
        return {place for number in numbers for place in numbers_in(self._users[number])}

    def learn(self, used: Mapping[str, Numbers], files: Sequence[str]) -> None:
        """Have it known what files were made from.

        Args:
            used: The look-ups of those that were made just now.
            files: The paths of all there are, each at its place. What only others used is forgotten.
        """
        known = {**self._used, **used}
        self._used = {path: known[path] for path in files}
        users: defaultdict[str, list[str]] = defaultdict(list)
        for place, numbers in enumerate(self._used.values()):
            name = str(place)
            for number in numbers.split(",") if numbers else ():
                users[number].append(name)
        kept = sorted(map(int, users))
        if len(kept) < len(self.texts):
            self._forget_all_but(kept)
        self._users = Lines(",".join(users[str(number)]) for number in kept)

    def amend(self, used: Mapping[str, Numbers], places: Mapping[str, int]) -> None:
        """Have it known what some files were made from.

        Args:
            used: The look-ups of each of these files; none of one that is gone.
            places: Their places among all, of which those that were known before stay.
        """
        for _ in range(len(self._users), len(self.texts)):
            self._users.append("")
        turned: defaultdict[int, set[int]] = defaultdict(set)
        for path, numbers in used.items():
            for number in {*self.used_by(path)} ^ {*numbers_in(numbers)}:
                turned[number].add(places[path])
            self._used[path] = numbers
        # Many files may have come to use, or not to use any more, what nearly all use.
        for number, files in turned.items():
            self._users[number] = ",".join(map(str, sorted(self.users([number]) ^ files)))

    def _forget_all_but(self, kept: Sequence[int]) -> None:
        moved = {number: str(place) for place, number in enumerate(kept)}
        self.texts = Lines([self.texts[number] for number in kept])
        self.__dict__.pop("_every", None)
        for path in self._used:
            self._used[path] = ",".join(moved[number] for number in self.used_by(path))


def numbers_in(text: Numbers) -> list[int]:
    """Return numbers that are kept as a text."""
    return [int(number) for number in text.split(",") if number]
