"""Citations: what a reference manager reads is what stands in the entry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

import timeline
from tests.hostile.site import families
from timeline.pages.citations import Citation, bibtex, plain_text
from timeline.pages.markup import preformatted

SCRIPTS = Path(timeline.__file__).parent / "assets/js"

PLAIN = Citation(
    key="bridge-collapses",
    title="Mill Bridge collapses",
    site="Lindow, 1997",
    address="https://example.org/events/bridge-collapses.html",
    notes=(
        "Date of the event: Monday 3 March 1997",
        "Rests on: Echo, “A fall”, 5 March 1997, para 2",
    ),
)
TEXT = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60
).filter(lambda text: text == " ".join(text.split()))
UNESCAPED = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "{}$&#%_"},
}


def parse_bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """Return kind, key and fields of one entry; fail on anything that is not strict BibTeX."""
    head = re.match(r"@([a-z]+)\{([a-z0-9-]+),\n", text)
    assert head, text
    at, fields = head.end(), {}
    while not text.startswith("}", at):
        name = re.compile(r"  ([a-z]+) = \{").match(text, at)
        assert name, text[at:]
        end = closing_brace(text, name.end())
        fields[name[1]] = text[name.end() : end]
        after = re.compile(r"\},?\n").match(text, end)
        assert after, text[end:]
        at = after.end()
    assert text[at:] == "}\n"
    return head[1], head[2], fields


def closing_brace(text: str, at: int) -> int:
    depth = 1
    while True:
        match text[at]:
            case "\\":
                at += 1
            case "{":
                depth += 1
            case "}":
                depth -= 1
        if depth == 0:
            return at
        at += 1


def untex(text: str) -> str:
    pattern = "|".join(re.escape(code) for code in sorted(UNESCAPED, key=len, reverse=True))
    return re.sub(pattern, lambda match: UNESCAPED[match[0]], text)


def test_in_words_it_is_one_line_that_names_entry_site_address_date_and_source() -> None:
    assert plain_text(PLAIN) == (
        "Mill Bridge collapses. Lindow, 1997. https://example.org/events/bridge-collapses.html "
        "Date of the event: Monday 3 March 1997. "
        "Rests on: Echo, “A fall”, 5 March 1997, para 2."
    )


@pytest.mark.parametrize("title", ["Is it so?", "Stop!", "And then …"])
def test_a_title_that_ends_a_sentence_gets_no_full_stop(title: str) -> None:
    cited = plain_text(Citation("a", title, "Site", "", ()))
    assert cited == f"{title} Site."


def test_bibtex_has_every_field() -> None:
    kind, key, fields = parse_bibtex(bibtex(PLAIN))
    assert (kind, key) == ("misc", "bridge-collapses")
    assert fields == {
        "title": "{Mill Bridge collapses}",
        "howpublished": "Lindow, 1997",
        "url": "https://example.org/events/bridge-collapses.html",
        "note": " ".join(f"{note}." for note in PLAIN.notes),
    }


def test_without_an_address_there_is_no_empty_field() -> None:
    bare = Citation("a", "A", "Site", "", PLAIN.notes)
    assert "url" not in parse_bibtex(bibtex(bare))[2]
    assert "  " not in plain_text(bare)


@given(title=TEXT, site=TEXT)
def test_whatever_signs_are_in_it_the_text_comes_back(title: str, site: str) -> None:
    citation = Citation("a-1", title, site, "", ())
    _, _, fields = parse_bibtex(bibtex(citation))
    assert untex(fields["title"][1:-1]) == title
    assert untex(fields["howpublished"]) == site


@pytest.mark.browser
class TestCslJson:
    """What the page's script makes of the BibTeX entry."""

    @pytest.fixture
    def page(self, browser: Browser) -> Iterator[Page]:
        page = browser.new_page()
        yield page
        page.close()

    def made(self, page: Page, citation: Citation) -> dict[str, str]:
        shown = preformatted(bibtex(citation))
        page.set_content(f'<pre class="st-cite__text" id="cite-bibtex">{shown}</pre>')
        for script in ("site.js", "tools.js"):
            page.add_script_tag(content=(SCRIPTS / script).read_text(encoding="utf-8"))
        (item,) = json.loads(page.locator("#cite-csl").text_content() or "")
        return dict(item)

    def test_it_has_the_fields_that_its_schema_asks_for_and_no_unknown_ones(
        self, page: Page
    ) -> None:
        item = {
            "id": "bridge-collapses",
            "type": "webpage",
            "title": "Mill Bridge collapses",
            "container-title": "Lindow, 1997",
            "URL": "https://example.org/events/bridge-collapses.html",
            "note": " ".join(f"{note}." for note in PLAIN.notes),
        }
        assert self.made(page, PLAIN) == item
        del item["URL"]
        assert self.made(page, replace(PLAIN, address="")) == item

    def test_whatever_signs_are_in_it_the_text_comes_back(self, page: Page) -> None:
        texts = [text for _, _, text in families()]
        for text in [*texts, r"\{}$&#%_~^", r"\textbackslash{}", "{{a}},", "a = {b},", "}"]:
            citation = Citation("key", text, text, "https://example.org/_~%7B{}", (f"{text}.",))
            item = self.made(page, citation)
            assert list(item) == ["id", "type", "title", "container-title", "URL", "note"]
            # What the page's own text leaves out is left out of each form.
            told = preformatted(text).unescape()
            assert (item["title"], item["container-title"]) == (told, told)
            assert (item["URL"], item["note"]) == (citation.address, f"{told}.")
