"""What follows from a timeline comes back from plain data, and pages made from it are the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import chain
from typing import Any

import pytest

from tests.pages.invented import SITE, bare
from timeline.check import CheckResult
from timeline.dates import parse_edtf
from timeline.model.derived import derived_of
from timeline.model.ondemand import Rows
from timeline.model.timeline import Timeline
from timeline.model.types import Part
from timeline.pages import Catalogue, Rendering
from timeline.pages.outline import Outline, Recalled, outline_of, outline_of_plan
from timeline.pages.plan import Plan
from timeline.pages.told import Hearer, Teller


def kept(timeline: Timeline, plan: Plan) -> Mapping[str, Any]:
    """Return an outline as it comes back from files."""
    told = chain(outline_of(timeline), outline_of_plan(plan))
    parts = {name: json.dumps(part) for name, part in told}
    return {name: json.loads(text) for name, text in parts.items()}


def plain(value: Any) -> Any:
    """Return a value with all rows as lists and all records as groups; parts of entries stay."""
    if isinstance(value, Part | str | int | float | date | None):
        return value
    if isinstance(value, Mapping):
        return {key: plain(held) for key, held in value.items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return [plain(each) for each in value]


@pytest.mark.usefixtures("lengths")
def test_whatever_follows_from_all_entries_comes_back(
    flood: Timeline,
    result: CheckResult,
    english: Catalogue,
) -> None:
    timeline = bare(flood)
    plan = Plan(timeline, result.coverage, SITE, english)
    told = kept(timeline, plan)
    again = bare(flood)
    plan_again = Plan(again, result.coverage, SITE, english)
    Outline(told.__getitem__).recall_in(again, plan_again)
    for now, before in ((again, timeline), (plan_again, plan)):
        for name in derived_of(type(before)):
            assert plain(getattr(now, name)) == plain(getattr(before, name)), name


@pytest.mark.usefixtures("lengths")
def test_pages_made_from_an_outline_are_the_same(
    flood: Timeline,
    result: CheckResult,
    english: Catalogue,
) -> None:
    whole = Rendering(bare(flood), result.coverage, SITE, english)
    told = {n: json.loads(json.dumps(part)) for parts in whole.outlines for n, part in parts()}
    outline = Outline(told.__getitem__)
    assert outline.order == list(flood.events)
    again = Rendering(bare(flood), result.coverage, SITE, english, recalled=Recalled(outline))
    assert list(again.outputs) == list(whole.outputs)
    for path in whole.outputs:
        made, reads = again.make(path)
        assert (made, set(reads)) == (whole.make(path)[0], set(whole.make(path)[1])), path
        assert [*map(again.digests.of_read, reads)] == [*map(whole.digests.of_read, reads)], path
        assert [*map(again.digests.held_by, reads)] == [*map(whole.digests.held_by, reads)], path


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        1.5,
        "",
        "!Cite",
        "@events new-dam",
        ("=", "~1931", "#1931-01-01"),
        date(1931, 4, 5),
        parse_edtf("1931-04~/.."),
        {},
        {"a": {"b": ("c", ("d",))}},
        {("a", "b"): 1, ("c", 2): (date(1931, 4, 5), None)},
    ],
)
def test_a_value_without_entries_is_told_as_it_is(value: Any) -> None:
    told = json.loads(json.dumps(Teller({}).tell(value)))
    assert plain(Hearer({}).hear(told)) == plain(value)


def test_what_nobody_said_how_to_tell_is_refused() -> None:
    with pytest.raises(TypeError, match="nobody said how to tell a object"):
        Teller({}).tell([object()])


def test_a_part_of_no_entry_cannot_be_told(flood: Timeline) -> None:
    event = flood.events["new-dam"]
    assert Teller(flood.shelves()).tell(event) == "@events new-dam"
    with pytest.raises(KeyError):
        Teller({}).tell(event)


def counting(made: list[int]) -> Callable[[int], int]:
    def make(told: int) -> int:
        made.append(told)
        return told * told

    return make


def test_rows_are_made_when_asked_for_and_once() -> None:
    made: list[int] = []
    rows = Rows([1, 2, 3, 4], counting(made))
    assert (len(rows), bool(rows), made) == (4, True, [])
    assert (rows[1], rows[1], rows[-1], made) == (4, 4, 16, [2, 4])
    assert (list(rows[1:3]), list(rows)) == ([4, 9], [1, 4, 9, 16])
    assert made == [2, 4, 2, 3, 1, 3]
    with pytest.raises(IndexError):
        rows[4]
