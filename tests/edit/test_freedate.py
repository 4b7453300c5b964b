"""Free-form dates: what is read, what is asked about, and that nothing is ever invented."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import is_edtf, parse_edtf
from timeline.edit.freedate import read_free_date

READ = """
2013                               2013
2013-01                            2013-01
2013-01-14                         2013-01-14
2013-01-14~                        2013-01-14~
[..2013-01-14]                     [..2013-01-14]
2013-01-11/2013-01-14              2013-01-11/2013-01-14
2013-01-14T16:30:00Z               2013-01-14T16:30:00Z
Jan 2013                           2013-01
January 2013                       2013-01
janvier 2013                       2013-01
2013 January                       2013-01
01/2013                            2013-01
2013/1                             2013-01
14 January 2013                    2013-01-14
14 Jan 2013                        2013-01-14
14th of January 2013               2013-01-14
January 14, 2013                   2013-01-14
Jan. 14, 2013                      2013-01-14
14 janvier 2013                    2013-01-14
Monday 14 January 2013             2013-01-14
Monday, January 14th, 2013         2013-01-14
Mon, 14 Jan 2013 09:00:00 GMT      2013-01-14
14.01.2013                         2013-01-14
14/1/2013                          2013-01-14
1/14/2013                          2013-01-14
3/3/2013                           2013-03-03
2013.01.14                         2013-01-14
20130114                           2013-01-14
14-Jan-2013                        2013-01-14
Jan/14/2013                        2013-01-14
2013 14 Jan                        2013-01-14
14 January 2013, 4pm               2013-01-14
4pm, 14 January 2013               2013-01-14
14 January 2013 16:30              2013-01-14
5pm January 2013                   2013-01
Friday January 2013                2013-01
29 February 2012                   2012-02-29
about 14 January 2013              2013-01-14~
c. 2013                            2013~
perhaps January 2013               2013-01?
by 14 January 2013                 [..2013-01-14]
since April 2012                   2012-04/..
11-14 January 2013                 2013-01-11/2013-01-14
between 11 and 14 January 2013     [2013-01-11..2013-01-14]
spring 2013                        2013-21
1990s                              199X
"""
ASKED = """
03/04/2013                         2013-04-03 2013-03-04
3.4.2013                           2013-04-03 2013-03-04
03-04-2013                         2013-04-03 2013-03-04
03/04/2013 10:30                   2013-04-03 2013-03-04
1900s                              190X 19XX
"""
REFUSED = """
14 January                         has no year
Friday                             no year
yesterday                          no year
14/1/13                            year of two digits
14 January 13                      year of two digits
30 February 2013                   check the day
31/02/2013                         check the day
Friday 14 January 2013             names a Friday
Fri, 14 Jan 2013 09:00:00 GMT      names a Fri,
14 Jan and 3 Feb 2013 and 2014     more than one
soon after 2013                    not a date
14 15 January 2013 12              not a date
44 BC                              before the year 1
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [
        (text.strip(), expected.strip())
        for text, expected in (re.split(r"\s{2,}", line) for line in table.split("\n") if line)
    ]


@pytest.mark.parametrize(("text", "edtf"), rows(READ))
def test_a_date_is_read_with_the_parts_that_it_has(text: str, edtf: str) -> None:
    assert [reading.edtf for reading in read_free_date(text).readings] == [edtf]


@pytest.mark.parametrize(("text", "readings"), rows(ASKED))
def test_an_ambiguous_date_has_all_its_readings(text: str, readings: str) -> None:
    found = read_free_date(text)
    assert [reading.edtf for reading in found.readings] == readings.split()
    assert all(reading.meaning for reading in found.readings)


@pytest.mark.parametrize(("text", "said"), rows(REFUSED))
def test_what_cannot_be_read_is_refused_with_advice(text: str, said: str) -> None:
    found = read_free_date(text)
    assert not found.readings
    assert said in f"{found.fault}; {found.advice}"
    assert found.advice


@pytest.mark.parametrize("text", ["", "  ", "1" * 5000, "Jan " * 500, f"2013 {'9' * 30}h"])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    assert not read_free_date(text).readings


MONTHS = st.sampled_from("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())


@given(st.integers(1000, 9999), MONTHS, st.sampled_from(["{m} {y}", "{y} {m}", "{m}, {y}"]))
def test_a_month_never_gets_a_day(year: int, month: str, form: str) -> None:
    [reading] = read_free_date(form.format(m=month, y=year)).readings
    assert parse_edtf(reading.edtf).precision == "month"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_no_reading_is_sharper_than_the_text(day: date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y %d %b", "%d/%m/%Y"):
        readings = [reading.edtf for reading in read_free_date(day.strftime(form)).readings]
        assert day.isoformat() in readings


@given(st.text("0123456789 /-.:,JanFebMonTue~[]", max_size=30) | st.text(max_size=30))
def test_every_reading_of_any_text_is_edtf(text: str) -> None:
    for reading in read_free_date(text).readings:
        assert is_edtf(reading.edtf)
