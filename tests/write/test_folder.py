"""Writing generated files: only what changed, never half a file, nothing that is not ours."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import pytest

from timeline.pages import Digests
from timeline.write.folder import MANIFEST, PART, UNFINISHED, Changes, owning, write_new
from timeline.write.memory import Memory
from timeline.write.renewal import UNNOTICED, Moments, Recipe, renew

Snapshot = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "docs"


def write_folder(folder: Path, files: Mapping[str, bytes], moments: Moments = UNNOTICED) -> Changes:
    """Write files as a build does that remembers nothing, and so looks nothing up."""

    def recipe(path: str) -> Recipe:
        return Recipe(lambda: (files[path], []))

    wanted, memory = dict.fromkeys(files, ""), Memory(None, "")
    return renew(folder, wanted, recipe, memory, cast("Digests", None), lambda: None, moments)


def names(folder: Path) -> set[str]:
    """Return all files but the one that lies there as long as the others are being written."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return files - {UNFINISHED}


def manifest(folder: Path) -> object:
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


def claim(folder: Path, *paths: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).write_text(json.dumps(paths), encoding="utf-8")


def test_pages_are_told_of_once_all_are_written_and_before_any_other_file(folder: Path) -> None:
    seen: list[tuple[frozenset[str], set[str]]] = []
    files = {"a.json": b"1", "b.md": b"2", "c/d.md": b"3", "e.js": b"4"}
    write_folder(folder, {"b.md": b"2", "f/g.md": b"5", "h.js": b"6"})
    write_folder(folder, files, Moments(pages=lambda paths: seen.append((paths, names(folder)))))
    # What is wanted no more is gone by then, and told of.
    assert seen == [(frozenset({"c/d.md", "f/g.md", "h.js"}), {"b.md", "c/d.md", MANIFEST})]
    assert names(folder) == {*files, MANIFEST}


def test_what_a_run_left_that_was_ended_is_cleared_by_the_next(folder: Path) -> None:
    def end() -> None:
        with owning(folder, ["a.md", "b/c.json"]):
            (folder / "b" / f"c.json{PART}").write_bytes(b"3")
            raise PermissionError

    files = {"a.md": b"1", "b/c.json": b"2"}
    write_folder(folder, files)
    assert not (folder / UNFINISHED).exists()
    with pytest.raises(PermissionError):
        end()
    assert (folder / UNFINISHED).exists()
    write_folder(folder, files)
    assert names(folder) == {*files, MANIFEST}
    assert not (folder / UNFINISHED).exists()


def test_files_are_written_with_their_folders(folder: Path) -> None:
    assert write_folder(folder, {"a.md": b"1", "b/c/d.md": b"2"}) == Changes(2, 0, 0)
    assert (folder / "b" / "c" / "d.md").read_bytes() == b"2"
    assert names(folder) == {"a.md", "b/c/d.md", MANIFEST}


def test_nothing_is_written_before_that_is_allowed(folder: Path) -> None:
    def refuse() -> None:
        assert not folder.exists()
        raise PermissionError

    with pytest.raises(PermissionError):
        write_folder(folder, {"a.md": b"1"}, Moments(refuse))
    assert not folder.exists()


def test_a_file_with_the_same_bytes_is_not_touched(folder: Path) -> None:
    write_folder(folder, {"a.md": b"1", "b.md": b"2"})
    for name in ("a.md", "b.md"):
        os.utime(folder / name, (1, 1))
    assert write_folder(folder, {"a.md": b"1", "b.md": b"3"}) == Changes(1, 1, 0)
    assert (folder / "a.md").stat().st_mtime == 1
    assert (folder / "b.md").stat().st_mtime != 1
    assert (folder / "b.md").read_bytes() == b"3"


def test_a_second_run_changes_nothing_at_all(folder: Path) -> None:
    write_folder(folder, {"a.md": b"1"})
    for name in names(folder):
        os.utime(folder / name, (1, 1))
    write_folder(folder, {"a.md": b"1"})
    assert {(folder / name).stat().st_mtime for name in names(folder)} == {1}


def test_what_is_no_longer_generated_goes_with_its_empty_folders(folder: Path) -> None:
    write_folder(folder, {"a.md": b"1", "b/c/d.md": b"2", "b/e.md": b"3"})
    assert write_folder(folder, {"b/e.md": b"3"}) == Changes(0, 1, 2)
    assert names(folder) == {"b/e.md", MANIFEST}
    assert not (folder / "b" / "c").exists()


def test_what_others_put_there_stays(folder: Path) -> None:
    write_folder(folder, {"a.md": b"1", "b/c.md": b"2"})
    (folder / "own.md").write_bytes(b"mine")
    (folder / "b" / "own.md").write_bytes(b"mine")
    write_folder(folder, {})
    assert names(folder) == {"own.md", "b/own.md", MANIFEST}


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "../x", "a/../../x", "/x", "a/../x", "..\\x", "a\\..\\..\\x"],
)
def test_a_path_outside_is_refused(path: str, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside the folder"):
        write_folder(folder, {path: b"1"})
    assert {entry.name for entry in tmp_path.iterdir()} <= {"docs"}
    assert names(folder) <= {MANIFEST} if folder.exists() else True


def test_a_path_outside_stops_before_anything_is_written(folder: Path) -> None:
    with pytest.raises(ValueError, match="outside"):
        write_folder(folder, {"a.md": b"1", "../x": b"2"})
    assert not (folder / "a.md").exists()


@pytest.mark.parametrize(
    "entry",
    ["../victim", "a/../../victim", "{outside}/victim", "..\\victim", "", ".", "..", "/", "x\0y"],
)
def test_a_manifest_that_somebody_edited_deletes_nothing_outside(
    entry: str, folder: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    claim(folder, entry.format(outside=tmp_path))
    write_folder(folder, {"a.md": b"1"})
    assert victim.read_bytes() == b"precious"
    assert names(folder) == {"a.md", MANIFEST}


def test_a_manifest_may_name_what_is_gone(folder: Path) -> None:
    claim(folder, "gone.md", "gone/too.md", "a.md/below")
    write_folder(folder, {"a.md": b"1"})
    assert names(folder) == {"a.md", MANIFEST}


def test_a_manifest_that_names_a_folder_deletes_no_folder(folder: Path) -> None:
    (folder / "own").mkdir(parents=True)
    (folder / "own" / "x.md").write_bytes(b"mine")
    claim(folder, "own", "own/")
    write_folder(folder, {"a.md": b"1"})
    assert (folder / "own" / "x.md").read_bytes() == b"mine"


def test_a_manifest_that_leads_through_a_link_deletes_nothing_outside(
    folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "victim").write_bytes(b"precious")
    folder.mkdir()
    (folder / "link").symlink_to(outside)
    claim(folder, "link/victim")
    write_folder(folder, {"a.md": b"1"})
    assert (outside / "victim").read_bytes() == b"precious"


def test_nothing_is_written_through_a_link(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder.mkdir()
    (folder / "events").symlink_to(outside)
    with pytest.raises((ValueError, OSError)):
        write_folder(folder, {"events/a.md": b"1"})
    assert list(outside.iterdir()) == []


def test_a_file_that_is_a_link_is_replaced_not_followed(folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    folder.mkdir()
    (folder / "a.md").symlink_to(victim)
    write_folder(folder, {"a.md": b"1"})
    assert victim.read_bytes() == b"precious"
    assert (folder / "a.md").read_bytes() == b"1"


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b"{}", b"3", b"null", b'["a.md"', b"[1, null, [2]]"]
)
def test_a_damaged_manifest_is_written_anew_and_deletes_nothing(
    damage: bytes, folder: Path
) -> None:
    write_folder(folder, {"a.md": b"1", "b.md": b"2"})
    (folder / MANIFEST).write_bytes(damage)
    write_folder(folder, {"a.md": b"1"})
    assert manifest(folder) == ["a.md"]
    assert names(folder) == {"a.md", "b.md", MANIFEST}


def test_a_deeply_nested_manifest_is_as_good_as_none(folder: Path) -> None:
    folder.mkdir()
    (folder / MANIFEST).write_bytes(b"[" * 100_000)
    write_folder(folder, {"a.md": b"1"})
    assert manifest(folder) == ["a.md"]


OLD = {"a.md": b"old a", "b.md": b"old b", "c.md": b"old c"}
NEW = {"a.md": b"new a", "b.md": b"new b", "d.md": b"new d"}


class TestAFailure:
    """Whatever fails, each file is the old one or the new one, and no part of one stays."""

    def check(self, folder: Path) -> None:
        for name in names(folder) - {MANIFEST}:
            content = (folder / name).read_bytes()
            assert content in {OLD.get(name), NEW.get(name)}
        manifest(folder)
        # The next run puts everything right.
        write_folder(folder, NEW)
        assert names(folder) == {*NEW, MANIFEST}

    @pytest.mark.parametrize("at", range(6))
    def test_replacing_fails(self, at: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_folder(folder, OLD)
        calls = 0
        replace = os.replace

        def failing(*args: str) -> None:
            nonlocal calls
            calls += 1
            if calls > at:
                raise PermissionError(13, "Permission denied", args[0])
            replace(*args)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", failing)
            if at < 5:
                with pytest.raises(PermissionError):
                    write_folder(folder, NEW)
            else:
                write_folder(folder, NEW)
        assert not [name for name in names(folder) if "part" in name]
        self.check(folder)

    @pytest.mark.parametrize("at", range(4))
    def test_the_disk_is_full(self, at: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_folder(folder, OLD)
        calls = 0
        write = Path.write_bytes

        def failing(path: Path, data: bytes) -> int:
            nonlocal calls
            calls += 1
            if calls > at:
                write(path, data[:3])
                raise OSError(28, "No space left on device", str(path))
            return write(path, data)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", failing)
            with pytest.raises(OSError, match="No space left"):
                write_folder(folder, NEW)
        assert not [name for name in names(folder) if "part" in name]
        self.check(folder)

    def test_interrupted_half_way_no_part_of_a_file_stays(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_folder(folder, OLD)
        replace = os.replace

        def manifest_only(source: str, target: str) -> None:
            if Path(target).name != MANIFEST:
                raise KeyboardInterrupt
            replace(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", manifest_only)
            with pytest.raises(KeyboardInterrupt):
                write_folder(folder, NEW)
        assert not [name for name in names(folder) if "part" in name]
        self.check(folder)

    @pytest.mark.parametrize("name", ["a.md", "c.md", "d.md"])
    def test_killed_half_way_the_next_run_cleans_up(self, name: str, folder: Path) -> None:
        write_folder(folder, OLD)
        # What a killed run leaves: both runs' files claimed, and a part of one of them.
        claim(folder, *OLD, *NEW)
        (folder / f"{name}.timeline-part").write_bytes(b"ne")
        write_folder(folder, {**NEW, "a.md": OLD["a.md"]})
        assert names(folder) == {*NEW, MANIFEST}


def test_a_folder_in_the_way_is_an_error_that_names_it(folder: Path) -> None:
    (folder / "a.md").mkdir(parents=True)
    with pytest.raises(OSError, match=r"a\.md"):
        write_folder(folder, {"a.md": b"1"})
    assert names(folder) <= {MANIFEST}


def no_second_names(path: Path, target: Path) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("linking", [True, False], ids=["links", "no links"])
class TestANewFile:
    @pytest.fixture(autouse=True)
    def disk(self, linking: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        """A disk that knows second names for a file, or one that does not."""
        if not linking:
            monkeypatch.setattr(Path, "hardlink_to", no_second_names)

    def test_it_is_written_with_its_folder(self, tmp_path: Path) -> None:
        assert write_new(tmp_path, "a/b.yaml", b"x") == tmp_path / "a/b.yaml"
        assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.yaml"]
        assert (tmp_path / "a/b.yaml").read_bytes() == b"x"

    def test_what_is_there_stays(self, tmp_path: Path) -> None:
        (tmp_path / "b.yaml").write_bytes(b"mine")
        with pytest.raises(FileExistsError):
            write_new(tmp_path, "b.yaml", b"x")
        assert [path.name for path in tmp_path.iterdir()] == ["b.yaml"]
        assert (tmp_path / "b.yaml").read_bytes() == b"mine"

    def test_a_path_outside_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="outside"):
            write_new(tmp_path / "in", "../b.yaml", b"x")
        assert list(tmp_path.iterdir()) == []
