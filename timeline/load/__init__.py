"""Reading content: files, YAML with positions, and the typed entries in it."""

from timeline.load.content import Content, Origin, load_content, type_files

__all__ = ["Content", "Origin", "load_content", "type_files"]
