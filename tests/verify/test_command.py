"""The command 'quotes', as an editor runs it: what it prints, remembers and leaves alone."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from tests.helpers import HERE, make_content
from timeline.cli import main
from timeline.settings import LOCK_FILE, MAX_TEXT_BYTES

SOURCE = "echo-1997-03-05"
TEXT = (HERE / "good" / "texts" / f"{SOURCE}.txt").read_text(encoding="utf-8")
EVENT = Path("content/events/1997/bridge-collapses.yaml")
LOCK = Path("content") / LOCK_FILE
WHERE = ("--first", "Early on", "--last", "The old bridge")
DAY = ("--date", "2001-02-03")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the minimal content, nothing of it checked, and the text of its source."""
    monkeypatch.chdir(tmp_path)
    make_content(Path("content"), {LOCK_FILE: ""})
    Path(".sources").mkdir()
    Path(f".sources/{SOURCE}.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def edit(old: str, new: str) -> None:
    """Replace a text of the event, which it holds once."""
    text = EVENT.read_text(encoding="utf-8")
    assert text.count(old) == 1
    EVENT.write_text(text.replace(old, new), encoding="utf-8")


def test_the_first_run_asks_where_the_article_begins(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes"]) == 2
    said = capsys.readouterr().err
    assert "it has 8 paragraphs, but the source's 'units' say 5" in said
    assert '--first "opening words"' in said
    assert not LOCK.exists()


def test_what_was_found_is_printed_and_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", "--source", SOURCE, *WHERE, *DAY]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{SOURCE}: 5 paragraphs, 108 words read",
        f"{SOURCE}: 1 of 1 quotation found as cited",
        f"{SOURCE}: 5 of 5 other wordings found as cited",
        f"{SOURCE}: 0 runs of more than 8 words copied",
        "content/quotes.lock.yaml written",
    ]
    assert main(["check"]) == 0
    assert "1 of 1 quotation checked\n0 errors, 0 warnings" in capsys.readouterr().out


def test_a_second_run_needs_no_options_and_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["quotes", *WHERE, *DAY])
    before = LOCK.read_bytes()
    assert main(["quotes"]) == 0
    assert "is as it was" in capsys.readouterr().out
    assert LOCK.read_bytes() == before


def test_what_is_remembered_holds_no_words_of_the_text() -> None:
    main(["quotes", *WHERE, *DAY])
    # Ids and the names of fields are the content's and the program's.
    remembered = LOCK.read_text(encoding="utf-8").partition("sources:")[2]
    longer = {word for word in TEXT.split() if len(word) > 6 and word.isalpha()}
    assert longer
    assert not [word for word in longer if word in remembered]


def test_a_new_day_counts_for_what_is_new_alone() -> None:
    main(["quotes", *WHERE, *DAY])
    with EVENT.open("a", encoding="utf-8") as file:
        file.write(
            "  - {exact: We were on our way, lang: en, speaker: ada-fenn,"
            f" cite: [{{source: {SOURCE}, at: para 3}}]}}\n"
        )
    assert main(["quotes", "--date", "2001-03-04"]) == 0
    rows = [line for line in LOCK.read_text("utf-8").splitlines() if "event:" in line]
    assert [row[-11:-1] for row in rows] == ["2001-03-04", "2001-02-03"]


def test_another_text_is_checked_anew() -> None:
    main(["quotes", *WHERE, *DAY])
    Path(f".sources/{SOURCE}.txt").write_text(TEXT.replace("autumn", "winter"), "utf-8")
    assert main(["quotes", "--date", "2001-03-04"]) == 0
    assert "2001-02-03" not in LOCK.read_text("utf-8")


def test_with_a_fault_nothing_is_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    main(["quotes", *WHERE, *DAY])
    before = LOCK.read_bytes()
    edit("we heard it before we saw it", "we saw it before we heard it")
    capsys.readouterr()
    assert main(["quotes"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(f"{EVENT.as_posix()}:38:12: error[quote-not-found]")
    assert "Nothing was remembered" in said.err
    assert LOCK.read_bytes() == before


def test_a_change_is_found_by_check_and_made_good_by_another_run() -> None:
    main(["quotes", *WHERE, *DAY])
    edit("we heard it before we saw it", "all of us, and we heard it")
    assert main(["check"]) == 1
    assert main(["quotes", "--date", "2001-03-04"]) == 0
    assert main(["check"]) == 0


def test_a_dry_run_remembers_nothing() -> None:
    assert main(["quotes", *WHERE, "--dry-run"]) == 0
    assert not LOCK.exists()


def test_a_damaged_lock_is_made_anew() -> None:
    LOCK.write_text("<<<<<<< ours\n", encoding="utf-8")
    assert main(["check"]) == 1
    assert main(["quotes", *WHERE]) == 0
    assert main(["check"]) == 0


def test_content_that_cannot_be_read_is_mended_first(capsys: pytest.CaptureFixture[str]) -> None:
    edit("title: The mill bridge collapses", "titel: The mill bridge collapses")
    assert main(["quotes", *WHERE]) == 1
    said = capsys.readouterr()
    assert "unknown-key" in said.out
    assert "Nothing was checked" in said.err


def test_json_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    edit("as_written: fewer than ten", "as_written: less than ten")
    assert main(["quotes", *WHERE, "--format", "json"]) == 1
    assert [row["code"] for row in json.loads(capsys.readouterr().out)] == ["wording-not-found"]


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page"])
def test_a_saved_page_is_as_good(name: str) -> None:
    blocks = "".join(f"<p>{block}</p>\n" for block in TEXT.split("\n\n"))
    page = f"<!doctype html><nav>Home</nav><article>{blocks}</article><footer>x</footer>"
    Path(name).write_text(page.replace("“", "&ldquo;"), encoding="utf-8")
    assert main(["quotes", "--source", SOURCE, "--text", name, *WHERE]) == 0


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        b'<html><meta charset="windows-1252"><pre>'
        + TEXT.replace("\n\n", "</pre><pre>").encode("windows-1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    Path("a.txt").write_bytes(data)
    assert main(["quotes", "--source", SOURCE, "--text", "a.txt", *WHERE]) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--text", "a.txt"], "say whose text it is: --source ID"),
        (["--source", "echo"], "no source 'echo'; use one of: echo-1997-03-05"),
        (["--source", SOURCE, "--text", "none.txt"], "'none.txt': it cannot be read (No such"),
        (["--source", SOURCE, "--text", "binary"], "'binary': it is not UTF-8 text"),
        (["--source", SOURCE, "--text", "empty"], "'empty': there are no words in it"),
        (["--source", SOURCE, "--text", "huge"], "'huge': it is larger than 8 MB"),
        (["--first", "Whales"], "no paragraph begins with the words of --first"),
        ([*WHERE, "--date", "4 March"], "'4 March' is not a day; write it as YYYY-MM-DD"),
        ([*WHERE, "--date", "2001-03"], "'2001-03' is not a day"),
        (["--content", "nowhere"], "no folder 'nowhere'"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("binary").write_bytes(b"\x00\xff\xfe" * 9)
    Path("empty").write_bytes(b"\n")
    Path("huge").write_bytes(b"a " * (MAX_TEXT_BYTES // 2 + 1))
    assert main(["quotes", *arguments]) == 2
    assert says in capsys.readouterr().err
    assert not LOCK.exists()


def test_without_a_text_the_command_says_where_to_put_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path(f".sources/{SOURCE}.txt").unlink()
    assert main(["quotes"]) == 2
    assert "no text was found in '.sources'; save the article there" in capsys.readouterr().err
    assert main(["quotes", "--source", SOURCE]) == 2
    assert f"there is no '.sources/{SOURCE}.txt' or .html" in capsys.readouterr().err


def test_a_lock_that_cannot_be_written_is_said_and_stays(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    LOCK.write_text("<<<<<<< ours\n", encoding="utf-8")
    monkeypatch.setattr("timeline.write.lock.os.replace", fail)
    assert main(["quotes", *WHERE]) == 2
    assert "'content/quotes.lock.yaml' cannot be written" in capsys.readouterr().err
    assert LOCK.read_text(encoding="utf-8") == "<<<<<<< ours\n"
    assert not [path for path in Path("content").iterdir() if path.name.startswith(".")]
