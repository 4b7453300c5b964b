"""MkDocs' hook: fresh pages before each build, for plain ``mkdocs build`` and ``mkdocs serve``.

The script writes the same pages by itself, so a site is the same with the hook and without.
"""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from timeline.check import check_content
from timeline.diagnostics import render
from timeline.write.site import EPOCH, site_of
from timeline.write.source import CACHE, write_source


def on_pre_build(config: MkDocsConfig) -> None:
    """Check the content beside ``mkdocs.yml`` and write ``docs/``.

    Raises:
        PluginError: the content has errors; MkDocs prints them and stops.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    home = Path(config.config_file_path).parent
    content = home / "content"
    shown = Path(os.path.relpath(content)).as_posix()
    result = check_content(content, shown, strict=bool(config.strict))
    if result.timeline is None:
        raise PluginError("the content has errors\n" + render(result.diagnostics, "text"))
    write_source(result, site_of(config), Path(config.docs_dir), home / CACHE)
