"""A saved web page as blocks of text.

Every block element is a block of its own, and so is what two line breaks in a row divide. What is
never part of an article is left out: head, scripts, styles, navigation, headers, footers, asides,
forms, buttons, figures with their captions, and drawings.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SKIPPED = frozenset(
    "head script style noscript template nav header footer aside form button select textarea figure"
    " svg math iframe object audio video".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset h1 h2 h3 h4 h5 h6 hr html"
    " li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_START = re.compile(
    # Possessive: of many comments in a row there is one reading to try, not one for each grouping.
    r"\s*+(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|\?xml)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_html(text: str) -> bool:
    """Tell whether a text is a web page: it begins with a document type or the element 'html'."""
    return bool(_START.match(text.lstrip("\ufeff")))


def html_blocks(page: str) -> list[str]:
    """Return the text of each block of a page, in order; blocks may be empty."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.flush()
    return reader.blocks


_Attributes = list[tuple[str, str | None]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._pieces: list[str] = []
        self._skipped: list[str] = []
        self._breaks = 0

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:  # noqa: ARG002  # the library's form
        if tag in _SKIPPED:
            self._skipped.append(tag)
        elif not self._skipped:
            self._boundary(tag)

    def handle_startendtag(self, tag: str, attrs: _Attributes) -> None:  # noqa: ARG002  # the library's form
        if tag not in _SKIPPED and not self._skipped:
            self._boundary(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipped:
            # What was left open inside ends with what it stands in.
            del self._skipped[self._skipped.index(tag) :]
        elif not self._skipped and tag in _BLOCKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if data.strip():
            self._breaks = 0
        self._pieces.append(data)

    def _boundary(self, tag: str) -> None:
        if tag == "br":
            self._breaks += 1
            self._pieces.append("\n")
        if tag in _BLOCKS or self._breaks > 1:
            self.flush()

    def flush(self) -> None:
        """End the block that is open."""
        self.blocks.append("".join(self._pieces))
        self._pieces.clear()
        self._breaks = 0
