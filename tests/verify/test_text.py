"""From a file to numbered paragraphs: plain text, saved pages, and where the article begins."""

from __future__ import annotations

import pytest

from tests.verify.article import ARTICLE, text
from timeline.verify.fingerprint import fingerprint
from timeline.verify.html import html_blocks, is_html
from timeline.verify.text import BodyError, Bounds, SourceText, blocks_of, body

PAGE = """<!DOCTYPE html>
<html><head><title>Ferry</title><style>p { color: red }</style></head>
<body>
<header><p>Coast News</p></header>
<nav><ul><li>Home<li>Sport</ul></nav>
<main><article>
<h1>Ferry stops</h1>
<p>The <b>ferry</b> to&nbsp;Orm made its
   last <a href="/x">crossing</a> on Sunday.
<p>&ldquo;It&rsquo;s the end&rdquo;, she said.</p>
<figure><img src="x.jpg" alt="A boat"><figcaption>A boat.</figcaption></figure>
<script>document.write("<p>An advertisement.</p>")</script>
<aside>Read also: boats.</aside>
<div>A third one<br>over two lines<br><br>and a fourth.</div>
<p>***</p><p></p>
</article></main>
<footer>All rights reserved.</footer>
</body></html>
"""


def test_paragraphs_of_plain_text_are_divided_by_blank_lines() -> None:
    assert blocks_of("One\ntwo.\n\nThree.\r\n\r\nFour.\n \t\n\n\nFive.\n") == (
        "One two.",
        "Three.",
        "Four.",
        "Five.",
    )


def test_lines_without_a_word_are_no_paragraphs() -> None:
    assert blocks_of("One.\n\n* * *\n\n-----\n\nTwo.") == ("One.", "Two.")


def test_paragraphs_of_a_page_are_its_block_elements() -> None:
    assert is_html(PAGE)
    assert blocks_of(PAGE) == (
        "Ferry stops",
        "The ferry to Orm made its last crossing on Sunday.",
        '"It\'s the end", she said.',
        "A third one over two lines",
        "and a fourth.",
    )


@pytest.mark.parametrize(
    "page",
    [
        "<html>",
        "<!doctype html><p>a</div></p></nav>b",
        "<html><aside>never closed <p>x",
        "<html><p>1 < 2 & 3 &unknown; &#0; &#x110000;",
        "<html><![CDATA[x]]><!-- <p>",
        "<html><p",
    ],
)
def test_a_damaged_page_is_still_read(page: str) -> None:
    assert isinstance(html_blocks(page), list)


def test_a_text_that_speaks_of_html_is_no_page() -> None:
    assert not is_html("The <html> element\n\nis the root.")


def test_comments_before_a_page_are_passed_over_however_many() -> None:
    assert is_html("<!-- saved -->\n" * 1000 + "<html>")
    # One way to read them, not one for each way to group them.
    assert not is_html("<!-- saved -->" * 1000 + "words")


def test_the_editor_says_where_the_article_begins_and_ends() -> None:
    found = text()
    assert len(found.paragraphs) == 11
    assert found.paragraphs[0].startswith("HARL (Coast News)")
    assert found.paragraphs[-1] == "He would not say more."
    assert found.outside == ("Ferry stops after ninety years", "Follow us for more from the coast.")


def test_afterwards_the_paragraphs_are_known_by_their_fingerprints() -> None:
    first, last = text().paragraphs[0], text().paragraphs[-1]
    known = Bounds(first_print=fingerprint(first), last_print=fingerprint(last))
    moved = "A banner\n\n" + ARTICLE + "\nMore\n\nand more\n"
    again = body(blocks_of(moved), known, 11)
    assert again.paragraphs == text().paragraphs
    assert again.digest == text().digest


@pytest.mark.parametrize(
    ("bounds", "units", "says"),
    [
        (Bounds(), 11, "it has 13 paragraphs, but the source's 'units' say 11. The first begins"),
        (
            Bounds(),
            11,
            "“Ferry stops after ninety years”, the last “Follow us for more from the …”",
        ),
        (Bounds("Whales"), 11, "no paragraph begins with the words of --first"),
        (Bounds("“"), 11, "4 paragraphs begin with the words of --first"),
        (Bounds("He would", "HARL"), 11, "the last paragraph stands before the first"),
    ],
)
def test_what_cannot_be_told_is_asked(bounds: Bounds, units: int, says: str) -> None:
    with pytest.raises(BodyError) as error:
        body(blocks_of(ARTICLE), bounds, units)
    assert says in str(error.value)


def test_an_empty_file_has_no_paragraphs() -> None:
    with pytest.raises(BodyError, match="no words"):
        body(blocks_of(" \n\n...\n"), Bounds(), None)


def test_a_place_in_the_text_has_a_paragraph_and_a_number_of_words_before_it() -> None:
    found = SourceText(("One two.", "Three four five.", "Six."))
    at = found.joined.index("five")
    assert found.paragraph_at(at) == 2
    assert found.word_offset(at) == 4
    assert list(found.paragraphs_of(at, found.joined.index("Six") + 3)) == [2, 3]
    assert found.span_of(range(2, 3)) == (9, 25)


def test_the_fingerprint_is_that_of_the_words_and_the_paragraphs() -> None:
    assert SourceText(("One two.",)).digest != SourceText(("One", "two.")).digest
    curly, straight = blocks_of("It’s so."), blocks_of("It's\u00a0so.")
    assert SourceText(curly).digest == SourceText(straight).digest
