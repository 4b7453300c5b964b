"""Reading content: files, YAML with positions, and the typed entries in it."""

from timeline.load.content import Content, Origin, load_content

__all__ = ["Content", "Origin", "load_content"]
