"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import edited, make_content
from timeline import __version__
from timeline.cli import main
from timeline.codes import CODES

SCRIPT = Path(__file__).parent.parent / "build_timeline.py"
BROKEN = edited("events/1997/inquiry-opens.yaml", "status: reported", "status: rumoured")
ORPHAN = {"places/weir.yaml": "name: The weir\nclass: bridge\npart_of: lindow\n"}
STATUS = (
    "events/1997/inquiry-opens.yaml:5:9: error[unknown-status] 'rumoured' is not a known status;"
    " use one of: corroborated, disputed, planned, reported, retracted\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without anything in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


def test_good_content(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_content(here / "content")
    assert main(["check"]) == 0
    assert capsys.readouterr() == (
        (
            "2 events, 3 actors, 2 places, 1 source\n"
            "echo-1997-03-05: 5 of 5 paragraphs accounted for: 4 used (1-4); 1 unused with a reason (5);"
            " 0 unaccounted\n"
            "2 of 2 date wordings understood and checked, 0 left alone\n"
            "1 of 1 quotation checked\n"
            "0 errors, 0 warnings\n"
        ),
        "",
    )


def test_content_with_an_error(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_content(here / "content", BROKEN)
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        f"content/{STATUS}echo-1997-03-05: 4 of 5 paragraphs accounted for: 3 used (1-3);"
        " 1 unused with a reason (5); 1 unaccounted (4)\n"
        "2 of 2 date wordings understood and checked, 0 left alone\n"
        "1 of 1 quotation checked\n"
        "1 error, 0 warnings (warnings in full once there are no errors)\n"
    )


@pytest.mark.parametrize(
    ("options", "code", "level", "summary"),
    [
        ([], 0, "warning", "2 events, 3 actors, 3 places, 1 source"),
        (["--strict"], 1, "error", "1 error, 0 warnings"),
    ],
)
def test_content_with_a_warning(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    code: int,
    level: str,
    summary: str,
) -> None:
    make_content(here / "content", ORPHAN)
    assert main(["check", *options]) == code
    printed = capsys.readouterr().out
    assert printed.startswith(f"content/places/weir.yaml:1:1: {level}[orphan-place]")
    assert f"{summary}\n" in printed


@pytest.mark.parametrize(
    ("cwd", "content", "shown"),
    [
        (".", "content", "content/"),
        (".", "content/", "content/"),
        (".", "./content", "content/"),
        (".", "a/../content", "content/"),
        ("a/b", "../../content", "../../content/"),
        ("content", "../content", "./"),
        ("content", ".", "./"),
    ],
)
def test_paths_are_relative_to_where_the_command_runs(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    cwd: str,
    content: str,
    shown: str,
) -> None:
    make_content(here / "content", BROKEN)
    (here / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(here / cwd)
    assert main(["check", "--content", content]) == 1
    assert capsys.readouterr().out.startswith(f"{shown}{STATUS}")


def test_an_absolute_folder_is_shown_relative_too(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_content(here / "content", BROKEN)
    assert main(["check", "--content", str(here / "content")]) == 1
    assert capsys.readouterr().out.startswith(f"content/{STATUS}")


def test_json_is_all_that_is_printed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_content(here / "content", BROKEN)
    assert main(["check", "--format", "json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["path"], row["line"], row["column"], row["code"], row["level"]) == (
        "content/events/1997/inquiry-opens.yaml",
        5,
        9,
        "unknown-status",
        "error",
    )


def test_annotations_are_all_that_is_printed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_content(here / "content", BROKEN)
    assert main(["check", "--format", "github"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=content/events/1997/inquiry-opens.yaml,line=5,col=9,")


@pytest.mark.parametrize(("no_color", "coloured"), [(None, True), ("1", False), ("", False)])
def test_a_terminal_gets_colours_unless_they_are_not_wanted(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    no_color: str | None,
    coloured: bool,
) -> None:
    make_content(here / "content", BROKEN)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["check"])
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_a_pipe_gets_no_colours(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_content(here / "content", BROKEN)
    main(["check"])
    assert "\x1b[" not in capsys.readouterr().out


def test_json_gets_no_colours_on_a_terminal(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_content(here / "content", BROKEN)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["check", "--format", "json"])
    assert "\x1b[" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "no folder 'content'; run this beside the content folder"),
        (["check", "--content", "nowhere"], "no folder 'nowhere'"),
        (["check", "--content", "file"], "no folder 'file'"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["check", "--nonsense"], "No such option"),
        (["check", "extra"], "unexpected extra argument"),
        (["destroy"], "No such command 'destroy'"),
        (["explain", "bad-dote"], "no code 'bad-dote'; did you mean 'bad-date' or"),
        (["explain", "wat"], "no code 'wat'; 'explain' alone lists them all"),
    ],
)
def test_a_wrong_command(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    (here / "file").touch()
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in " ".join(printed.err.split())


def test_all_codes_are_listed_by_group(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    blocks = capsys.readouterr().out.rstrip("\n").split("\n\n")
    groups = {block.splitlines()[0]: block.splitlines()[1:] for block in blocks}
    assert list(groups) == list(dict.fromkeys(code.group for code in CODES.values()))
    listed = {(group, line.partition(":")[0].strip()) for group in groups for line in groups[group]}
    assert listed == {(code.group, name) for name, code in CODES.items()}


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_is_explained(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert main(["explain", code]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{code}: ")
    assert CODES[code].mend in printed


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--help"], "Publish a sourced chronology"),
        (["-h"], "Publish a sourced chronology"),
        (["check", "--help"], "Check the content and print what is wrong"),
        (["explain", "--help"], "Say what a diagnostic's code means"),
        (["build", "-h"], "--site-dir"),
        (["--version"], __version__),
    ],
)
def test_help(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], text: str
) -> None:
    assert main(arguments) == 0
    assert text in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["build"], ["--content", "content"], ["--strict"]])
def test_nothing_is_written_while_an_error_exists(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    make_content(here / "content", BROKEN)
    before = sorted(here.rglob("*"))
    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith(f"content/{STATUS}")
    assert printed.err == "Nothing was written: mend the errors and build again.\n"
    assert sorted(here.rglob("*")) == before


def test_a_name_that_is_not_utf8_can_be_printed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_content(here / "content")
    stray = bytes(here / "content" / "actors") + b"/\x1bcaf\xe9.txt"
    Path(stray.decode(errors="surrogateescape")).touch()
    for style in ("text", "json", "github"):
        assert main(["check", "--format", style]) == 1
        assert r"\u001bcaf\udce9.txt" in capsys.readouterr().out


def test_the_script_takes_the_exit_code_of_the_command(here: Path) -> None:
    make_content(here / "content", BROKEN)
    run = subprocess.run(
        [sys.executable, str(SCRIPT), "check"], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 1
    assert run.stdout.startswith(f"content/{STATUS}")
    assert run.stderr == ""


def test_a_reader_that_has_gone_is_no_crash(here: Path) -> None:
    make_content(here / "content", BROKEN)
    # It waits until its standard input ends, which is after nobody reads what it prints.
    script = (
        f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); sys.stdin.read();"
        " from timeline.cli import main; sys.exit(main(['check']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2
