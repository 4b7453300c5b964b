"""Every place on a page where a text from content can stand, and how it must look there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.pages.markdown import convert, tags, tree, words
from timeline.pages.markup import escape, inner, markdown


@dataclass(frozen=True)
class Position:
    """A place on a page where a text can stand: ``{}`` in a pattern."""

    pattern: str
    path: str
    tags: str
    before: str = ""
    after: str = ""
    safe: Callable[[str], str] = escape


POSITIONS = {
    "a paragraph": Position("<p>{}</p>", "p", "p"),
    "in a line": Position("<p>x {} y</p>", "p", "p", "x ", " y"),
    "in the middle": Position("<p>x {} y</p>", "p", "p", "x ", " y", inner),
    "after a date": Position("<p>14 Jan: {}.</p>", "p", "p", "14 Jan: ", "."),
    "a heading": Position('<h2 id="here">{}</h2>', "h2", "h2"),
    "a list item": Position("<ul>\n<li>{}</li>\n<li>b</li>\n</ul>", "ul/li[1]", "ul li li"),
    "a block": Position("<div>\n<p>{}</p>\n</div>", "div/p", "div p"),
    "a line of a list": Position("<dl>\n<dt>{}</dt>\n</dl>", "dl/dt", "dl dt"),
    "a cell": Position(
        "<table>\n<tbody>\n<tr><td>{}</td><td>c</td></tr>\n</tbody>\n</table>",
        "table/tbody/tr/td[1]",
        "table tbody tr td td",
    ),
    "a link": Position('<p><a href="x.html">{}</a></p>', "p/a", "p a"),
    "emphasis": Position("<p>a <em>{}</em> b</p>", "p/em", "p em"),
    "a quotation": Position(
        "<blockquote>\n<p>“{}”</p>\n</blockquote>", "blockquote/p", "blockquote p", "“", "”"
    ),
    "a summary": Position(
        "<details>\n<summary>{}</summary>\n<p>x</p>\n</details>",
        "details/summary",
        "details summary p",
    ),
    "a paragraph in Markdown": Position("{}", "p", "p", safe=markdown),
    "in a line in Markdown": Position("x {} y", "p", "p", "x ", " y", markdown),
    "a heading in Markdown": Position("# {}", "h1", "h1", safe=markdown),
    "a list item in Markdown": Position("- {}\n- b", "ul/li[1]", "ul li li", safe=markdown),
    "a block in Markdown": Position(
        '<div markdown="block">\n\n{}\n\n</div>', "div/p", "div p", safe=markdown
    ),
}


def flat(text: str) -> str:
    return " ".join(text.split())


def assert_shows(position: Position, text: str) -> None:
    written = position.pattern.format(position.safe(text))
    if position.safe is not markdown:
        assert convert(written) == written
    root = tree(written)
    assert tags(root) == position.tags.split()
    shown = words(root.xpath(position.path)[0])
    assert shown == flat(f"{position.before}{flat(text)}{position.after}")
