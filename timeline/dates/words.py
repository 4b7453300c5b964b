"""The words and patterns dates are described with, one value for each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.dates.value import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """Everything language-dependent in a described date.

    Patterns are `str.format` templates; the names that each may use are given beside it. A pattern
    may leave a name out or move it, which is all that the order of words of a language needs.

    Attributes:
        months: Twelve names, January first.
        months_short: The same, abbreviated.
        weekdays: Seven names, Monday first.
        seasons: Four names, spring first.
        first_of_month: How day 1 is written ("1", "1er").
        day: ``day``, ``month``, ``year``.
        day_of_month: The same without the year: ``day``, ``month``.
        month: ``month``, ``year``.
        season: ``season``, ``year``.
        weekday: A day with its weekday: ``weekday``, ``date``.
        time: A day with its time: ``date``, ``time``.
        clock: ``hour`` and ``minute``, both numbers.
        clock_seconds: The same with ``second``, used where the seconds are not nought.
        clock_zone: A time with its shift from UTC: ``time``, ``offset`` ("", "+01:00").
        definite: A known day inside a phrase, where the language wants an article: ``date``.
        approximate: ``date``.
        uncertain: ``date``.
        any_day: One unknown day of a month or year: ``date``.
        any_month: One unknown month of a year: ``date``.
        any_year: One unknown year: ``a``, ``b``.
        span: Two ends of the same kind, compact: ``a``, ``b``.
        span_wide: The same where the ends have spaces in them: ``a``, ``b``.
        to: Two ends that are not simple: ``a``, ``b``.
        between: Once, somewhere from ``a`` to ``b``.
        on_or_before: ``b``.
        on_or_after: ``a``.
        from_open: ``a``; the end is still to come or not given.
        from_unknown: ``a``; there is an end, nobody knows when.
        until_open: ``b``.
        until_unknown: ``b``.
        one_of: ``dates``, joined with `comma` and `last_comma` before the last.
        comma: Between members of a list.
        last_comma: Before the last member of a list.
        short_approximate: ``date``, as are the other short forms of one date.
        short_uncertain: ``date``.
        short_from: ``date``; without an end.
        short_until: ``date``; without a start.
        short_at_latest: ``date``.
        short_at_earliest: ``date``.
        short_or: Between members of a list.
        precision: A label for every precision.
        precision_doubtful: Labels of those that `precision` calls exact, without that word.
        precision_approximate: How exactly an approximate date is known: ``unit``.
        precision_uncertain: How exactly an uncertain date is known: ``unit``.
    """

    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    first_of_month: str
    day: str
    day_of_month: str
    month: str
    season: str
    weekday: str
    time: str
    clock: str
    clock_seconds: str
    clock_zone: str
    definite: str
    approximate: str
    uncertain: str
    any_day: str
    any_month: str
    any_year: str
    span: str
    span_wide: str
    to: str
    between: str
    on_or_before: str
    on_or_after: str
    from_open: str
    from_unknown: str
    until_open: str
    until_unknown: str
    one_of: str
    comma: str
    last_comma: str
    short_approximate: str
    short_uncertain: str
    short_from: str
    short_until: str
    short_at_latest: str
    short_at_earliest: str
    short_or: str
    precision: Mapping[Precision, str]
    precision_doubtful: Mapping[Precision, str]
    precision_approximate: str
    precision_uncertain: str
