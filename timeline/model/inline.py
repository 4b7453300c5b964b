"""The little markup that prose in content may carry: emphasis, links, references.

* ``*word*`` is emphasis,
* ``[words](https://example.org/)`` is a link,
* ``[words](actor:some-id)`` refers to an entry; ``place:``, ``event:`` and ``source:`` likewise,
* ``[words](term:some-id)`` refers to a term of the vocabulary's glossary.

Everything else is text and is shown as it was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args
from urllib.parse import urlsplit

from timeline.settings import LINK_SCHEMES

RefKind = Literal["actor", "place", "event", "source", "term"]
REF_KINDS: tuple[str, ...] = get_args(RefKind)

_TOKEN = re.compile(
    r"\[(?P<label>[^\[\]\n]+)\]\((?P<target>[^()\s]*)\)|\*(?P<emphasis>[^*\s](?:[^*\n]*[^*\s])?)\*"
)


_OTHER_SPACES = "\t\n\r\v\f\x1c\x1d\x1e\x1f"
"""White space in ASCII, apart from the space itself."""
_TARGET = "]("
"""Stands in every text with a link or a reference."""
_BETWEEN = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, shown as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another site; ``url`` has an allowed scheme."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to another entry of this timeline, or to a term of its glossary."""

    text: str
    kind: RefKind
    id: str


Part = Text | Emphasis | Link | Reference


@dataclass(frozen=True)
class Prose:
    """A running text: its source as typed, and its parts, which are looked for when asked for."""

    source: str

    @cached_property
    def paragraphs(self) -> tuple[tuple[Part, ...], ...]:
        """What the text consists of, one tuple for each paragraph.

        Raises:
            LinkError: a link's target is neither an allowed address nor a reference.
        """
        blocks = _BETWEEN.split(self.source) if "\n" in self.source else [self.source]
        return tuple([_parse_paragraph(_evenly_spaced(block)) for block in blocks])

    @property
    def plain(self) -> str:
        """The text without its markup, paragraphs joined by a space."""
        return " ".join("".join(part.text for part in paragraph) for paragraph in self.paragraphs)

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every reference to another entry, in reading order."""
        if _TARGET not in self.source:
            return ()
        return tuple(
            [
                part
                for paragraph in self.paragraphs
                for part in paragraph
                if part.__class__ is Reference
            ]
        )


class LinkError(ValueError):
    """A link target that may not be published; ``str()`` says why, ``advice`` what to do."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def parse_prose(source: str) -> Prose:
    """Parse a running text; blank lines divide paragraphs, other line breaks are spaces.

    Raises:
        LinkError: a link's target is neither an allowed address nor a reference.
    """
    prose = Prose(source.strip())
    if _TARGET in source:
        # Nothing else can be refused.
        _ = prose.paragraphs
    return prose


def _evenly_spaced(text: str) -> str:
    """Return a text with one space for any white space; most texts have no other."""
    if text.isascii() and "  " not in text and not any(map(text.__contains__, _OTHER_SPACES)):
        return text.strip(" ")
    return " ".join(text.split())


def _parse_paragraph(text: str) -> tuple[Part, ...]:
    starts = [start for start in (text.find("["), text.find("*")) if start >= 0]
    if not starts:
        return (Text(text),)
    parts: list[Part] = []
    end = 0
    for match in _TOKEN.finditer(text, min(starts)):
        if match.start() > end:
            parts.append(Text(text[end : match.start()]))
        if match["emphasis"] is not None:
            parts.append(Emphasis(match["emphasis"]))
        else:
            parts.append(_parse_target(match["label"], match["target"]))
        end = match.end()
    if end < len(text):
        parts.append(Text(text[end:]))
    return tuple(parts)


def _parse_target(label: str, target: str) -> Link | Reference:
    scheme, colon, rest = target.partition(":")
    if colon and scheme in REF_KINDS:
        kind: RefKind = scheme  # type: ignore[assignment]  # membership was just tested
        return Reference(label, kind, rest)
    return Link(label, check_url(target))


def check_url(url: str) -> str:
    """Return ``url`` unchanged if it may be published as a link.

    Raises:
        LinkError: the scheme is not allowed, the address is incomplete, or it carries a password.
    """
    try:
        parts = urlsplit(url)
        host, user = parts.hostname, parts.username
    except ValueError as error:
        raise LinkError(
            f"'{url}' is not an address ({error})", "copy it from the browser"
        ) from None
    # urlsplit drops tabs and line breaks in silence, and browsers do too: refuse them here.
    if any(character.isspace() or not character.isprintable() for character in url):
        raise LinkError(f"'{url}' has white space in it", "write the space as %20")
    if "\\" in url:
        # No address has one (RFC 3986, appendix A). For browsers it is a slash, for us it is not:
        # we would vet another site than the one to which the link leads.
        raise LinkError(f"'{url}' has a backslash in it", "write / or, if it is meant, %5C")
    if parts.scheme not in LINK_SCHEMES:
        raise LinkError(
            f"a link may not go to '{url}'",
            "start it with https://, http:// or mailto:, or refer to an entry with actor:, place:,"
            " event: or source: and its id",
        )
    if parts.scheme == "mailto":
        if "@" not in parts.path:
            raise LinkError(f"'{url}' is not a mail address", "write mailto:name@example.org")
    elif not host or not url.startswith(f"{parts.scheme}://"):
        raise LinkError(f"'{url}' names no site", "write it in full: https://example.org/page")
    if user is not None:
        raise LinkError(
            f"'{url}' carries a user name or password", "leave out what is before the @"
        )
    return url
