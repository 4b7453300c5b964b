"""What every page of a site depends on, as a digest: while it stays, pages may stay."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from timeline.write.edition import edition
from timeline.write.index_files import SCRIPT

_CODE: Final = Path(__file__).parent.parent

_PACKAGES: Final = (
    "jinja2",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "pagefind",
    "pagefind-bin",
    "pygments",
    "pymdown-extensions",
)
"""What else makes a page, beside this program."""

_KNOWN_THEMES: Final = (None, "material", "mkdocs", "readthedocs")
"""Themes that come with these packages, or that are all in the configured folder."""

_APART: Final = (
    "config_file_path",
    "docs_dir",
    "hooks",
    "plugins",
    "site_dir",
    "strict",
    "theme",
    "watch",
)
"""Settings that are looked at otherwise, or that no page shows."""


def frame_of(settings: MkDocsConfig) -> str:
    """Return a digest of the configuration, the theme and the program; empty if one is not known.

    Raises:
        OSError: a file of the theme or of the program cannot be read.
    """
    theme = settings.theme
    if theme.name not in _KNOWN_THEMES:
        return ""
    values = {name: value for name, value in settings.items() if name not in _APART}
    parts: list[Any] = [
        sys.version,
        values,
        dict(theme),
        sorted(theme.static_templates),
        theme.name,
    ]
    parts += [_version(name) for name in _PACKAGES]
    parts += [os.environ.get("SOURCE_DATE_EPOCH"), sorted(settings.plugins)]
    own = edition(Path(theme.custom_dir), ()) if theme.custom_dir else ""
    # The script that searches is written with the index, which stays while the frame does.
    said = [json.dumps(_plain(parts), sort_keys=True), own, SCRIPT.read_bytes()]
    return edition(_CODE, said, "*.py")


def with_navigation(frame: str, nav: Navigation) -> str:
    """Return a digest of the frame and of what pages show of the navigation."""
    if not frame:
        return ""
    shown = json.dumps([frame, list(_shown(nav.items))])
    return hashlib.sha256(shown.encode()).hexdigest()


def _shown(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        yield [
            type(item).__name__,
            item.title,
            getattr(item, "url", ""),
            *_shown(item.children or ()),
        ]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _plain(value: Any) -> Any:
    """Return a setting as JSON has it. What has no other form may look different each time."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | float | None) else repr(value)
