"""MkDocs' hook, for plain ``mkdocs build`` and ``mkdocs serve``.

Fresh pages before each build, a fresh search index after it. The script does the same by itself,
so a site is the same with the hook and without.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from timeline.check import check_content, ledger_beside
from timeline.diagnostics import render
from timeline.write.alone import Busy
from timeline.write.bare import bare_site, on_post_page, on_post_template
from timeline.write.fault import SearchFailure
from timeline.write.finished import on_page_content, on_page_markdown
from timeline.write.mkdocs import DIRECTORY_URLS, EPOCH, site_of
from timeline.write.ownership import sign, unsign
from timeline.write.search import index_site
from timeline.write.source import CACHE, write_source, writing

__all__ = [
    "on_config",
    "on_page_content",
    "on_page_markdown",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_pre_build",
    "on_serve",
    "on_startup",
]


DIRTY = (
    "'--dirty' would leave what it does not make out of the search;"
    " 'python build_timeline.py build' makes only what changed, and its search is whole"
)
"""What is said of it: pages that were published hold nothing for search any more."""


class _Run:
    """What MkDocs runs; it tells that to its hooks once, before there is a configuration."""

    serving = False
    dirty = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool, **_: object) -> None:
    """Remember whether this run is a preview, and whether it makes only what changed."""
    _Run.serving = command == "serve"
    _Run.dirty = dirty


def on_config(config: MkDocsConfig) -> None:
    """Let the pages of a preview run the script that MkDocs puts into them, which no policy allows.

    Raises:
        PluginError: pages would not stand where others link to them, or not be found.
    """
    if _Run.dirty and not _Run.serving:
        raise PluginError(DIRTY)
    if config.use_directory_urls:
        raise PluginError(DIRECTORY_URLS)
    config.extra["previewed"] = _Run.serving


def on_pre_build(config: MkDocsConfig) -> None:
    """Check the content beside ``mkdocs.yml`` and write ``docs/``.

    Raises:
        PluginError: the content has errors, or the pages cannot be written; MkDocs prints why
            and stops.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    home = Path(config.config_file_path).parent
    content = home / "content"
    shown = Path(os.path.relpath(content)).as_posix()
    ledger = ledger_beside(content)
    result = check_content(content, shown, strict=bool(config.strict), ledger=ledger)
    if result.timeline is None:
        raise PluginError("the content has errors\n" + render(result.diagnostics, "text"))
    try:
        docs = Path(config.docs_dir)
        with writing(docs):
            write_source(result, site_of(config), docs, home / CACHE)
        # From here on MkDocs clears its folder and fills it, and may be stopped half-way.
        unsign(Path(config.site_dir))
    except (Busy, OSError, ValueError) as error:
        raise PluginError(f"the pages cannot be written: {error}") from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Have ``mkdocs serve`` watch what is written by hand, and not what each build writes."""
    server.unwatch(config.docs_dir)
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Make the search index of the site just built.

    Raises:
        PluginError: the index cannot be made; MkDocs prints why and stops.
    """
    try:
        index_site(Path(config.site_dir))
        if not _Run.serving:
            bare_site(Path(config.site_dir), config.theme.get_env())
        sign(Path(config.site_dir))
    except (SearchFailure, OSError) as error:
        raise PluginError(str(error)) from None
