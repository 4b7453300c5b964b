"""Codes of the group "History"."""

from __future__ import annotations

from typing import Final

from timeline.codes.code import Code

GROUP: Final = "History"

CODES: Final = {
    "uncorrected-change": Code(
        GROUP,
        "A date, status, figure, quotation or account of a published event was changed, and no new"
        " entry in 'corrections' says so.",
        "Readers may have relied on what was there; a silent change deceives them.",
        "Add an entry under 'corrections', as in {date: 2026-11-20, kind: correction, note: The"
        " count now says 'at least'.}, dated the day on which it is published.",
    ),
    "event-removed": Code(
        GROUP,
        "An event that was published is gone, and its address leads nowhere.",
        "Others have cited it. A withdrawn statement has to say that it was withdrawn.",
        "Keep the file with 'status: retracted' and a retraction in 'corrections', or name its id in"
        " 'formerly' of the event that replaces it.",
    ),
    "correction-removed": Code(
        GROUP,
        "An entry in 'corrections' that was published is gone.",
        "A history that can be rewritten is none.",
        "Put it back with its date and kind; its note may be worded better.",
    ),
    "retracted-without-reason": Code(
        GROUP,
        "The event is retracted, and none of its 'corrections' is a retraction.",
        "Readers who come by a link need to know why it was withdrawn, and when.",
        "Add {date: …, kind: retraction, note: …} under 'corrections'.",
    ),
    "correction-before-publication": Code(
        GROUP,
        "A correction is dated before the event was published.",
        "What readers have never seen cannot be corrected for them.",
        "Mend 'published' or the correction's date.",
    ),
    "missing-publication": Code(
        GROUP,
        "The event has no 'published', and other events have.",
        "The feed of additions tells readers what is new; it has no clock, and lists only what has"
        " a day of publication.",
        "Add 'published: 2026-11-23', the day on which the event first appears on the site.",
    ),
    "not-compared": Code(
        GROUP,
        "A file could not be compared with its published state, which today's rules cannot read.",
        "What cannot be read cannot be compared, and silence would look like agreement.",
        "Compare the two by eye; once this state is published the message is gone.",
    ),
}
