"""Finished pages put into the theme's frame, and what search reads of them, as files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, write_file

from timeline.write.bare import TEXT, bare, compact, has_texts, on_post_template
from timeline.write.finished import finished

FRAME: Final = "main.html"
"""The theme's template of a page that names no other."""


class Press:
    """Makes pages of one site, with what they have in common."""

    def __init__(
        self,
        env: jinja2.Environment,
        config: MkDocsConfig,
        nav: Navigation,
        others: Sequence[File],
        *,
        texts: bool,
    ) -> None:
        """Take what MkDocs makes pages with; ``others`` are the pages that it makes itself.

        ``texts`` says whether search is to read texts of their own, if the theme has them.
        """
        self._env = env
        self._config = config
        self._nav = nav
        self.others = others
        self.has_texts = texts and has_texts(env)
        self.named = {page.file.src_uri for page in nav.pages}
        """The sources of the pages that the navigation holds."""
        self._contexts: dict[tuple[str, bool], dict[str, Any]] = {}

    def frame(
        self, files: Sequence[File], told: Callable[[int, int], None] = lambda *_: None
    ) -> dict[str, str]:
        """Write the pages of these sources; return the address that each names, if it does.

        ``told`` is called with the number of pages that are made, and that are to be.

        Raises:
            jinja2.TemplateError: the theme's template is not right.
            ValueError: a source is not what the pages' templates write.
            OSError: a file cannot be read or written.
        """
        addresses = {}
        for number, file in enumerate(files, start=1):
            addresses[file.src_uri] = self._frame(file)
            told(number, len(files))
        return addresses

    def page(self, path: str, source: str) -> bytes:
        """Return a page of a site that was made, from another source: its text, or nothing.

        Args:
            path: Of the source in ``docs/``; the navigation must not hold it.
            source: The text of a finished page's file.

        Raises:
            jinja2.TemplateError, ValueError: as in ``frame``.
        """
        return self._framed(self._page(File.generated(self._config, path, content=source)))

    def template(self, name: str, pages: Sequence[Any]) -> str:
        """Return what becomes of one of the theme's templates that are no pages.

        Args:
            name: Of the template; it must not be that of an error.
            pages: What it is told of pages.

        Raises:
            jinja2.TemplateError: it is not right.
        """
        base = get_relative_url(".", name)
        context = get_context(self._nav, pages, self._config, base_url=base)
        output = self._env.get_template(name).render(context)
        return on_post_template(bare(output) if self.has_texts else output, template_name=name)

    def texts(self, files: Iterable[File], folder: Path) -> dict[str, str]:
        """Write what search reads of these sources into a folder, at the pages' places.

        Returns:
            A digest for each source; empty if search passes it over.
        """
        return {file.src_uri: self._text(file, folder) for file in files}

    def _frame(self, file: File) -> str:
        own = file.page
        page = self._page(file)
        output = self._framed(page)
        file.page = own
        if output:
            _write(file.abs_dest_path, output)
        return address(page.meta)

    def _framed(self, page: Page) -> bytes:
        """Return a page as readers get it; nothing if there is only white space."""
        page.active = True
        name = page.meta.get("template", FRAME)
        output = self._env.get_template(name).render(self._context(page))
        page.active = False
        if not output.strip():
            return b""
        output = compact(bare(output) if self.has_texts else output)
        return output.encode("utf-8", errors="xmlcharrefreplace")

    def _text(self, file: File, folder: Path) -> str:
        own = file.page
        page = self._page(file)
        file.page = own
        if not page.meta.get("index"):
            return ""
        text = self._env.get_template(TEXT).render(self._context(page)).encode()
        write_file(text, str(folder / file.dest_uri))
        return hashlib.sha256(text).hexdigest()

    def _page(self, file: File) -> Page:
        """Return a page with its text, which those of Markdown have already."""
        page = file.page or Page(None, file, self._config)
        if page.content is None:
            page.meta, page.markdown = finished(file.content_string)
            page.content = page.markdown
        return page

    def _context(self, page: Page) -> dict[str, Any]:
        """Return what templates see; all of it but the page is the same for a whole folder."""
        folder, _, name = page.url.rpartition("/")
        key = folder, "." in name
        if key not in self._contexts:
            self._contexts[key] = dict(get_context(self._nav, self.others, self._config, page))
        return {**self._contexts[key], "page": page}


def _write(path: str, data: bytes) -> None:
    """Write a file that is not there: one that is may be another site's file too."""
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120  # it is a text
    with open(path, "xb") as file:  # noqa: PTH123  # as above
        file.write(data)


def address(meta: Mapping[str, Any]) -> str:
    """Return the absolute address that a page names in its front matter, or nothing."""
    share = meta.get("share")
    return str(share.get("url", "")) if isinstance(share, dict) else ""
