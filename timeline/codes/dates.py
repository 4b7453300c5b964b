"""Codes of the group "Dates"."""

from __future__ import annotations

from typing import Final

from timeline.codes.code import Code

GROUP: Final = "Dates"

CODES: Final = {
    "bad-date": Code(
        GROUP,
        "This is not a date in EDTF (ISO 8601-2).",
        "A date must say exactly as much as is known.",
        "1997-03-14, 1997-03, 1997, 1997-03-14~ (about), 1997-03-12/1997-03-13 (from, to),"
        " 1996-04/.. (since), [..1997-03-14] (on or before).",
    ),
    "reversed-interval": Code(
        GROUP,
        "The end stands before the start.",
        "Nothing can have happened then.",
        "Swap the two dates.",
    ),
    "impossible-day": Code(
        GROUP,
        "The calendar has no such day.",
        "A slip in a date is a false statement.",
        "Check the day and the month, and whether it was a leap year.",
    ),
    "weekday-mismatch": Code(
        GROUP,
        "The source names a weekday, and the date does not fall on it.",
        "One of the two was read or typed wrongly. 'About' ('~') does not mend that: a source that"
        " names a weekday means one day.",
        "Count again from the day on which the source was issued.",
    ),
    "month-mismatch": Code(
        GROUP,
        "The source names a month, and the date does not lie in it.",
        "One of the two was read or typed wrongly.",
        "Mend the date, or 'as_written'.",
    ),
    "year-mismatch": Code(
        GROUP,
        "The source names a year, and the date does not lie in it.",
        "One of the two was read or typed wrongly.",
        "Mend the date, or 'as_written'.",
    ),
    "since-mismatch": Code(
        GROUP,
        "The source says 'since' some time, and the date does not start then.",
        "A state that lasts has a start; a later start is another statement.",
        "Let the date start there: 1996-04/.. for 'since April'.",
    ),
    "relative-day-mismatch": Code(
        GROUP,
        "The source says 'yesterday' or the like, and the date is another day.",
        "Such words count from the day on which the source was issued.",
        "Count again, or mend the source's 'issued'.",
    ),
    "time-mismatch": Code(
        GROUP,
        "The source names an hour, and the date has another.",
        "One of the two was read or typed wrongly, or the time zone was forgotten.",
        "Mend the time, and give its offset from UTC.",
    ),
}
