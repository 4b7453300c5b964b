"""Pages without what only search reads of them: nothing else of a page is touched."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from timeline.write.bare import TEXT, bare, bare_site

BARED = [
    (
        '<title>A</title>\n<meta name="search" content="event" data-1="&lt;b&gt;">\n</head>',
        "<title>A</title>\n</head>",
    ),
    (
        '<article id="a" class="b" data-pagefind-body data-st-kind="event">',
        '<article id="a" class="b">',
    ),
    ('<div data-pagefind-ignore="all">', "<div>"),
    ('<p class="st-lead" data-pagefind-weight="4" lang="fr">', '<p class="st-lead" lang="fr">'),
]

KEPT = [
    '<p>He wrote data-pagefind-body and a data-pagefind-ignore="all"</p>',
    "<p>&lt;div data-pagefind-body&gt;</p>",
    '<a title="x data-pagefind-body y" href="#">z</a>',
    '<a title=" data-pagefind-body" href="?a= data-st-kind=">z</a>',
    '<button class="st-tool" data-st-keys hidden>',
    '<meta name="description" content="search">',
]


@pytest.mark.parametrize(("page", "expected"), BARED)
def test_what_only_search_reads_is_taken_out(page: str, expected: str) -> None:
    assert bare(page) == expected


@pytest.mark.parametrize("page", KEPT)
def test_all_else_stays(page: str) -> None:
    assert bare(page) == page


@pytest.mark.parametrize("texts", [True, False])
def test_pages_that_a_later_build_reads_stay(texts: bool, tmp_path: Path) -> None:
    page = tmp_path / "own" / "page.html"
    page.parent.mkdir()
    page.write_text("<body data-pagefind-body>é</body>", encoding="utf-8")
    templates = jinja2.DictLoader({TEXT: ""} if texts else {})
    env = jinja2.Environment(loader=templates)  # noqa: S701  # it renders nothing
    bare_site(tmp_path, env)
    left = "<body>é</body>" if texts else "<body data-pagefind-body>é</body>"
    assert page.read_text(encoding="utf-8") == left
