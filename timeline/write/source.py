"""The folder ``docs/``: every generated page, the data files, and the site's own assets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from timeline.check import CheckResult
from timeline.pages import Site, load_catalogue, render_cards, render_site
from timeline.write.alone import LOCK, alone
from timeline.write.folder import Changes, write_folder
from timeline.write.images import card_images

ASSETS = Path(__file__).parent.parent / "assets"

PUBLISHED = ("*.css", "*.js", "*.svg", "*.png", "*.woff2", "LICENSE*", "OFL*")
"""Which files of the assets folder readers get; the map data is only needed to build."""

VENDORED = ASSETS / "vendor"
"""What others made is published as they made it."""

SMALLER: Mapping[str, Callable[[str], str]] = {".css": cssmin, ".js": jsmin}

CACHE = Path(".cache") / "cards"
"""Where drawn pictures are kept, beside the configuration."""


@contextmanager
def writing(docs: Path) -> Iterator[None]:
    """Have ``docs`` to oneself while the block runs: nobody writes pages there, or builds of them.

    Raises:
        ValueError: the folder is a link, and what it leads to may be anything.
        Busy: another run has it.
        OSError: it cannot be made, or written to.
    """
    if docs.is_symlink():
        raise ValueError(f"{docs} is a link: put a folder in its place")
    docs.mkdir(parents=True, exist_ok=True)
    with alone(docs / LOCK):
        yield


def write_source(result: CheckResult, site: Site, docs: Path, cache: Path | None = None) -> Changes:
    """Write every file that MkDocs needs into ``docs``; ``cache`` remembers pictures if given.

    Raises:
        ValueError: the result has no timeline, because the content has errors.
        FileNotFoundError: the site's language has no catalogue.
        OSError: the folder cannot be written.
    """
    if result.timeline is None:
        raise ValueError("content with errors cannot be written")
    catalogue = load_catalogue(site.language)
    pages = render_site(result.timeline, result.coverage, site, catalogue)
    cards = render_cards(result.timeline, site, catalogue)
    return write_folder(docs, {**_assets(), **card_images(cards, cache), **pages})


def _assets() -> Mapping[str, bytes]:
    files = sorted(path for pattern in PUBLISHED for path in ASSETS.rglob(pattern))
    return {
        f"assets/{path.relative_to(ASSETS).as_posix()}": _published(path)
        for path in files
        if path.is_file()
    }


def _published(path: Path) -> bytes:
    """Return a file as readers get it: own styles and scripts without comments and white space."""
    data = path.read_bytes()
    small = SMALLER.get(path.suffix)
    if small is None or VENDORED in path.parents:
        return data
    return small(data.decode()).encode()
