"""What is no date is refused, with what to type instead."""

from __future__ import annotations

import re

import pytest

from timeline.dates import DateError, is_edtf, parse_edtf

REFUSED = """
14/01/2013                      | type 2013-01-14
14.1.2013                       | type 2013-01-14
1/14/2013                       | type 2013-01-14
5/5/2013                        | type 2013-05-05
03/04/2013                      | type 2013-04-03 if the day comes first, or 2013-03-04 if ...
14/01/13                        | YYYY-MM-DD
2013/01/14                      | type 2013-01-14
2013.01.14                      | type 2013-01-14
2013-1-4                        | type 2013-01-04
2013-01-4                       | type 2013-01-04
2013-1                          | type 2013-01
2013/01                         | type 2013-01
01/2013                         | type 2013-01
2010/12                         | type 2010-12 if it is the month, or 2010/2012 if ...
2010–12                         | type 2010-12 if it is the month, or 2010/2012 if ...
2013-14                         | type 2013/2014
20130114                        | type 2013-01-14
201301                          | type 2013-01 if it is a month; ...
2013-014                        | type 2013-01-14
2013-W03-1                      | type 2013-01-14
2013-W03                        | type 2013-01-14/2013-01-20 if it lasted all week, or [...
2013-W60                        | a week that its year does not have
Jan 2013                        | type 2013-01
January, 2013                   | type 2013-01
14 Jan 2013                     | type 2013-01-14
Monday 14 January 2013          | type 2013-01-14
Tuesday 14 January 2013         | check the day
January 14th, 2013              | type 2013-01-14
2013 January 14                 | type 2013-01-14
le 14 janvier 2013              | type 2013-01-14
1er août 2013                   | type 2013-08-01
14 January                      | put the year in front: YYYY-01-14
Jan                             | put the year in front: YYYY-01
Monday                          | has no year
yesterday                       | has no year
spring 2013                     | type 2013-21
2013 winter                     | type 2013-24
1990s                           | type 199X
1900s                           | type 190X if it was between 1900 and 1909, or 19XX if ...
20th century                    | type 19XX
early 2013                      | says 'early'
c. 2013                         | type 2013~
c.2013                          | type 2013~
ca 2013-01                      | type 2013-01~
about 14 January 2013           | type 2013-01-14~
vers 2013                       | type 2013~
~2013                           | type 2013~
possibly 2013                   | type 2013?
2013 ?                          | type 2013?
2013?~                          | type 2013%
2013-01-?11                     | type 2013-01-11?
2013~-01-11                     | type 2013-01-11~
2013?-01-~11                    | type 2013-01-11%
201x                            | type 201X
2013-xx                         | type 2013-XX
2013-01-??                      | type 2013-01-XX
201?                            | type 201X
20--                            | type 20XX
XXXX                            | put X only
2XXX                            | put X only
2013-01-1X                      | put X only
2013-XX-05                      | put X only
201X-05                         | put X only
2O13-01                         | type 2013-01
2013–01–14                      | type 2013-01-14
2013-01-14T14:30Z               | type 2013-01-14T14:30:00Z
2013-01-14 14:30                | type 2013-01-14T14:30:00
2013-01-14 14:30:00             | type 2013-01-14T14:30:00
2013-01-14 4pm                  | type 2013-01-14T16:00:00
14 January 2013 at 12 a.m.      | type 2013-01-14T00:00:00
2013-01-14t14:30:00z            | type 2013-01-14T14:30:00Z
2013-01-14T14:30:00.5Z          | type 2013-01-14T14:30:00Z
2013-01-14T14:30:00+0100        | type 2013-01-14T14:30:00+01:00
2013-01-14T14:30:00 UTC         | type 2013-01-14T14:30:00Z
2013-01-14T14:30:00-00:00       | type 2013-01-14T14:30:00Z
2013-01-14T24:00:00             | 00:00:00 of the next
2013-01-14T14:60:00             | 00:00:00 to 23:59:59
2013-01-14T14:30:60Z            | 00:00:00 to 23:59:59
2013-01-14T14:30:00+15:00       | at most 14 hours
2013-01-14T14:30:00Z~           | leave the time off
2013-01-14 - 2013-01-16         | type 2013-01-14/2013-01-16 if it lasted ..., or [2013-01-14..2013-01-16]
2013-01-14–2013-01-16           | type 2013-01-14/2013-01-16 if it lasted
2013-01-14-2013-01-16           | type 2013-01-14/2013-01-16 if it lasted
2013-01..2013-03                | type 2013-01/2013-03 if it lasted
2010-2012                       | type 2010/2012 if it lasted
2013-01-14 to 2013-01-16        | type 2013-01-14/2013-01-16
2013-1-4/2013-1-6               | type 2013-01-04/2013-01-06
2013-01-14/16                   | type 2013-01-14/2013-01-16
2013-01-30/02-02                | type 2013-01-30/2013-02-02
2013-01-14 / 2013-01-16         | type 2013-01-14/2013-01-16
11-14 January 2013              | type 2013-01-11/2013-01-14
January 11-14, 2013             | type 2013-01-11/2013-01-14
from January to March 2013      | type 2013-01/2013-03
between 11 and 14 January 2013  | type [2013-01-11..2013-01-14]
Entre le 11 et le 14 janvier 2013 | type [2013-01-11..2013-01-14]
11 and 14 January 2013          | type [2013-01-11,2013-01-14] if it was one of them; ...
2013 or 2014                    | type [2013,2014] if it was one of them; ...
2013-01,2013-01                 | type 2013-01
2013, 2014 or 2013              | type [2013,2014] if it was one of them; ...
2013-01-14 or 2013-02-30        | February 2013 has 28 days
2013-01 or 0000-02              | type a year
since April 2012                | type 2012-04/..
2012-04/present                 | type 2012-04/..
2012-04 -                       | type 2012-04/..
until 2014                      | type ../2014
before 14 January 2013          | type [..2013-01-13]
on or before 2013-01-14         | type [..2013-01-14]
after 2013-12                   | type [2014-01..]
<2013                           | type [..2012]
2013-01-14T10:00:00/2013-01-15  | type the days only: 2013-01-14/2013-01-15
[2013-01-14T10:00:00..]         | type the days only: [2013-01-14..]
2013-01-14T10:00:00/soon        | without a time
2013-02-30T10:00:00/            | February 2013 has 28 days
2013-01-15T10:00:00/2013-01-14  | ends (2013-01-14) before it starts
[2013, 2014]                    | type [2013,2014]
[2013]                          | type 2013
[2013,2013]                     | type 2013
[2013-1-4..2013-1-6]            | type [2013-01-04..2013-01-06]
[..14/01/2013]                  | type [..2013-01-14]
[2013,2014..2015]               | mixes a list with a range
[2013..2014..2015]              | more than two ends
{2013,2014}                     | one entry for each date
{2013..2014}                    | one entry for each date
-0044                           | before the year 1
44 BC                           | before the year 1
Y17000                          | more than four digits
12013                           | more than four digits
2E3                             | exponent
1950S2                          | significant digits
0000                            | the year 0000
00XX                            | the year 0000
000X                            | the year 0000
0000-01-01                      | the year 0000
2013-13                         | from 01 to 12
2013-20                         | no month from 1 to 12
2013-20                         | type 2013/2020 if it lasted from 2013 to 2020
2013-25                         | season code
2013-33                         | season code
2013-14-01                      | type 2013-01-14
2013-13-13                      | no month from 1 to 12
2013-00                         | type 2013
2013-00-00                      | type 2013
30/02/2013                      | February 2013 has 28 days
../..                           | give at least one end
/                               | give at least one end
[..]                            | give at least one end
unknown                         | give at least one end
?                               | give at least one end
P1Y                             | duration
2013-01-14/P3D                  | duration
hello                           | has no year
one/two/three                   | has no year
2013-01-14 or thereabouts, more | type a year
"""
REFUSED_ROWS = [
    (left.strip(), right.strip())
    for left, right in (line.split("|") for line in REFUSED.strip().splitlines())
]


@pytest.mark.parametrize(("text", "said"), REFUSED_ROWS, ids=[row[0] for row in REFUSED_ROWS])
def test_what_is_no_edtf_is_refused_with_what_to_type(text: str, said: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    error = caught.value
    assert error.code == "bad-date"
    if said.startswith("type ") and "..." not in said.replace("/..", "").replace("..]", ""):
        assert error.advice == said or error.advice.startswith(f"{said} ")
    else:
        for piece in re.split(r"\.\.\.(?!\])", said):
            assert piece.strip(" ,") in f"{error.message}; {error.advice}"
    assert str(error) == f"{error.message}; {error.advice}"


@pytest.mark.parametrize("text", [" 2013", "2013 ", "\t2013-01-14\n", "2013\n", "[2013,2014]\n"])
def test_white_space_around_a_date_is_refused_too(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert caught.value.advice == f"type {text.strip()}"


def test_digits_of_another_width_are_no_digits_of_edtf() -> None:
    wide = "".join(chr(0xFF10 + int(digit)) for digit in "2013")
    with pytest.raises(DateError, match=r"type 2013$"):
        parse_edtf(wide)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_text_is_called_empty(text: str) -> None:
    with pytest.raises(DateError, match="the date is empty; type a year"):
        parse_edtf(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2013-02-30", "February 2013 has 28 days; type 2013-02-28 for its last day, or 2013-02"),
        ("2013-02-29", "February 2013 has 28 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("2012-02-30", "February 2012 has 29 days; type 2012-02-29"),
        ("2013-04-31~", "April 2013 has 30 days"),
        ("2013-01-32", "January 2013 has 31 days"),
        ("2013-01-00", "type 2013-01 if the day is not known"),
        ("2013-02-29T10:00:00Z", "February 2013 has 28 days"),
        ("2013-02-29/2013-03-01", "'2013-02-29' does not exist"),
        ("2013-02-01/2013-02-29", "'2013-02-29' does not exist"),
        ("[..2013-02-29]", "'2013-02-29' does not exist"),
        ("[2013-02-28,2013-02-29]", "'2013-02-29' does not exist"),
    ],
)
def test_a_day_no_calendar_has_is_impossible(text: str, said: str) -> None:
    with pytest.raises(DateError, match=re.escape(said)) as caught:
        parse_edtf(text)
    assert caught.value.code == "impossible-day"


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("2014/2013", "2013/2014"),
        ("2013-01-12/2013-01-10", "2013-01-10/2013-01-12"),
        ("2013-02/2013-01-31", "2013-01-31/2013-02"),
        ("2014~/2013?", "2013?/2014~"),
        ("2013-22/2013-21", "2013-21/2013-22"),
        ("[2014..2013]", "[2013..2014]"),
        ("[2013-01-12..2013-01]", None),
        ("2013-01-12/2013-01", None),
    ],
)
def test_an_end_that_lies_wholly_before_the_start_is_reversed(
    text: str, proposal: str | None
) -> None:
    if proposal is None:
        assert is_edtf(text)
        return
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert caught.value.code == "reversed-interval"
    assert f"type {proposal} " in caught.value.advice
    assert is_edtf(proposal)


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "[" * 5_000, "/" * 5_000, "2013," * 5_000, "1" * 9_999, "? " * 5_000]
)
def test_a_long_text_is_refused_shortly(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert len(str(caught.value)) < 300


def test_signs_that_could_disturb_a_terminal_are_not_echoed() -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf("2013\x1b[31m\u202e")
    assert str(caught.value).isprintable()
