"""Values that follow from all entries, and which may be recalled instead of being worked out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, TypeVar, overload

T = TypeVar("T")

Recall = Callable[[str], Any]
"""Returns a value by its name."""

_RECALL: Final = "_recall"


class derived(cached_property[T]):  # noqa: N801  # used as ``cached_property`` is
    """A value made once, when first asked for; or recalled, where its owner was given the means."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> derived[T]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Any:
        if instance is None:
            return self
        recall: Recall | None = vars(instance).get(_RECALL)
        if recall is None:
            return super().__get__(instance, owner)
        name = self.func.__name__
        # From here on it is found before this is asked.
        return vars(instance).setdefault(name, recall(name))


def recall_by(owner: object, recall: Recall) -> None:
    """Have an object recall its derived values."""
    vars(owner)[_RECALL] = recall


def derived_of(kind: type[object]) -> tuple[str, ...]:
    """Return the names of the derived values of a class, sorted."""
    every = {name: held for base in reversed(kind.__mro__) for name, held in vars(base).items()}
    return tuple(sorted(name for name, held in every.items() if isinstance(held, derived)))
