"""Values that follow from all entries, and which may be recalled instead of being worked out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, TypeVar, overload

T = TypeVar("T")

_KNOWN: Final = "_known"


class derived(cached_property[T]):  # noqa: N801  # used as ``cached_property`` is
    """A value made once, when first asked for; or recalled, where its owner was given the means."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> derived[T]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Any:
        if instance is None:
            return self
        known: Mapping[str, Any] = vars(instance).get(_KNOWN, {})
        name = self.func.__name__
        if name not in known:
            return super().__get__(instance, owner)
        # From here on it is found before this is asked.
        return vars(instance).setdefault(name, known[name])


def recall_in(owner: object, known: Mapping[str, Any]) -> None:
    """Have an object recall those of its derived values that are known, by their names."""
    vars(owner)[_KNOWN] = known


def worked_out(owner: object, name: str) -> Any:
    """Return a derived value, made of all entries whether it is known or not."""
    held = getattr(type(owner), name)
    return held.func(owner)


def derived_of(kind: type[object]) -> tuple[str, ...]:
    """Return the names of the derived values of a class, sorted."""
    every = {name: held for base in reversed(kind.__mro__) for name, held in vars(base).items()}
    return tuple(sorted(name for name, held in every.items() if isinstance(held, derived)))
