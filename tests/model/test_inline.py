"""The little markup of prose, and which links may be published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.inline import (
    Emphasis,
    Link,
    LinkError,
    Part,
    Reference,
    Text,
    check_url,
    parse_prose,
)


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("plain", [Text("plain")]),
        ("an *old* mill", [Text("an "), Emphasis("old"), Text(" mill")]),
        ("*a b*", [Emphasis("a b")]),
        ("5 * 3 * 2", [Text("5 * 3 * 2")]),
        ("*", [Text("*")]),
        ("**", [Text("**")]),
        ("a*b*c", [Text("a"), Emphasis("b"), Text("c")]),
        ("[a](actor:b)", [Reference("a", "actor", "b")]),
        ("[a](place:b-c)", [Reference("a", "place", "b-c")]),
        ("[a](event:b), [c](source:d)", [Reference("a", "event", "b"), Text(", "), Reference("c", "source", "d")]),
        ("[a](https://b.example/)", [Link("a", "https://b.example/")]),
        ("[a](mailto:b@c.example)", [Link("a", "mailto:b@c.example")]),
        ("[a] (b)", [Text("[a] (b)")]),
        ("[a](b c)", [Text("[a](b c)")]),
        ("[](b)", [Text("[](b)")]),
        ("[a[b](actor:c)", [Text("[a"), Reference("b", "actor", "c")]),
        ("<b>&amp;{{ x }}", [Text("<b>&amp;{{ x }}")]),
        ("a\nb", [Text("a b")]),
        ("  a  \t b ", [Text("a b")]),
    ],
)  # fmt: skip
def test_a_paragraph(source: str, parts: list[Part]) -> None:
    assert parse_prose(source).paragraphs == (tuple(parts),)


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("a\n\nb", ["a", "b"]),
        ("a\n \t\nb\n\n\n\nc\n", ["a", "b", "c"]),
        ("*a\n\nb*", ["*a", "b*"]),
    ],
)
def test_blank_lines_divide_paragraphs(source: str, plain: list[str]) -> None:
    prose = parse_prose(source)
    assert ["".join(part.text for part in paragraph) for paragraph in prose.paragraphs] == plain
    assert prose.plain == " ".join(plain)


def test_references_come_in_reading_order() -> None:
    prose = parse_prose("[a](actor:x)\n\n*b* [c](place:y) [d](https://e.example)")
    assert [(part.kind, part.id) for part in prose.references] == [("actor", "x"), ("place", "y")]


@given(st.lists(st.sampled_from(["[a]", "[", "](", "(x:", "y)", ")", "*", " ", "\n\n", "b"])))
def test_what_a_text_refers_to_is_refused_at_once_or_never(pieces: list[str]) -> None:
    try:
        prose = parse_prose("".join(pieces))
    except LinkError:
        return
    parts = [part for paragraph in prose.paragraphs for part in paragraph]
    assert prose.references == tuple(part for part in parts if isinstance(part, Reference))


@given(st.text("ab*[]():/ \n"))
def test_no_letter_of_the_text_is_lost(source: str) -> None:
    try:
        prose = parse_prose(source)
    except LinkError:
        return
    assert prose.source == source.strip()
    if "(" not in source:
        kept = [character for character in prose.plain if character in "ab"]
        assert kept == [character for character in source if character in "ab"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "https://example.org:8080/%20",
        "https://[::1]/",
        "https://bücher.example/ü",
        "mailto:a@example.org",
        "mailto:a@example.org?subject=b",
    ],
)
def test_a_link_that_may_be_published(url: str) -> None:
    assert check_url(url) == url


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("javascript:alert(1)", "may not go to"),
        ("JavaScript:alert(1)", "may not go to"),
        ("java\tscript:alert(1)", "white space"),
        ("https://exa\nmple.org", "white space"),
        (" https://example.org", "white space"),
        ("https://example.org/a b", "white space"),
        ("\x01https://example.org", "white space"),
        ("data:text/html,x", "may not go to"),
        ("vbscript:x", "may not go to"),
        ("file:///etc/passwd", "may not go to"),
        ("ftp://example.org", "may not go to"),
        ("//example.org", "may not go to"),
        ("/a", "may not go to"),
        ("a.html", "may not go to"),
        ("", "may not go to"),
        ("https:", "names no site"),
        ("https:///a", "names no site"),
        ("https:example.org", "names no site"),
        ("https://:80/", "names no site"),
        ("mailto:", "not a mail address"),
        ("mailto:a", "not a mail address"),
        ("https://a@example.org", "user name or password"),
        ("https://a:b@example.org", "user name or password"),
        ("https://@example.org", "user name or password"),
        ("https://[::1", "not an address"),
        ("https://evil.example\\.example.org/", "backslash"),
        ("https:\\\\example.org", "backslash"),
        ("mailto:a\\b@example.org", "backslash"),
    ],
)
def test_a_link_that_may_not(url: str, message: str) -> None:
    with pytest.raises(LinkError, match=message) as caught:
        check_url(url)
    assert caught.value.advice
