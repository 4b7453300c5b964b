"""What a source's wording of a date is held to, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import check_wording, parse_edtf

# 14 January 2013 was a Monday.
# Wording | date | issued, if it matters | phrases understood
HOLDS = """
on Monday                          | 2013-01-14 |            | Monday
Monday                             | 2013-01-14 |            | Monday
early on Monday morning            | 2013-01-14 |            | Monday
on Monday                          | 2013-01-14T09:00:00Z |  | Monday
on Monday                          | 2013-01-14? |           | Monday
on Monday                          | 2013-01-14~ |           | Monday
on Monday                          | 2013-01-14% |           | Monday
late on Monday night               | 2013-01-15~ |           | Monday night
on Friday, officials said Monday   | 2013-01-11~ |           | Friday; Monday
on Monday                          | 2013-01-11/2013-01-14 | | Monday
on Monday                          | 2013-01    |            | Monday
on Monday                          | [..2013-01-14] |        | Monday
on Monday                          | [2013-01-13,2013-01-14] | | Monday
on Monday night                    | 2013-01-15 |            | Monday night
on Friday, officials said Monday   | 2013-01-11 |            | Friday; Monday
fourth day of airstrikes on Monday | 2013-01-14 |            | Monday
lundi                              | 2013-01-14 |            | lundi
lundi 14 janvier                   | 2013-01-14 |            | lundi; 14 janvier
since Monday                       | 2013-01-14/.. |         | since Monday
since Friday                       | 2013-01-11 |            | since Friday
since early on Friday              | 2013-01-11/.. |         | since early on Friday
from Friday                        | 2013-01-11/2013-01-14 | | from Friday
since Monday 14 January            | 2013-01-14/.. |         | since Monday; since Monday 14 January
depuis vendredi                    | 2013-01-11/.. |         | depuis vendredi
Friday to Monday                   | 2013-01-11/2013-01-14 | | Friday to Monday
from Friday until Monday           | 2013-01-11/2013-01-14 | | Friday until Monday
until Monday                       | 2013-01-11/2013-01-14 | | until Monday
over the weekend                   | 2013-01-12/2013-01-13 | | weekend
over the weekend                   | 2013-01-11/2013-01-14 | | weekend
since September                    | 2012-09/.. |            | since September
since April 2012                   | 2012-04/.. |            | since April 2012; since April 2012
since last April                   | 2012-04-06/.. |         | since last April
in March                           | 2012-03-22 |            | March
in May 2012                        | 2012-05    |            | May 2012; 2012
in early April                     | 2012-04-01 |            | early April
in 2012                            | 2012-04-06 |            | 2012
since 2012                         | 2012/..    |            | since 2012
14 January 2013                    | 2013-01-14 |            | 14 January 2013; 2013
January 14, 2013                   | 2013-01-14 |            | January 14, 2013; 2013
Jan. 14                            | 2013-01-14 |            | Jan. 14
11-14 January                      | 2013-01-12 |            | 14 January
in September and again in October  | 2012-10    |            | September; October
yesterday                          | 2013-01-13 | 2013-01-14 | yesterday
hier                               | 2013-01-13 | 2013-01-14 | hier
today                              | 2013-01-14 | 2013-01-14 | today
today (Monday)                     | 2013-01-14 | 2013-01-14 | today; Monday
today (Monday)                     | 2013-01-14 | 2013-01-15 | today; Monday
this morning                       | 2013-01-14 | 2013-01-14T18:00:00Z | this morning
last night                         | 2013-01-13 | 2013-01-14 | last night
last night                         | 2013-01-14 | 2013-01-14 | last night
the day before yesterday           | 2013-01-12 | 2013-01-14 | the day before yesterday
tomorrow                           | 2013-01-15 | 2013-01-14 | tomorrow
three days ago                     | 2013-01-11 | 2013-01-14 | three days ago
three weeks ago                    | 2012-12-24 | 2013-01-14 | three weeks ago
10 months ago                      | 2012-03    | 2013-01-14 | 10 months ago
a year ago                         | 2012-01    | 2013-01-14 | a year ago
in the last four days              | 2013-01-11/2013-01-14 | 2013-01-14 | in the last four days
in the next three days             | 2013-01-16 | 2013-01-14 | in the next three days
last week                          | 2013-01-10 | 2013-01-14 | last week
last week                          | 2013-01-17 | 2013-01-20 | last week
next week                          | 2013-01-22 | 2013-01-14 | next week
before next week                   | 2013-01-16 | 2013-01-14 | before next week
last month                         | 2012-12    | 2013-01-14 | last month
earlier this month                 | 2013-01-10 | 2013-01-14 | this month
last year                          | 2012-04    | 2013-01-14 | last year
since last year                    | 2012-09/.. | 2013-01-14 | since last year
at 4pm                             | 2013-01-14T16:00:00 |   | 4pm
at 4.30 p.m.                       | 2013-01-14T16:30:00 |   | 4.30 p.m.
at 16:30                           | 2013-01-14T16:30:59 |   | 16:30
à 16h30                            | 2013-01-14T16:30:00 |   | 16h30
at noon                            | 2013-01-14T12:00:00 |   | noon
at about 4pm                       | 2013-01-14T16:40:00 |   | 4pm
at 16:30 GMT                       | 2013-01-14T17:30:00+01:00 | | 16:30 GMT
at 4pm (12am Singapore time)       | 2013-01-14T16:00:00+00:00 | | 4pm; 12am Singapore time
at about 4pm (12am Singapore time) | 2013-01-14T16:00:00Z |  | 4pm; 12am Singapore time
at 4pm (11am New York time)        | 2013-01-14T16:00:00Z |  | 4pm; 11am New York time
at 5pm in Paris                    | 2013-07-14T15:00:00Z |  | 5pm in Paris
"""

# Wording | date | issued | the code and a piece of the message
FAILS = """
on Monday                          | 2013-01-15 |            | weekday-mismatch 2013-01-15 is a Tuesday
on Monday                          | 2013-01-15? |           | weekday-mismatch the source says 'Monday', but 2013-01-15? is
lundi                              | 2013-01-15 |            | weekday-mismatch the source says 'lundi' (a Monday), but 2013-01-15 is a Tuesday
on Tuesday                         | 2013-01-14~ |           | weekday-mismatch the source says 'Tuesday', but 2013-01-14~ is a Monday
on Tuesday                         | 2013-01-14% |           | weekday-mismatch but 2013-01-14% is a Monday
on Tuesday                         | 2013-01-14? |           | weekday-mismatch but 2013-01-14? is a Monday
over the weekend                   | 2013-01-14~ |           | weekday-mismatch 'weekend' (a Saturday or a Sunday)
on Monday                          | 2013-01-15/2013-01-18 | | weekday-mismatch has no such day
on Monday                          | [2013-01-15,2013-01-16] | | weekday-mismatch has no such day
on Monday night                    | 2013-01-16 |            | weekday-mismatch 'Monday night'
fourth day of airstrikes on Monday | 2013-01-13 |            | weekday-mismatch is a Sunday
over the weekend                   | 2013-01-14 |            | weekday-mismatch a Saturday or a Sunday
Friday to Monday                   | 2013-01-11/2013-01-15 | | weekday-mismatch it ends
until Monday                       | 2013-01-11/2013-01-15 | | weekday-mismatch it ends
since Monday                       | 2013-01-11/.. |         | since-mismatch says 'since Monday', but 2013-01-11 (Friday)
since Monday                       | 2013-01-15 |            | since-mismatch 2013-01-15 is a Tuesday
from Friday                        | 2013-01-12/2013-01-14 | | since-mismatch (Saturday) is where the date begins
since September                    | 2012-10/.. |            | since-mismatch says 'since September', but
since September                    | 2013-01-14 |            | since-mismatch says 'since September', but
since 2011                         | 2012/..    |            | since-mismatch says 'since 2011', but
since yesterday                    | 2013-01-11/.. | 2013-01-14 | since-mismatch says 'since yesterday' (2013-01-13)
in March                           | 2012-04    |            | month-mismatch says 'March', but
en septembre                       | 2012-04    |            | month-mismatch says 'septembre' (a day in September)
13 January                         | 2013-01-14 |            | month-mismatch says '13 January', but
in 2012                            | 2013       |            | year-mismatch says '2012', but
yesterday                          | 2013-01-14 | 2013-01-14 | relative-day-mismatch says 'yesterday' (2013-01-13)
today (Monday)                     | 2013-01-21 | 2013-01-14 | relative-day-mismatch says 'today' (2013-01-14)
last night                         | 2013-01-12 | 2013-01-14 | relative-day-mismatch 2013-01-13 to 2013-01-14
three days ago                     | 2013-01-01 | 2013-01-14 | relative-day-mismatch three days ago
in the last four days              | 2013-01-01 | 2013-01-14 | relative-day-mismatch last four days
last week                          | 2013-01-17 | 2013-01-18 | relative-day-mismatch last week
before next week                   | 2013-02-14 | 2013-01-14 | relative-day-mismatch up to 2013-01-27
last month                         | 2012-10    | 2013-01-14 | month-mismatch last month
last year                          | 2011       | 2013-01-14 | year-mismatch last year
at 4pm                             | 2013-01-14T17:00:00 |   | time-mismatch '4pm' (16:00)
at 16:30                           | 2013-01-14T16:31:00+01:00 | | time-mismatch 16:30
at 12am                            | 2013-01-14T12:00:00 |   | time-mismatch (00:00)
at about 4pm                       | 2013-01-14T18:00:00 |   | time-mismatch 4pm
at 4pm (12am Singapore time)       | 2013-01-14T16:00:00+01:00 | | time-mismatch 12am Singapore time
at 4pm (noon New York time)        | 2013-01-14T16:00:00Z |  | time-mismatch in the zone it names
"""

# Wording | date | issued: nothing certain is said, so nothing is checked.
LEFT_ALONE = """
in 1996                            | 2013/9248  |
on Monday 15 January 2013          | [18XX,19XX,20XX] |
earlier                            | 2013-01-15 | 2013-01-14
recently                           | 2013-01-15 | 2013-01-14
around Monday                      | 2013-01-15~ |
on or about last Monday            | 2013-01-15~ |
vers lundi                         | 2013-01-15% |
yesterday                          | 2013-01-10~ | 2013-01-14
in March                           | 2013-04-01~ |
since Monday                       | 2013-01-15~/.. |
on Monday                          | 2013-01-12~/2013-01-13 |
on Monday                          | [2013-01-12~..2013-01-13] |
Friday to Monday                   | 2013-01-12~ |
on Monday                          | 2012-04~   |
yesterday                          | 2013-01-10 |
yesterday                          | 2013-01-10 | 2013-01
yesterday                          | 2013-01-10 | 2013-01-14~
rebels may attack                  | 2013-01-15 |
May the best win                   | 2013-01-15 |
March on the capital               | 2013-01-15 |
a march in the capital             | 2013-01-15 |
over the past week                 | 2012-01-10 | 2013-01-14
the June accord                    | 2013-01-15 |
August Wilson                      | 2013-01-15 |
in the sun                         | 2013-01-15 |
a second day                       | 2013-01-15 |
Mardi Gras                         | 2013-01-14 |
Bloody Sunday                      | 2013-01-15 |
as the Sunday Times reported       | 2013-01-15 |
USA Today                          | 2013-01-10 | 2013-01-14
on Mondays                         | 2013-01-15 |
every Monday                       | 2013-01-15 |
not on Monday                      | 2013-01-15 |
in answer to Monday's raid         | 2013-01-15 |
three days after Monday            | 2013-01-15 |
hours after the raid on Monday     | 2013-01-15 |
before Monday                      | 2013-01-11 |
by Monday                          | 2013-01-11 |
between Friday and Monday          | 2013-01-12 |
Friday to Monday                   | 2013-01-12 |
after a weekend of heavy strikes   | 2013-01-14 |
for the first time since Monday    | 2013-01-16 |
the worst fighting since April     | 2013-01-14 |
since the fall of Konna on Monday  | 2013-01-16 |
since Friday                       | [..2013-01-14] |
until Monday                       | 2013-01-11/.. |
not before next week               | 2013-02-10 | 2013-01-14
more than three weeks ago          | 2012-06    | 2013-01-14
some 2013 people                   | 2012       |
in 2000 villages                   | 2012       |
from 2000 GMT                      | 2012       |
yesterday's raid                   | 2013-01-10 | 2013-01-14
at 4pm                             | 2013-01-14 |
before 4pm                         | 2013-01-14T12:00:00 |
from 4pm to 6pm                    | 2013-01-14T17:00:00 |
at 4pm Zanzibar time               | 2013-01-14T12:00:00Z |
at 4pm                             | 2013-01-14T15:00:00Z |
at 4pm Paris time                  | 2013-01-14T12:00:00 |
a score of 3:1                     | 2013-01-14T12:00:00 |
                                   | 2013-01-14 | 2013-01-14
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line]


def _name(row: list[str]) -> str:
    return " / ".join(row[:3])


@pytest.mark.parametrize("row", _rows(HOLDS), ids=_name)
def test_a_wording_that_fits_is_understood_and_passes(row: list[str]) -> None:
    wording, date, issued, phrases = row
    result = check_wording(wording, parse_edtf(date), parse_edtf(issued) if issued else None)
    assert result.findings == ()
    expected = [phrase for phrase in phrases.split("; ") if phrase]
    assert list(result.understood) == list(dict.fromkeys(expected))


@pytest.mark.parametrize("row", _rows(FAILS), ids=_name)
def test_a_wording_that_does_not_fit_is_reported(row: list[str]) -> None:
    wording, date, issued, expected = row
    result = check_wording(wording, parse_edtf(date), parse_edtf(issued) if issued else None)
    code, said = expected.split(" ", 1)
    messages = {str(finding.code): finding.message for finding in result.findings}
    assert said in messages[code]
    assert all(finding.advice for finding in result.findings)
    assert result.understood


@pytest.mark.parametrize("row", _rows(LEFT_ALONE), ids=_name)
def test_what_is_not_certain_is_left_alone(row: list[str]) -> None:
    wording, date, issued = row
    result = check_wording(wording, parse_edtf(date), parse_edtf(issued) if issued else None)
    assert result.findings == ()
    assert result.understood == ()


def test_findings_come_in_the_order_of_the_wording() -> None:
    result = check_wording(
        "yesterday, Sunday 13 January 2012", parse_edtf("2013-01-15"), parse_edtf("2013-01-14")
    )
    assert [finding.code for finding in result.findings] == [
        "relative-day-mismatch",
        "weekday-mismatch",
        "month-mismatch",
        "year-mismatch",
    ]


def test_a_text_that_is_no_phrase_is_not_read() -> None:
    assert not check_wording("on Monday " * 100, parse_edtf("2013-01-15"), None).understood


@pytest.mark.parametrize("issued", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_do_no_harm(issued: str) -> None:
    words = (
        "yesterday tomorrow, 3 years ago, in the last 999 days, last week, next month, this year"
    )
    check_wording(words, parse_edtf(issued), parse_edtf(issued))


ALPHABET = st.sampled_from(
    "since from until on in last next Monday Friday weekend May March September 2012 14 4pm "
    "16:30 GMT Singapore time yesterday today ago three days , ( ) the not before".split()
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(ALPHABET, max_size=8).map(" ".join) | st.text(max_size=40), st.dates())
def test_any_wording_is_read_without_an_error(text: str, day: object) -> None:
    issued = parse_edtf("2013-01-14")
    for form in (f"{day}", f"{day}T12:00:00Z", f"{day}/..", f"[..{day}]", f"{day}?", f"{day}~"):
        result = check_wording(text, parse_edtf(form), issued)
        assert bool(result.findings) <= bool(result.understood)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.dates())
def test_a_day_fits_its_own_name_and_no_other(day: object) -> None:
    date = parse_edtf(f"{day}")
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    fitting = [name for name in names if not check_wording(f"on {name}", date, None).findings]
    assert date.earliest is not None
    assert fitting == [names[date.earliest.weekday()]]
