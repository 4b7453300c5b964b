"""Running text on a page: its own words, with emphasis and links where they were typed."""

from __future__ import annotations

import pytest

from tests.pages.markdown import tags, tree, words
from tests.pages.prose import html_of
from timeline.model.inline import parse_prose


@pytest.mark.parametrize(
    ("typed", "shown", "elements"),
    [
        ("a *b* c", "a b c", "p em"),
        ("*a* *b*", "a b", "p em em"),
        ("*a**b*", "ab", "p em em"),
        ("*a**b**c*d", "abcd", "p em em em"),
        ("*a*b*c*", "abc", "p em em"),
        ("2*3*4", "234", "p em"),
        ("**a**", "*a*", "p em"),
        ("*a*[b](https://c.example/)*d*", "abd", "p em a em"),
        ("*a*\n\n*b*", "a b", "p em p em"),
    ],
)
def test_emphasis_is_where_it_was_typed(typed: str, shown: str, elements: str) -> None:
    root = tree(html_of(parse_prose(typed)))
    assert words(root) == shown
    assert tags(root) == elements.split()


@pytest.mark.parametrize("typed", ["the[ town](place:b)", "the [town ](place:b)x"])
def test_spaces_at_the_ends_of_a_label_stay(typed: str) -> None:
    prose = parse_prose(typed)
    assert words(tree(html_of(prose))) == prose.plain


@pytest.mark.parametrize(
    "typed", ["![a](https://b.example/c.png)", "Oh![a](place:b)", "*Oh!*![a](https://b.example/)"]
)
def test_a_link_after_an_exclamation_mark_is_no_picture(typed: str) -> None:
    root = tree(html_of(parse_prose(typed)))
    assert "img" not in tags(root)
    assert [words(link) for link in root.xpath(".//a")] == ["a"]
    assert words(root) == parse_prose(typed).plain


def test_an_address_may_hold_any_sign_that_addresses_hold() -> None:
    prose = parse_prose(
        "a [b](https://c.example/`_*[x]{y}!'$|^~) d [e](https://f.example/`_*&g;) h"
    )
    root = tree(html_of(prose))
    assert words(root) == prose.plain
    assert [link.get("href") for link in root.xpath(".//a")] == [
        "https://c.example/`_*[x]{y}!'$|^~",
        "https://f.example/`_*&g;",
    ]
