"""Reading content: files, YAML with positions, and the typed entries in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.late import imported_late

if TYPE_CHECKING:
    from timeline.load.content import Content, load_content, type_files
    from timeline.load.origin import Origin
else:
    # Who looks for a file needs none of what reads content.
    __getattr__ = imported_late(
        __name__, {"content": ("Content", "load_content", "type_files"), "origin": ("Origin",)}
    )

__all__ = ["Content", "Origin", "load_content", "type_files"]
