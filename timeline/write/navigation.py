"""The navigation of a site, without what MkDocs does to all of its files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation


def navigation_of(settings: MkDocsConfig, there: Collection[str]) -> tuple[Navigation, list[File]]:
    """Return the navigation, and the files that it names; MkDocs' own needs no others.

    Args:
        settings: With where the site is made.
        there: The paths of all sources.

    Raises:
        ValueError, OSError: a file that it names is not right, or cannot be read.
    """
    paths = dict.fromkeys(_named(settings.nav))
    files = files_of(settings, [path for path in paths if path in there])
    nav = get_navigation(Files(files), settings)
    for page in nav.pages:
        page.read_source(settings)
    return nav, files


def files_of(settings: MkDocsConfig, paths: Iterable[str]) -> list[File]:
    """Return sources as MkDocs has them, be they there or not."""
    files = [
        File(path, settings.docs_dir, settings.site_dir, settings.use_directory_urls)
        for path in paths
    ]
    set_exclusions(files, settings)
    return files


def is_published(file: File) -> bool:
    """Tell whether a source has a place in the site."""
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]  # MkDocs left it so


def _named(nav: Any) -> Iterator[str]:
    """Yield all that a navigation, as it is configured, may name."""
    if isinstance(nav, Mapping):
        nav = nav.values()
    if isinstance(nav, str):
        yield nav.lstrip("/")
    else:
        for item in nav or ():
            yield from _named(item)
