"""Rewriting content files: from text to text, without touching the disk."""

from timeline.edit.house import NotKept, house_form
from timeline.edit.rename import Renaming, RenamingRefused, rename

__all__ = ["NotKept", "Renaming", "RenamingRefused", "house_form", "rename"]
