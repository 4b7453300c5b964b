"""Wordings as newspapers print them, and what is made of each: it holds, it contradicts, or nobody
can tell.

The last is as much a verdict as the others: such a wording is left alone, and counted as such.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import WordingResult, check_wording, parse_edtf

# 14 January 2013 was a Monday.
# Wording | date | issued | counted from | "holds", the code of a contradiction, or "left alone"
TABLE = """
earlier on Monday                      | 2013-01-14 | 2013-01-15 | | holds
earlier on Monday                      | 2013-01-15 | 2013-01-15 | | weekday-mismatch
over the weekend                       | 2013-01-12/2013-01-13 | 2013-01-14 | | holds
over the weekend                       | 2013-01-10 | 2013-01-14 | | weekday-mismatch
last weekend                           | 2013-01-12/2013-01-13 | 2013-01-17 | | holds
last weekend                           | 2012-12-29 | 2013-01-17 | | relative-day-mismatch
this weekend                           | 2013-01-19 | 2013-01-17 | | holds
next weekend                           | 2013-01-12 | 2013-01-17 | | relative-day-mismatch
last Friday                            | 2013-01-11 | 2013-01-14 | | holds
last Friday                            | 2013-01-04 | 2013-01-14 | | holds
last Friday                            | 2012-12-14 | 2013-01-14 | | relative-day-mismatch
last Friday                            | 2013-01-12 | 2013-01-14 | | weekday-mismatch
since last Friday                      | 2013-01-11/.. | 2013-01-14 | | holds
since last Friday                      | 2012-12-14/.. | 2013-01-14 | | since-mismatch
next Wednesday                         | 2013-01-23 | 2013-01-14 | | holds
next Wednesday                         | 2013-01-09 | 2013-01-14 | | relative-day-mismatch
this Wednesday                         | 2013-03-06 | 2013-01-14 | | relative-day-mismatch
two days ago                           | 2013-01-12 | 2013-01-14 | | holds
two days ago                           | 2013-01-06 | 2013-01-14 | | relative-day-mismatch
a fortnight ago                        | 2012-12-31 | 2013-01-14 | | holds
a fortnight ago                        | 2013-01-10 | 2013-01-14 | | relative-day-mismatch
overnight                              | 2013-01-13 | 2013-01-14 | | holds
overnight                              | 2013-01-14 | 2013-01-14 | | holds
began overnight, officials said        | 2013-01-10 | 2013-01-14 | | relative-day-mismatch
overnight on Sunday                    | 2013-01-13 | 2013-01-18 | | holds
an overnight curfew                    | 2013-01-10 | 2013-01-14 | | left alone
on the 14th                            | 2013-01-14 | | | holds
on the 14th                            | 2013-01-15 | | | month-mismatch
on the 14th at dawn                    | 2013-01-15 | | | month-mismatch
on the 14th floor                      | 2013-01-15 | | | left alone
on the 14th anniversary                | 2013-01-15 | | | left alone
at dawn                                | 2013-01-14 | 2013-01-14 | | left alone
mid-January                            | 2013-01-14 | | | holds
in mid-January                         | 2013-01-29 | | | month-mismatch
late January                           | 2013-01-03 | | | month-mismatch
in early January 2013                  | 2013-01-11 | | | holds
in early January 2013                  | 2013-01-28 | | | month-mismatch
early in January                       | 2013-01 | | | holds
at the start of January                | 2013-01-25 | | | month-mismatch
by the end of January                  | 2013-01-05 | | | left alone
by the end of last month               | 2012-12-05 | 2013-01-14 | | left alone
before the end of 2012                 | 2012-02 | | | left alone
early 2012                             | 2012-03 | | | holds
early 2012                             | 2012-11 | | | year-mismatch
mid-2012                               | 2012-06 | | | holds
mid-2012                               | 2012-12-24 | | | year-mismatch
since early 2012                       | 2012-04/.. | | | holds
since early 2012                       | 2012-10/.. | | | since-mismatch
at the end of 2012                     | 2012-12-20 | | | holds
late last year                         | 2012-11 | 2013-01-14 | | holds
late last year                         | 2012-02 | 2013-01-14 | | year-mismatch
early last month                       | 2012-12-03 | 2013-01-14 | | holds
at the end of last month               | 2012-12-02 | 2013-01-14 | | month-mismatch
at the start of this year              | 2013-01-11 | 2013-01-14 | | holds
at the start of the month              | 2012-03-28 | 2013-01-14 | | left alone
so far this year                       | 2013-01-09 | 2013-01-14 | | holds
earlier this week                      | 2013-01-02 | 2013-01-18 | | relative-day-mismatch
last week                              | 2013-01-09 | 2013-01-14 | | holds
a fourth day of airstrikes             | 2013-01-14 | 2013-01-14 | | left alone
a fourth day of airstrikes             | 2013-01-14 | 2013-01-14 | 2013-01-11 | holds
a fourth day of airstrikes             | 2013-01-15 | 2013-01-14 | 2013-01-11 | relative-day-mismatch
for a fourth straight day              | 2013-01-14 | | 2013-01-11/.. | holds
for a 4th consecutive day              | 2013-01-13 | | 2013-01-11/.. | relative-day-mismatch
a fourth day of airstrikes             | 2013-01-19 | | 2013-01-11~ | left alone
a fourth day of airstrikes             | 2013-01-19 | | [..2013-01-14] | left alone
on the first day of the week           | 2013-01-19 | | 2013-01-11 | left alone
the previous day                       | 2013-01-10 | 2013-01-14 | | left alone
the previous day                       | 2013-01-10 | | 2013-01-11 | holds
the previous day                       | 2013-01-11 | | 2013-01-11 | relative-day-mismatch
the next morning                       | 2013-01-12 | | 2013-01-11 | holds
the following day                      | 2013-01-14 | | 2013-01-11 | relative-day-mismatch
the same day                           | 2013-01-11 | | 2013-01-11T06:00:00 | holds
two days later                         | 2013-01-13 | | 2013-01-11 | holds
two days later                         | 2013-01-23 | | 2013-01-11 | relative-day-mismatch
two days later                         | 2013-01-23 | 2013-01-11 | | left alone
three weeks earlier                    | 2012-12-20 | | 2013-01-11 | holds
three weeks earlier                    | 2013-02-01 | | 2013-01-11 | relative-day-mismatch
at 4pm (12am Singapore time)           | 2013-01-14T16:00:00Z | 2013-01-14 | | holds
at 4pm (12am Singapore time)           | 2013-01-14T17:00:00Z | 2013-01-14 | | time-mismatch
last night                             | 2013-01-13 | 2013-01-14 | | holds
since September                        | 2012-09/.. | 2013-01-14 | | holds
in recent days                         | 2013-01-11 | 2013-01-14 | | left alone
last summer                            | 2012-07 | 2013-01-14 | | left alone
hours after the raid                   | 2013-01-11 | 2013-01-14 | | left alone
has raised fears                       | 2013-01-14 | 2013-01-14 | | left alone
vendredi dernier                       | 2013-01-11 | 2013-01-14 | | holds
vendredi dernier                       | 2012-11-30 | 2013-01-14 | | relative-day-mismatch
la nuit dernière                       | 2013-01-13 | 2013-01-14 | | holds
la nuit dernière                       | 2013-01-11 | 2013-01-14 | | relative-day-mismatch
ce matin                               | 2013-01-14 | 2013-01-14 | | holds
ce matin                               | 2013-01-13 | 2013-01-14 | | relative-day-mismatch
la semaine dernière                    | 2013-01-09 | 2013-01-14 | | holds
la semaine dernière                    | 2013-01-01 | 2013-01-14 | | relative-day-mismatch
le mois dernier                        | 2012-12-24 | 2013-01-14 | | holds
le mois dernier                        | 2012-11-24 | 2013-01-14 | | month-mismatch
fin du mois dernier                    | 2012-12-24 | 2013-01-14 | | holds
l'an dernier                           | 2012-04 | 2013-01-14 | | holds
l’année dernière                       | 2011-04 | 2013-01-14 | | year-mismatch
cette année                            | 2012-12 | 2013-01-14 | | year-mismatch
ce mois-ci                             | 2013-01-02 | 2013-01-14 | | holds
il y a trois jours                     | 2013-01-11 | 2013-01-14 | | holds
il y a trois jours                     | 2013-01-01 | 2013-01-14 | | relative-day-mismatch
il y a plus de trois jours             | 2013-01-01 | 2013-01-14 | | left alone
début janvier                          | 2013-01-03 | | | holds
début janvier                          | 2013-01-30 | | | month-mismatch
à la mi-janvier                        | 2013-01-14 | | | holds
fin 2012                               | 2012-02 | | | year-mismatch
le 14                                  | 2013-01-15 | | | month-mismatch
le 14 janvier                          | 2013-01-14 | | | holds
la veille                              | 2013-01-13 | | 2013-01-14 | holds
le lendemain                           | 2013-01-14 | | 2013-01-14 | relative-day-mismatch
pour la quatrième journée              | 2013-01-14 | | 2013-01-11 | holds
deux jours plus tard                   | 2013-01-13 | | 2013-01-11 | holds
deux jours plus tôt                    | 2013-01-13 | | 2013-01-11 | relative-day-mismatch
ces derniers jours                     | 2013-01-11 | 2013-01-14 | | left alone
"""


def rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in TABLE.splitlines() if line]


def judged(wording: str, date: str, issued: str, origin: str) -> WordingResult:
    return check_wording(
        wording,
        parse_edtf(date),
        parse_edtf(issued) if issued else None,
        parse_edtf(origin) if origin else None,
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: " / ".join(row[:4]))
def test_the_verdict_on_a_wording(row: list[str]) -> None:
    result = judged(*row[:4])
    codes = [str(finding.code) for finding in result.findings]
    if row[4] in ("holds", "left alone"):
        assert codes == []
        assert bool(result.understood) is (row[4] == "holds")
    else:
        assert codes == [row[4]]


def test_a_contradiction_says_what_would_be_right() -> None:
    (finding,) = judged("a fourth day", "2013-01-15", "", "2013-01-11").findings
    assert finding.message == (
        "the source says 'fourth day' (2013-01-14, counted from 2013-01-11), but 2013-01-15 is a"
        " Tuesday"
    )
    (finding,) = judged("in mid-January", "2013-01-29", "", "").findings
    assert finding.message == (
        "the source says 'mid-January' (a day in mid January), but 2013-01-29 is a Tuesday"
    )


WORDS = st.sampled_from(
    "early mid late start of the end début mi fin - January janvier 2012 last this next month year "
    "week weekend Friday vendredi dernier on 14th le 14 fourth day days later two deux jours plus "
    "tard la veille previous a ago il y overnight fortnight since by not".split()
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=8).map(" ".join), st.dates(), st.dates())
def test_any_wording_is_read_without_an_error(text: str, day: object, origin: object) -> None:
    for form in (f"{day}", f"{day}/..", f"[..{day}]", f"{day}~"):
        for issued in ("0001-01-01", "2013-01-14", "9999-12-31"):
            result = judged(text, form, issued, f"{origin}")
            assert bool(result.findings) <= bool(result.understood)
