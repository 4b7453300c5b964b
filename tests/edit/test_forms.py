"""The issue forms: in step with the model and the vocabulary, and read as data whatever they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.edit.bodies import EVENT, body
from timeline.edit.forms import FORMS, MAX_BODY, NotAForm, read_submission
from timeline.load.content import load_content
from timeline.model import types
from timeline.model.entries import ENTRY_TYPES, Dated, Event, field_names

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / ".github/ISSUE_TEMPLATE"
VOCABULARY = load_content(ROOT / "content", "content")[0].vocabulary
FIELDS = sorted(
    {name for model in ENTRY_TYPES.values() for name in field_names(model)}
    - {"id", "corrections", "formerly"}
)


def fields_of(form: str) -> dict[str, dict[str, Any]]:
    text = (TEMPLATES / FORMS[form].file).read_text("utf-8")
    return {
        part["id"].replace("-", "_"): part
        for part in yaml.safe_load(text)["body"]
        if part["type"] != "markdown"
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_form_asks_for_what_is_read_under_the_same_labels(form: str) -> None:
    asked = {key: part["attributes"]["label"] for key, part in fields_of(form).items()}
    assert list(asked.items()) == list(FORMS[form].labels.items())


def test_every_form_in_the_folder_is_read() -> None:
    found = {path.name for path in TEMPLATES.glob("*.yml")} - {"config.yml"}
    assert found == {form.file for form in FORMS.values()}


def test_a_new_event_asks_for_fields_of_the_model() -> None:
    known = {*field_names(Event), *field_names(Dated), "source", "at"}
    assert set(FORMS["event"].labels) <= known


@pytest.mark.parametrize(
    ("form", "key", "ids"),
    [
        ("event", "type", list(VOCABULARY.event_types) if VOCABULARY else []),
        ("event", "basis", list(get_args(types.BasisWord))),
        ("event", "status", list(get_args(types.StatusWord))),
        ("correction", "kind", list(get_args(types.CorrectionWord))),
        (
            "correction",
            "field",
            [*FIELDS, "something"],
        ),
    ],
)
def test_a_choice_offers_the_words_of_the_content(form: str, key: str, ids: list[str]) -> None:
    options = fields_of(form)[key]["attributes"]["options"]
    assert [option.split(" ")[0] for option in options] == ids


def test_a_body_is_read_by_its_headings() -> None:
    read = read_submission(body("event", EVENT, places="").replace("\n", "\r\n").encode())
    assert read.form == "event"
    assert dict(read.values) == {**EVENT, "places": ""}
    assert read.repeated == ()


def test_a_heading_inside_a_value_is_part_of_it() -> None:
    read = read_submission(body("event", EVENT, summary="A\n### Title\nB").encode())
    assert read.values["summary"] == "A\n### Title\nB"


def test_a_heading_that_is_repeated_is_told() -> None:
    read = read_submission(body("event", EVENT, at="para 4\n\n### Source\n\nmine").encode())
    assert read.values["source"] == EVENT["source"]
    assert read.repeated == ("Source",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not the body"),
        (b"### Title\n\nx", "not the body"),
        (body("event", EVENT).replace("### Source\n", "").encode(), "not the body"),
        (body("event", EVENT, summary="x" * MAX_BODY).encode(), "larger than 64 KB"),
        (b"\x00\xff\xfe", "not the body"),
    ],
)
def test_anything_else_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(NotAForm, match=said):
        read_submission(data)


@given(st.text(max_size=200), st.binary(max_size=50))
def test_whatever_a_value_holds_the_others_are_read(text: str, raw: bytes) -> None:
    data = body("event", EVENT, summary="MARK").encode()
    read = read_submission(data.replace(b"MARK", b"x" + text.encode("utf-8", "replace") + raw))
    assert {k: v for k, v in read.values.items() if k in ("title", "source", "at")} == {
        k: EVENT[k] for k in ("title", "source", "at")
    }
