"""Dates agree with the words that they were read from, and files lie in the year of their event."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import MINIMAL, check, check_files, edited, make_content
from timeline.check.dating import folder_year
from timeline.dates import parse_edtf

EVENT = "events/1997/inquiry-opens.yaml"
SOURCE = "sources/echo-1997-03-05.yaml"


def event(date: str, words: str, more: str = "") -> dict[str, str]:
    text = (MINIMAL / EVENT).read_text(encoding="utf-8")
    text = text.replace("date: 1997-03-04", f"date: {date}")
    text = text.replace("{basis: stated}", f"{{as_written: {words}, basis: stated}}")
    return {EVENT: text + more}


@pytest.mark.parametrize(
    ("date", "words", "code"),
    [
        ("1997-03-04", "on Tuesday", None),
        ("1997-03-04", "on Wednesday", "weekday-mismatch"),
        ("1997-03-04", "yesterday", None),
        ("1997-03-03", "yesterday", "relative-day-mismatch"),
        ("1997-03", "this March", None),
        ("1997-03-04", "in April", "month-mismatch"),
        ("1997-03-04", "in 1996", "year-mismatch"),
        ("1997-03-03/..", "since Monday", None),
        ("1997-03-04/..", "since Monday", "since-mismatch"),
        ("1997-03-04T16:00:00", "at 4pm", None),
        ("1997-03-04T15:00:00", "at 4pm", "time-mismatch"),
        ("1997-03-04", "on market day", None),
    ],
)
def test_the_words_of_the_source(tmp_path: Path, date: str, words: str, code: str | None) -> None:
    found = check_files(tmp_path, event(date, words))
    place = f"{EVENT}:2:7: error[{code}]"
    assert [line.partition("] ")[0] + "]" for line in found] == ([place] if code else [])


def test_words_count_from_when_the_first_source_was_issued(tmp_path: Path) -> None:
    assert check_files(tmp_path, event("1997-03-04", "yesterday")) == []
    later = edited(SOURCE, "issued: 1997-03-05", "issued: 1997-03-06")
    later[SOURCE] = later[SOURCE].replace("5 March", "6 March")
    (found,) = check_files(tmp_path, {**event("1997-03-04", "yesterday"), **later})
    assert "relative-day-mismatch" in found


def test_words_count_from_when_it_was_reported_if_that_is_said(tmp_path: Path) -> None:
    files = event("1997-03-04", "yesterday", "reported: 1997-03-06\n")
    (found,) = check_files(tmp_path, files)
    assert "relative-day-mismatch" in found


@pytest.mark.parametrize(
    ("date", "start", "codes"),
    [
        ("1997-03-04", "counted_from: bridge-collapses, ", []),
        ("1997-03-05", "counted_from: bridge-collapses, ", ["relative-day-mismatch"]),
        ("1997-03-05", "", []),
        ("1997-03-05", "counted_from: bridge, ", ["unknown-event"]),
        (
            "1997-03-05",
            "counted_from: inquiry-opens, ",
            ["self-reference", "relative-day-mismatch"],
        ),
    ],
)
def test_words_count_from_the_event_that_is_named(
    tmp_path: Path, date: str, start: str, codes: list[str]
) -> None:
    files = event(date, "the second day of the search")
    files[EVENT] = files[EVENT].replace("{as_written", f"{{{start}as_written")
    found = check_files(tmp_path, files)
    assert sorted(line.partition("[")[2].partition("]")[0] for line in found) == sorted(codes)


def test_wordings_are_counted(tmp_path: Path) -> None:
    result = check(make_content(tmp_path, event("1997-03-04", "on market day")))
    assert (result.wordings.checked, result.wordings.total) == (2, 3)


def test_words_about_an_unknown_source_count_from_nothing(tmp_path: Path) -> None:
    files = event("1997-03-03", "yesterday")
    files[EVENT] = files[EVENT].replace("echo-1997-03-05", "echo-of-nowhere")
    (found,) = check_files(tmp_path, files)
    assert "unknown-source" in found


def test_a_source_has_words_for_its_date_too(tmp_path: Path) -> None:
    (found,) = check_files(tmp_path, edited(SOURCE, "5 March 1997", "6 March 1997"))
    assert found.startswith(f"{SOURCE}:4:9: error[")


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("1997-03-04", "1997"),
        ("1997", "1997"),
        ("1997~", "1997"),
        ("1996-12-31/1997-01-01", "1996"),
        ("1996-12/..", "1996"),
        ("1996-12/", "1996"),
        ("../1997-03", "1997"),
        ("[..1997-03-04]", "1997"),
        ("[1995,1997]", "1995"),
        ("199X", "1990"),
        ("19XX", "1900"),
        ("0476-09-04", "0476"),
    ],
)
def test_the_folder_of_an_event(date: str, year: str) -> None:
    assert folder_year(parse_edtf(date)) == year


@pytest.mark.parametrize(("folder", "is_right"), [("1997", True), ("1998", False), ("0997", False)])
def test_an_event_lies_in_the_folder_of_its_year(
    tmp_path: Path, folder: str, is_right: bool
) -> None:
    place = f"events/{folder}/fair.yaml"
    text = (MINIMAL / EVENT).read_text(encoding="utf-8")
    assert check_files(tmp_path, {place: text}) == (
        []
        if is_right
        else [
            (
                f"{place}:1:1: error[misplaced-file] this event is of 1997, but lies in the folder"
                f" {folder}; move it to events/1997/fair.yaml, or mend its date"
            )
        ]
    )
