"""Drafts of entries: their ids, and that they say again whatever was answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import make_content, parse
from timeline.edit.draft import Answers, Reference, draft
from timeline.edit.names import slug
from timeline.load.content import load_content
from timeline.model.entries import ENTRY_TYPES, field_names

SLUGS = [
    ("A convoy reaches Konna", "a-convoy-reaches-konna"),
    ("L’été à Ségou: «fini»", "lete-a-segou-fini"),
    ("France's jets", "frances-jets"),
    ("  -- 60 dead? --", "60-dead"),
    ("大坝", ""),
    ("word " * 30, "-".join(["word"] * 12)),
    ("x" * 200, "x" * 60),
]


@pytest.mark.parametrize(("title", "expected"), SLUGS)
def test_an_id_is_made_of_a_title(title: str, expected: str) -> None:
    assert slug(title) == expected


LINES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1
).filter(str.strip)


@given(st.sampled_from(sorted(ENTRY_TYPES)), LINES, LINES)
def test_whatever_a_text_holds_the_draft_says_it_again(kind: str, line: str, prose: str) -> None:
    fields = dict.fromkeys(field_names(ENTRY_TYPES[kind]), line) | {"summary": prose}
    answers = Answers(
        fields, [Reference(line, line)], [Reference(line, line)], [Reference(line, line)]
    )
    data = parse(draft(kind, answers)).data
    flat = " ".join(line.split())
    for key in ("title", "name", "type", "date", "as_written"):
        assert data.get(key, flat) == flat
    if kind != "source":
        assert data.get("summary", "") in ("", " ".join(prose.split()))
        assert {"source": flat, "at": flat} in data["cite"]


def test_keys_stand_in_the_order_of_the_model(tmp_path: Path) -> None:
    content, _ = load_content(make_content(tmp_path), "content")
    assert content.vocabulary
    for kind, model in ENTRY_TYPES.items():
        fields = dict.fromkeys(field_names(model), "x")
        some = [Reference("a", "b")]
        data = parse(draft(kind, Answers({**fields, "paragraphs": "3"}, some, some, some))).data
        assert list(data) == [name for name in field_names(model) if name in data]
