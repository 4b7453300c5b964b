"""Mappings and lists whose values are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, overload

Key = TypeVar("Key")
Value = TypeVar("Value")

_NOT_MADE: Final[Any] = object()


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


class Rows(Sequence[Value]):
    """Values in a row, each made once: a page shows some of a long list, and the length of it."""

    def __init__(self, told: Sequence[Any], make: Callable[[Any], Value]) -> None:
        """Make each value by ``make`` from what is told of it."""
        self.told = told
        self._make = make
        self._made: list[Value] = [_NOT_MADE] * len(told)

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Value]: ...
    def __getitem__(self, at: int | slice) -> Value | Sequence[Value]:
        if isinstance(at, slice):
            return type(self)(self.told[at], self._make)
        if self._made[at] is _NOT_MADE:
            self._made[at] = self._make(self.told[at])
        return self._made[at]

    def __len__(self) -> int:
        return len(self.told)

    def at(self, places: Iterable[int]) -> Rows[Value]:
        """Return those in some places."""
        return type(self)([self.told[place] for place in places], self._make)


class Picked(Sequence[Value]):
    """Entries of a kind in a row: each is asked for when somebody looks at it, and known by its id."""

    def __init__(self, kind: str, ids: Sequence[str], shelf: Mapping[str, Value]) -> None:
        """Have entries of a ``shelf``, of which it is said what kind they are, by their ids."""
        self.kind = kind
        self.ids = ids
        self._shelf = shelf

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> Picked[Value]: ...
    def __getitem__(self, at: int | slice) -> Value | Picked[Value]:
        return self._with(self.ids[at]) if isinstance(at, slice) else self._shelf[self.ids[at]]

    def __len__(self) -> int:
        return len(self.ids)

    def _with(self, ids: Sequence[str]) -> Picked[Value]:
        return Picked(self.kind, ids, self._shelf)


class Few(Mapping[Key, Value]):
    """Some of many values: only these are met, and any other can be asked for as well."""

    def __init__(self, keys: Collection[Key], every: Mapping[Key, Value]) -> None:
        """Have ``every`` value, of which those under some ``keys`` are met."""
        self._keys = keys
        self._every = every

    def __getitem__(self, key: Key) -> Value:
        return self._every[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
