"""Escaping: whatever a text holds, the page shows it as it was typed, and does no more.

An input's first byte chooses where on a page the text stands; the text follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from fuzz.content import readable, values
from tests.pages.markdown import tags, tree, words
from tests.pages.positions import POSITIONS, assert_shows, flat
from tests.pages.prose import html_of
from timeline.model.inline import Link, LinkError, Reference, parse_prose
from timeline.pages.markup import front_matter, html
from timeline.settings import ID_PATTERN

TOKENS = (
    "1. ", "2013. ", "1) ", "- ", "+ ", "* ", "# ", "> ", "    ", "\t", "~~~", "```", "***", "---",
    "===", "| a | b |", "|---|", ": ", "!!! note", "[TOC]", "::", "![a](b)", "[a](b)", "[a][b]",
    "[a]: http://x.example/", "]:", "](", "[^1]", "*[HTML]: x", "{: .x }", "{ .x }", "{#id}", "{{ x }}",
    "{% x %}", "`a`", "``", "__", "_a_", "**a**", "&amp;", "&lt;", "&#42;", "&", "<", ">", "<b>", "</div>",
    "</p>", "<!-- ", "-->", "<?x ", "?>", "<!DOCTYPE", "<script>", "<http://a.example/>", "<a@b.example>",
    "http://a.example/", "a@b.example", "\\", "\\*", "klzzwxh:0000", "“", "’", '"', "'", "\n", "\n\n",
    "[a](actor:b)", "[a](https://b.example/)", "*a*", "*a**b*", "\u00a0", "\u3000", "א", "é", "٣.",
    "wzxhzdk:0", "stx", "etx", "--8<--", "\u2003", "&nbsp;", "markdown=1",
)  # fmt: skip

_POSITIONS = tuple(POSITIONS.values())
_LONGEST_SEED = 300
"""Longest text to start from, in characters: rendering takes its time."""
_ID = re.compile(ID_PATTERN)
_ALLOWED = {"p", "em", "a", "bdi"}


def check(data: bytes) -> None:
    """Assert what must hold of one text at one place, in attributes, drawings and as prose."""
    text = readable(data[1:]).strip()  # As the model's fields do.
    if not flat(text):
        return
    place = data[0] % (len(_POSITIONS) + 4)
    if place < len(_POSITIONS):
        assert_shows(_POSITIONS[place], text)
    elif place == len(_POSITIONS):
        _check_attributes(text)
    elif place == len(_POSITIONS) + 1:
        _check_front_matter(text)
    else:
        _check_prose(text)


def seeds() -> Iterator[bytes]:
    """Return texts of the content, each at another place."""
    texts = values("title", "name", "summary", "exact", "as_written", "note", "explanation")
    for index, text in enumerate(texts):
        if len(text) <= _LONGEST_SEED:
            yield bytes([index % (len(_POSITIONS) + 4)]) + text.encode()
    for index, token in enumerate(TOKENS):
        yield bytes([index % (len(_POSITIONS) + 4)]) + token.encode()


def _check_attributes(text: str) -> None:
    root = tree(
        f'<p>a <a href="y.html" title="{html(text)}">x</a></p>\n'
        f'<figure><svg aria-label="{html(text)}"><text>{html(text)}</text></svg></figure>'
    )
    assert tags(root) == ["p", "a", "figure", "svg", "text"]
    attributes = {name: flat(str(value)) for name, value in root.xpath("p/a")[0].attrib.items()}
    assert attributes == {"href": "y.html", "title": flat(text)}
    assert flat(root.xpath("figure/svg")[0].get("aria-label")) == flat(text)
    assert words(root) == f"a x {flat(text)}"


def _check_front_matter(text: str) -> None:
    lines = str(front_matter({"title": text})).split("\n")
    assert (lines[0], lines[-2:]) == ("---", ["---", ""])
    title = yaml.safe_load("\n".join(lines[1:-2]))["title"]
    assert not set("<>\"'") & set(title)
    root = tree(f"<p>{title}</p>")
    assert tags(root) == ["p"]
    assert words(root) == flat(text)


def _check_prose(text: str) -> None:
    """Assert that prose shows its own words, and leads only where it says."""
    try:
        prose = parse_prose(text)
    except LinkError:
        return
    if not all(_ID.fullmatch(reference.id) for reference in prose.references):
        return  # The check refuses references to entries that are not there.
    root = tree(html_of(prose))
    assert set(tags(root)) <= _ALLOWED, tags(root)
    assert words(root) == flat(prose.plain)
    parts = [part for paragraph in prose.paragraphs for part in paragraph]
    linked = [part for part in parts if isinstance(part, Link | Reference)]
    shown = root.xpath(".//a")
    assert [words(anchor) for anchor in shown] == [flat(part.text) for part in linked]
    for anchor, part in zip(shown, linked, strict=True):
        if isinstance(part, Link):
            assert anchor.get("href") == part.url
