"""Where an entry was written."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.diagnostics import Diagnostic
from timeline.load.document import Document
from timeline.load.document import Path as ValuePath


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was written: its document, and the path to its fields in it.

    ``base`` is empty in a file of one entry, and the entry's place in a file of several; ``place``
    is the file's path from the content folder, POSIX.
    """

    document: Document
    base: ValuePath
    place: str

    def diagnostic(
        self, path: ValuePath, code: str, message: str, advice: str = "", *, key: bool = False
    ) -> Diagnostic:
        """Return a diagnostic at a value of this entry."""
        return self.document.diagnostic((*self.base, *path), code, message, advice, key=key)
