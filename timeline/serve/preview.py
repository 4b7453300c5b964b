"""The previewed site: a folder that is brought up to date by making only what has to be made.

What MkDocs makes of a page depends on the page's Markdown and on what all pages share: the
configuration, the theme, the list of pages and the titles in the navigation. While that stays, the
pages whose Markdown changed are made anew in place; else the site is made anew beside the old one,
which then gives way.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Container
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, NamedTuple

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from timeline.check import CheckResult
from timeline.pages.compiled import CompiledTemplates
from timeline.serve.watch import Snapshot, snapshot
from timeline.write.alone import Busy
from timeline.write.search import FOLDER, SearchFailure, index_site
from timeline.write.site import BuildFailure, load_settings, run_mkdocs, site_of, told
from timeline.write.source import CACHE, write_source, writing

_OF_MKDOCS: Final = "A 'dirty' build is being performed"
"""Begins MkDocs' warning of what is taken care of here."""


class Preview:
    """A site in a folder of its own below ``work``.

    Whoever reads from ``folder`` holds ``lock``, and never sees half an update. The folder should
    lie on the same disk as the sources: their times of writing are compared.
    """

    def __init__(self, config: Path, work: Path) -> None:
        self.config = config
        self.work = work
        self.lock = threading.Lock()
        self.folder: Path | None = None
        self._shared: _Shared | None = None
        """What the pages in the folder share; None while they are perhaps half made."""
        self._templates = CompiledTemplates()

    def update(self, result: CheckResult) -> list[str]:
        """Bring the site up to date with checked content; return what MkDocs warns of.

        Raises:
            BuildFailure: the configuration, a template or the disk is at fault; the site is as it
                was.
        """
        try:
            settings = load_settings(self.config, strict=False)
            cache = self.config.absolute().parent / CACHE
            docs = Path(settings.docs_dir)
            with writing(docs):
                write_source(result, site_of(settings), docs, cache)
                warnings = self._make()
        except jinja2.TemplateError as error:
            raise BuildFailure(f"a page's template is not right: {told(error)}") from None
        except (Busy, OSError, ValueError) as error:
            raise BuildFailure(str(error)) from None
        return [warning for warning in warnings if not warning.startswith(_OF_MKDOCS)]

    def index(self, unwanted: Callable[[], bool]) -> bool:
        """Make the search index anew, beside the old one; return whether it was not given up.

        Raises:
            BuildFailure: it cannot be made; the old one stays.
        """
        assert self.folder is not None  # noqa: S101  # there is a site before it is indexed
        fresh = Path(mkdtemp(prefix=".index-", dir=self.folder))
        try:
            if not index_site(self.folder, fresh.name, unwanted=unwanted):
                return False
            with self.lock:
                shutil.rmtree(self.folder / FOLDER, ignore_errors=True)
                fresh.rename(self.folder / FOLDER)
        except (SearchFailure, OSError) as error:
            raise BuildFailure(str(error)) from None
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return True

    def _make(self) -> list[str]:
        if self.folder is not None and self._shared is not None:
            try:
                return self._in_place(self.folder, self._shared)
            except _SharedChanged:
                pass
        return self._afresh()

    def _in_place(self, folder: Path, shared: _Shared) -> list[str]:
        settings, _ = self._settings(folder, shared)
        with self.lock:
            self._shared = None
            warnings = run_mkdocs(settings, dirty=True)
            self._shared = shared
        return warnings

    def _afresh(self) -> list[str]:
        fresh = Path(mkdtemp(prefix="site-", dir=self.work))
        try:
            settings, part = self._settings(fresh, None)
            warnings = run_mkdocs(settings)
        except BaseException:
            shutil.rmtree(fresh)
            raise
        with self.lock:
            old, self.folder, self._shared = self.folder, fresh, part.shared
            if old and (old / FOLDER).is_dir():
                (old / FOLDER).rename(fresh / FOLDER)
        if old:
            shutil.rmtree(old)
        return warnings

    def _settings(self, folder: Path, shared: _Shared | None) -> tuple[MkDocsConfig, _Part]:
        # Looked at before it is read: what changes in between is seen as changed next time.
        config = snapshot([self.config])
        settings = load_settings(self.config, strict=False)
        theme = snapshot([Path(settings.theme.dirs[0])])
        part = _Part({**config, **theme}, shared, self._templates)
        settings.plugins["timeline-preview"] = part
        settings.site_dir = str(folder)
        # The preview stands at the root of its own address.
        settings.site_url = ""
        return settings, part


class _Shared(NamedTuple):
    """What every page depends on."""

    frame: Snapshot
    """Of the configuration and the theme's own part."""
    pages: list[str]
    titles: list[str | None]
    """In the navigation."""


class _SharedChanged(Exception):  # noqa: N818  # a turn in the work and not a fault
    """No page may stay as it is."""


class _NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs left it untyped
    """The part has none: MkDocs wants a class for them."""


class _Part(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]  # MkDocs left it untyped
    """What MkDocs is told while it makes a preview."""

    def __init__(
        self, frame: Snapshot, shared: _Shared | None, templates: CompiledTemplates
    ) -> None:
        self.frame = frame
        self.shared = shared
        self.in_place = shared is not None
        self.templates = templates

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Read what all pages show of others; then remove what has to be made anew.

        Raises:
            _SharedChanged: that is everything.
        """
        for page in nav.pages:
            page.read_source(config)
        shared = _Shared(
            self.frame,
            sorted(file.src_uri for file in files.documentation_pages()),
            [page.title for page in nav.pages],
        )
        if self.shared is None:
            self.shared = shared
        elif self.shared != shared:
            raise _SharedChanged
        else:
            _remove_outdated(files, Path(config.site_dir), config.theme.static_templates)
        return nav

    def on_post_template(
        self, output_content: str, /, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Leave the sitemap as it is: pages that stay are not read, and their addresses stay too."""
        del config
        return "" if self.in_place and template_name == "sitemap.xml" else output_content

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Have the theme's templates compiled once for all updates."""
        del config, files
        env.bytecode_cache = self.templates
        return env


def _remove_outdated(files: Files, site: Path, kept: Container[str]) -> None:
    """Remove what is no longer made, and what was not surely made after its source was written."""
    sources = {file.abs_dest_path: file.abs_src_path for file in files}
    for path, (written, _, _) in snapshot([site]).items():
        below = Path(path).relative_to(site)
        if below.parts[0] == FOLDER or below.as_posix().removesuffix(".gz") in kept:
            continue
        source = sources.get(path)
        # The same moment counts as outdated: some disks know only whole seconds.
        if source is None or written <= Path(source).stat().st_mtime_ns:
            Path(path).unlink()
