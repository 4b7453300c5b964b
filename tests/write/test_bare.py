"""Pages without what only search reads of them: nothing else of a page is touched."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from timeline.write.bare import TEXT, bare, bare_site, compact

BARED = [
    (
        '<title>A</title>\n<meta name="search" content="event" data-1="&lt;b&gt;">\n</head>',
        "<title>A</title>\n</head>",
    ),
    (
        '<article id="a" class="b c" data-pagefind-body data-st-kind="event">',
        '<article id="a" class="b c">',
    ),
    ('<div data-pagefind-ignore="all">', "<div>"),
    ('<p data-pagefind-weight="4" title="a b">', '<p title="a b">'),
]

FRAME = '<article id="__skip" class="a b">\n'

ENDED = [
    ("<ul>\n<li>a</li>\n<li>\n<p>b</p>\n</li>\n</ul>", "<ul>\n<li>a\n<li>\n<p>b\n</ul>"),
    (
        "<div>\n<p>a</p>\n<p>b</p>\n<h2>c</h2>\n<p>d</p>\n</div>",
        "<div>\n<p>a\n<p>b\n<h2>c</h2>\n<p>d\n</div>",
    ),
    ("<p>a</p>\n<span>b</span>", "<p>a</p>\n<span>b</span>"),
    ("<p>a</p>\n</main>", "<p>a</p>\n</main>"),
    ("<p>a</p> <p>b</p>", "<p>a</p> <p>b</p>"),
    ("<li>a</li><li>b</li>", "<li>a</li><li>b</li>"),
]

COMPACTED = [
    ('<a href="../a/b.html#c" class="d">', "<a href=../a/b.html#c class=d>"),
    ('<path d="M0" x="1"/><path x="1" d="M0 1"/>', '<path d=M0 x="1"/><path x=1 d="M0 1"/>'),
]

KEPT = [
    '<p>He wrote data-pagefind-body and a data-pagefind-ignore="all" x="y" z</p>',
    "<p>&lt;div data-pagefind-body class=&#34;a&#34;&gt;</p>",
    '<a title="x data-pagefind-body y" rel="a b">z</a>',
    '<a title=" data-pagefind-body" href="?a= data-st-kind=">z</a>',
    '<button class="st-tool st-tool--key" data-st-keys hidden>',
    *(f'<a title="{value}">' for value in ("", " ", "a b", "it's", "a=b", "`", "&amp;")),
    '\n<meta name="search engine" content="a b">',
    '<script type="a b">{"@type":"a","b":"=\\"c\\" "}</script>',
]


@pytest.mark.parametrize(("page", "expected"), BARED)
def test_what_only_search_reads_is_taken_out(page: str, expected: str) -> None:
    assert bare(page) == expected
    assert bare(compact(page)) == compact(expected)


@pytest.mark.parametrize(("page", "expected"), ENDED)
def test_ends_that_go_without_saying_are_left_out_in_our_own_frame(
    page: str, expected: str
) -> None:
    assert bare(FRAME + page) == FRAME + expected
    assert bare(compact(FRAME + page)) == compact(FRAME + expected)
    assert bare(page) == page


@pytest.mark.parametrize(("page", "expected"), COMPACTED)
def test_values_that_need_no_marks_lose_them(page: str, expected: str) -> None:
    assert compact(page) == expected
    assert compact(expected) == expected


@pytest.mark.parametrize("page", KEPT)
def test_all_else_stays(page: str) -> None:
    assert bare(page) == page
    assert compact(page) == page


@pytest.mark.parametrize("texts", [True, False])
def test_pages_that_a_later_build_reads_stay(texts: bool, tmp_path: Path) -> None:
    page = tmp_path / "own" / "page.html"
    page.parent.mkdir()
    page.write_text('<body class="a" data-pagefind-body>é</body>', encoding="utf-8")
    templates = jinja2.DictLoader({TEXT: ""} if texts else {})
    env = jinja2.Environment(loader=templates)  # noqa: S701  # it renders nothing
    bare_site(tmp_path, env)
    left = '<body class="a">é</body>' if texts else '<body class="a" data-pagefind-body>é</body>'
    assert page.read_text(encoding="utf-8") == left
