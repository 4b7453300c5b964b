"""Looking at what was changed comes to the same as looking at everything."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.corpora import write
from bench.corpus import Corpus
from tests.building import PROJECT
from tests.check.editing import Desk
from tests.check.kept import parts, sign
from tests.helpers import MINIMAL, make_content
from tests.pages.invented import CONTENT
from timeline.check import CheckResult, Ledger, again, check_content, ledger, ledger_beside, run
from timeline.check import look as looking
from timeline.cli import main
from timeline.load import edition, files, scan, type_files
from timeline.load.store import Store

SEQUENCES = {"minimal": 60, "corpus": 14, "project": 3}
"""How many rows of changes are tried on each content, in either way."""
STEPS = 4


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up chronology of sixty events."""
    folder = tmp_path_factory.mktemp("corpus") / "content"
    write(Corpus(60, 1).files(), folder)
    return folder


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whoever looks at everything is counted."""
    found: list[str] = []
    whole = looking.look

    def counted(*given: Any) -> Any:
        found.append("whole")
        return whole(*given)

    monkeypatch.setattr(run, "look", counted)
    return found


def told(result: CheckResult) -> list[Any]:
    """Return everything that a check tells, the order of all of it included."""
    timeline = result.timeline
    shelves: list[Any] = []
    if timeline is not None:
        shelves = [timeline.events, timeline.actors, timeline.places, timeline.sources]
        shelves += [timeline.pages, timeline.origins, timeline.checked]
    return [
        result.diagnostics,
        result.coverage,
        result.wordings,
        result.quotes,
        result.entries,
        result.complete,
        timeline,
        [list(shelf.items()) for shelf in shelves],
    ]


def assert_same(root: Path, kept: Ledger) -> CheckResult:
    """Assert that a check with what was kept tells the same as one without."""
    result = check_content(root, "content", ledger=kept)
    assert told(result) == told(check_content(root, "content"))
    return result


@pytest.mark.parametrize("ahead", [True, False], ids=["by-state", "by-bytes"])
@pytest.mark.parametrize("name", SEQUENCES)
def test_after_any_changes_it_tells_the_same(
    name: str,
    ahead: bool,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    looks: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Edits, faults, additions, deletions, renames, new words: in a row, and mended again."""
    origin = {"minimal": MINIMAL, "project": PROJECT / "content"}.get(name)
    origin = origin or request.getfixturevalue("corpus")
    if ahead:
        request.getfixturevalue("later")
    sequences = SEQUENCES[name]
    for seed in range(sequences):
        desk = Desk(tmp_path / f"{seed}" / "content", origin, seed * 2 + ahead)
        folder = tmp_path / f"{seed}" / "kept"
        monkeypatch.setattr(again, "KEPT_BEHIND", seed % 3)
        kept = Ledger(folder)
        log: list[str] = []
        for _ in range(STEPS):
            result = check_content(
                desk.root, "content", ledger=kept if seed % 2 else Ledger(folder)
            )
            assert told(result) == told(check_content(desk.root, "content")), (seed, log)
            log.append(desk.change())
    # Each sequence begins with a look at everything, and so does each check without a ledger.
    assert len(looks) - sequences * STEPS < sequences * STEPS * 2 // 3


def test_one_edit_types_one_event(
    corpus: Path, tmp_path: Path, later: None, looks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path / "content", corpus, 1)
    check_content(desk.root, "content", ledger=Ledger(tmp_path / "kept"))
    desk.value(desk.event(), "title", "Another title")
    typed: list[str] = []
    whole = type_files

    def noted(files: Any, *given: Any, **more: Any) -> Any:
        typed.extend(file.place for file in files)
        return whole(files, *given, **more)

    monkeypatch.setattr(again, "type_files", noted)
    assert check_content(desk.root, "content", ledger=Ledger(tmp_path / "kept")).errors == 0
    assert looks == ["whole"]
    assert sorted(place.partition("/")[0] for place in typed) == [
        "events",
        "pages",
        "vocabulary.yaml",
    ]


def test_a_change_within_a_tick_of_the_clock_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same size, the same times, the same number on the disk: only the bytes tell."""
    root = make_content(tmp_path / "content")
    moment = time.time_ns()

    def coarse(found: os.stat_result) -> files.State:
        return 1, found.st_size, moment, moment

    for module in (files, scan, again):
        monkeypatch.setattr(module, "state_of", coarse)
    kept = Ledger(tmp_path / "kept")
    check_content(root, "content", ledger=kept)
    path = root / "actors" / "ada-fenn.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: Ada", "nome: Ada"), encoding="utf-8")
    assert [d.code for d in assert_same(root, kept).diagnostics][:1] == ["missing-key"]


def test_files_that_had_just_been_written_are_read_again_once(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "KEPT_BEHIND", 0)
    root = make_content(tmp_path / "content")
    check_content(root, "content", ledger=Ledger(tmp_path / "kept"))
    request.getfixturevalue("later")
    read: list[str] = []

    def noted(path: str, limit: int) -> bytes:
        read.append(path)
        return files.read_regular(path, limit)

    monkeypatch.setattr(again, "read_regular", noted)
    check_content(root, "content", ledger=Ledger(tmp_path / "kept"))
    assert len(read) == len([path for path in root.rglob("*") if path.is_file()])
    read.clear()
    check_content(root, "content", ledger=Ledger(tmp_path / "kept"))
    assert not read


def test_where_much_is_kept_anew_a_timeline_in_outline_has_its_quotations_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "KEPT_BEHIND", 0)
    content, kept = shutil.copytree(CONTENT, tmp_path / "content"), Ledger(tmp_path / "kept")
    before = check_content(content, "content", ledger=kept).timeline
    assert before is not None
    assert before.checked
    file = content / "events/1932/new-dam.yaml"
    file.write_text(f"# Seen again.\n{file.read_text()}")
    make = check_content(content, "content", ledger=kept).make
    assert make is not None
    timeline = make.in_outline(list(before.events))
    assert timeline is not None
    assert timeline.checked == before.checked


def _garbage(folder: Path) -> None:
    for path in folder.glob("*.json"):
        path.write_bytes(b"\xff\x00{[")


def _empty(folder: Path) -> None:
    for path in folder.glob("*.json"):
        path.write_bytes(b"")


def _truncated(folder: Path) -> None:
    for path in folder.glob("*.json"):
        path.write_bytes(path.read_bytes()[:-9])


def _one_bit(folder: Path) -> None:
    for path in folder.glob("*.json"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))


def _shards_gone(folder: Path) -> None:
    for path in folder.glob("[df]*.json"):
        path.unlink()


def _shards_of_another(folder: Path) -> None:
    for path in folder.glob("[df]*.json"):
        sign(path, parts({"actors/ada-fenn.yaml": []}))


def _folders(folder: Path) -> None:
    for path in folder.glob("*.json"):
        path.unlink()
        path.mkdir()


def _pipes(folder: Path) -> None:
    for path in folder.glob("*.json"):
        path.unlink()
        os.mkfifo(path)


def _a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder", encoding="utf-8")


def _a_link(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"))


DAMAGE: tuple[Callable[[Path], None], ...] = (
    _garbage, _empty, _truncated, _one_bit, _shards_gone, _shards_of_another, _folders, _pipes,
    _a_file, _a_link,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_counts_as_absent(
    damage: Callable[[Path], None], tmp_path: Path, later: None
) -> None:
    root = make_content(tmp_path / "content")
    folder = tmp_path / "kept"
    check_content(root, "content", ledger=Ledger(folder))
    damage(folder)
    path = root / "events" / "1997" / "bridge-collapses.yaml"
    path.write_text(path.read_text("utf-8").replace("title: ", "title: Old "), encoding="utf-8")
    assert_same(root, Ledger(folder))
    assert_same(root, Ledger(folder))


def test_what_another_edition_kept_is_not_used(
    tmp_path: Path, looks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_content(tmp_path / "content")
    kept = Ledger(tmp_path / "kept")
    check_content(root, "content", ledger=kept)
    check_content(root, "content", ledger=kept)
    assert looks == ["whole"]
    monkeypatch.setattr(ledger, "edition", lambda: "another")
    check_content(root, "content", ledger=kept)
    assert looks == ["whole", "whole"]


def test_an_edition_changes_with_a_file_of_the_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    before = edition.edition()
    assert before == edition.edition()
    monkeypatch.setattr(edition, "_stamp", lambda found: f"{found.st_size} later")
    assert edition.edition() != before


def test_a_full_disk_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    root = make_content(tmp_path / "content")
    monkeypatch.setattr("timeline.load.store.os.fdopen", full)
    assert_same(root, Ledger(tmp_path / "kept"))
    assert Store(tmp_path / "kept").read("index.json") is None


def test_halves_of_two_runs_are_told_apart(tmp_path: Path, later: None) -> None:
    """Two runs write at once: the index is of one of them, and the shards are of the other."""
    root = make_content(tmp_path / "content")
    one, other = tmp_path / "one", tmp_path / "other"
    check_content(root, "content", ledger=Ledger(one))
    path = root / "actors" / "ada-fenn.yaml"
    path.write_text(path.read_text("utf-8").replace("name: ", "name: Old "), encoding="utf-8")
    check_content(root, "content", ledger=Ledger(other))
    shutil.copyfile(other / "index.json", one / "index.json")
    assert_same(root, Ledger(one))


def test_a_file_that_changes_before_the_timeline_is_made_is_read_anew(
    tmp_path: Path, later: None
) -> None:
    root = make_content(tmp_path / "content")
    folder = tmp_path / "kept"
    check_content(root, "content", ledger=Ledger(folder))
    result = check_content(root, "content", ledger=Ledger(folder))
    _shards_gone(folder)
    path = root / "actors" / "ada-fenn.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: Ada", "name: Eda"), encoding="utf-8")
    assert result.timeline is not None
    assert result.timeline.actors["ada-fenn"].name.startswith("Eda")
    path.write_text(text, encoding="utf-8")
    broken = check_content(root, "content", ledger=Ledger(folder))
    path.write_text("nome: Ada\n", encoding="utf-8")
    with pytest.raises(OSError, match="changed while it was read"):
        assert broken.timeline


def test_commands_keep_what_they_find_beside_the_configuration(
    tmp_path: Path,
    looks: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    make_content(tmp_path / "content")
    assert ledger_beside(Path("content")) is None
    assert main(["check"]) == 0
    assert not (tmp_path / ".cache").exists()
    (tmp_path / "mkdocs.yml").write_text("site_name: Bridge\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check"]) == 0
    first = capsys.readouterr().out
    folder = tmp_path / ".cache" / "entries" / "content"
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert Store(folder).read("index.json") is not None
    assert main(["check"]) == 0
    assert capsys.readouterr().out == first
    assert looks == ["whole", "whole"]
    assert main(["check", "--fresh"]) == 0
    assert capsys.readouterr().out == first
    assert looks == ["whole", "whole", "whole"]
