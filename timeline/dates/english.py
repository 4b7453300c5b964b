"""Dates in English, as British newspapers print them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from timeline.dates.words import DateWords

ENGLISH: Final = DateWords(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    months_short=(
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    seasons=("spring", "summer", "autumn", "winter"),
    first_of_month="1",
    day="{day} {month} {year}",
    day_of_month="{day} {month}",
    month="{month} {year}",
    season="{season} {year}",
    weekday="{weekday} {date}",
    time="{date}, {time}",
    clock="{hour:02}:{minute:02}",
    clock_seconds="{hour:02}:{minute:02}:{second:02}",
    clock_zone="{time} UTC{offset}",
    approximate="about {date}",
    uncertain="{date}, uncertain",
    any_day="a day in {date}",
    any_month="a month of {date}",
    any_year="a year between {a} and {b}",
    span="{a}\N{EN DASH}{b}",
    span_wide="{a} \N{EN DASH} {b}",
    to="{a} to {b}",
    between="between {a} and {b}",
    on_or_before="on or before {b}",
    on_or_after="on or after {a}",
    from_open="from {a}, end open",
    from_unknown="from {a}, end unknown",
    until_open="until {b}, start open",
    until_unknown="until {b}, start unknown",
    one_of="one of {dates}",
    comma=", ",
    last_comma=" and ",
    short_approximate="c. {date}",
    short_uncertain="{date}?",
    short_from="{date} \N{RIGHTWARDS ARROW}",
    short_until="\N{RIGHTWARDS ARROW} {date}",
    short_at_latest="\N{LESS-THAN OR EQUAL TO} {date}",
    short_at_earliest="\N{GREATER-THAN OR EQUAL TO} {date}",
    short_or=" / ",
    precision=MappingProxyType(
        {
            "time": "exact time",
            "day": "exact day",
            "month": "month",
            "season": "season",
            "year": "year",
            "decade": "decade",
            "century": "century",
            "interval": "span of time",
            "set": "one of several dates",
        }
    ),
)
