"""Pages of Markdown, made by MkDocs' own means, but one by one and without all that it does else.

What a page comes out as depends on its text, on the configuration and on the files that its links are
looked for at, as long as no extension reads anything else.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from timeline.write.earlier import Plain
from timeline.write.finished import FLAG, anchors, is_finished
from timeline.write.navigation import files_of, is_published
from timeline.write.press import address
from timeline.write.reading import digest_of


def known_of(page: Page, sought: Collection[str]) -> Plain:
    """Return what is known of a page of Markdown that was made.

    Args:
        page: The page.
        sought: The sources that were asked for meanwhile.
    """
    targets = page.links_to_anchors or ()
    leads = {file.src_uri for file in targets if file.is_documentation_page()}
    return Plain(
        front=digest_of(repr(page.meta)),
        url=address(page.meta),
        sought=frozenset(sought),
        leads=frozenset(leads - {page.file.src_uri}),
    )


def in_theme(settings: MkDocsConfig, path: str) -> bool:
    """Tell whether the theme has a file that may be the site's where no source has its path."""
    return any(os.path.isfile(f"{folder}/{path}") for folder in settings.theme.dirs)  # noqa: PTH113


class Rendering:
    """Makes pages of Markdown of one site, as far as it is certain that MkDocs would so."""

    def __init__(self, settings: MkDocsConfig, there: Collection[str]) -> None:
        """Take the settings, and the paths of all sources."""
        self._settings = settings
        self._there = there

    def render(self, file: File) -> Plain | None:
        """Give the source of a page its page, with the text; None where MkDocs is to be asked.

        MkDocs may have warned of something; what search reads of the page is still to be made.

        Raises:
            ValueError, OSError: it is not right, or cannot be read.
        """
        page = file.page or Page(None, file, self._settings)
        page.read_source(self._settings)
        if page.meta.get(FLAG) is True:
            return None
        sources = _Sources(self._settings, self._there)
        page.render(self._settings, sources)
        links = page.links_to_anchors or {}
        if sources.doubtful or not all(_has(page, *link) for link in links.items()):
            return None
        return known_of(page, sources.sought)


def _has(page: Page, target: File, places: Collection[str]) -> bool:
    """Tell whether the places in a file to which a page leads are known to be there."""
    if target.src_uri == page.file.src_uri:
        return set(places) <= (page.present_anchor_ids or set())
    if not target.is_documentation_page():
        return True
    text = target.content_string
    return is_finished(text) and set(places) <= anchors(text)


class _Sources(Files):
    """Sources as MkDocs has them, but only those that are asked for."""

    def __init__(self, settings: MkDocsConfig, there: Collection[str]) -> None:
        super().__init__(())
        self._settings = settings
        self._there = there
        self.sought: set[str] = set()
        self.doubtful = False
        """Whether one was asked for that MkDocs might take otherwise."""

    def get_file_from_path(self, path: str) -> File | None:
        uri = PurePath(path).as_posix()
        if uri not in self.sought:
            self.sought.add(uri)
            if uri in self._there:
                (file,) = files_of(self._settings, [uri])
                self.append(file)
                self.doubtful |= not is_published(file)
            else:
                self.doubtful |= in_theme(self._settings, uri)
        return super().get_file_from_path(uri)
