"""Reading content: files, YAML with positions, and the typed entries in it."""

from timeline.load.content import Content, load_content, type_files
from timeline.load.origin import Origin

__all__ = ["Content", "Origin", "load_content", "type_files"]
