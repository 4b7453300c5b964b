"""The markup boundary: whatever a text holds, a page shows it as it was typed, and does no more."""

from __future__ import annotations

import json
import string
from dataclasses import dataclass

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.pages.markdown import convert, tags, tree, words
from timeline.pages.markup import attribute, escape, front_matter, html
from timeline.pages.wording import fill

SYNTAX = (
    "1. ", "2013. ", "1) ", "- ", "+ ", "* ", "# ", "## ", "> ", "    ", "\t", "~~~", "```", "***",
    "---", "===", "| a | b |", "|---|", ": ", "!!! note", "[TOC]", "::", "![a](b)", "[a](b)",
    "[a][b]", "[a]: http://x.example/", "]:", "](", "[^1]", "*[HTML]: x", "{: .x }", "{ .x }",
    "{#id}", "{{ x }}", "{% x %}", "`a`", "``", "__", "_a_", "**a**", "&amp;", "&lt;", "&#42;",
    "&", "<", ">", "<b>", "</div>", "</p>", "<!-- ", "-->", "<?x ", "?>", "<!DOCTYPE", "<script>",
    "<http://a.example/>", "http://a.example/", "<a@b.example>", "a@b.example", "\\", "\\*", "\\\n",
    "klzzwxh:0000", "“", "’", '"', "'", "\n", "\n\n", "  ", "a", "é", "2013", "٣.", "\u0627", "\U0001d4b3",
)  # fmt: skip
"""What Markdown, its extensions, HTML or a template engine would take for its own."""

PRINTABLE = st.characters(
    codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), exclude_characters="\x7f"
)


def flat(text: str) -> str:
    return " ".join(text.split())


texts = (
    st.lists(
        st.one_of(st.sampled_from(SYNTAX), st.sampled_from(string.punctuation), PRINTABLE),
        min_size=1,
        max_size=8,
    )
    .map("".join)
    .filter(flat)
)


@dataclass(frozen=True)
class Position:
    """A place on a page where a text can stand: ``{}`` in a Markdown pattern."""

    pattern: str
    path: str
    tags: str
    before: str = ""
    after: str = ""


POSITIONS = {
    "a paragraph": Position("{}", "p", "p"),
    "in a line": Position("x {} y", "p", "p", "x ", " y"),
    "after a date": Position("14 Jan: {}.", "p", "p", "14 Jan: ", "."),
    "a heading": Position("# {}", "h1", "h1"),
    "a heading with an anchor": Position("## {} {{ #here }}", "h2", "h2"),
    "a paragraph with a class": Position("{}\n{{ .st-lead }}", "p", "p"),
    "a list item": Position("- {}\n- b", "ul/li[1]", "ul li li"),
    "a block": Position('<div markdown="block">\n\n{}\n\n</div>', "div/p", "div p"),
    "a list in HTML": Position(
        '<ol markdown="block">\n\n<li markdown="block">\n\n{}\n\n</li>\n\n</ol>',
        "ol/li/p",
        "ol li p",
    ),
    "a line in HTML": Position(
        '<dl markdown="block">\n<dt markdown="span">{}</dt>\n</dl>', "dl/dt", "dl dt"
    ),
    "a cell": Position(
        "| a | b |\n| --- | --- |\n| {} | c |",
        "table/tbody/tr/td[1]",
        "table thead tr th th tbody tr td td",
    ),
    "the last cell": Position(
        "| a | b |\n| --- | --- |\n| c | {} |",
        "table/tbody/tr/td[2]",
        "table thead tr th th tbody tr td td",
    ),
    "a link": Position("[{}](x.md)", "p/a", "p a"),
    "a link in a heading": Position("### [{}](x.md) {{ .c }}", "h3/a", "h3 a"),
    "a link with a class": Position("a [{}](x.md){{ .c .d }}", "p/a", "p a"),
    "emphasis": Position("a *{}* b", "p/em", "p em"),
    "strong emphasis": Position("**{}**", "p/strong", "p strong"),
    "a quotation": Position("> “{}”", "blockquote/p", "blockquote p", "“", "”"),
    "a span": Position("- <span>{}</span>", "ul/li/span", "ul li span"),
    "a summary": Position(
        '<details markdown="block">\n<summary markdown="span">{}</summary>\n\nx\n\n</details>',
        "details/summary",
        "details summary p",
    ),
}

positions = pytest.mark.parametrize("position", POSITIONS.values(), ids=POSITIONS)


def assert_shows(position: Position, text: str) -> None:
    root = tree(position.pattern.format(escape(text)))
    assert tags(root) == position.tags.split()
    shown = words(root.xpath(position.path)[0])
    assert shown == flat(f"{position.before}{flat(text)}{position.after}")


@positions
@given(text=texts)
@example("]: x")
@example("[sic]: x")
@example(string.punctuation)
@example("&amp; &#42; &notanentity; &copy")
@example("1. one")
@example("2013. A year")
@example("\u00a0")
@example("a\u2028b")
def test_a_text_shows_as_typed(position: Position, text: str) -> None:
    if flat(text):
        assert_shows(position, text)


@positions
@pytest.mark.parametrize("sign", string.punctuation)
def test_every_sign_of_ascii_shows_as_typed(position: Position, sign: str) -> None:
    for text in (sign, sign * 3, f"{sign} a", f"a {sign}", f"a{sign}b", f"1{sign} a"):
        assert_shows(position, text)


@given(text=texts, other=texts)
def test_two_texts_on_a_line_do_not_join_into_markup(text: str, other: str) -> None:
    root = tree(f"x {escape(text)} · {escape(other)}{escape(text)}")
    assert tags(root) == ["p"]
    # Where they touch there is no space, unless one of them brings it; it is trimmed.
    assert words(root) == f"x {flat(text)} · {flat(other)}{flat(text)}"


@given(text=texts)
def test_a_text_in_an_attribute_of_a_tag_stays_in_it(text: str) -> None:
    root = tree(f'- <span title="{attribute(text)}">x</span>')
    assert tags(root) == ["ul", "li", "span"]
    span = root.xpath("ul/li/span")[0]
    assert dict(span.attrib) == {"title": flat(text)}
    assert words(span) == "x"


@given(text=texts)
@example("_a_")
def test_a_text_in_an_attribute_list_stays_in_it(text: str) -> None:
    root = tree(f'a [x](y.md){{ .c title="{attribute(text)}" }} b')
    assert tags(root) == ["p", "a"]
    assert dict(root.xpath("p/a")[0].attrib) == {
        "href": "y.md",
        "class": "c",
        "title": flat(text),
    }
    assert words(root) == "a x b"


@given(text=texts)
def test_a_text_in_a_drawing_shows_as_typed(text: str) -> None:
    root = tree(f'<figure><svg aria-label="{html(text)}"><text>{html(text)}</text></svg></figure>')
    assert tags(root) == ["figure", "svg", "text"]
    assert words(root) == flat(text)
    assert root.xpath("figure/svg")[0].get("aria-label") == flat(text)


@given(text=texts)
def test_front_matter_is_yaml_that_a_theme_may_print_raw(text: str) -> None:
    block = str(front_matter({"title": text, "search": {"exclude": True}}))
    first, *body, last = block.split("\n")[:-1]
    assert (first, last) == ("---", "---")
    fields = yaml.safe_load("\n".join(body))
    assert fields["search"] == {"exclude": True}
    root = tree(f"<p>{fields['title']}</p>")
    assert tags(root) == ["p"]
    assert words(root) == flat(text)
    assert not set('<>"') & set(fields["title"])


@pytest.mark.parametrize("function", [escape, attribute, html])
def test_line_breaks_and_runs_of_spaces_become_one_space(function: object) -> None:
    assert callable(function)
    assert str(function(" a \n\n\tb ")) == "a b"


def test_what_is_markup_already_is_left_as_it_is() -> None:
    assert escape(Markup("<b>*</b>")) == Markup("<b>*</b>")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("plain words, 14 January 2013", "plain words, 14 January 2013"),
        ("it's “so”", "it's “so”"),
        ("a *b* _c_ [d]", r"a \*b\* \_c\_ \[d\]"),
        ("- a - b", "&#45; a - b"),
        ("2013. A", "2013&#46; A"),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
    ],
)
def test_a_page_stays_legible_as_markdown(text: str, markdown: str) -> None:
    assert str(escape(text)) == markdown


@given(first=texts, second=texts)
def test_a_pattern_is_filled_with_texts_that_show_as_typed(first: str, second: str) -> None:
    root = tree(str(fill("x {a} and {b_c} y", {"a": first, "b_c": second})))
    assert tags(root) == ["p"]
    assert words(root) == f"x {flat(first)} and {flat(second)} y"


@pytest.mark.parametrize(
    ("pattern", "names", "filled"),
    [
        ("{who} says", {"who": Markup("[A](a.md)")}, "[A](a.md) says"),
        ("to {who}", {"who": "{who}"}, r"to &#123;who&#125;"),
        ("none", {}, "none"),
        ("{n} of {n}", {"n": 3}, "3 of 3"),
    ],
)
def test_a_pattern_is_filled_once(pattern: str, names: dict[str, object], filled: str) -> None:
    assert str(fill(pattern, names)) == filled


def test_a_pattern_with_a_name_that_nobody_gives_is_an_error() -> None:
    with pytest.raises(KeyError, match="who"):
        fill("{who}", {})


def test_front_matter_quotes_as_json() -> None:
    title = 'yes: "no" # <b>'
    line = str(front_matter({"title": title})).splitlines()[1]
    assert json.loads(line.removeprefix("title: ")) == "yes: &quot;no&quot; # &lt;b&gt;"


def test_the_extensions_are_those_of_the_site() -> None:
    shown = convert('<div markdown="block">\n\n| a |\n| - |\n| b |\n\n## c { #d }\n\n</div>')
    assert "<table>" in shown
    assert 'id="d"' in shown
