"""Every place on a page where a text from content can stand, and how it must look there."""

from __future__ import annotations

from dataclasses import dataclass

from tests.pages.markdown import tags, tree, words
from timeline.pages.markup import escape


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


def flat(text: str) -> str:
    return " ".join(text.split())


def assert_shows(position: Position, text: str) -> None:
    root = tree(position.pattern.format(escape(text)))
    assert tags(root) == position.tags.split()
    shown = words(root.xpath(position.path)[0])
    assert shown == flat(f"{position.before}{flat(text)}{position.after}")
