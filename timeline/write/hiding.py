"""The files of a site, of which MkDocs is shown only what it is to make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import PurePath

from mkdocs.structure.files import File, Files, InclusionLevel


class HidingFiles(Files):
    """All files of a site; pages that are hidden, and static files taken over, are not made."""

    def __init__(
        self, files: Iterable[File], hidden: Collection[str], took_over: Callable[[File], bool]
    ) -> None:
        super().__init__(files)
        self.hidden = hidden
        self.sought: set[str] = set()
        """The paths of all files that were asked for, whether they are there or not."""
        self.over = False
        """Whether nothing more is to be made."""
        self._took_over = took_over

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file with a source, if there is one."""
        self.sought.add(PurePath(path).as_posix())
        return super().get_file_from_path(path)

    def every(self) -> Sequence[File]:
        """Return the sources of all pages."""
        return super().documentation_pages()

    def finished(self) -> list[File]:
        """Return the sources of the pages that are hidden from MkDocs."""
        return [file for file in self if file.src_uri in self.hidden]

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        """Return the sources of the pages that MkDocs makes."""
        pages = () if self.over else super().documentation_pages(inclusion=inclusion)
        return [file for file in pages if file.src_uri not in self.hidden]

    def copy_static_files(
        self,
        dirty: bool = False,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Copy what is no page."""
        for file in () if self.over else self:
            copied = not file.is_documentation_page() and inclusion(file.inclusion)
            if copied and not self._took_over(file):
                file.copy_file(dirty)
