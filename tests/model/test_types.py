"""The field types: what each takes, and what it makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from timeline.model import types
from timeline.model.inline import LinkError
from timeline.model.types import Locator


def read(kind: Any, text: str) -> Any:
    return TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (types.Id, "a", "a"),
        (types.Id, "a-1-b2", "a-1-b2"),
        (types.Id, "2013-01-14", "2013-01-14"),
        (types.Id, "a" * 90, "a" * 90),
        (types.Title, "  x y ", "x y"),
        (types.Title, "é" * 90, "é" * 90),
        (types.Line, "x" * 400, "x" * 400),
        (types.Lang, "en", "en"),
        (types.Lang, "pt-BR", "pt-BR"),
        (types.Lang, "sr-Latn", "sr-Latn"),
        (types.Lang, "zh-Hant-TW", "zh-Hant-TW"),
        (types.Lang, "es-419", "es-419"),
        (types.Lang, "bam", "bam"),
        (types.Country, "ML", "ML"),
        (types.Flag, "true", True),
        (types.Flag, "false", False),
        (types.Number, "0", 0),
        (types.Number, "60", 60),
        (types.Number, "-1.5", -1.5),
        (types.Number, "1.50", 1.5),
        (types.Number, "999999999999999", 999999999999999),
        (types.SourceType, "article-newspaper", "article-newspaper"),
        (types.Status, "disputed", "disputed"),
    ],
)
def test_a_value(kind: Any, text: str, value: object) -> None:
    result = read(kind, text)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (types.Id, "A", "bad-id"),
        (types.Id, "-a", "bad-id"),
        (types.Id, "a-", "bad-id"),
        (types.Id, "a--b", "bad-id"),
        (types.Id, "a_b", "bad-id"),
        (types.Id, "é", "bad-id"),
        (types.Id, "a\n", "bad-id"),
        (types.Id, "a" * 91, "bad-id"),
        (types.Title, "x" * 91, "text-too-long"),
        (types.Title, "x\ny", "wrong-type"),
        (types.Title, " ", "empty-value"),
        (types.Line, "x" * 401, "text-too-long"),
        (types.Lang, "EN", "bad-language"),
        (types.Lang, "en_GB", "bad-language"),
        (types.Lang, "english", "bad-language"),
        (types.Lang, "e", "bad-language"),
        (types.Country, "ml", "unknown-word"),
        (types.Country, "MLI", "unknown-word"),
        (types.Flag, "yes", "unknown-word"),
        (types.Flag, "True", "unknown-word"),
        (types.Number, "012", "bad-number"),
        (types.Number, "1e3", "bad-number"),
        (types.Number, "1,000", "bad-number"),
        (types.Number, "1 000", "bad-number"),
        (types.Number, "+1", "bad-number"),
        (types.Number, ".5", "bad-number"),
        (types.Number, "5.", "bad-number"),
        (types.Number, "٣", "bad-number"),
        (types.Number, "1000000000000000", "bad-number"),
        (types.Number, "nan", "bad-number"),
        (types.ProseText, "x" * 4001, "text-too-long"),
        (types.ProseText, "[x](javascript:y)", "link-scheme"),
        (types.Url, "example.org", "link-scheme"),
        (types.EdtfField, "2013-02-30", "impossible-day"),
        (types.EdtfField, "2013/2012", "reversed-interval"),
        (types.EdtfField, "Monday", "bad-date"),
        (types.DayField, "2013-01", "bad-date"),
        (types.DayField, "2013-01-14?", "bad-date"),
        (types.Status, "Reported", "unknown-status"),
        (types.SourceType, "article", "unknown-type"),
    ],
)
def test_a_value_that_is_refused(kind: Any, text: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(kind, text)
    (fault,) = caught.value.errors()
    assert fault["type"] == code
    assert fault["msg"]


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("para 7", Locator("para 7", "para", 7, 7)),
        ("para 7-9", Locator("para 7-9", "para", 7, 9)),
        ("para 7-7", Locator("para 7-7", "para", 7, 7)),
        ("p. 3", Locator("p. 3", "page", 3, 3)),
        ("pp. 3-4", Locator("pp. 3-4", "page", 3, 4)),
        ("00:12:30", Locator("00:12:30", "time", 0, 0)),
    ],
)
def test_a_locator(text: str, locator: Locator) -> None:
    assert read(types.LocatorField, text) == locator


@pytest.mark.parametrize(
    "text",
    "7|para|para 0|para 07|para 9-7|para 7–9|paras 7|page 3|p.3|12:30|00:60:00|para 100000"
    "|para 7 |Para 7".split("|"),
)
def test_a_locator_that_is_none(text: str) -> None:
    with pytest.raises(ValidationError, match="does not say where in the source"):
        read(types.LocatorField, text)


@pytest.mark.parametrize("value", [["x"], {"x": "y"}, []])
@pytest.mark.parametrize(
    "kind",
    [types.Id, types.Line, types.Number, types.Flag, types.EdtfField, types.LocatorField,
     types.Status, types.ProseText, types.Url, types.Lang, types.Country],
)  # fmt: skip
def test_a_list_or_group_is_no_value(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (fault,) = caught.value.errors()
    assert fault["type"] == "wrong-type"


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "  with space around  ",
        "two\n\nparagraphs",
        "*once* and [a town](place:town) and [a page](https://example.org/)",
        "[no link] at all",
    ],
)
def test_a_text_that_was_found_right_before_is_the_same(text: str) -> None:
    known = TypeAdapter(types.ProseText).validate_python(text, context=types.FOUND_RIGHT)
    fresh = read(types.ProseText, text)
    assert (known, known.paragraphs) == (fresh, fresh.paragraphs)


def test_a_link_that_was_never_found_right_shows_nothing() -> None:
    text = "[here](javascript:alert)"
    with pytest.raises(ValidationError):
        read(types.ProseText, text)
    known = TypeAdapter(types.ProseText).validate_python(text, context=types.FOUND_RIGHT)
    with pytest.raises(LinkError):
        _ = known.paragraphs
