"""Pages in fewer bytes, which say and do the same: a twelfth of a large site.

Values stand without quotation marks where HTML needs none. What only search reads is taken out once
search has its index; where it reads texts of their own (see ``press``), no page has to keep that
for a later build.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import jinja2

TEXT: Final = "text.html"
"""The theme's template of what search reads of a page: far less than the page, and without it
the page is read."""

_QUOTED: Final = re.compile(r"""="([^\s"'=<>`&]+)"(?=>| [^<>]*>)""")
_ABOUT: Final = re.compile(r'\n<meta name=(?:"search"|search) [^<>]*>')
_OF_SEARCH: Final = re.compile(
    r' data-(?:pagefind-[a-z]+|st-kind)(?:="[^"]*"|=[^\s"<>]+)?'
    # Behind it the tag ends, and outside of any value.
    r'(?=(?:[^<>"]*"[^<>"]*")*[^<>"]*>)'
)
_OWN: Final = re.compile('<article id="?__skip\\b')
"""What only pages in this program's own frame have."""
_NEEDLESS: Final = re.compile(
    r"</(?:(?:p>\n</)?li>(?=\n(?:<li\b|</[ou]l>))"
    r"|p>(?=\n<(?:article|blockquote|details|div|dl|figure|h[1-6]|nav|ol|p|pre|section|ul)\b)"
    r"|p>(?=\n</(?:article|blockquote|details|div|figure|nav|section)>))"
)


def has_texts(env: jinja2.Environment) -> bool:
    """Tell whether the theme has a template for what search reads."""
    try:
        env.get_template(TEXT)
    except jinja2.TemplateNotFound:
        return False
    return True


def compact(page: str) -> str:
    """Return a page in which values have quotation marks only where they are needed.

    So by the rules of HTML, section 13.1.2.3, and never before a closing slash. Signs for less and
    more are always escaped in running text, so none is taken for a tag.
    """
    # Far quicker than to replace each.
    parts = _QUOTED.split(page)
    parts[1::2] = ["=" + value for value in parts[1::2]]
    return "".join(parts)


def bare(page: str) -> str:
    """Return a page without what only search reads of it.

    Pages in the program's own frame lose ends that HTML takes for said too (section 13.1.2.4).
    Pagefind, which reads tags as they come, does not.
    """
    page = _OF_SEARCH.sub("", _ABOUT.sub("", page, count=1))
    return "".join(_NEEDLESS.split(page)) if _OWN.search(page) else page


def on_post_page(output: str, /, **_: object) -> str:
    """Have MkDocs write a page compact."""
    return compact(output)


def on_post_template(output_content: str, /, template_name: str, **_: object) -> str:
    """Have MkDocs write the page for what is not found compact."""
    return compact(output_content) if template_name.endswith(".html") else output_content


def bare_site(site: Path, env: jinja2.Environment) -> None:
    """Make all pages bare of a site whose index was made of them, if no later build reads them.

    Raises:
        OSError: a page cannot be read or written.
    """
    if not has_texts(env):
        return
    for path in site.rglob("*.html"):
        page = path.read_bytes()
        if (without := bare(page.decode()).encode()) != page:
            path.write_bytes(without)
