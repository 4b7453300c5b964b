"""What a page is made from: every look-up in the timeline is noted while the page is rendered.

Pages never hold the timeline itself. They are given a view of it, which hands out what is asked for
and notes that it was. A page has to be made anew only if something that it read is now another; what
it did not read, it cannot depend on. (Build systems call such a list a verifying trace.)
"""

from __future__ import annotations

import json
from collections.abc import (
    Callable,
    ItemsView,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from contextlib import contextmanager
from functools import cached_property
from types import FunctionType
from typing import Any, Final, Generic, NamedTuple, TypeVar, cast, overload

Key = TypeVar("Key")
Value = TypeVar("Value")
Owner = TypeVar("Owner")
T = TypeVar("T")

WHOLE: Final = "all"
IDS: Final = "ids"
COUNT: Final = "count"
ONE: Final = ""


class Read(NamedTuple):
    """One look-up: of the value of an index under a key, of all of it, its keys, or their number."""

    shelf: str
    what: str
    """``ONE``, ``WHOLE``, ``IDS`` or ``COUNT``."""
    key: Any
    """A text, or a tuple of texts and numbers; None if it is not about one key."""


def text_of(read: Read) -> str:
    """Return a look-up as one line, by which ``read_of`` knows it again."""
    shelf, what, key = read
    if isinstance(key, str):
        return f"{shelf} {what} ={key}"
    return f"{shelf} {what} {'' if key is None else json.dumps(key)}"


def read_of(text: str) -> Read:
    """Return the look-up that ``text_of`` wrote.

    Raises:
        ValueError: it wrote nothing of the kind.
    """
    shelf, what, key = text.split(" ", 2)
    if key.startswith("="):
        return Read(shelf, what, key[1:])
    return Read(shelf, what, tuple(json.loads(key)) if key else None)


_new = tuple.__new__


class Reads:
    """What was read since it was last asked; what is read between pages counts for all of them."""

    def __init__(self) -> None:
        self._shared: dict[Read, None] = {}
        self._taken: dict[Read, None] = self._shared

    def note(self, read: Read) -> None:
        """Note a look-up."""
        self._taken[read] = None

    @contextmanager
    def apart(self) -> Iterator[dict[Read, None]]:
        """Note what the block reads in a list of its own, which it gives."""
        before, self._taken = self._taken, {}
        try:
            yield self._taken
        finally:
            self._taken = before

    def add(self, reads: Mapping[Read, None]) -> None:
        """Note what was read before, to make something that is now used again."""
        self._taken.update(reads)

    def of(self, make: Callable[[], T]) -> tuple[T, list[Read]]:
        """Return what a function makes, and all that it was made from."""
        with self.apart() as taken:
            made = make()
        return made, list({**self._shared, **taken})


class Watched(Mapping[Key, Value], Generic[Key, Value]):
    """A mapping that notes what is looked up in it."""

    __slots__ = ("_held", "_name", "_note")

    def __init__(self, name: str, held: Mapping[Key, Value], reads: Reads) -> None:
        self._name = name
        self._held = held
        self._note = reads.note

    def __getitem__(self, key: Key) -> Value:
        # Millions of times: as Read() does, but for one call.
        self._note(_new(Read, (self._name, ONE, key)))
        return self._held[key]

    @overload
    def get(self, key: Key, /) -> Value | None: ...
    @overload
    def get(self, key: Key, /, default: Value | T) -> Value | T: ...
    def get(self, key: Key, /, default: Any = None) -> Any:
        """Return the value under a key; that there is none is something to be noted too."""
        self._note(Read(self._name, ONE, key))
        return self._held.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(Read(self._name, ONE, key))
        return key in self._held

    def __iter__(self) -> Iterator[Key]:
        self._note(Read(self._name, IDS, None))
        return iter(self._held)

    def __len__(self) -> int:
        self._note(Read(self._name, COUNT, None))
        return len(self._held)

    def keys(self) -> KeysView[Key]:
        """Return the keys, in their order."""
        self._note(Read(self._name, IDS, None))
        return self._held.keys()

    def values(self) -> ValuesView[Value]:
        """Return all values, in their order."""
        self._note(Read(self._name, WHOLE, None))
        return self._held.values()

    def items(self) -> ItemsView[Key, Value]:
        """Return all keys and values, in their order."""
        self._note(Read(self._name, WHOLE, None))
        return self._held.items()


class _View:
    """An object as it looks to pages: mappings are watched, other values noted as a whole.

    Methods run on the view, so that what they look up is noted as well.
    """

    def __init__(self, held: object, reads: Reads) -> None:
        self.__dict__["_held"] = held
        self.__dict__["_reads"] = reads
        self.__dict__["_noted"] = {}

    def __getattr__(self, name: str) -> Any:
        if (read := self._noted.get(name)) is not None:
            self._reads.note(read)
            return getattr(self._held, name)
        of_class = getattr(type(self._held), name, None)
        if isinstance(of_class, FunctionType):
            return of_class.__get__(self)
        value = getattr(self._held, name)
        if isinstance(value, Mapping):
            watched: Watched[Any, Any] = Watched(name, value, self._reads)
            self.__dict__[name] = watched
            return watched
        self._noted[name] = Read(name, ONE, None)
        self._reads.note(self._noted[name])
        return value

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"'{name}' is only for looking at")


def view_of(held: T, reads: Reads) -> T:
    """Return an object as pages see it; what they look up in it is noted.

    It has the same attributes. No index of two objects whose reads are noted together may have the
    same name.
    """
    return cast(T, _View(held, reads))


class remembered(cached_property[T]):  # noqa: N801  # used as ``cached_property`` is
    """A value made once, when first asked for; whoever uses it counts as having read all it needed.

    Its owner has an attribute ``reads``.
    """

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> remembered[T]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Any:
        if instance is None:
            return self
        reads: Reads = instance.reads  # type: ignore[attr-defined]  # said in the docstring
        kept: dict[str, tuple[T, dict[Read, None]]] = instance.__dict__.setdefault(
            "_remembered", {}
        )
        name = self.func.__name__
        if name not in kept:
            with reads.apart() as taken:
                value = self.func(instance)
            kept[name] = value, taken
        value, taken = kept[name]
        reads.add(taken)
        return value
