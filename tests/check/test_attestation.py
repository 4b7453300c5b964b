"""Quotations and the lock file: as they were checked, changed since, or never checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import MINIMAL, check, edited, make_content, timeline_of
from timeline.diagnostics import Diagnostic
from timeline.load.content import load_content
from timeline.settings import LOCK_FILE
from timeline.verify.attest import lock_text

EVENT = "events/1997/bridge-collapses.yaml"
TEXT = (MINIMAL / EVENT).read_text(encoding="utf-8")
HEAD, QUOTES = TEXT[: TEXT.index("quotes:")], TEXT[TEXT.index("quotes:") :]
SECOND = """\
  - exact: it was no surprise
    lang: en
    speaker: ada-fenn
    cite:
      - {source: echo-1997-03-05, at: para 3}
"""
MOVED = """\
quotes:
  - {exact: we heard it before we saw it, lang: en, speaker: ada-fenn,
     cite: [{source: echo-1997-03-05, at: para 3}]}
"""


def found(folder: Path, quotes: str) -> list[tuple[str, str]]:
    """Return level and code of what is wrong once the event has these quotations."""
    result = check(make_content(folder, {EVENT: HEAD + quotes}))
    return [(d.level, d.code) for d in result.diagnostics]


@pytest.mark.parametrize(
    "quotes",
    [
        QUOTES,
        MOVED,
        QUOTES.replace("we heard it before", "we heard  it before"),
        QUOTES + "    note: She was at home.\n",
        QUOTES + "    told_to: lindow-echo\n",
        QUOTES.replace("lang: en", "lang: en-GB"),
    ],
)
def test_what_was_not_checked_may_change(tmp_path: Path, quotes: str) -> None:
    assert found(tmp_path, quotes) == []


@pytest.mark.parametrize(
    "quotes",
    [
        QUOTES.replace("heard it before", "heard them before"),
        QUOTES.replace("we heard", "We heard"),
        QUOTES.replace("we saw it", "we saw it,"),
        QUOTES.replace("speaker: ada-fenn", "speaker: lindow-council"),
        QUOTES.replace("at: para 3", "at: para 2"),
        QUOTES + "    prefix: all of us, and\n",
        QUOTES + "    suffix: said Ada Fenn\n",
    ],
)
def test_what_was_checked_may_not(tmp_path: Path, quotes: str) -> None:
    assert found(tmp_path, quotes) == [("error", "quote-changed")]


def test_a_new_quotation_is_not_a_changed_one(tmp_path: Path) -> None:
    assert found(tmp_path, QUOTES + SECOND) == [("warning", "quote-unchecked")]


def test_a_quotation_in_the_place_of_a_checked_one_is_a_changed_one(tmp_path: Path) -> None:
    assert found(tmp_path, "quotes:\n" + SECOND) == [("error", "quote-changed")]


def test_order_does_not_matter(tmp_path: Path) -> None:
    items = QUOTES.removeprefix("quotes:\n")
    assert found(tmp_path, "quotes:\n" + SECOND + items) == [("warning", "quote-unchecked")]


def test_a_quotation_that_is_gone_leaves_nothing_to_mend(tmp_path: Path) -> None:
    # The speaker's only words are gone, so nothing refers to her.
    assert found(tmp_path, "") == [("warning", "orphan-actor")]


def diagnostics_without_lock(tmp_path: Path) -> list[Diagnostic]:
    return check(make_content(tmp_path, {LOCK_FILE: "", EVENT: TEXT + SECOND})).diagnostics


def test_a_source_of_which_nothing_was_checked_is_named_once(tmp_path: Path) -> None:
    (only,) = diagnostics_without_lock(tmp_path)
    assert (only.level, only.path) == ("warning", "sources/echo-1997-03-05.yaml")
    assert only.message == "none of its 2 quotations was ever checked against its text"


def test_a_renamed_event_keeps_what_was_checked(tmp_path: Path) -> None:
    files = {EVENT: "", "events/1997/bridge-falls.yaml": f"{TEXT}formerly: [bridge-collapses]\n"}
    assert check(make_content(tmp_path, files)).diagnostics == []


def test_a_renamed_speaker_keeps_what_was_checked(tmp_path: Path) -> None:
    actor = "actors/ada-fenn.yaml"
    text = (MINIMAL / actor).read_text(encoding="utf-8")
    files = {
        actor: "",
        "actors/ada-weir.yaml": f"{text}formerly: [ada-fenn]\n",
        EVENT: TEXT.replace("speaker: ada-fenn", "speaker: ada-weir"),
    }
    assert check(make_content(tmp_path, files)).diagnostics == []


def test_a_renamed_source_keeps_what_was_checked(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    old, new = "echo-1997-03-05", "echo-bridge"
    for path in [*folder.rglob("events/*/*.yaml"), *folder.rglob("actors/*.yaml")]:
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    source = folder / "sources" / f"{old}.yaml"
    renamed = f"{source.read_text('utf-8')}formerly: [{old}]\n"
    (folder / "sources" / f"{new}.yaml").write_text(renamed, "utf-8")
    source.unlink()
    assert check(folder).diagnostics == []


def test_the_count(tmp_path: Path) -> None:
    result = check(make_content(tmp_path, {EVENT: TEXT + SECOND}))
    assert (result.quotes.checked, result.quotes.count) == (1, 2)


def test_the_timeline_knows_when(tmp_path: Path) -> None:
    timeline = timeline_of(tmp_path, {EVENT: TEXT + SECOND})
    event = timeline.events["bridge-collapses"]
    first, second = event.quotes
    day = timeline.checked_on(event, first)
    assert day is not None
    assert day.text == "2001-02-03"
    assert timeline.checked_on(event, second) is None
    assert timeline.quotes_of_source("echo-1997-03-05") == (2, 1)


def test_the_file_is_written_as_it_is_read() -> None:
    content, diagnostics = load_content(MINIMAL, "content")
    assert diagnostics == []
    assert content.lock is not None
    assert lock_text(content.lock) == (MINIMAL / LOCK_FILE).read_text(encoding="utf-8")


LOCK = (MINIMAL / LOCK_FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x\n",
        "- a\n",
        LOCK.replace('"1"', '"2"'),
        LOCK.replace("    text: ", "    text: 0"),
        LOCK.replace("date: 2001-02-03}", "date: soon}"),
        LOCK.replace("para: 3", "para: x"),
        LOCK.replace("    words:", "    wrods:"),
        LOCK + "=======\n",
        LOCK[: len(LOCK) // 2],
    ],
)
def test_a_damaged_file_is_named_and_nothing_in_it_counts(tmp_path: Path, text: str) -> None:
    folder = make_content(tmp_path)
    (folder / LOCK_FILE).write_text(text, encoding="utf-8")
    result = check(folder)
    assert [(d.path, d.code) for d in result.diagnostics] == [(LOCK_FILE, "damaged-lock")]
    assert result.quotes.checked == 0


def test_other_faults_do_not_hide_a_change(tmp_path: Path) -> None:
    files = {
        **edited("events/1997/inquiry-opens.yaml", "status: reported", "status: rumoured"),
        EVENT: TEXT.replace("heard it before", "heard them before"),
    }
    codes = [d.code for d in check(make_content(tmp_path, files)).diagnostics]
    assert codes == ["quote-changed", "unknown-status"]
