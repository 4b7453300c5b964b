"""Several files changed as one: killed at any moment, all of it can be finished."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from timeline.write.journal import (
    JOURNAL,
    JournalConflict,
    change_files,
    finish,
    pending,
    replace_file,
)

CHANGES = {"actors/a.yaml": None, "actors/b.yaml": b"new b\n", "actors/c.yaml": b"new \xc3\xa9\n"}
OLD = {"actors/a.yaml": b"old a\n", "actors/c.yaml": b"old c\n", "actors/d.yaml": b"old d\n"}
NEW = {"actors/b.yaml": b"new b\n", "actors/c.yaml": b"new \xc3\xa9\n", "actors/d.yaml": b"old d\n"}


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for place, data in OLD.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(data)
    return tmp_path


def held(root: Path) -> dict[str, bytes]:
    """Return every file that is not hidden."""
    found = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def hidden(root: Path) -> list[str]:
    return [path.name for path in root.rglob(".*")]


@contextmanager
def killed_at(number: int) -> Iterator[None]:
    """Let the process die at the n-th act on the disk, before it is done."""
    with pytest.MonkeyPatch.context() as patch:
        _kill_at(number, patch)
        yield


def _kill_at(number: int, patch: pytest.MonkeyPatch) -> None:
    acts: Iterator[int] = iter(range(1_000))
    replace, unlink = os.replace, Path.unlink

    def dying_replace(source: Path, target: Path) -> None:
        if next(acts) == number:
            raise Killed
        replace(source, target)

    def dying_unlink(path: Path, *, missing_ok: bool = False) -> None:
        if path.name.endswith(".part"):
            return  # A killed process does not tidy up.
        if next(acts) == number:
            raise Killed
        unlink(path, missing_ok=missing_ok)

    patch.setattr(os, "replace", dying_replace)
    patch.setattr(Path, "unlink", dying_unlink)


def test_all_is_changed_and_nothing_left_behind(root: Path) -> None:
    change_files(root, "rename", CHANGES)
    assert held(root) == NEW
    assert hidden(root) == []
    assert pending(root) is None
    assert finish(root) is None


ACTS = 5  # the journal, two files, one removal, the journal's end


@pytest.mark.parametrize("number", range(ACTS))
def test_killed_at_any_moment(root: Path, number: int) -> None:
    with killed_at(number), pytest.raises(Killed):
        change_files(root, "rename", CHANGES)
    if number == 0:
        assert (held(root), pending(root)) == (OLD, None)
        return
    assert pending(root) == "rename"
    assert finish(root) == "rename"
    assert held(root) == NEW
    assert JOURNAL not in hidden(root)


@pytest.mark.parametrize("number", range(ACTS - 1))
def test_killed_again_while_finishing(root: Path, number: int) -> None:
    with killed_at(1), pytest.raises(Killed):
        change_files(root, "rename", CHANGES)
    with killed_at(number), pytest.raises(Killed):
        finish(root)
    finish(root)
    assert held(root) == NEW


def test_no_moment_is_beyond_the_last(root: Path) -> None:
    with killed_at(ACTS):
        change_files(root, "rename", CHANGES)
    assert held(root) == NEW


def test_a_file_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    with killed_at(1), pytest.raises(Killed):
        change_files(root, "rename a b", CHANGES)
    (root / "actors/c.yaml").write_bytes(b"mine\n")
    before = held(root)
    with pytest.raises(JournalConflict, match="'rename a b' was interrupted, and actors/c"):
        finish(root)
    assert held(root) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"what": "x"}',
        '{"what": "x", "files": 3}',
        '{"what": "x", "files": [{"place": "a"}]}',
        json.dumps({"what": "x", "files": [{"place": "../x", "before": None, "after": "x"}]}),
        json.dumps({"what": "x", "files": [{"place": "/x", "before": None, "after": "x"}]}),
        json.dumps({"what": "x", "files": [{"place": "a", "before": None, "after": 3}]}),
    ],
)
def test_a_journal_that_is_not_one_changes_nothing(root: Path, text: str) -> None:
    (root / JOURNAL).write_text(text, encoding="utf-8")
    for act in (pending, finish):
        with pytest.raises(JournalConflict, match="is damaged"):
            act(root)
    assert held(root) == OLD


def test_who_may_read_a_file_stays(root: Path) -> None:
    (root / "actors/c.yaml").chmod(0o640)
    change_files(root, "rename", CHANGES)
    assert (root / "actors/c.yaml").stat().st_mode & 0o777 == 0o640


def test_a_failed_write_leaves_the_old_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(root / "actors/c.yaml", b"x")
    assert held(root) == OLD
    assert hidden(root) == []
