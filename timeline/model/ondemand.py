"""A mapping whose values are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class OnDemand(Mapping[Key, Value]):
    """Values by key, each made once: of many that there could be, few are looked at after an edit."""

    def __init__(self, keys: Collection[Key], make: Callable[[Key], Value]) -> None:
        """Give each of some keys, in their order, the value that ``make`` returns of it."""
        self._keys = keys
        self._make = make
        self._made: dict[Key, Value] = {}

    def __getitem__(self, key: Key) -> Value:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
