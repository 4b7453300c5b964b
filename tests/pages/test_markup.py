"""The markup boundary: whatever a text holds, a page shows it as it was typed, and does no more."""

from __future__ import annotations

import json
import string

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.pages.markdown import convert, tags, tree, words
from tests.pages.positions import POSITIONS, Position, assert_shows, flat
from timeline.pages.markup import escape, front_matter, html, inner, markdown, preformatted
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


texts = (
    st.lists(
        st.one_of(st.sampled_from(SYNTAX), st.sampled_from(string.punctuation), PRINTABLE),
        min_size=1,
        max_size=8,
    )
    .map("".join)
    .filter(flat)
)


positions = pytest.mark.parametrize("position", POSITIONS.values(), ids=POSITIONS)


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
    for safe, pattern in ((escape, "<p>x {} · {}{}</p>"), (markdown, "x {} · {}{}")):
        root = tree(pattern.format(safe(text), safe(other), safe(text)))
        assert tags(root) == ["p"]
        # Where they touch there is no space, unless one of them brings it; it is trimmed.
        assert words(root) == f"x {flat(text)} · {flat(other)}{flat(text)}"


@given(text=texts)
@example("_a_")
def test_a_text_in_an_attribute_stays_in_it(text: str) -> None:
    root = tree(f'<ul>\n<li><span title="{html(text)}">x</span></li>\n</ul>')
    assert tags(root) == ["ul", "li", "span"]
    span = root.xpath("ul/li/span")[0]
    assert {name: flat(str(value)) for name, value in span.attrib.items()} == {"title": flat(text)}
    assert words(span) == "x"


@given(text=texts)
@example("```\na\n```")
@example("~~~\n\n~~~")
def test_a_sample_is_left_alone_by_markdown(text: str) -> None:
    sample = f"<pre>{preformatted(text)}</pre>"
    assert convert(sample) == sample
    (shown,) = tree(sample).xpath("pre")
    assert words(shown) == flat(text)


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


@pytest.mark.parametrize("function", [escape, html, markdown])
def test_line_breaks_and_runs_of_spaces_become_one_space(function: object) -> None:
    assert callable(function)
    assert str(function(" a \n\n\tb ")) == "a b"


def test_what_is_markup_already_is_left_as_it_is() -> None:
    assert escape(Markup("<b>*</b>")) == Markup("<b>*</b>")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words, 14 January 2013", "plain words, 14 January 2013"),
        ("it's “so”", "it's “so”"),
        ("a *b* _c_ [d]", r"a \*b\* \_c\_ \[d\]"),
        ("- a - b", "&#45; a - b"),
        ("2013. A", "2013&#46; A"),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
    ],
)
def test_a_page_stays_legible_as_markdown(text: str, written: str) -> None:
    assert str(markdown(text)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("it's “so” - *a* _b_ {c} `d` #e", "it's “so” - *a* _b_ {c} `d` #e"),
        ('5 < 6 & 7 > "4"', "5 &lt; 6 &amp; 7 &gt; &quot;4&quot;"),
        ("1\u202f200\u00a0km", "1\u202f200\u00a0km"),
        (" a \n\n\tb ", "a b"),
    ],
)
def test_in_html_only_what_html_knows_is_written_otherwise(text: str, written: str) -> None:
    assert str(html(text)) == written


def test_in_the_middle_of_a_line_the_spaces_around_a_text_stay() -> None:
    assert str(inner(" a  b\n")) == " a b "


@given(first=texts, second=texts)
def test_a_pattern_is_filled_with_texts_that_show_as_typed(first: str, second: str) -> None:
    root = tree(f"<p>{fill('x {a} and {b_c} y', {'a': first, 'b_c': second})}</p>")
    assert tags(root) == ["p"]
    assert words(root) == f"x {flat(first)} and {flat(second)} y"


@pytest.mark.parametrize(
    ("pattern", "names", "filled"),
    [
        ("{who} says", {"who": Markup("<b>A</b>")}, "<b>A</b> says"),
        ("to {who}", {"who": "{who}"}, "to {who}"),
        ("<{n}>", {"n": "<"}, "&lt;&lt;&gt;"),
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
