"""The list of a site's pages for crawlers: a template of the theme, which MkDocs packs too.

It is made of the sources of all pages, and of the addresses that they name. Templates are told nothing
else of a page, so that the list can be made where most pages are not.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_timestamp

from timeline.write.press import Press
from timeline.write.reading import digest_of

LIST: Final = "sitemap.xml"
PACKED: Final = f"{LIST}.gz"
FILES: Final = (LIST, PACKED)
"""What becomes of the template."""

Listed = Sequence[tuple[str, str]]
"""The source of each page, and the address that it names, if it does."""


def listed(named: Mapping[str, str], settings: MkDocsConfig) -> Listed:
    """Return what is listed, in MkDocs' order; where the site has no address, no other page has one.

    Args:
        named: All pages of the site, with the addresses that they name.
        settings: Say where the site stands.
    """
    pages = [(path, url) for path, url in named.items() if url or settings.site_url]
    return sorted(pages, key=lambda page: _place(page[0]))


def digest_of_list(pages: Listed) -> str:
    """Return a digest of all that a list depends on beside the frame."""
    return digest_of(pages)


def entries(pages: Listed, settings: MkDocsConfig) -> list[Any]:
    """Return what a template is told of pages; see ``listed``."""
    return [_Entry(path, url, settings) for path, url in pages]


def write_list(press: Press, settings: MkDocsConfig, pages: Listed, plain: Collection[str]) -> None:
    """Write the list as MkDocs does; none of its files is there.

    Args:
        press: What makes the site's pages.
        settings: With where the site is made.
        pages: See ``listed``.
        plain: The pages that MkDocs would make itself.

    Raises:
        jinja2.TemplateError: the theme's template is not right.
        OSError: a file cannot be written.
    """
    output = press.template(LIST, entries(pages, settings))
    if not output.strip():
        return
    data, target = output.encode(), Path(settings.site_dir) / PACKED
    target.with_name(LIST).write_bytes(data)
    time = get_build_timestamp(pages=[_page_of(path, settings) for path in plain])
    with (
        target.open("wb") as file,
        gzip.GzipFile(filename=str(target), mode="wb", fileobj=file, mtime=time) as packed,
    ):
        packed.write(data)


def _place(path: str) -> tuple[tuple[bool | int | str, ...], ...]:
    """Return by what MkDocs sorts a source: a folder's files, then the folders in it."""
    *folders, name = path.split("/")
    first = name.rpartition(".")[0] in ("index", "README")
    return *((1, folder) for folder in folders), (0, not first, name)


def _page_of(path: str, settings: MkDocsConfig) -> Page:
    file = File(path, settings.docs_dir, settings.site_dir, settings.use_directory_urls)
    return Page(None, file, settings)


class _Entry:
    """A page in the list, and its file. To make both takes long, and hardly any template needs them."""

    def __init__(self, path: str, url: str, settings: MkDocsConfig) -> None:
        self._path = path
        self._settings = settings
        self.meta = {"share": {"url": url}}

    @property
    def page(self) -> _Entry:
        """Itself: a template asks a file for its page."""
        return self

    @cached_property
    def _page(self) -> Page:
        return _page_of(self._path, self._settings)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page if hasattr(self._page, name) else self._page.file, name)
