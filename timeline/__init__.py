"""A static website generator for sourced chronologies.

The data flows one way: ``load`` reads YAML with positions, ``model`` types it, ``check``
compares entries with each other, ``pages`` turns the checked timeline into text, and ``write``
puts that on disk. No module imports one that stands later in that list.
"""

__version__ = "0.1.0"
