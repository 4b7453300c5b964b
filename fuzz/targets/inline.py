"""Inline text: no character is lost, and no link leads where links may not lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from fuzz.content import readable, values
from timeline.model.inline import (
    REF_KINDS,
    Emphasis,
    Link,
    LinkError,
    Part,
    Prose,
    Reference,
    Text,
    check_url,
    parse_prose,
)
from timeline.settings import LINK_SCHEMES

TOKENS = (
    "[", "]", "(", ")", "](", "*", "**", "* ", "\n\n", "\n \n", "\n", " ", "\\", "<", ">", "`", "_",
    "[a](actor:b)", "[a](place:b)", "[a](event:b)", "[a](source:b)", "[a](term:b)", "*a*",
    "[a](https://example.org/)", "http://", "https://", "mailto:", "javascript:", "data:", "//",
    "@", "#", "?", ":", ":80", "[::1]", "%20", "\u00a0", "\u3000", "\u0085", "\u2028", "é", "א",
)  # fmt: skip

_SAFE_START = re.compile(rf"(?:{'|'.join(LINK_SCHEMES)}):")


def check(data: bytes) -> None:
    """Assert what must hold of one running text, and of it as an address."""
    text = readable(data)
    try:
        prose = parse_prose(text)
    except LinkError as error:
        _check_error(error)
    else:
        _check_prose(text, prose)
    try:
        url = check_url(text)
    except LinkError as error:
        _check_error(error)
    else:
        assert url == text
        _check_address(url)


def seeds() -> Iterator[bytes]:
    """Return the running texts and the addresses of the content."""
    fields = ("summary", "text", "note", "url", "archive", "prose", "outside")
    return (text.encode() for text in values(*fields))


def typed(part: Part) -> str:
    """Return a part as somebody typed it."""
    match part:
        case Text(text):
            return text
        case Emphasis(text):
            return f"*{text}*"
        case Link(text, url):
            return f"[{text}]({url})"
        case Reference(text, kind, entry_id):
            return f"[{text}]({kind}:{entry_id})"


def _check_error(error: LinkError) -> None:
    assert str(error)
    assert error.advice


def _check_prose(text: str, prose: Prose) -> None:
    assert prose.source == text.strip()
    # The parts hold every character that was typed; only white space may be another.
    for paragraph in prose.paragraphs:
        whole = "".join(map(typed, paragraph))
        assert whole == " ".join(whole.split())
        assert all(part.text for part in paragraph) or not text.strip()
        assert not any(
            isinstance(one, Text) and isinstance(following, Text)
            for one, following in pairwise(paragraph)
        )
    whole = " ".join("".join(map(typed, paragraph)) for paragraph in prose.paragraphs)
    assert whole.split() == text.split()
    assert parse_prose(prose.source) == prose
    assert prose.plain == " ".join(
        "".join(part.text for part in paragraph) for paragraph in prose.paragraphs
    )
    for part in (part for paragraph in prose.paragraphs for part in paragraph):
        if isinstance(part, Link):
            assert check_url(part.url) == part.url
            _check_address(part.url)
        elif isinstance(part, Reference):
            assert part.kind in REF_KINDS


def _check_address(url: str) -> None:
    assert _SAFE_START.match(url.lower())
    assert url.isprintable()
    assert not re.search(r"\s", url)
    parts = urlsplit(url)
    assert parts.scheme in LINK_SCHEMES
    assert parts.username is None
    assert parts.password is None
    # A browser takes a backslash for a slash: what is before it may be no part of the site's name.
    assert parts.scheme == "mailto" or "\\" not in parts.netloc
