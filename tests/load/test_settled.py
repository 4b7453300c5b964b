"""Files that change while they are read: what is returned stood on the disk at one moment."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import lines, make_content
from timeline.load import files as module
from timeline.load.files import read_files

PLACE = "actors/ada-fenn.yaml"


def meddle(monkeypatch: pytest.MonkeyPatch, target: Path, before: Callable[[], None]) -> None:
    """Have something happen each time before a file is opened, and after it was found."""
    opener = module._open_file

    def opened(path: str) -> int:
        if Path(path) == target:
            before()
        return opener(path)

    monkeypatch.setattr(module, "_open_file", opened)


def test_a_file_that_is_saved_meanwhile_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its neighbour is saved while it is read: both come from after that."""
    root = make_content(tmp_path / "content")
    neighbour = root / "actors" / "lindow-council.yaml"
    done: list[str] = []

    def save() -> None:
        if not done:
            done.append("once")
            (root / PLACE).write_bytes(b"name: Ada\n")

    meddle(monkeypatch, neighbour, save)
    found, diagnostics = read_files(root, "content")
    assert diagnostics == []
    assert {str(file.place): file.data for file in found}[PLACE] == b"name: Ada\n"


def test_files_that_never_rest_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_content(tmp_path / "content")
    neighbour = root / "actors" / "lindow-council.yaml"

    def save() -> None:
        with (root / PLACE).open("ab") as file:
            file.write(b"#\n")

    meddle(monkeypatch, neighbour, save)
    _, diagnostics = read_files(root, "content")
    assert "".join(lines(diagnostics)) == (
        "content:1:1: error[unreadable-file] files change while they are read; wait until they are"
        " saved, then run this again"
    )


@pytest.mark.parametrize("kind", ["link", "pipe", "gone"])
def test_a_file_that_gives_way_to_something_else_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Neither a secret is read through a link, nor a pipe's writer waited for."""
    root = make_content(tmp_path / "content")
    (tmp_path / "secret").write_text("name: secret\n", encoding="utf-8")

    def replace() -> None:
        (root / PLACE).unlink(missing_ok=True)
        if kind == "link":
            (root / PLACE).symlink_to(tmp_path / "secret")
        elif kind == "pipe":
            os.mkfifo(root / PLACE)

    meddle(monkeypatch, root / PLACE, replace)
    found, diagnostics = read_files(root, "content")
    assert [diagnostic.path for diagnostic in diagnostics] == [f"content/{PLACE}"]
    assert {str(file.place): file.data for file in found}[PLACE] is None
