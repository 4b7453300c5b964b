"""The guide for editors says of every field, date and message what the program does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest
import yaml
from lxml import html

from tests.examples import all_made
from tests.helpers import BAD, check, lines, make_content
from tests.locking import attest
from tests.pages.invented import checked, rendered
from tests.pages.markdown import tree, words
from timeline.codes import CODES, examples
from timeline.dates import Mark, Precision, describe, mark, parse_edtf
from timeline.diagnostics import printable
from timeline.model import entries
from timeline.model.entries import ENTRY_TYPES, Vocabulary, field_names
from timeline.model.inline import REF_KINDS
from timeline.model.types import Part
from timeline.pages import Catalogue, Site, load_catalogue
from timeline.pages.guide import DATE_FORMS, EXAMPLE, EXAMPLE_FILE, anchor, chapters
from timeline.settings import KINDS

PARTS = [
    part
    for part in vars(entries).values()
    if isinstance(part, type) and issubclass(part, Part) and part is not Part
]


@pytest.fixture(scope="module")
def guide(files: Mapping[str, bytes]) -> html.HtmlElement:
    return tree(files["guide.md"].decode().split("---\n", 2)[2])


@pytest.fixture(scope="module")
def messages(files: Mapping[str, bytes]) -> html.HtmlElement:
    return tree(files["diagnostics.md"].decode().split("---\n", 2)[2])


class TestFields:
    """Every field of every kind, as the model has it."""

    @pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
    def test_all_of_a_part_are_there_with_what_they_are_for(
        self, guide: html.HtmlElement, part: type[Part]
    ) -> None:
        own = anchor(part.__name__)
        found = {str(e.get("id")).removeprefix(f"{own}-"): e for e in guide.xpath("//dl/dt[@id]")}
        names = field_names(part)
        assert set(names) <= set(found)
        for name in names:
            (entry,) = guide.xpath(f"//dt[@id='{own}-{name}']")
            assert entry.xpath(".//code")[0].text_content() == name
            told = words(entry.getnext())
            assert len(told) > 10
            assert "None" not in told

    @pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
    def test_what_is_required_is_marked(self, guide: html.HtmlElement, part: type[Part]) -> None:
        for name, field in part.model_fields.items():
            key = field.alias or name
            (entry,) = guide.xpath(f"//dt[@id='{anchor(part.__name__)}-{key}']")
            named_by_file = key == "id" and part in ENTRY_TYPES.values()
            assert bool(entry.xpath(".//strong")) == (field.is_required() and not named_by_file)
            assert ("required" in words(entry)) == (field.is_required() and not named_by_file)
            assert ("not written" in words(entry)) == named_by_file

    def test_closed_lists_are_given_whole(self, guide: html.HtmlElement) -> None:
        (entry,) = guide.xpath("//dt[@id='part-event-status']")
        listed = [code.text_content() for code in entry.getnext().xpath(".//code")]
        assert listed == ["reported", "corroborated", "disputed", "planned", "retracted"]

    def test_kinds_are_told_apart(self) -> None:
        forms = {
            (group.name, field.name): field
            for chapter in chapters()
            for group in chapter.groups
            for field in group.fields
        }
        assert forms["Event", "date"].kind == "date"
        assert forms["Event", "cite"].many == "list"
        assert forms["Event", "cite"].part == "Cite"
        assert forms["Account", "according_to"].kind == "voice"
        assert forms["Vocabulary", "roles"].many == "map"
        assert forms["Source", "url"].kind == "url"
        assert forms["Correction", "date"].kind == "day"

    def test_every_part_stands_once(self) -> None:
        names = [group.name for chapter in chapters() for group in chapter.groups]
        assert sorted(names) == sorted(part.__name__ for part in PARTS)

    def test_a_link_to_a_part_leads_to_it(self, guide: html.HtmlElement) -> None:
        targets = {
            str(target).removeprefix("#")
            for target in guide.xpath("//a/@href[starts-with(., '#')]")
        }
        assert targets
        assert targets <= {str(name) for name in guide.xpath("//@id")}

    def test_every_kind_says_in_which_file(self, guide: html.HtmlElement) -> None:
        shown = words(guide)
        for folder in KINDS:
            assert f"content/{folder}/" in shown
        assert "content/vocabulary.yaml" in shown
        assert {chapter.kind for chapter in chapters()} == {*ENTRY_TYPES, "vocabulary", "shared"}
        assert Vocabulary in PARTS


class TestDates:
    """Every form, in words and as it is drawn."""

    def test_every_form_is_there(self) -> None:
        dates = [parse_edtf(text) for text in DATE_FORMS]
        assert {mark(date) for date in dates} == set(get_args(Mark))
        assert {date.precision for date in dates} == set(get_args(Precision))
        assert {(d.approximate, d.uncertain) for d in dates} >= {
            (True, False),
            (False, True),
            (True, True),
        }
        assert {date.start for date in dates} == {date.end for date in dates}
        assert {date.unspecified for date in dates} >= {"day", "month", "year"}
        assert any(date.members for date in dates)

    def test_each_is_shown_as_the_site_draws_it(
        self, guide: html.HtmlElement, english: Catalogue
    ) -> None:
        rows = {
            row.text_content().strip(): row.getnext()
            for row in guide.xpath("//dt[code[starts-with(., '\"')]]")
        }
        assert list(rows) == [f'"{text}"' for text in DATE_FORMS]
        for text in DATE_FORMS:
            shown = rows[f'"{text}"']
            assert describe(parse_edtf(text), english.dates) in words(shown)
            assert len(shown.xpath(".//span[contains(@class, 'st-mark--')]")) == 1


def test_the_example_is_an_event_without_a_fault(tmp_path: Path) -> None:
    folder = make_content(tmp_path / "content", {EXAMPLE_FILE.removeprefix("content/"): EXAMPLE})
    attest(folder)
    assert lines(check(folder).diagnostics) == []


def test_the_example_is_shown_as_it_is(guide: html.HtmlElement) -> None:
    (shown,) = guide.xpath("//pre")
    assert yaml.safe_load(str(shown.text_content())) == yaml.safe_load(EXAMPLE)


def test_every_markup_of_running_text_is_there(guide: html.HtmlElement) -> None:
    shown = words(guide)
    assert "*word*" in shown
    for kind in (*REF_KINDS, "https"):
        assert f"[words]({kind}:" in shown


class TestMessages:
    """Every message has an example that the program prints."""

    def test_the_examples_are_what_is_printed_now(self, tmp_path: Path) -> None:
        assert examples() == all_made(tmp_path), "run python -m tests.examples"

    def test_only_what_no_small_timeline_can_show_has_none(self) -> None:
        shown = {path.name.partition("--")[0] for path in BAD.iterdir()}
        assert (set(CODES) & shown) - set(examples()) <= {"too-many-files", "too-much-content"}

    @pytest.mark.parametrize("code", sorted(examples()))
    def test_each_is_on_the_page_with_its_mend(self, messages: html.HtmlElement, code: str) -> None:
        (heading,) = messages.xpath(f"//h3[@id='{code}']")
        passage = []
        for element in heading.itersiblings():
            if element.tag in ("h2", "h3"):
                break
            passage.append(element)
        (example,) = [element for element in passage if element.tag == "pre"]
        assert example.text_content() == examples()[code]
        assert f"[{code}]" in example.text_content()
        told = " ".join(words(element) for element in passage)
        for sentence in (CODES[code].what, CODES[code].why, CODES[code].mend):
            assert " ".join(sentence.split()) in told

    def test_an_example_steers_nothing(self) -> None:
        for example in examples().values():
            assert all(line == printable(line) for line in example.split("\n"))
            assert len(example.split("\n")) <= 2


def test_the_guide_speaks_french() -> None:
    site = Site(name="Le déluge", language="fr")
    page = rendered(checked(), site)["guide.md"].decode()
    text = words(tree(page.split("---\n", 2)[2]))
    for wanted in (
        "Guide de rédaction",
        "Tous les champs",
        "obligatoire",
        "au plus tard le 4 mars 1997",
    ):
        assert wanted in text
    english = load_catalogue("en").text["guide"]
    for key in ("start", "files", "fields_lead", "dates_lead"):
        assert re.split(r"\{", english[key])[0].strip() not in text
    assert 'lang="en"' in page
