"""Events by day: what stands in which slot, in which order, under which anchor."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import parse_edtf
from timeline.model.entries import Event
from timeline.model.order import event_sort_key
from timeline.pages import Catalogue
from timeline.pages.grouping import Slot, slots_of

FORMS = (
    "1931-05-02", "1931-05-02~", "1931-05-02?", "1931-05-02%", "1931-05-02T03:20:00",
    "1931-05-02T23:20:00Z", "1931-05-02T03:20:00+02:00", "1931-05", "1931-05~", "1931-05-XX",
    "1931", "1931?", "1931-XX", "1931-XX-XX", "1931-21", "1931-24", "193X", "19XX",
    "[1931-05-02..1931-05-04]", "[1931-05-02,1931-05-04]", "[1931-05..1931-07]",
    "[..1931-05-03]", "[1931-05-04..]", "[..1931-05]", "[..1931]", "[1931..]", "[1931,1933]",
    "1931-05-02/1931-05-04", "1931-05/1931-07", "1931/1933", "1931-05-02~/1931-06",
    "1931-05-02/..", "1931-05-02/", "1931-05/..", "1931/..", "../1931-05-02", "/1931-05-02",
    "../1931-05", "../1931", "1930-12-31", "1932-01-01", "1931-05-01", "1931-05-31",
)  # fmt: skip
"""Every form that a date can have."""


def event(text: str, number: int = 0) -> Event:
    return Event.model_validate(
        {
            "id": f"e{number}",
            "title": "x",
            "date": text,
            "dated": {"basis": "stated"},
            "type": "x",
            "status": "reported",
            "summary": "x",
            "cite": [{"source": "x", "at": "p. 1"}],
        }
    )


def slots(english: Catalogue, *texts: str) -> tuple[Slot, ...]:
    events = [event(text, number) for number, text in enumerate(texts)]
    shelf = {event.id: event for event in events}
    return slots_of(sorted(events, key=event_sort_key), shelf, english.dates)


@pytest.mark.parametrize(
    ("text", "anchor", "exact"),
    [
        ("1931-05-02", "d-1931-05-02", True),
        ("1931-05-02T03:20:00", "d-1931-05-02", True),
        ("1931-05-02~", "d-1931-05-02", False),
        ("1931-05-02/1931-05-04", "d-1931-05-02", False),
        ("1931-05-02/..", "d-1931-05-02", False),
        ("[..1931-05-02]", "d-1931-05-02", False),
        ("../1931-05-02", "d-1931-05-02", False),
        ("1931-05", "d-1931-05", True),
        ("1931-05-XX", "d-1931-05", False),
        ("1931-05/1931-07", "d-1931-05", False),
        ("1931", "d-1931", True),
        ("1931-24", "d-1931", False),
        ("193X", "d-1930", False),
        ("1931/..", "d-1931", False),
    ],
)
def test_a_slot_is_where_the_date_starts_no_sharper_than_it_is(
    text: str, anchor: str, exact: bool, english: Catalogue
) -> None:
    (slot,) = slots(english, text)
    assert slot.anchor == anchor
    assert (slot.exact, slot.total) == (int(exact), 1)


@given(texts=st.lists(st.sampled_from(FORMS), max_size=12))
def test_every_event_stands_in_one_slot_and_slots_are_in_order(
    texts: list[str], english: Catalogue
) -> None:
    made = slots(english, *texts)
    shown = [e for slot in made for group in slot.groups for e in group.events]
    assert sorted(e.id for e in shown) == sorted(f"e{n}" for n in range(len(texts)))
    starts = [(slot.date.sort_key[0], -slot.date.sort_key[1].toordinal()) for slot in made]
    assert starts == sorted(starts)
    anchors = [slot.anchor for slot in made]
    assert len(set(anchors)) == len(anchors)
    for slot in made:
        assert slot.total == sum(len(group.events) for group in slot.groups)
        for group in slot.groups:
            for member in group.events:
                # Nobody is shown under a heading that says more than is known of them.
                assert member.date.sort_key == group.date.sort_key
                assert not group.exact or (member.date.earliest, member.date.latest) == (
                    slot.date.earliest,
                    slot.date.latest,
                )


@given(texts=st.lists(st.sampled_from(FORMS), min_size=1, max_size=8), data=st.data())
def test_anchors_do_not_depend_on_what_else_there_is(
    texts: list[str], data: st.DataObject, english: Catalogue
) -> None:
    some = data.draw(st.lists(st.sampled_from(texts), unique=True))
    assert {slot.anchor for slot in slots(english, *some)} <= {
        slot.anchor for slot in slots(english, *texts)
    }


def test_a_year_stands_before_its_months_and_a_month_before_its_first_day(
    english: Catalogue,
) -> None:
    made = slots(english, "1931-01-01", "1931-01", "1931", "1930-12-31")
    assert [slot.anchor for slot in made] == ["d-1930-12-31", "d-1931", "d-1931-01", "d-1931-01-01"]


def test_what_is_known_less_exactly_stands_in_groups_of_one_wording(english: Catalogue) -> None:
    (slot,) = slots(
        english, "1931-05-02", "1931-05-02~", "1931-05-02T10:00:00", "1931-05-02~", "1931-05-02/.."
    )
    assert [(len(group.events), group.exact, group.label) for group in slot.groups] == [
        (2, True, "Saturday 2 May 1931"),
        (2, False, "about 2 May 1931"),
        (1, False, "from 2 May 1931, end open"),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_date_has_a_slot(form: str, english: Catalogue) -> None:
    made = slots(english, form)
    assert all(group.label for slot in made for group in slot.groups)
    assert made[0].short


def test_the_bounds_of_a_slot_are_days() -> None:
    assert parse_edtf("1931-05").sort_key == (date(1931, 5, 1), date(1931, 5, 31))
