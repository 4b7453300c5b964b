"""``new``: what it asks, what it writes, and that it never writes half a file or over another."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import check, edited, make_content, parse
from timeline.cli import main
from timeline.edit.draft import MARK
from timeline.write import folder

SCRIPT = Path(__file__).parent.parent.parent / "build_timeline.py"
TITLE = "The weir holds: at last"
EVENT = [
    *("new", "event", "--title", TITLE, "--date", "4 March 1997", "--type", "collapse"),
    *("--source", "echo-1997-03-05", "--at", "para 4"),
]
MORE = [
    *("--as-written", "yesterday", "--basis", "inferred", "--summary", "It held: the town saw it."),
    *("--actor", "lindow-council:agent", "--place", "mill-bridge:near", "--id", "weir-holds"),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the minimal content, and nobody at the terminal."""
    make_content(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Sit at the terminal and type."""
    monkeypatch.setattr("timeline.cli.asking.on_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{text}\n" for text in answers)))


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def errors(folder: Path) -> list[str]:
    return [f"{d.line} {d.code}" for d in check(folder).diagnostics if d.level == "error"]


FULL = """\
# One line of plain text that says what happened; at most 90 characters.
title: "The weir holds: at last"
# When it happened, in EDTF: '1997-03-14', '1997-03', '1997-03-14~', '[..1997-03-14]' …
date: "1997-03-04"
# How the date is known: the source's words, what it rests on, the reasoning.
dated:
  # The source's own words for the date, such as 'on Monday'; checked against the date.
  as_written: "yesterday"
  # How the date is known: stated by the source, inferred from it, presumed, or only bound.
  basis: inferred
# The kind of event, from 'event_types' in the vocabulary.
type: collapse
# How sure it is: reported, corroborated, disputed, planned or retracted.
status: reported
# A few sentences in your own words; may link to entries, as in [the mill](place:mill).
summary: >-
  It held: the town saw it.
# Who had a part in it, and which.
actors:
  - actor: lindow-council
    role: agent
# Where it happened, and how closely that is known.
places:
  - place: mill-bridge
    precision: near
# Where the event stands in the sources; one place at least.
cite:
  - source: echo-1997-03-05
    at: para 4
# When this entry first appeared on the site; without it, the feed passes the entry over.
published: "2001-02-03"

# What else the file may hold:
"""


def test_an_event_of_which_all_is_known_is_written_whole(here: Path) -> None:
    assert main([*EVENT, *MORE, "--published", "2001-02-03"]) == 0
    text = (here / "content/events/1997/weir-holds.yaml").read_text("utf-8")
    assert text.startswith(FULL)
    assert errors(here / "content") == []


def test_what_is_open_is_marked_and_check_points_at_it(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(EVENT) == 0
    assert capsys.readouterr().out == (
        "'4 March 1997' is read as 1997-03-04\n"
        "Made content/events/1997/the-weir-holds-at-last.yaml\n"
        "  line 11: fill in 'basis'\n"
        "  line 17: fill in 'summary'\n"
        "Then run: python build_timeline.py check\n"
    )
    path = here / "content/events/1997/the-weir-holds-at-last.yaml"
    text = path.read_text("utf-8")
    assert text.startswith(f"# A draft. Fill in what is marked '{MARK}'")
    assert errors(here / "content") == ["11 empty-value", "17 empty-value"]
    filled = text.replace("basis:\n", "basis: stated\n").replace(
        "summary:\n", "summary: It held.\n"
    )
    path.write_text(filled, encoding="utf-8")
    assert errors(here / "content") == []


OTHERS = [
    (
        "actor",
        ["--name", "Bo Reed", "--kind", "person", "--source", "echo-1997-03-05", "--at", "para 1"],
        "actors/bo-reed.yaml",
        {"summary:\n": "summary: Was there.\n"},
    ),
    (
        "place",
        ["--name", "Weir Street", "--class", "town", "--part-of", "lindow", "--country", "GB"],
        "places/weir-street.yaml",
        {},
    ),
    (
        "source",
        [
            *("--type", "report", "--title", "On the bridge", "--publisher", "lindow-council"),
            *("--date", "April 1997", "--lang", "en"),
            *("--url", "https://lindow.example/a#b"),
        ],
        "sources/lindow-council-1997-04.yaml",
        {"basis:\n": "basis: stated\n", "rights:\n": "rights: The council's.\n"},
    ),
]


@pytest.mark.parametrize(("kind", "options", "place", "filled"), OTHERS)
def test_a_draft_passes_check_once_it_is_filled_in(
    here: Path, kind: str, options: list[str], place: str, filled: dict[str, str]
) -> None:
    assert main(["new", kind, *options]) == 0
    path = here / "content" / place
    text = path.read_text("utf-8")
    assert text.count(MARK) - text.count(f"'{MARK}'") == len(filled)
    assert len(errors(here / "content")) == len(filled)
    for old, new in filled.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    assert errors(here / "content") == []


NEEDED = {
    "event": "--title, --source, --at, --date, --type",
    "actor": "--name, --kind",
    "place": "--name, --class",
    "source": "--type, --title, --publisher, --date, --lang",
}


@pytest.mark.parametrize(("kind", "options"), NEEDED.items())
def test_without_a_terminal_all_that_is_missing_is_named_at_once(
    here: Path, capsys: pytest.CaptureFixture[str], kind: str, options: str
) -> None:
    before = files(here)
    assert main(["new", kind]) == 2
    assert f"missing: {options} (" in capsys.readouterr().err
    assert files(here) == before


REFUSED = [
    (["--type", "colapse"], "no event type 'colapse'; did you mean 'collapse'?"),
    (
        ["--actor", "lindow-counsil:agent"],
        "no actor 'lindow-counsil'; did you mean 'lindow-council'",
    ),
    (["--actor", "lindow-council:agnt"], "no role 'agnt'; did you mean 'agent'?"),
    (["--actor", "lindow-council"], "not in the form ID:WORD"),
    (["--place", "mill-bridge:close"], "no precision 'close'; did you mean 'near'?"),
    (["--source", "eco-1997-03-05"], "no source 'eco-1997-03-05'; did you mean 'echo-1997-03-05'?"),
    (["--at", "line 4"], "'line 4' does not say where in the source"),
    (["--at", "para 99"], "'para 99', but 'echo-1997-03-05' has 5 paragraphs; count again"),
    (["--at", "page 4"], "'p. 4', but 'echo-1997-03-05' is counted in paragraphs"),
    (
        ["--date", "03/04/1997"],
        "give 1997-04-03 if the day comes first, or 1997-03-04 if the month",
    ),
    (["--date", "4 March"], "has no year"),
    (["--date", "30 February 1997"], "check the day"),
    (["--as-written", "on Friday"], "weekday-mismatch"),
    (["--title", "x" * 91], "91 characters, but this field holds 90"),
    (["--status", "sure"], "no status 'sure'; use one of: corroborated"),
    (["--id", "Weir"], "'Weir' is not an id"),
    (["--id", "../../weir"], "is not an id"),
    (
        ["--id", "inquiry-opens"],
        "there is event 'inquiry-opens' already; 'inquiry-opens-2' is free",
    ),
    (["--id", "bridge-falls"], "event 'bridge-collapses' had the id 'bridge-falls' before"),
    (["--summary", "[x](javascript:alert)"], "link"),
    (["--summary", "By [it](place:mil-bridge)."], "no place 'mil-bridge'; did you mean 'mill-bri"),
    (["--quote", "word " * 16], "16 words quoted, at most 15 are allowed"),
    (["--quote", "We heard it"], "missing: --speaker"),
    (["--quote", "We heard it", "--speaker", "ada"], "no actor 'ada'; did you mean 'ada-fenn'?"),
    (
        ["--actor", "ada-fenn:agent", "--actor", "Ada Fenn:agent"],
        "'ada-fenn:agent' is there already",
    ),
    (["--place", "lindow:near", "--place", "lindow:exact"], "'lindow:exact' is there already"),
    (["--title", "a\u202eb"], "bidi-character"),
]


@pytest.mark.parametrize(("options", "said"), REFUSED, ids=[" ".join(r[0])[:40] for r in REFUSED])
def test_what_cannot_be_used_is_refused_with_advice(
    here: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    renamed = edited(
        "events/1997/bridge-collapses.yaml", "quotes:", "formerly: [bridge-falls]\nquotes:"
    )
    make_content(here / "content", renamed)
    before = files(here)
    assert main([*EVENT, *options]) == 2
    assert said in capsys.readouterr().err
    assert files(here) == before


def test_a_title_that_is_taken_gets_the_next_free_id(here: Path) -> None:
    for name in ("the-weir-holds-at-last", "the-weir-holds-at-last-2"):
        assert main(EVENT) == 0
        assert (here / f"content/events/1997/{name}.yaml").exists()


def test_a_title_in_another_script_needs_an_id(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*EVENT, "--title", "大坝"]) == 2
    assert "missing: --id" in capsys.readouterr().err


def test_a_disk_that_is_full_leaves_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(here)

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as handle:
            handle.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(EVENT) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert files(here) == before


def test_a_file_that_appears_meanwhile_is_left_alone(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = here / "content/events/1997/weir-holds.yaml"
    inside = folder.inside

    def late(root: Path, path: str) -> Path:
        mine.write_text("mine", encoding="utf-8")
        return inside(root, path)

    monkeypatch.setattr(folder, "inside", late)
    assert main([*EVENT, "--id", "weir-holds"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert mine.read_text("utf-8") == "mine"
    assert [path.name for path in mine.parent.iterdir() if "part" in path.name] == []


def test_a_linked_folder_is_not_written_through(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "elsewhere").mkdir()
    (here / "content/events/1998").symlink_to(here / "elsewhere")
    assert main([*EVENT, "--date", "1998"]) == 2
    assert "leads through a link" in capsys.readouterr().err
    assert list((here / "elsewhere").iterdir()) == []


def test_on_a_terminal_everything_is_asked(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(
        monkeypatch,
        *("", TITLE, "", "para 4", "03/04/1997", "2", "yesterday", "", "colapse", "collapse", ""),
        *("lindow-council:agent", "ada-fen:agent", "ada-fenn:affected", ""),
        *("mill-bridge:near", "", "It held.", "", "Weir", "weir-holds"),
    )
    assert main(["new", "event", "--published", "2001-02-03"]) == 0
    printed = capsys.readouterr().out
    assert (
        "1. 1997-04-03 if the day comes first\n  2. 1997-03-04 if the month comes first" in printed
    )
    assert "'03/04/1997' is read as 1997-03-04" in printed
    assert "no event type 'colapse'; did you mean 'collapse'?" in printed
    assert "no actor 'ada-fen'; did you mean 'ada-fenn'?" in printed
    text = (here / "content/events/1997/weir-holds.yaml").read_text("utf-8")
    assert parse(text).data == {
        "title": TITLE,
        "date": "1997-03-04",
        "dated": {"as_written": "yesterday", "basis": ""},
        "type": "collapse",
        "status": "reported",
        "summary": "It held.",
        "actors": [
            {"actor": "lindow-council", "role": "agent"},
            {"actor": "ada-fenn", "role": "affected"},
        ],
        "places": [{"place": "mill-bridge", "precision": "near"}],
        "cite": [{"source": "echo-1997-03-05", "at": "para 4"}],
        "published": "2001-02-03",
    }


def test_an_answer_broken_off_changes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(here)
    answer(monkeypatch, TITLE, "1997-03-04")
    assert main(["new", "event"]) == 2
    assert "Stopped; nothing was changed." in capsys.readouterr().err
    assert files(here) == before


def test_a_real_terminal_is_asked(here: Path) -> None:
    controller, terminal = pty.openpty()
    os.write(controller, b"Weir Street\ntown\n\n\n\n\n")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "new", "place"],
        stdin=terminal,
        capture_output=True,
        check=False,
        cwd=here,
    )
    os.close(terminal)
    os.close(controller)
    assert done.returncode == 0, done.stderr
    assert (here / "content/places/weir-street.yaml").exists()


def test_the_editors_schemas_know_the_new_entry(here: Path) -> None:
    assert main(["schemas"]) == 0
    assert main(["new", "place", "--name", "Weir Street", "--class", "town"]) == 0
    assert '"weir-street"' in (here / "schemas/event.schema.json").read_text("utf-8")
    assert main(["schemas", "--check"]) == 0
