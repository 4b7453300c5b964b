"""The strip's columns: how fine they are, what each stands for, and how empty time is drawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.test_grouping import FORMS, slots
from timeline.pages import Catalogue
from timeline.pages.columns import GAP, Column, strip_columns
from timeline.pages.grouping import tally
from timeline.settings import STRIP_COLUMNS


def days(first: date, count: int, step: int = 1) -> list[str]:
    """Return the texts of ``count`` days, ``step`` days apart."""
    return [(first + timedelta(days=number * step)).isoformat() for number in range(count)]


def columns(english: Catalogue, *texts: str) -> tuple[Column, ...]:
    return strip_columns(slots(english, *texts), english.dates)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_date_has_a_column(form: str, english: Catalogue) -> None:
    made = slots(english, form)
    assert [column.slot for column in strip_columns(made, english.dates)] == [
        tally(s) for s in made
    ]


@pytest.mark.parametrize(
    ("texts", "columns"),
    [
        (("1931-05-02", "1931-05-03"), "slot slot"),
        (("1931-05-02", "1931-05-04"), "slot day slot"),
        (("1931-05-02", "1931-05-13"), "slot " + "day " * GAP + "slot"),
        (("1931-05-02", "1931-05-14"), "slot gap:11 slot"),
        (("1931-05", "1931-05-02"), "slot slot"),
        (("1931-05", "1931-06-01"), "slot slot"),
        (("1931-05", "1931-06-02"), "slot day slot"),
        (("1931", "1931-05-02", "1932-01-02"), "slot slot day slot"),
        (("1931-12-31", "1932-01-01"), "slot slot"),
        (("0001-01-01", "9999-12-31"), "slot gap:3652057 slot"),
        ((), ""),
    ],
)
def test_empty_days_are_drawn_and_long_gaps_compressed(
    texts: tuple[str, ...], columns: str, english: Catalogue
) -> None:
    drawn = [
        "slot" if column.slot else "day" if column.empty else f"gap:{column.days}"
        for column in strip_columns(slots(english, *texts), english.dates)
    ]
    assert drawn == columns.split()


def test_empty_days_are_the_days_between(english: Catalogue) -> None:
    columns = strip_columns(slots(english, "1932-02-27", "1932-03-01"), english.dates)
    assert [column.empty.text for column in columns if column.empty] == [
        "1932-02-28",
        "1932-02-29",
    ]


MANY = days(date(1931, 1, 1), STRIP_COLUMNS + 1)


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [
        (MANY[:-1], "1 Jan", "30 Apr"),
        (MANY, "Jan 1931", "May 1931"),
        (days(date(1931, 1, 1), 400, step=28), "1931", "1961"),
        (days(date(1001, 1, 1), 400, step=800), "1000–1009", "1870–1879"),
        (days(date(1, 1, 1), 800, step=4000), "1–99", "8700–8799"),
        (days(date(1, 1, 1), 400, step=800), "1–9", "870–879"),
    ],
)
def test_many_columns_become_fewer_of_a_longer_unit(
    texts: list[str], first: str, last: str, english: Catalogue
) -> None:
    made = columns(english, *texts)
    ends = [made[0].slot, made[-1].slot]
    assert [slot.short for slot in ends if slot] == [first, last]
    assert len(made) <= STRIP_COLUMNS


def test_what_is_known_less_exactly_keeps_a_column_of_its_own(english: Catalogue) -> None:
    made = columns(english, *MANY, "1931")
    assert [column.slot.short for column in made if column.slot][:2] == ["1931", "Jan 1931"]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("1931-01-05", True),
        ("1931-01-05T12:00:00", True),
        ("1931-01", True),
        ("1931-01-05/1931-01-20", True),
        ("1931-01-30/1931-02-02", False),
        ("1931-01-05~", False),
        ("1931-01-05/..", False),
        ("[..1931-01-05]", False),
    ],
)
def test_an_event_is_solid_where_it_is_known_to_fall(
    text: str, exact: bool, english: Catalogue
) -> None:
    first = columns(english, *MANY, text)[0].slot
    assert first is not None
    assert (first.total, first.exact) == (32, 31 + exact)


def test_empty_months_are_drawn_and_long_gaps_compressed(english: Catalogue) -> None:
    made = columns(english, *MANY, "1931-07-01", "1940-07-01")
    drawn = [column.empty.text if column.empty else column.days for column in made[5:]]
    assert drawn == ["1931-06", 0, 3257, 0]


@given(texts=st.lists(st.sampled_from(FORMS), max_size=6), extra=st.integers(0, 800))
def test_columns_bring_slots_together_in_their_order_and_lose_none(
    texts: list[str], extra: int, english: Catalogue
) -> None:
    made = slots(english, *texts, *days(date(1931, 4, 1), extra, step=9))
    held = [column for column in strip_columns(made, english.dates) if column.slot]
    at = 0
    for column in held:
        assert column.slot is not None
        part = made[at : at + column.slots]
        at += column.slots
        assert column.slot.anchor == part[0].anchor
        assert column.slot.total == sum(slot.total for slot in part)
        assert column.slot.date.sort_key[0] <= part[0].date.sort_key[0]
    assert at == len(made)
