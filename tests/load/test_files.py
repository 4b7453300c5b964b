"""Every file of a content folder is read, or named in a diagnostic."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest

from tests.helpers import lines, make_content, non_utf8_name
from timeline.diagnostics import Format, render
from timeline.load.files import read_files
from timeline.settings import MAX_FILE_BYTES


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    files, diagnostics = read_files(make_content(tmp_path), "shown")
    assert diagnostics == []
    assert [(file.kind, file.shown) for file in files] == [
        ("actor", "shown/actors/ada-fenn.yaml"),
        ("actor", "shown/actors/lindow-council.yaml"),
        ("actor", "shown/actors/lindow-echo.yaml"),
        ("event", "shown/events/1997/bridge-collapses.yaml"),
        ("event", "shown/events/1997/inquiry-opens.yaml"),
        ("page", "shown/pages/method.md"),
        ("place", "shown/places/lindow.yaml"),
        ("place", "shown/places/mill-bridge.yaml"),
        ("lock", "shown/quotes.lock.yaml"),
        ("source", "shown/sources/echo-1997-03-05.yaml"),
        ("vocabulary", "shown/vocabulary.yaml"),
    ]
    assert all(file.data == (tmp_path / file.place).read_bytes() for file in files)


@pytest.mark.parametrize(
    "place",
    [
        "events/0476/rome.yaml",
        "events/2013/x.yaml",
        "actors/x.yaml",
        "places/x.yaml",
        "sources/x.yaml",
        "pages/x.md",
        "vocabulary.yaml",
    ],
)
def test_a_file_belongs(tmp_path: Path, place: str) -> None:
    assert names(tmp_path, place) == ([f"c/{place}"], [])


@pytest.mark.parametrize(
    "place",
    [
        "x.yaml",
        "README.md",
        "events/x.yaml",
        "events/13/x.yaml",
        "events/20130/x.yaml",
        "events/2013/01/x.yaml",
        "events/2013/x.json",
        "events/٢٠١٣/x.yaml",
        "actors/x.yml",
        "actors/x.YAML",
        "actors/a/x.yaml",
        "Actors/x.yaml",
        "actor/x.yaml",
        "pages/x.html",
        "pages/a/x.md",
        "pages/x.yaml",
        "vocabulary/x.yaml",
        "actors/Thumbs.db",
    ],
)
def test_a_file_does_not_belong(tmp_path: Path, place: str) -> None:
    assert names(tmp_path, place) == ([], [f"c/{place}:1:1: error[misplaced-file]"])


@pytest.mark.parametrize(
    "place",
    [
        ".git/config",
        ".DS_Store",
        "a/.b/c.yaml",
        "actors/.x.yaml.swp",
        "actors/x.yaml~",
        "actors/#x.yaml#",
        "actors/4913",
    ],
)
def test_what_editors_and_systems_leave_behind_is_passed_over(tmp_path: Path, place: str) -> None:
    assert names(tmp_path, place) == ([], [])


def names(root: Path, place: str) -> tuple[list[str], list[str]]:
    """Return the files that are read, and what is said, of a folder with one file in it."""
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("name: x\n", encoding="utf-8")
    files, diagnostics = read_files(root, "c")
    return [file.shown for file in files], [s.partition("] ")[0] + "]" for s in lines(diagnostics)]


@pytest.mark.parametrize(("size", "is_read"), [(MAX_FILE_BYTES, True), (MAX_FILE_BYTES + 1, False)])
def test_a_file_is_read_up_to_the_limit(tmp_path: Path, size: int, is_read: bool) -> None:
    (tmp_path / "vocabulary.yaml").write_bytes(b"#" * size)
    files, diagnostics = read_files(tmp_path, "c")
    assert [file.data is not None for file in files] == [is_read]
    assert [d.code for d in diagnostics] == ([] if is_read else ["file-too-large"])


@pytest.mark.parametrize("target", ["b.yaml", "missing.yaml", "/etc/passwd", "."])
def test_links_are_refused_wherever_they_lead(tmp_path: Path, target: str) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "b.yaml").write_text("name: b\n", encoding="utf-8")
    (tmp_path / "actors" / "a.yaml").symlink_to(target)
    files, diagnostics = read_files(tmp_path, "c")
    assert lines(diagnostics) == [
        "c/actors/a.yaml:1:1: error[symlink] this is a link, not a file; put the file itself here"
    ]
    assert [file.data for file in files] == [None, b"name: b\n"]


def test_a_folder_that_cannot_be_entered_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_content(tmp_path)
    scan = os.scandir

    def guarded(folder: str) -> object:
        if folder.endswith("actors"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr("timeline.load.files.os.scandir", guarded)
    files, diagnostics = read_files(tmp_path, "c")
    assert lines(diagnostics) == [
        "c/actors:1:1: error[unreadable-file] cannot be read (Permission denied); check access"
    ]
    kinds = {"event", "place", "source", "page", "vocabulary", "lock"}
    assert {file.kind for file in files} == kinds


def test_folders_may_be_as_deep_as_the_system_allows(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(1_500):
        deep = deep / "d"
        # One at a time: the whole path is longer than the system takes at once.
        if len(str(deep)) > 3_000:
            break
        deep.mkdir()
    _, diagnostics = read_files(tmp_path, "c")
    assert [(d.path, d.code) for d in diagnostics] == [("c/d/d/d/d/d", "misplaced-file")]
    # pytest removes old folders by recursion, which does not reach so deep.
    for folder in (deep, *deep.parents):
        if folder == tmp_path:
            break
        if folder.exists():
            folder.rmdir()


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    non_utf8_name(tmp_path / "actors", b"caf\xe9.yaml").write_text("name: x\n", encoding="utf-8")
    (tmp_path / "actors").rename(tmp_path / "people")
    _, diagnostics = read_files(tmp_path, "c")
    for style in get_args(Format):
        text = render(diagnostics, style)
        assert r"caf\udce9.yaml" in text.encode().decode()
