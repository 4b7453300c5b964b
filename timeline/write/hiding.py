"""The files of a site, of which MkDocs is shown only what it is to make."""

from __future__ import annotations

from collections import Counter
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
        """Copy what is no page. Of several files for one place MkDocs may leave two; the page stays."""
        if self.over:
            return
        pages = {file.dest_uri for file in self.every()}
        for file in self:
            copied = not file.is_documentation_page() and inclusion(file.inclusion)
            if copied and file.dest_uri not in pages and not self._took_over(file):
                file.copy_file(dirty)


def with_own_places(pages: Sequence[File]) -> list[File]:
    """Return those pages whose places no other has; of several for one, MkDocs may leave two."""
    places = Counter(file.dest_uri for file in pages)
    return [file for file in pages if places[file.dest_uri] == 1]


def places_of(pages: Iterable[str]) -> set[str]:
    """Return the places in a site of the pages with these sources, far quicker than MkDocs has them."""
    places = set()
    for path in pages:
        stem = path.rpartition(".")[0]
        folder, _, name = stem.rpartition("/")
        places.add(f"{folder}/index.html".lstrip("/") if name == "README" else f"{stem}.html")
    return places
