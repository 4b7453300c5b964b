"""What a room offers, imported when it is first asked for: most commands need little of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module


def imported_late(room: str, modules: Mapping[str, Iterable[str]]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a room.

    Args:
        room: Name of the package.
        modules: Name of each of its modules -> what the room offers of it.
    """
    places = {name: module for module, names in modules.items() for name in names}

    def offered(name: str) -> object:
        if name not in places:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{places[name]}"), name)

    return offered
