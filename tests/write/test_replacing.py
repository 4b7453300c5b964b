"""Which folder a build may replace, where nothing may be put, and one run at a time."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.cli import OK, USAGE, main
from timeline.write import alone as alone_module
from timeline.write.alone import LOCK, Busy, alone
from timeline.write.ownership import LIST, NotOurs, replaceable, sign
from timeline.write.places import refuse_site
from timeline.write.workshop import workshop

Snapshot = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a signed site of two files."""
    folder = tmp_path / "site"
    (folder / "data").mkdir(parents=True)
    (folder / "index.html").write_text("home", encoding="utf-8")
    (folder / "data" / "timeline.json").write_text("{}", encoding="utf-8")
    sign(folder)
    return folder


class TestWhatMayBeLost:
    def test_what_a_build_made(self, site: Path) -> None:
        assert replaceable(site, "site")

    def test_what_a_build_made_and_somebody_removed(self, site: Path) -> None:
        (site / "index.html").unlink()
        assert replaceable(site, "site")

    def test_what_an_earlier_version_listed(self, site: Path) -> None:
        files = [path for path in site.rglob("*") if path.is_file() and path.name != LIST]
        listed = {
            path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }
        (site / LIST).write_text(json.dumps(listed), encoding="utf-8")
        assert replaceable(site, "site")
        files[0].write_text("my own words", encoding="utf-8")
        with pytest.raises(NotOurs, match=files[0].name):
            replaceable(site, "site")

    def test_what_a_desktop_left(self, site: Path) -> None:
        (site / ".DS_Store").write_bytes(b"\0")
        assert replaceable(site, "site")

    def test_an_empty_folder_and_none(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert replaceable(tmp_path / "empty", "empty")
        assert replaceable(tmp_path / "none", "none")

    @pytest.mark.parametrize("place", ["thesis.txt", "data/thesis.txt", ".git", "x/y/z"])
    def test_never_a_file_that_somebody_added(self, site: Path, place: str) -> None:
        (site / place).parent.mkdir(parents=True, exist_ok=True)
        (site / place).write_text("ten years of work", encoding="utf-8")
        with pytest.raises(NotOurs, match=r"thesis|\.git|z"):
            replaceable(site, "site")

    def test_never_a_file_that_somebody_changed(self, site: Path) -> None:
        (site / "index.html").write_text("my own words", encoding="utf-8")
        with pytest.raises(NotOurs, match=r"index\.html"):
            replaceable(site, "site")

    def test_never_a_link(self, site: Path) -> None:
        (site / "link").symlink_to(site / "index.html")
        with pytest.raises(NotOurs, match="link"):
            replaceable(site, "site")

    @pytest.mark.parametrize("text", ["", "[]", "{", '{"index.html": 1}', "[" * 100_000])
    def test_never_by_a_list_that_is_damaged(self, site: Path, text: str) -> None:
        (site / LIST).write_text(text, encoding="utf-8")
        with pytest.raises(NotOurs):
            replaceable(site, "site")

    def test_never_because_a_file_happens_to_have_the_name(self, tmp_path: Path) -> None:
        """Another program's list, of other things."""
        (tmp_path / LIST).write_text(json.dumps({"a": "b"}), encoding="utf-8")
        (tmp_path / "thesis.txt").write_text("ten years of work", encoding="utf-8")
        with pytest.raises(NotOurs, match="thesis"):
            replaceable(tmp_path, "folder")


def test_a_site_without_a_list_is_kept_beside_the_new_one(
    project: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """As from an earlier version. Nothing of it is lost, whoever made it."""
    old = project / "site"
    (old / "data").mkdir(parents=True)
    (old / "data" / "timeline.json").write_text("{}", encoding="utf-8")
    (old / "thesis.txt").write_text("ten years of work", encoding="utf-8")
    (project / "site.old").mkdir()
    before = snapshot(old)
    assert main(["build"]) == OK
    assert "It is now site.old-2" in capsys.readouterr().out
    assert snapshot(project / "site.old-2") == before
    listed = json.loads((old / LIST).read_text(encoding="utf-8"))
    assert set(listed) | {LIST} == set(snapshot(old))


class TestWhereNothingMayBePut:
    @pytest.mark.parametrize(
        "place", [".", "..", "/", "~", "content/site", "docs/x", ".git/x", ".cache/x"]
    )
    def test_the_site(self, project: Path, snapshot: Snapshot, place: str) -> None:
        before = snapshot(project)
        assert main(["build", "--site-dir", os.path.expanduser(place)]) == USAGE  # noqa: PTH111
        assert snapshot(project) == before

    def test_a_mount_point(self, project: Path) -> None:
        with pytest.raises(NotOurs, match="whole disk"):
            refuse_site(Path("/proc"), "/proc", project / "mkdocs.yml", [])

    @pytest.mark.parametrize("place", ["content/x.zip", "docs/x.zip", "mkdocs.yml", "x.txt"])
    def test_the_offline_copy(self, project: Path, snapshot: Snapshot, place: str) -> None:
        before = snapshot(project)
        assert main(["offline", "--to", place]) == USAGE
        assert snapshot(project) == before

    def test_an_offline_copy_replaces_no_other_zip(self, project: Path) -> None:
        with zipfile.ZipFile(project / "thesis.zip", "w") as archive:
            archive.writestr("thesis.txt", "ten years of work")
        before = (project / "thesis.zip").read_bytes()
        assert main(["offline", "--to", "thesis.zip"]) == USAGE
        assert (project / "thesis.zip").read_bytes() == before

    @pytest.mark.parametrize("place", ["content", "content/actors"])
    def test_schemas(self, project: Path, snapshot: Snapshot, place: str) -> None:
        before = snapshot(project)
        assert main(["schemas", "--to", place]) == USAGE
        assert snapshot(project) == before

    @pytest.mark.parametrize("name", ["docs", "schemas"])
    def test_through_a_link(self, project: Path, tmp_path: Path, name: str) -> None:
        (tmp_path / "away").mkdir()
        (project / "docs").rmdir()
        (project / "docs").mkdir() if name == "schemas" else None
        (project / name).symlink_to(tmp_path / "away")
        assert main(["build" if name == "docs" else "schemas"]) == USAGE
        assert list((tmp_path / "away").iterdir()) == []


class TestOneAtATime:
    def test_the_second_run_is_told_who_is_first(self, tmp_path: Path) -> None:
        with alone(tmp_path / LOCK):
            second = alone(tmp_path / LOCK, patience=0)
            with pytest.raises(Busy, match=rf"process {os.getpid()}\b.*run this again"), second:
                pass
        assert not (tmp_path / LOCK).exists()

    def test_a_build_waits_for_no_one_who_never_ends(
        self,
        project: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(alone_module, "LOCK_PATIENCE", 0.0)
        with alone(project / "docs" / LOCK):
            assert main(["build"]) == USAGE
        assert f"process {os.getpid()}" in capsys.readouterr().err
        assert not (project / "site").exists()

    def test_a_lock_that_a_killed_run_left_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "lock").write_text("1\n", encoding="ascii")
        with alone(tmp_path / "lock", patience=0):
            assert (tmp_path / "lock").read_text(encoding="ascii") == f"{os.getpid()}\n"
        assert not (tmp_path / "lock").exists()

    def test_a_link_in_the_place_of_a_lock_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "thesis.txt").write_text("ten years of work", encoding="utf-8")
        (tmp_path / "lock").symlink_to("thesis.txt")
        with pytest.raises(OSError, match="symbolic"), alone(tmp_path / "lock"):
            pass
        assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "ten years of work"


class TestWorkshops:
    def test_what_a_killed_run_left_is_cleared_away(self, tmp_path: Path) -> None:
        with workshop(tmp_path / "site") as work:
            (work / "new").mkdir()
            left = {path.name: path.read_bytes() for path in work.iterdir() if path.is_file()}
        work.mkdir()
        for name, data in left.items():
            (work / name).write_bytes(data)
        (work / "half").mkdir()
        (work / "half" / "page.html").write_text("x", encoding="utf-8")
        with workshop(tmp_path / "site") as work:
            assert not (work / "half").exists()
        assert list(tmp_path.iterdir()) == []

    def test_what_no_run_left_stays(self, tmp_path: Path) -> None:
        (tmp_path / ".site.building").mkdir()
        (tmp_path / ".site.building" / "thesis.txt").write_text("years", encoding="utf-8")
        with pytest.raises(ValueError, match="no build left"), workshop(tmp_path / "site"):
            pass
        assert (tmp_path / ".site.building" / "thesis.txt").exists()
