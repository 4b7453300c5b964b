"""Dates: what is read says what was typed, and what is refused is answered with dates that work.

An input is a date and, on a second line, how a source words it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from fuzz.content import readable, values
from timeline.dates import (
    DateError,
    EdtfDate,
    Mark,
    check_wording,
    describe,
    is_edtf,
    mark,
    parse_edtf,
    short,
)
from timeline.dates.advice import interpret
from timeline.dates.edtf import edtf_problem
from timeline.dates.value import ErrorCode
from timeline.edit.freedate import read_free_date
from timeline.pages import load_catalogue

TOKENS = tuple(
    "0 9 X XX XXXX - -- / .. [ ] , ? ~ % T Z : + 2013 2013-01 2013-01-14 2013-02-29 2012-02-29 -21"
    " 2013/2014 ../ /.. [..2013-01-14] [2013-01-11..2013-01-14] [2013,2014] T14:30:00 +01:00 0001"
    " 9999 0000 2013-W03 2013-014 14/01/2013 14.1.2013 1990s 20th century early mid- late spring"
    " winter hiver about c. circa vers possibly since until before after between and or to from"
    " present Monday lundi January janvier août Jan Feb 1er 1st BC noon 4pm a.m. midnight yesterday"
    " last week fourth day hours two days later weekend night – — ‑".split()
)

_CATALOGUES = [load_catalogue(language) for language in ("en", "fr")]
_ISSUED = parse_edtf("2013-01-14")
_QUOTED = re.compile(r"'[^']*'")
_PROPOSED = re.compile(r"(?<!\S)\[?(?:\.\.)?[0-9X]{4}(?![0-9A-Za-z:]|-\s|\S*MM)\S*")


def check(data: bytes) -> None:
    """Assert what must hold of one text as a date, and of one wording beside it."""
    text, _, wording = readable(data).partition("\n")
    try:
        date = parse_edtf(text)
    except DateError as error:
        _check_refusal(text, error)
    else:
        _check_date(text, date)
        _check_wording(wording, date)
    for reading in read_free_date(text).readings:
        assert is_edtf(reading.edtf), reading


def seeds() -> Iterator[bytes]:
    """Return the dates of the content, with wordings."""
    wordings = list(values("as_written"))
    for index, date in enumerate(values("date", "issued", "start", "end", "reported")):
        yield f"{date}\n{wordings[index % len(wordings)]}".encode()
    for wording in wordings:
        yield f"2013-01-14\n{wording}".encode()
        yield wording.encode()


def _check_refusal(text: str, error: DateError) -> None:
    assert not is_edtf(text)
    assert error.code in get_args(ErrorCode)
    assert error.message
    assert error.advice
    for part in (error.message, error.advice):
        assert "\n" not in part
        assert not part.endswith(".") or part.endswith("..")
    # What stands in quotation marks is what was typed; what has letters is a form to fill in.
    for proposal in _PROPOSED.findall(_QUOTED.sub("", error.advice)):
        assert is_edtf(proposal.rstrip(",;)")), error.advice
    found = interpret(text, edtf_problem) if error.code == "bad-date" else None
    for reading in found.readings if found else ():
        assert is_edtf(reading.edtf), reading


def _check_date(text: str, date: EdtfDate) -> None:
    assert is_edtf(text)
    assert date.text == text
    assert parse_edtf(date.text) == date
    assert date.earliest is not None or date.latest is not None
    if date.earliest and date.latest:
        assert date.earliest <= date.latest
    assert (date.earliest is None) == (date.start != "known" and date.first is None)
    assert (date.latest is None) == (date.end != "known" and date.last is None)
    assert date.sort_key[0] <= date.sort_key[1]
    assert (date.time is not None) == (date.precision == "time")
    for part in (*date.members, *filter(None, (date.first, date.last))):
        assert part.text in text
        _check_date(part.text, part)
    if date.first:
        assert date.earliest == date.first.earliest
    if date.last:
        assert date.latest == date.last.latest
    for member in date.members:
        assert date.sort_key[0] <= member.sort_key[0]
        assert member.sort_key[1] <= date.sort_key[1]
    assert mark(date) in get_args(Mark)
    for words in (catalogue.dates for catalogue in _CATALOGUES):
        for shown in (describe(date, words), short(date, words), short(date, words, year=True)):
            assert shown == " ".join(shown.split(" "))
            assert shown.strip()
            assert "{" not in shown


def _check_wording(wording: str, date: EdtfDate) -> None:
    flat = " ".join(wording.split())
    for issued, origin in ((None, None), (_ISSUED, None), (_ISSUED, _ISSUED)):
        result = check_wording(wording, date, issued, origin)
        for phrase in result.understood:
            assert phrase in flat, phrase
        for finding in result.findings:
            assert finding.message
            assert finding.advice
