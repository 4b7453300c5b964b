"""A disk without room, or one that may not be written to: the old site stands, and it is said why."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Project, make_project
from tests.faults.nursery import Nursery
from tests.faults.test_stopped import SEED, moments
from timeline.cli import OK, USAGE


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "make room"),
        (errno.EROFS, "in a copy of the project elsewhere"),
        (errno.EACCES, "see who may write there"),
    ],
)
def test_from_any_moment_on_nothing_can_be_written(
    project: Project, number: int, advice: str
) -> None:
    for moment in moments(project, 2, SEED + number):
        done = project.nursery.run("build", error=(moment, number))
        project.stands(done)
        assert done.code in (OK, USAGE)
        assert done.code == OK or (os.strerror(number) in done.said and advice in done.said)
    project.finish()


Room = Callable[[int], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, Room]]:
    """Yield a folder on a disk of its own, and a function that sets the disk's size in bytes."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def resize(size: int, *options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", *options])]
        subprocess.run([*command, "tmpfs", str(disk)], check=True, capture_output=True)

    resize(1 << 26)
    yield disk / "project", lambda size: resize(size, "remount")
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def used(folder: Path) -> int:
    disk = os.statvfs(folder)
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize


def may_mount() -> bool:
    """Tell whether this system lets us make a disk; elsewhere the limit below stands for it."""
    probe = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    try:
        return not subprocess.run(probe, check=False, capture_output=True).returncode
    except FileNotFoundError:
        return False


if may_mount():

    def test_the_disk_is_full(small_disk: tuple[Path, Room]) -> None:
        """Room runs out in the pages, in what MkDocs makes of them, and in the search index."""
        folder, resize = small_disk
        make_project(folder)
        with Nursery(folder) as nursery:
            project = Project(folder, nursery)
            stands = used(folder)
            site = sum(path.stat().st_size for path in project.site.rglob("*") if path.is_file())
            # One that follows the other needs little room.
            for share, how in (
                (0.0, ()),
                *((share, ("--fresh",)) for share in (0.0, 0.5, 0.75, 0.9)),
            ):
                resize(stands + int(site * share))
                done = nursery.run("build", *how)
                assert done.code == USAGE, (share, done.said)
                assert not project.stands(done), share
                assert "the site was left as it was" in done.said
            resize(1 << 26)
            project.finish()


@pytest.mark.parametrize("limit", [4_000, 20_000])
def test_files_may_grow_no_larger(project: Project, limit: int) -> None:
    """A quota, or the end of the room, as far as it can be had without privileges."""
    done = project.nursery.run("build", limit=limit)
    assert done.code == USAGE, done.said
    assert not project.stands(done)


@pytest.mark.parametrize("closed", ["docs", ".", "site"])
def test_nobody_may_write(project: Project, closed: str) -> None:
    folder = project.folder / closed
    folder.chmod(0o555)
    try:
        done = project.nursery.run("build", plain=True)
    finally:
        folder.chmod(0o755)
    assert done.code == USAGE
    assert not project.stands(done)
    assert "Permission denied (see who may write there)" in done.said


def test_after_all_this_a_build_leaves_nothing_behind(project: Project) -> None:
    project.finish()
