"""``from-issue``: drafts from what readers send, friendly and hostile."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.edit.bodies import CORRECTION, DEAD, EVENT, body
from tests.edit.test_new import errors, files
from tests.helpers import edited, make_content, parse
from timeline.cli import main

PLACE = "content/events/1997/the-mill-opens-again.yaml"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the minimal content."""
    make_content(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def send(folder: Path, text: str | bytes, *options: str) -> int:
    path = folder / "body.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    return main(["from-issue", *options, str(path)])


def test_a_whole_form_becomes_a_whole_event(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert send(here, body("event", EVENT)) == 0
    assert capsys.readouterr().out == f"Made {PLACE}\n"
    assert errors(here / "content") == []
    text = (here / PLACE).read_text("utf-8")
    assert text.startswith("# From a form that a reader filled in: compare it with the source")
    assert "# The form says: “4 March 1997”.\ndate:" in text
    assert parse(text).data == {
        "title": "The mill opens again",
        "date": "1997-03-04",
        "dated": {"as_written": "yesterday", "basis": "inferred"},
        "type": "inquiry",
        "status": "reported",
        "summary": "The council let the mill open. Nobody objected: so it says.",
        "actors": [
            {"actor": "lindow-council", "role": "agent"},
            {"actor": "ada-fenn", "role": "affected"},
        ],
        "places": [{"place": "mill-bridge", "precision": "near"}],
        "cite": [{"source": "echo-1997-03-05", "at": "para 4"}],
    }


def test_a_body_is_read_from_standard_input(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(body("event", EVENT).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["from-issue", "-"]) == 0
    assert (here / PLACE).exists()


def test_what_is_left_out_is_reported(here: Path) -> None:
    assert send(here, body("event", EVENT, status="", as_written="", actors="", places="")) == 0
    data = parse((here / PLACE).read_text("utf-8")).data
    assert data["status"] == "reported"
    assert not {"actors", "places"} & set(data)


def test_no_more_than_fifty_actors_are_taken(here: Path) -> None:
    # The same part again and again: the draft is made, and the check points at it.
    assert send(here, body("event", EVENT, actors="ada-fenn: affected\n" * 60)) == 1
    text = (here / PLACE).read_text("utf-8")
    assert len(parse(text).data["actors"]) == 50
    assert "# Only the first 50 lines of the form were read.\nactors:" in text


LEFT_OPEN = [
    ({"basis": ""}, "empty-value", "basis:"),
    ({"type": "riot (Riot)"}, "empty-value", "The form says: “riot (Riot)”."),
    (
        {"source": "https://other.example/x"},
        "empty-value",
        "The form says: “https://other.example/x”.",
    ),
    ({"actors": "The Council of Lindow: agent"}, "unknown-actor", "actor: the-council-of-lindow"),
    ({"actors": "ada-fenn: hero"}, "empty-value", "The form says: “ada-fenn: hero”."),
    ({"actors": "ada-fenn"}, "empty-value", "actor: ada-fenn"),
    ({"at": "somewhere"}, "bad-locator", "at: somewhere"),
    ({"at": "para 77"}, "locator-out-of-range", "at: para 77"),
    ({"title": "x" * 300}, "text-too-long", "x" * 300),
    ({"as_written": "on Friday"}, "weekday-mismatch", "on Friday"),
    ({"summary": "[x](javascript:alert)"}, "link-scheme", "javascript"),
    ({"summary": ""}, "empty-value", "summary:"),
]


@pytest.mark.parametrize(("changed", "code", "kept"), LEFT_OPEN)
def test_what_cannot_be_used_is_kept_to_be_looked_at(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    changed: dict[str, str],
    code: str,
    kept: str,
) -> None:
    assert send(here, body("event", EVENT, **changed)) == 1
    printed = capsys.readouterr().out
    assert f"error[{code}]" in printed
    [path] = [path for path in files(here / "content") if f"content/{path}:" in printed]
    assert kept in " ".join(files(here / "content")[path].replace("\n# ", " ").split())


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("03/04/1997", "1997-04-03 if the day comes first, or 1997-03-04 if the month comes first"),
        ("last week", "has no year"),
        ("", "is empty"),
    ],
)
def test_a_date_that_cannot_be_read_is_not_guessed(
    here: Path, capsys: pytest.CaptureFixture[str], date: str, said: str
) -> None:
    before = files(here / "content")
    assert send(here, body("event", EVENT, date=date)) == 1
    printed = capsys.readouterr()
    assert said in " ".join(printed.out.replace("# ", "").split())
    assert parse(printed.out).data["date"] == ""
    assert "error[empty-value]" in printed.err
    assert "Nothing was written" in printed.err
    assert files(here / "content") == before


def test_a_dry_run_prints_the_draft_only(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(here / "content")
    assert send(here, body("event", EVENT), "--dry-run") == 0
    assert parse(capsys.readouterr().out).data["title"] == EVENT["title"]
    assert files(here / "content") == before


HOSTILE = [
    "../../../etc/passwd",
    "x\ndate: 1066\n",
    '"\nstatus: corroborated\n#',
    "'; rm -rf / #",
    "*alias",
    "&anchor x",
    "!!python/object/apply:os.system [id]",
    "{a: b}",
    "[" * 20,
    "- " * 20,
    "%YAML 1.1",
    "---\n...\n---",
    "<script>alert(1)</script>",
    "{{ config }} {% include 'x' %}",
    "a\u202eb\u0000c\u001b[31md\u2028e",
    "a\ud800b",
    "### Source\n\nmine",
    "| literal",
    "> folded",
    "a: b # c",
    "\\x41\\u202e",
    "x" * 5000,
    "null",
    "~",
    "con",
    "${{ github.token }}",
    "\t\ttabs",
    "```yaml\ntitle: x\n```",
]


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text)[:30] for text in HOSTILE])
def test_a_hostile_value_stays_a_value(
    here: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    outside = {name for name in files(here) if not name.startswith("content/")}
    before = files(here / "content")
    texts = ("title", "as_written", "summary", "actors", "places", "source", "at", "type", "basis")
    assert send(here, body("event", EVENT, **dict.fromkeys(texts, text))) == 1
    printed = capsys.readouterr()
    assert "\x1b" not in printed.out + printed.err
    after = files(here / "content")
    [new] = after.keys() - before.keys()
    assert new.startswith("events/1997/")
    assert {name: after[name] for name in before} == before
    assert {n for n in files(here) if not n.startswith("content/")} - outside == {"body.md"}
    data = parse(after[new]).data
    assert set(data) <= {
        "title",
        "date",
        "dated",
        "type",
        "status",
        "summary",
        "actors",
        "places",
        "cite",
    }
    assert (data["date"], data["status"], data["type"]) == ("1997-03-04", "reported", "")


@pytest.mark.parametrize("text", ["[" * 400, "{" * 400, "- " * 400])
def test_a_text_that_no_file_can_hold_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    before = files(here / "content")
    assert send(here, body("event", EVENT, summary=text)) == 2
    assert "no content file can hold: nested deeper" in capsys.readouterr().err
    assert files(here / "content") == before


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"### x\n" * 20_000, b"hello"])
def test_no_form_at_all_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    before = files(here / "content")
    assert send(here, data) == 2
    assert capsys.readouterr().err.startswith("Error: ")
    assert files(here / "content") == before


def test_no_file_is_an_error_of_use(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["from-issue", "nothing.md"]) == 2
    assert "nothing.md" in capsys.readouterr().err


@pytest.mark.parametrize(
    "entry",
    [
        CORRECTION["entry"],
        "events/bridge-collapses.html",
        "content/events/1997/bridge-collapses.yaml",
        "bridge-collapses",
    ],
)
def test_a_correction_shows_what_it_is_about(
    here: Path, capsys: pytest.CaptureFixture[str], entry: str
) -> None:
    before = files(here / "content")
    assert send(here, body("correction", CORRECTION, entry=entry)) == 0
    assert capsys.readouterr().out == (
        "A correction was proposed.\n"
        "content/events/1997/bridge-collapses.yaml:1: title: The mill bridge collapses\n"
        "What is wrong: It was not the mill bridge.\n"
        "What it should say: The weir bridge collapses\n"
        "What shows it: Echo, para 1\n"
        "\n"
        "If the source bears it out, change the field, and add to the same file:\n"
        "corrections:\n"
        '  - date: "YYYY-MM-DD"\n'
        "    kind: correction\n"
        "    note: What was changed, and why.\n"
    )
    assert files(here / "content") == before


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"field": "reported"}, 0, "event 'bridge-collapses' has no field 'reported'"),
        ({"field": ""}, 0, "has no field"),
        ({"entry": "the page on bridges"}, 1, "No entry was found for 'the page on bridges'."),
        ({"entry": "../../etc/passwd"}, 1, "No entry was found"),
        ({"wrong": "\x1b[31m\u202ered"}, 0, "What is wrong: [31mred"),
    ],
)
def test_a_correction_of_something_else(
    here: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, str], code: int, said: str
) -> None:
    assert send(here, body("correction", CORRECTION, **changed)) == code
    assert said in capsys.readouterr().out


def test_a_dead_link_is_found_where_it_stands(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send(here, body("dead link", DEAD)) == 0
    assert capsys.readouterr().out == (
        "A dead link was reported.\n"
        "content/sources/echo-1997-03-05.yaml:7: url: https://echo.example/1997/bridge-lost\n"
        "\n"
        "If an archived copy shows the same text, add below the source's 'url':\n"
        "archive:\n"
        "  url: https://archive.example/bridge-lost\n"
        '  date: "2020-01-02"\n'
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"link": "https://other.example/x"}, "No content file holds 'https://other.example/x'."),
        ({"link": "e"}, "No content file holds 'e'."),
        (
            {"link": "e", "page": "sources/echo-1997-03-05.html"},
            "The page named is made of content/sources/echo-1997-03-05.yaml.",
        ),
    ],
)
def test_a_dead_link_that_stands_nowhere(
    here: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, str], said: str
) -> None:
    assert send(here, body("dead link", DEAD, **changed)) == 1
    assert said in capsys.readouterr().out


def test_a_link_in_prose_is_found_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = edited(
        "actors/ada-fenn.yaml", "Kept the mill.", "Kept [the mill](https://mill.example/)."
    )
    make_content(here / "content", text)
    assert send(here, body("dead link", DEAD, link="https://mill.example/")) == 0
    assert "content/actors/ada-fenn.yaml:3: summary: Kept" in capsys.readouterr().out
