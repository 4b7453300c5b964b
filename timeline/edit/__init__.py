"""Making and changing content files for people, as text; nothing here touches the disk."""

from timeline.edit.house import NotKept, house_form
from timeline.edit.rename import Renaming, RenamingRefused, rename

__all__ = ["NotKept", "Renaming", "RenamingRefused", "house_form", "rename"]
