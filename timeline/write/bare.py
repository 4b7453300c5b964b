"""Pages without what no reader needs: a twelfth of a large site.

What only search reads is taken out once search has its index, and values stand without quotation
marks where HTML needs none. Where search reads texts of their own (see ``press``), no page has to
keep that for a later build.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import jinja2

TEXT: Final = "text.html"
"""The theme's template of what search reads of a page: far less than the page, and without it
the page is read."""

_ABOUT: Final = '\n<meta name="search"'
_OF_SEARCH: Final = re.compile(
    r' data-(?:pagefind-[a-z]+|st-kind)(?:="[^"]*")?'
    # Behind it the tag ends, and outside of any value.
    r'(?=(?:[^<>"]*"[^<>"]*")*[^<>"]*>)'
)
_QUOTED: Final = re.compile(r"""(?<=[\w-]=)"([^\s"'=<>`&]+)"(?=>| [^<>]*>)""")


def has_texts(env: jinja2.Environment) -> bool:
    """Tell whether the theme has a template for what search reads."""
    try:
        env.get_template(TEXT)
    except jinja2.TemplateNotFound:
        return False
    return True


def bare(page: str) -> str:
    """Return a page that says and does the same in fewer bytes.

    Signs for less and more are always escaped in running text, so none is taken for a tag. Values
    lose their marks by the rules of HTML, section 13.1.2.3, and never before a closing slash.
    """
    before, about, after = page.partition(_ABOUT)
    if about:
        page = before + after.partition(">")[2]
    # Far quicker than to replace each.
    return "".join(_QUOTED.split(_OF_SEARCH.sub("", page)))


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
