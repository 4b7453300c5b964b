"""How dates read and how they are drawn: never sharper than they are known."""

from __future__ import annotations

import dataclasses
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import DateWords, describe, mark, parse_edtf, precision, short
from timeline.pages import load_catalogue

ENGLISH = load_catalogue("en").dates

# Text | in a sentence | in the gutter | drawn as
ROWS = """
2013                     | 2013                                         | 2013              | year
2013~                    | about 2013                                   | c. 2013           | approximate
2013%                    | about 2013 (uncertain)                       | c. 2013?          | approximate
0850                     | 850                                          | 850               | year
2013-01                  | January 2013                                 | Jan 2013          | month
2013-01?                 | January 2013 (uncertain)                     | Jan 2013?         | approximate
2013-01-14               | Monday 14 January 2013                       | 14 Jan            | day
2013-02-01               | Friday 1 February 2013                       | 1 Feb             | day
2013-01-14~              | about 14 January 2013                        | c. 14 Jan         | approximate
2013-01-14?              | 14 January 2013 (uncertain)                  | 14 Jan?           | approximate
2013-01-14T14:30:00      | Monday 14 January 2013, 14:30                | 14 Jan, 14:30     | day
2013-01-14T09:05:00Z     | Monday 14 January 2013, 09:05 UTC            | 14 Jan, 09:05 UTC | day
2013-01-14T14:30:05+01:00| Monday 14 January 2013, 14:30:05 UTC+01:00   | 14 Jan, 14:30:05 UTC+01:00 | day
2013-21                  | spring 2013                                  | spring 2013       | season
2013-24~                 | about winter 2013                            | c. winter 2013    | approximate
201X                     | a year between 2010 and 2019                 | 2010–2019         | decade
20XX                     | a year between 2000 and 2099                 | 2000–2099         | century
2013-XX                  | a month of 2013                              | 2013              | year
2013-XX-XX               | a day in 2013                                | 2013              | year
2013-01-XX               | a day in January 2013                        | Jan 2013          | month
2013-01-11/2013-01-14    | 11–14 January 2013                           | 11–14 Jan         | span
2013-01-30/2013-02-02    | 30 January – 2 February 2013                 | 30 Jan – 2 Feb    | span
2012-12-30/2013-01-02    | 30 December 2012 – 2 January 2013            | 30 Dec 2012 – 2 Jan 2013 | span
2013-01-14/2013-01-14    | 14 January 2013                              | 14 Jan            | span
2013-01/2013-03          | January–March 2013                           | Jan–Mar 2013      | span
2012-12/2013-01          | December 2012 – January 2013                 | Dec 2012 – Jan 2013 | span
2010/2012                | 2010–2012                                    | 2010–2012         | span
2013-01-11/2013-02       | 11 January 2013 to February 2013             | 11 Jan – Feb 2013 | span
2013-01-11~/2013-01-14   | about 11 January 2013 to 14 January 2013     | c. 11 Jan – 14 Jan| approximate-span
2013-21/2013-22          | spring 2013 to summer 2013                   | spring 2013 – summer 2013 | span
2012-04/..               | from April 2012, end open                    | Apr 2012 →        | open-end
2012-04~/..              | from about April 2012, end open              | c. Apr 2012 →     | open-end
2013-01-11/..            | from 11 January 2013, end open               | 11 Jan →          | open-end
2013-01-11/              | from 11 January 2013, end unknown            | 11 Jan →          | open-end
../2013-01-14            | until 14 January 2013, start open            | → 14 Jan          | open-start
/2013                    | until 2013, start unknown                    | → 2013            | open-start
[..2013-01-14]           | on or before 14 January 2013                 | ≤ 14 Jan          | open-start
[2013-01-14..]           | on or after 14 January 2013                  | ≥ 14 Jan          | open-end
[2013-01-11..2013-01-14] | between 11 and 14 January 2013               | 11–14 Jan         | between
[2013-01-30..2013-02-02] | between 30 January and 2 February 2013       | 30 Jan – 2 Feb    | between
[2012-12-30..2013-01-02] | between 30 December 2012 and 2 January 2013  | 30 Dec 2012 – 2 Jan 2013 | between
[2012..2013-01]          | between 2012 and January 2013                | 2012 – Jan 2013   | between
[2013-01~..2013-03]      | between about January 2013 and March 2013    | c. Jan 2013 – Mar 2013 | approximate-span
[2013,2014-02]           | one of 2013 and February 2014                | 2013 / Feb 2014   | between
[2013-01-14,2013-01-11,2013-01-12] | one of 11, 12 and 14 January 2013  | 14 Jan / 11 Jan / 12 Jan | between
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in ROWS.strip().splitlines()]


@pytest.mark.parametrize(
    ("text", "sentence", "gutter", "drawn"), CASES, ids=[row[0] for row in CASES]
)
def test_a_date_in_words_and_as_a_mark(text: str, sentence: str, gutter: str, drawn: str) -> None:
    date = parse_edtf(text)
    assert describe(date, ENGLISH) == sentence
    assert short(date, ENGLISH) == gutter
    assert mark(date) == drawn


def test_the_weekday_can_be_left_out() -> None:
    assert describe(parse_edtf("2013-01-14"), ENGLISH, weekday=False) == "14 January 2013"
    timed = parse_edtf("2013-01-14T14:30:00")
    assert describe(timed, ENGLISH, weekday=False) == "14 January 2013, 14:30"


def test_the_gutter_can_show_the_year_of_a_day() -> None:
    assert short(parse_edtf("2013-01-14"), ENGLISH, year=True) == "14 Jan 2013"
    assert short(parse_edtf("2013-01-11/2013-01-14"), ENGLISH, year=True) == "11–14 Jan 2013"
    assert short(parse_edtf("2013-01-11/.."), ENGLISH, year=True) == "11 Jan 2013 →"


def test_another_language_is_only_other_words() -> None:
    french = dataclasses.replace(
        ENGLISH,
        months=(
            *("janvier", "février", "mars", "avril", "mai", "juin"),
            *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
        ),
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        first_of_month="1er",
        on_or_before="au plus tard le {b}",
    )
    assert describe(parse_edtf("2013-01-14"), french) == "lundi 14 janvier 2013"
    assert describe(parse_edtf("2013-02-01"), french) == "vendredi 1er février 2013"
    assert describe(parse_edtf("[..2013-08-02]"), french) == "au plus tard le 2 août 2013"


def test_english_has_every_word_and_no_unknown_name_in_a_pattern() -> None:
    assert [
        len(names)
        for names in (ENGLISH.months, ENGLISH.months_short, ENGLISH.weekdays, ENGLISH.seasons)
    ] == [12, 12, 7, 4]
    known = set("a b date dates time day month year season weekday offset".split())
    known |= {"hour", "minute", "second", "unit"}
    for field in dataclasses.fields(DateWords):
        value = getattr(ENGLISH, field.name)
        if isinstance(value, str):
            names = {name for _, name, _, _ in string.Formatter().parse(value) if name}
            assert names <= known, field.name


def test_there_is_a_label_for_every_precision() -> None:
    assert {parse_edtf(row[0]).precision for row in CASES} == set(ENGLISH.precision)


FRENCH = load_catalogue("fr").dates
PRECISIONS = [
    ("2013-01-14", "exact day", "jour exact"),
    ("2013-01-14~", "day, approximately", "jour, à peu près"),
    ("2013-01-14?", "day, uncertain", "jour, sans certitude"),
    ("2013-01-14%", "day, approximately, uncertain", "jour, à peu près, sans certitude"),
    ("2013-01-14T09:00:00", "exact time", "heure exacte"),
    ("2013-01~", "month, approximately", "mois, à peu près"),
    ("2013?", "year, uncertain", "année, sans certitude"),
    ("2013-01-11~/2013-01-14", "span of time, approximately", "durée, à peu près"),
    (
        "[..2013-01-14?]",
        "one of several dates, uncertain",
        "une date parmi plusieurs, sans certitude",
    ),
]


@pytest.mark.parametrize(("date", "english", "french"), PRECISIONS)
def test_a_doubtful_date_is_never_called_exact(date: str, english: str, french: str) -> None:
    assert precision(parse_edtf(date), ENGLISH) == english
    assert precision(parse_edtf(date), FRENCH) == french


PARTS = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
)
MARKS = st.sampled_from(["", "~", "?", "%"])


@settings(derandomize=True, max_examples=300, deadline=None)
@given(PARTS, MARKS)
def test_a_doubtful_date_never_reads_or_looks_certain(part: str, sign: str) -> None:
    date = parse_edtf(part + sign)
    text = describe(date, ENGLISH)
    assert ("about" in text) == date.approximate
    assert ("uncertain" in text) == date.uncertain
    assert (mark(date) == "approximate") == (sign != "")
    certain_day = date.precision == "day" and not sign
    assert any(name in text for name in ENGLISH.weekdays) == certain_day


@settings(derandomize=True, max_examples=300, deadline=None)
@given(PARTS, PARTS, MARKS)
def test_every_interval_and_set_can_be_described(one: str, two: str, sign: str) -> None:
    low, high = sorted((one, two), key=lambda text: parse_edtf(text).sort_key)
    for text in (
        f"{low}{sign}/{high}",
        f"[{low}{sign}..{high}]",
        f"{low}{sign}/..",
        f"[..{high}{sign}]",
    ):
        date = parse_edtf(text)
        assert describe(date, ENGLISH)
        assert short(date, ENGLISH, year=True)
        assert mark(date) != "day"
        assert ("about" in describe(date, ENGLISH)) == date.approximate
