"""``new event`` on a terminal: each answer is checked at its question, and none is ever lost."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.edit.test_new import SCRIPT, answer, errors, files
from tests.helpers import make_content, parse
from timeline.cli import main
from timeline.cli.choices import Choices, Option, Unfit
from timeline.edit.locating import read_locator

ANSWERS = {
    "title": ["The weir holds"],
    "source": [""],
    "at": ["para 4"],
    "date": ["1997-03-04"],
    "words": [""],
    "basis": ["stated"],
    "type": ["collapse"],
    "status": [""],
    "actors": [""],
    "places": [""],
    "summary": ["It held."],
    "quote": [""],
    "id": ["weir"],
}
"""What is typed at each question, in their order; several where it is asked again."""

WEIR = "content/events/1997/weir.yaml"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the minimal content."""
    make_content(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(changes: dict[str, list[str]]) -> list[str]:
    return [text for texts in ({**ANSWERS, **changes}).values() for text in texts]


def event(here: Path) -> Any:
    return parse((here / WEIR).read_text("utf-8")).data


# What is typed otherwise | what is said | the field of the file, and what it holds
ASKED_AGAIN: list[tuple[dict[str, list[str]], str, str, object]] = [
    (
        {"at": ["para 99", "para 4"]},
        "'para 99', but 'echo-1997-03-05' has 5 paragraphs",
        "cite",
        [{"source": "echo-1997-03-05", "at": "para 4"}],
    ),
    (
        {"at": ["p. 4", "par. 4"]},
        "'p. 4', but 'echo-1997-03-05' is counted in paragraphs",
        "cite",
        [{"source": "echo-1997-03-05", "at": "para 4"}],
    ),
    (
        {"at": ["4"]},
        "'4' is read as para 4",
        "cite",
        [{"source": "echo-1997-03-05", "at": "para 4"}],
    ),
    (
        {"words": ["on Monday", "", "on Tuesday"]},
        "the source says 'Monday', but 1997-03-04 is a Tuesday",
        "dated",
        {"as_written": "on Tuesday", "basis": "stated"},
    ),
    (
        {"words": ["on Monday", "1997-03-03", ""]},
        "the source says 'Monday', but 1997-03-04 is a Tuesday",
        "date",
        "1997-03-03",
    ),
    (
        {"words": ["today", "1997-03-05", ""]},
        "the source says 'today' (1997-03-05), but 1997-03-04 is a Tuesday",
        "date",
        "1997-03-05",
    ),
    (
        {"summary": ["At [it](place:mil-bridge).", "At [it](place:mill-bridge)."]},
        "no place 'mil-bridge'; did you mean 'mill-bridge'?",
        "summary",
        "At [it](place:mill-bridge).",
    ),
    (
        {"summary": ["[x](javascript:alert)", "It held."]},
        "a link may not go to 'javascript:alert'",
        "summary",
        "It held.",
    ),
    (
        {"title": ["Weird\x1b[D\x1b[D", "Weir"]},
        "a key such as an arrow got into the text",
        "title",
        "Weir",
    ),
    ({"title": ["We\x1bOAir", "Weir"]}, "a key such as an arrow", "title", "Weir"),
    ({"title": ["We\u202eir", "Weir"]}, "a hidden character U+202E", "title", "Weir"),
    ({"title": ["We\x07ir", "Weir"]}, "a hidden character U+0007", "title", "Weir"),
    ({"title": ["We\udcffir", "Weir"]}, "a hidden character U+DCFF", "title", "Weir"),
    (
        {"actors": ["Ada Fenn", "affected", ""]},
        "that is ada-fenn",
        "actors",
        [{"actor": "ada-fenn", "role": "affected"}],
    ),
    (
        {"actors": ["fenn", "ada-fenn", "?", "affected", ""]},
        "no actor 'fenn'; did you mean 'ada-fenn'?",
        "actors",
        [{"actor": "ada-fenn", "role": "affected"}],
    ),
    (
        {"actors": ["ada-fenn:agent", "ada-fenn", "agent", "affected", ""]},
        "'ada-fenn:agent' is there already",
        "actors",
        [{"actor": "ada-fenn", "role": "agent"}, {"actor": "ada-fenn", "role": "affected"}],
    ),
    (
        {"places": ["lindow:near", "lindow", "Mill bridge", "exact", ""]},
        "'lindow' is there already",
        "places",
        [
            {"place": "lindow", "precision": "near"},
            {"place": "mill-bridge", "precision": "exact"},
        ],
    ),
    (
        {"quote": ["word " * 16, "“We heard it”", "ada", "Ada Fenn", ""]},
        "16 words quoted, at most 15 are allowed",
        "quotes",
        [
            {
                "exact": "We heard it",
                "lang": "en",
                "speaker": "ada-fenn",
                "cite": [{"source": "echo-1997-03-05", "at": "para 4"}],
            }
        ],
    ),
]


@pytest.mark.parametrize(("changes", "said", "key", "value"), ASKED_AGAIN)
def test_only_the_answer_at_fault_is_asked_for_again(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, list[str]],
    said: str,
    key: str,
    value: object,
) -> None:
    answer(monkeypatch, *typed(changes))
    assert main(["new", "event"]) == 0
    assert said in capsys.readouterr().out
    assert event(here)[key] == value
    assert errors(here / "content") == []


# At which question what is typed | lines of the list that it shows
LISTS = [
    ({"source": ["?", ""]}, ["  echo-1997-03-05  Bridge lost"]),
    ({}, ["  inferred  Worked out from the source’s words and the day on which it was issued."]),
    ({}, ["  disputed      Accounts of it differ in substance."]),
    ({"type": ["?", "collapse"]}, ["  collapse  "]),
    ({"actors": ["?", ""]}, ["  lindow-council  "]),
    ({"actors": ["?fenn", ""]}, ["  ada-fenn  Ada Fenn"]),
    ({"actors": ["?nobody", ""]}, ["  no actor with 'nobody' in it"]),
    ({"actors": ["ada-fenn", "?", "agent", ""]}, ["  affected  "]),
    (
        {"places": ["lindow", "near", ""]},
        ["  near      close by: The place lies close to the mark"],
    ),
]


@pytest.mark.parametrize(("changes", "lines"), LISTS)
def test_a_closed_list_is_shown_with_what_its_words_mean(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, list[str]],
    lines: Sequence[str],
) -> None:
    answer(monkeypatch, *typed(changes))
    assert main(["new", "event"]) == 0
    printed = capsys.readouterr().out
    assert [line for line in lines if line not in printed] == []


def test_examples_in_the_questions_are_of_this_content(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, *typed({}))
    assert main(["new", "event"]) == 0
    printed = capsys.readouterr().out
    assert "An actor, as 'lindow-council:affected' (" in printed
    assert "A place, as 'mill-bridge:exact' (" in printed
    assert "Which paragraph of it, 1 to 5 ('7' or 'para 7'): " in printed


INSISTING = ["on Monday", "", ""]
"""A wording that does not fit the date, and both kept."""


def test_a_draft_with_an_error_is_written_if_somebody_wants_it(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, *typed({"words": INSISTING}), "")
    assert main(["new", "event"]) == 1
    printed = capsys.readouterr().out
    assert "This is still wrong with it:\nthe source says 'Monday'" in printed
    assert f"Made {WEIR}" in printed
    (error,) = errors(here / "content")
    assert error.endswith(" weekday-mismatch")


BROKEN_OFF = [
    ([*typed({"words": INSISTING}), "n"], "nothing was written"),
    (typed({})[:4], "Stopped; nothing was changed."),
]


@pytest.mark.parametrize(("typed_in", "said"), BROKEN_OFF)
def test_answers_that_came_to_nothing_can_be_gone_on_with(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    typed_in: list[str],
    said: str,
) -> None:
    before = files(here)
    answer(monkeypatch, *typed_in)
    assert main(["new", "event"]) == 2
    printed = capsys.readouterr().err
    assert said in printed
    assert files(here) == before
    (command,) = [line for line in printed.splitlines() if "new event --" in line]
    _, script, *arguments = shlex.split(command)
    assert script == SCRIPT.name
    given = dict(zip(arguments[2::2], arguments[3::2], strict=True))
    assert given["--title"] == "The weir holds"
    assert given["--at"] == "para 4"
    # What is given is asked no more.
    rest = typed({"words": ["on Tuesday"]})[4:] if "Stopped" in said else ["1997-03-03", *[""] * 4]
    answer(monkeypatch, *rest)
    assert main(arguments) == 0


def test_arrow_keys_edit_the_line_on_a_real_terminal(here: Path) -> None:
    controller, terminal = pty.openpty()
    os.write(controller, b"Weir\x1b[D\x1b[DXX\n")
    code = (
        "from timeline.cli.asking import Asker\n"
        "print('=' + Asker().need('--title', 'What', None, str) + '=')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=terminal,
        stdout=terminal,
        stderr=subprocess.PIPE,
        check=False,
        cwd=SCRIPT.parent,
        env={**os.environ, "TERM": "xterm"},
    )
    printed = os.read(controller, 10_000)
    os.close(terminal)
    os.close(controller)
    assert done.returncode == 0, done.stderr
    assert b"=WeXXir=" in printed


# As typed | what a bare number counts | as the file holds it
LOCATORS = [
    ("para 14", "para", "para 14"),
    ("14", "para", "para 14"),
    ("14", "page", "p. 14"),
    ("14", "", "14"),
    ("paragraph 14", "para", "para 14"),
    ("Paragraphs 7 – 9", "para", "para 7-9"),
    ("par. 14", "", "para 14"),
    ("par 14", "page", "para 14"),
    ("¶14", "para", "para 14"),
    ("¶¶ 14-15", "para", "para 14-15"),
    ("7 to 9", "para", "para 7-9"),
    ("7 and 8", "para", "para 7-8"),
    ("para 014", "para", "para 14"),
    ("page 3", "para", "p. 3"),
    ("pages 3-4", "", "pp. 3-4"),
    ("pp. 3", "page", "p. 3"),
    ("p.3", "page", "p. 3"),
    ("pg 3", "page", "p. 3"),
    ("00:12:30", "para", "00:12:30"),
    ("line 4", "para", "line 4"),
    ("14th", "para", "14th"),
    ("para", "para", "para"),
    ("٣", "para", "٣"),
]


@pytest.mark.parametrize(("text", "unit", "expected"), LOCATORS)
def test_a_locator_is_read_as_people_type_it(text: str, unit: str, expected: str) -> None:
    assert read_locator(text, unit) == expected


VOICES = Choices(
    "actor",
    (
        Option("gao-resident", "Resident of Gao", names=("A resident",)),
        Option("gao-residents", "Residents of Gao"),
        Option("mujao", "MUJAO"),
        Option("council", "The council"),
        Option("council-two", "The council"),
    ),
)

# As typed | the id, or what is said
NAMES = [
    ("gao-resident", "gao-resident"),
    (" mujao ", "mujao"),
    ("Gao resident", "gao-resident"),
    ("resident of gao", "gao-resident"),
    ("A Resident", "gao-resident"),
    ("Mujao", "mujao"),
    ("The council", "'The council' may be council or council-two; give the id"),
    ("Gao residnt", "did you mean 'gao-resident' or 'gao-residents'?"),
    ("Gao", "did you mean 'gao-resident' or 'gao-residents'?"),
    ("xyz", "use one of: council, council-two, gao-resident, gao-residents, mujao"),
    ("大", "no actor '大'; use one of"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_a_name_is_taken_for_its_id(text: str, expected: str) -> None:
    try:
        found = VOICES(text)
    except Unfit as error:
        found = str(error)
    assert found == expected or (" " in expected and expected in found)
