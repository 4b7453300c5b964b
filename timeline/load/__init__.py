"""Reading content: files, YAML with positions, and the typed entries in it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.load.content import Content, load_content, type_files
    from timeline.load.origin import Origin
else:
    _ROOMS = {
        **dict.fromkeys(("Content", "load_content", "type_files"), "content"),
        "Origin": "origin",
    }

    def __getattr__(name: str) -> object:
        """Import what reads content when it is first asked for: who looks for a file needs none of it."""
        if name not in _ROOMS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


__all__ = ["Content", "Origin", "load_content", "type_files"]
