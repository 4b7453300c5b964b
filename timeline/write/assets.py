"""The site's own assets as readers get them: style sheets, scripts, typefaces, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from importlib import resources
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from timeline.pages import Read
from timeline.write.renewal import Recipe

ASSETS = Path(__file__).parent.parent / "assets"

PUBLISHED = ("*.css", "*.js", "*.svg", "*.png", "*.woff2", "LICENSE*", "OFL*")
"""Which files of the assets folder readers get; the map data is only needed to build."""

VENDORED = ASSETS / "vendor"
"""What others made is published as they made it."""

PARTS = ASSETS / "parts"
"""Parts of style sheets, which readers get as one file."""

_IMPORT = re.compile(r'@import url\("([^"]+)"\);\n')

SMALLER: Mapping[str, Callable[[str], str]] = {".css": cssmin, ".js": jsmin}

THEME_STYLES = "assets/stylesheets/theme.css"
"""Path below ``docs/`` of a copy of the theme's style sheet, which the page frame can name."""


def published() -> Mapping[str, Recipe]:
    """Return how to make each of the site's own assets, by its path below ``docs/``."""
    files = sorted(path for pattern in PUBLISHED for path in ASSETS.rglob(pattern))
    own = {
        f"assets/{path.relative_to(ASSETS).as_posix()}": Recipe(partial(_published, path))
        for path in files
        if path.is_file() and PARTS not in path.parents
    }
    return {**own, THEME_STYLES: Recipe(_theme_styles)}


def _published(path: Path) -> tuple[bytes, list[Read]]:
    """Return a file as readers get it: own styles and scripts without comments and white space."""
    small = SMALLER.get(path.suffix)
    if small is None or VENDORED in path.parents:
        return path.read_bytes(), []
    return small(_whole(path)).encode(), []


def _whole(path: Path) -> str:
    """Return a style sheet with those that it imports in their places, or a script as it is."""
    return _IMPORT.sub(
        lambda found: (path.parent / found[1]).read_text(encoding="utf-8"),
        path.read_text(encoding="utf-8"),
    )


def _theme_styles() -> tuple[bytes, list[Read]]:
    """Return the theme's style sheet, whose name in the theme changes with every edition."""
    folder = resources.files("material") / "templates" / "assets" / "stylesheets"
    found = [path for path in folder.iterdir() if re.fullmatch(r"main\.\w+\.min\.css", path.name)]
    if len(found) != 1:
        raise FileNotFoundError(f"the theme Material has no style sheet in {folder}")
    return found[0].read_bytes(), []
