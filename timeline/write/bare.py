"""What only search reads of a page, taken out once search has its index: a twentieth of a large site.

Where search reads texts of their own (see ``press``), no page has to keep it for a later build.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import jinja2

TEXT: Final = "text.html"
"""The theme's template of what search reads of a page: far less than the page, and without it
the page is read."""

_ABOUT: Final = re.compile(r'\n?<meta name="search"[^<>]*>')
_TAG: Final = re.compile(r"<[a-z][^<>]* data-(?:pagefind|st-kind)[^<>]*>")
_ATTRIBUTE: Final = re.compile(r'\s([\w-]+)(?:="[^"]*")?')
_OF_SEARCH: Final = ("data-pagefind", "data-st-kind")


def has_texts(env: jinja2.Environment) -> bool:
    """Tell whether the theme has a template for what search reads."""
    try:
        env.get_template(TEXT)
    except jinja2.TemplateNotFound:
        return False
    return True


def bare(page: str) -> str:
    """Return a page without what only search reads of it.

    A sign for less in running text is always escaped, so no text is taken for an attribute.
    """
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(_kept, tag[0]), _ABOUT.sub("", page))


def bare_site(site: Path, env: jinja2.Environment) -> None:
    """Do so with all pages of a site whose index was made of them, if no later build reads them.

    Raises:
        OSError: a page cannot be read or written.
    """
    if not has_texts(env):
        return
    for path in site.rglob("*.html"):
        page = path.read_bytes()
        if (without := bare(page.decode()).encode()) != page:
            path.write_bytes(without)


def _kept(attribute: re.Match[str]) -> str:
    return "" if attribute[1].startswith(_OF_SEARCH) else attribute[0]
