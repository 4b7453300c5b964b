"""Which texts are dates, and what they cover; what is said of those that are none is elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import DateError, EdtfDate, is_edtf, parse_edtf

# Text, precision, earliest, latest ("-" where there is none), flags: ~ approximate, ? uncertain,
# and for the start and end o(pen), u(nknown).
VALID = """
2013                        year     2013-01-01 2013-12-31
0001                        year     0001-01-01 0001-12-31
9999                        year     9999-01-01 9999-12-31
2013?                       year     2013-01-01 2013-12-31 ?
2013~                       year     2013-01-01 2013-12-31 ~
2013%                       year     2013-01-01 2013-12-31 ~?
2013-01                     month    2013-01-01 2013-01-31
2013-02                     month    2013-02-01 2013-02-28
2012-02                     month    2012-02-01 2012-02-29
2000-02                     month    2000-02-01 2000-02-29
1900-02                     month    1900-02-01 1900-02-28
2013-12                     month    2013-12-01 2013-12-31
2013-04?                    month    2013-04-01 2013-04-30 ?
2013-04~                    month    2013-04-01 2013-04-30 ~
2013-01-14                  day      2013-01-14 2013-01-14
2012-02-29                  day      2012-02-29 2012-02-29
2013-01-14?                 day      2013-01-14 2013-01-14 ?
2013-01-14~                 day      2013-01-14 2013-01-14 ~
2013-01-14%                 day      2013-01-14 2013-01-14 ~?
0001-01-01                  day      0001-01-01 0001-01-01
9999-12-31                  day      9999-12-31 9999-12-31
2013-01-14T14:30:00         time     2013-01-14 2013-01-14
2013-01-14T00:00:00Z        time     2013-01-14 2013-01-14
2013-01-14T23:59:59Z        time     2013-01-14 2013-01-14
2013-01-14T14:30:00+01:00   time     2013-01-14 2013-01-14
2013-01-14T23:30:00-05:00   time     2013-01-14 2013-01-14
2013-01-14T14:30:00+01      time     2013-01-14 2013-01-14
2013-01-14T14:30:00+14:00   time     2013-01-14 2013-01-14
2013-01-14T14:30:00+00:00   time     2013-01-14 2013-01-14
2013-21                     season   2013-03-01 2013-05-31
2013-22                     season   2013-06-01 2013-08-31
2013-23                     season   2013-09-01 2013-11-30
2013-24                     season   2013-12-01 2014-02-28
2011-24                     season   2011-12-01 2012-02-29
9999-24                     season   9999-12-01 9999-12-31
2013-21~                    season   2013-03-01 2013-05-31 ~
201X                        decade   2010-01-01 2019-12-31
201X~                       decade   2010-01-01 2019-12-31 ~
20XX                        century  2000-01-01 2099-12-31
19XX?                       century  1900-01-01 1999-12-31 ?
2013-XX                     year     2013-01-01 2013-12-31
2013-XX-XX                  year     2013-01-01 2013-12-31
2013-XX-XX%                 year     2013-01-01 2013-12-31 ~?
2013-01-XX                  month    2013-01-01 2013-01-31
2012-02-XX                  month    2012-02-01 2012-02-29
2013/2014                   interval 2013-01-01 2014-12-31
2013/2013                   interval 2013-01-01 2013-12-31
2013-01/2013-03             interval 2013-01-01 2013-03-31
2013-01-11/2013-01-14       interval 2013-01-11 2013-01-14
2013-01-14/2013-01-14       interval 2013-01-14 2013-01-14
2013-01-14/2013             interval 2013-01-14 2013-12-31
2013/2013-01-14             interval 2013-01-01 2013-01-14
2012-04/2013-01-14          interval 2012-04-01 2013-01-14
2013-01-11~/2013-01-14      interval 2013-01-11 2013-01-14 ~
2013-01-11/2013-01-14?      interval 2013-01-11 2013-01-14 ?
2013-01-11~/2013-01-14?     interval 2013-01-11 2013-01-14 ~?
2013-21/2013-22             interval 2013-03-01 2013-08-31
201X/2020                   interval 2010-01-01 2020-12-31
2013-01-XX/2013-02          interval 2013-01-01 2013-02-28
2013-01-14/..               interval 2013-01-14 -          end:open
2013-01-14~/..              interval 2013-01-14 -          ~ end:open
2013-01-14/                 interval 2013-01-14 -          end:unknown
../2013-01-14               interval -          2013-01-14 start:open
/2013-01-14                 interval -          2013-01-14 start:unknown
/2013-01-14%                interval -          2013-01-14 ~? start:unknown
[2013-01-11..2013-01-14]    set      2013-01-11 2013-01-14
[2013-01..2013-01-14]       set      2013-01-01 2013-01-14
[2013..2014]                set      2013-01-01 2014-12-31
[..2013-01-14]              set      -          2013-01-14 start:open
[2013-01-14..]              set      2013-01-14 -          end:open
[..2013~]                   set      -          2013-12-31 ~ start:open
[2013,2014]                 set      2013-01-01 2014-12-31
[2013-01-11,2013-01-14]     set      2013-01-11 2013-01-14
[2013-01-14,2013-01-11]     set      2013-01-11 2013-01-14
[2011,2013-04,2012-01-02?]  set      2011-01-01 2013-04-30 ?
"""


def _rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize("row", _rows(VALID), ids=lambda row: row[0])
def test_a_date_has_the_precision_and_bounds_of_its_text(row: list[str]) -> None:
    text, precision, earliest, latest, *flags = row
    parsed = parse_edtf(text)
    assert (parsed.text, parsed.precision) == (text, precision)
    assert (parsed.earliest, parsed.latest) == (_day(earliest), _day(latest))
    marks = "".join(flag for flag in flags if ":" not in flag)
    assert (parsed.approximate, parsed.uncertain) == ("~" in marks, "?" in marks)
    ends = dict(flag.split(":") for flag in flags if ":" in flag)
    assert parsed.start == ends.get("start", "known")
    assert parsed.end == ends.get("end", "known")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2013-01-XX", "day"),
        ("2013-XX-XX", "day"),
        ("2013-XX", "month"),
        ("201X", "year"),
        ("20XX", "year"),
        ("2013-01", None),
    ],
)
def test_unspecified_names_the_unit_that_is_not_known(text: str, unit: str | None) -> None:
    assert parse_edtf(text).unspecified == unit


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2013-01-14T14:30:05", datetime(2013, 1, 14, 14, 30, 5)),  # noqa: DTZ001
        ("2013-01-14T14:30:05Z", datetime(2013, 1, 14, 14, 30, 5, tzinfo=UTC)),
        (
            "2013-01-14T23:30:00-05:30",
            datetime(2013, 1, 14, 23, 30, tzinfo=timezone(-timedelta(hours=5, minutes=30))),
        ),
        ("2013-01-14", None),
    ],
)
def test_a_time_is_aware_exactly_if_its_text_has_an_offset(
    text: str, time: datetime | None
) -> None:
    parsed = parse_edtf(text).time
    assert parsed == time
    assert (parsed and parsed.utcoffset()) == (time and time.utcoffset())


def test_ends_and_members_are_dates_of_their_own() -> None:
    interval = parse_edtf("2012-04~/2013-01-14?")
    assert (interval.first, interval.last) == (parse_edtf("2012-04~"), parse_edtf("2013-01-14?"))
    assert parse_edtf("2012-04/..").last is None
    assert parse_edtf("[2013,2014-02]").members == (parse_edtf("2013"), parse_edtf("2014-02"))


SORTED = (
    "[..2012-12]",  # At the latest then; sorts there, for want of a start.
    "2013",
    "2013/..",
    "2013-01-11",
    "2013-01-11T09:00:00Z",
    "2013-01-11/2013-01-14",
    "2013-01-11/",
    "2013-01-14",
    "../2013-01-15",
)


def test_dates_sort_by_their_earliest_then_their_latest_day() -> None:
    keys = [parse_edtf(text).sort_key for text in SORTED]
    assert keys == sorted(keys)
    assert parse_edtf("2013/..").sort_key[1] == date.max


# Text | what the message or the advice must say. "type X" ends the advice unless "..." follows.
DAYS = st.dates()
TEXTS = st.text(alphabet="0123456789-/.[],{}TZXY?~% :+xSEQWcJan ", max_size=30) | st.text(
    max_size=30
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_a_date_or_a_date_error_whose_proposal_is_one(text: str) -> None:
    if is_edtf(text):
        assert parse_edtf(text).text == text
        return
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert caught.value.message
    assert caught.value.advice
    proposal = re.fullmatch(r"type (\S+)", caught.value.advice)
    assert proposal is None or is_edtf(proposal[1])


@settings(derandomize=True, max_examples=200, deadline=None)
@given(DAYS)
def test_every_day_is_its_own_bounds(day: date) -> None:
    assert parse_edtf(day.isoformat()) == EdtfDate(day.isoformat(), "day", day, day)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(DAYS, DAYS)
def test_an_interval_of_days_is_accepted_one_way_round(one: date, two: date) -> None:
    low, high = sorted((one, two))
    assert parse_edtf(f"{low}/{high}").sort_key == (low, high)
    assert is_edtf(f"{high}/{low}") == (low == high)
    assert is_edtf(f"[{high}..{low}]") == (low == high)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(DAYS)
def test_the_common_ways_to_write_a_day_lead_to_it(day: date) -> None:
    iso = day.isoformat()
    for text in (iso.replace("-", "/"), iso.replace("-", "."), f"{iso} ", iso.replace("-", "–")):
        with pytest.raises(DateError) as caught:
            parse_edtf(text)
        assert caught.value.advice == f"type {iso}"
