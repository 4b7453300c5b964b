"""Pages written by hand: Markdown, and nothing in it that Markdown does not make by itself.

They come with the same proposals as entries do, so they may carry no HTML, no attributes and no
links that could run something. The page is converted as the site will convert it, and what comes
out is compared with a list: what no list names cannot be forgotten.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]  # it ships no types
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]  # as above
from markdown.util import (  # type: ignore[import-untyped]  # as above
    AMP_SUBSTITUTE,
    HTML_PLACEHOLDER_RE,
)

from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.model.inline import LinkError, check_url
from timeline.settings import MAX_PAGE_DEPTH

EXTENSIONS: Final = ("attr_list", "md_in_html", "tables", "toc", "fenced_code")
"""What the site's configuration, and MkDocs by itself, add to Markdown."""

ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    **{tag: frozenset() for tag in "p em strong ul li blockquote code pre hr br".split()},
    **{tag: frozenset() for tag in "table thead tbody tr".split()},
    **{f"h{level}": frozenset({"id"}) for level in range(1, 7)},
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title"}),
    "ol": frozenset({"start"}),
    "th": frozenset({"align"}),
    "td": frozenset({"align"}),
}
"""Element -> its attributes: all that Markdown makes without HTML or attribute lists."""

THEME_IDS: Final = "__"
"""How the ids begin by which the theme finds its own parts."""

_HARMLESS: Final = re.compile(
    r"&#?\w+;|<pre><code(?: class=\"language-[\w+#.-]+\")?>[^<>]*</code></pre>"
)
"""What Markdown keeps as finished HTML though it is none: references, and fenced code."""

_SHOWN: Final = 30
"""Characters of what is wrong that a message repeats."""

FLAT: Final = "write it flatter"
ADVICE: Final = "write it in Markdown, or put it in `backticks` to show it as text"


def check_written(content: Content, known: Container[str] = ()) -> Iterator[Diagnostic]:
    """Yield what is wrong with each page written by hand, but for those known to be right."""
    for name, text in content.pages.items():
        if name in known:
            continue
        path = f"{content.shown_root}/pages/{name}"
        converter = Markdown(
            extensions=list(EXTENSIONS), extension_configs={"tables": {"use_align_attribute": True}}
        )
        tree = _Tree(converter)
        # After every other, so that it sees what they made.
        converter.treeprocessors.register(tree, "tree", -100)
        try:
            converter.convert(text)
        except RecursionError:
            yield Diagnostic(path, 1, 1, "too-deep", "nested too deep to read", FLAT)
            continue
        if tree.depth > MAX_PAGE_DEPTH:
            yield Diagnostic(path, 1, 1, "too-deep", f"deeper than {MAX_PAGE_DEPTH} levels", FLAT)
            continue
        yield from _raw(path, text, converter)
        for element in tree.found:
            yield from _element(path, text, element, converter)


def _raw(path: str, text: str, converter: Markdown) -> Iterator[Diagnostic]:
    """Yield the HTML that Markdown would pass on; ends of elements only where nothing began one."""
    kept = converter.htmlStash.rawHtmlBlocks
    # The extension that reads Markdown inside HTML keeps elements in place of their text.
    texts = [part.strip() if isinstance(part, str) else f"<{part.tag}" for part in kept]
    raw = [part for part in texts if part and not _HARMLESS.fullmatch(part)]
    for part in [part for part in raw if not part.startswith("</")] or raw:
        yield _markup(path, text, part)


class _Tree(Treeprocessor):  # type: ignore[misc]  # as above
    """Keeps the elements that a page is made of, and how deep they lie in one another."""

    found: tuple[Element, ...] = ()
    depth = 0

    def run(self, root: Element) -> None:
        """Remember every element but the one that holds them all."""
        self.found = tuple(root.iter())[1:]
        level = list(root)
        while level:
            self.depth += 1
            level = [child for element in level for child in element]


def _element(path: str, text: str, element: Element, converter: Markdown) -> Iterator[Diagnostic]:
    if element.tag not in ALLOWED:
        yield _markup(path, text, f"<{element.tag}")
        return
    for name, value in element.attrib.items():
        given = _typed(value, converter)
        if name not in ALLOWED[element.tag] or (name == "id" and given.startswith(THEME_IDS)):
            what = f'{name}="{given[:_SHOWN]}"'
            yield _at(path, text, (given, name), "page-markup", f"an attribute, {what}", ADVICE)
        elif name in ("href", "src"):
            yield from _target(path, text, given, picture=name == "src")


def _target(path: str, text: str, target: str, *, picture: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong with a target; relative ones are the site's own and may stand."""
    # Browsers pass over white space and control characters, and take \ for /.
    bare = re.sub(r"[\x00-\x20]", "", target).replace("\\", "/")
    if not re.match(r"[^/?#]*:|//", bare):
        return
    if picture:
        advice = "put the picture beside the site's own files; another server would see who reads"
        yield _at(path, text, (target,), "link-scheme", f"a picture from '{target}'", advice)
        return
    try:
        check_url(target)
    except LinkError as error:
        yield _at(path, text, (target,), "link-scheme", str(error), error.advice)


def _typed(value: str, converter: Markdown) -> str:
    """Return an attribute as a browser will read it, without Markdown's own placeholders."""
    blocks = converter.htmlStash.rawHtmlBlocks
    whole = HTML_PLACEHOLDER_RE.sub(lambda match: str(blocks[int(match[1])]), value)
    return html.unescape(whole.replace(AMP_SUBSTITUTE, "&"))


def _markup(path: str, text: str, raw: str) -> Diagnostic:
    start = raw.split("\n", maxsplit=1)[0][:_SHOWN]
    return _at(path, text, (start,), "page-markup", f"HTML in a page: '{start}'", ADVICE)


def _at(
    path: str, text: str, signs: tuple[str, ...], code: str, message: str, advice: str
) -> Diagnostic:
    """Return a diagnostic at the first of the signs that the text holds, or at its start."""
    starts = (text.find(sign) for sign in signs)
    start = next((start for start in starts if start >= 0), 0)
    before = text[:start].split("\n")
    return Diagnostic(path, len(before), len(before[-1]) + 1, code, message, advice)
