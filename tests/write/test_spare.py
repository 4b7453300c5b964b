"""The site before the one that stands is kept for the next, which is right whatever became of it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.write.conftest import make_project
from tests.write.test_incremental import amend, furnish, remove, replace_by, write
from timeline.cli import OK, USAGE, main
from timeline.write import aside
from timeline.write.record import CACHE as RECORDS
from timeline.write.search import FOLDER
from timeline.write.spare import CACHE as SPARE
from timeline.write.spare import FRAGMENTS

PAGE = "docs/own/one.md"


@pytest.fixture
def kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project that was built twice, so that the site before is kept."""
    monkeypatch.setattr(aside, "processes", lambda *_: 1)
    furnish(project)
    amend(PAGE, "Of ", "Once of ")(project)
    assert main(["build"]) == OK
    return project


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each second name that a file gets."""
    seen: list[str] = []
    link = os.link

    def noted(old: str, new: str) -> None:
        seen.append(new.rpartition("/new/")[2])
        link(old, new)

    monkeypatch.setattr(os, "link", noted)
    return seen


def edit_and_compare(project: Path) -> None:
    """Edit a page; assert that the site is as if made anew, and nothing of its making is left."""
    amend(PAGE, "of ", "of  ")(project)
    assert main(["build"]) == OK
    assert main(["build", "--fresh", "--site-dir", "anew"]) == OK
    assert everything_in(project / "site") == everything_in(project / "anew")
    assert not list(project.glob(".*.building"))


def test_only_names_that_differ_are_given(kept: Path, links: list[str]) -> None:
    amend("docs/own/two.md", "Of ", "Once of ")(kept)
    assert main(["build"]) == OK
    assert [path for path in links if not path.startswith(FOLDER)] == ["own/one.html"]
    assert len([path for path in links if path.startswith(FRAGMENTS)]) == 1
    edit_and_compare(kept)


def test_what_is_kept_is_the_site_before(kept: Path) -> None:
    before = everything_in(kept / "site")
    amend("docs/own/two.md", "Of ", "Once of ")(kept)
    assert main(["build"]) == OK
    assert everything_in(kept / SPARE) == before


def everything_in(folder: Path) -> dict[str, bytes | None]:
    """Return all files below a folder, and all folders."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def anew(spare: Path) -> None:
    """Give a file there the same text as another file of the disk."""
    file = spare / "own/two.html"
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data)


def half(spare: Path) -> None:
    for path in list(spare.rglob("*.html"))[::2]:
        path.unlink()


def exchange(spare: Path) -> None:
    """Have two of its files change places."""
    one, two = spare / "own/two.html", spare / "own/three.html"
    one.rename(spare / "own/four.html")
    two.rename(one)
    (spare / "own/four.html").rename(two)


SPOILT: dict[str, Callable[[Path], object]] = {
    "nothing of it": shutil.rmtree,
    "an empty folder": replace_by(Path.mkdir),
    "half of it": half,
    "another folder beside the one that is named anew": lambda spare: (
        spare / FRAGMENTS / "more"
    ).mkdir(),
    "a link for its index": replace_by(lambda path: path.symlink_to("../aside"), FOLDER),
    "no index": lambda spare: shutil.rmtree(spare / FOLDER),
    "a file that only looks as it did": anew,
    "files in each other's places": exchange,
    "one more": write("own/deep/more.html", "more"),
    "a folder more": lambda spare: (spare / "own/deep").mkdir(),
    "another index": replace_by(write("entry.js", "other"), FOLDER),
    "a link for a file": replace_by(lambda path: path.symlink_to("one.html"), "own", "two.html"),
    "a folder for a file": replace_by(Path.mkdir, "own", "two.html"),
    "a file for a folder": replace_by(Path.touch, "own"),
    "a link for a folder": replace_by(lambda path: path.symlink_to("../aside"), "own"),
    "a file for the folder": replace_by(Path.touch),
    "a link for the folder": replace_by(lambda path: path.symlink_to("aside")),
}


@pytest.fixture(scope="module")
def toggled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Path]]:
    """Yield a function that edits a project to its other state, builds it and returns its folder.

    It asserts that the site is as if made anew.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        patch.setattr(aside, "processes", lambda *_: 1)
        folder = tmp_path_factory.mktemp("kept") / "project"
        folder.mkdir()
        patch.chdir(folder)
        furnish(make_project(folder))
        states = ["Of ", "Again of "]
        expected = {states[0]: everything_in(folder / "site")}
        amend(PAGE, *states)(folder)
        assert main(["build", "--fresh", "--site-dir", "anew"]) == OK
        expected[states[1]] = everything_in(folder / "anew")
        states.reverse()

        def toggle() -> Path:
            amend(PAGE, *states)(folder)
            states.reverse()
            assert main(["build"]) == OK
            assert everything_in(folder / "site") == expected[states[0]]
            return folder

        yield toggle


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_whatever_became_of_it_the_site_is_right(
    toggled: Callable[[], Path], spoil: Callable[[Path], object]
) -> None:
    spare = toggled() / SPARE
    assert (spare / "own/two.html").is_file()
    spoil(spare)
    moved = spare.with_name("aside")
    before = everything_in(moved)
    toggled()
    assert everything_in(moved) == before
    for path in (moved, *([spare] * (not spare.is_dir() or spare.is_symlink()))):
        remove(path)


def test_who_writes_into_a_file_of_it_writes_into_the_site_which_is_noticed(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("own/two.html", "mine")(kept / SPARE)
    assert main(["build"]) == USAGE
    assert "own/two.html" in capsys.readouterr().err


def test_where_it_may_not_be_cleared_it_is_not_used(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = os.unlink

    def refuse(path: str, **more: int) -> None:
        if str(SPARE) in str(path):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        unlink(path, **more)

    write("more.html", "more")(kept / SPARE)
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        edit_and_compare(kept)
    remove(kept / SPARE)
    edit_and_compare(kept)


BETWEEN: dict[str, Callable[[Path], object]] = {
    "by MkDocs": write("docs/own/plain.md", "# Plain\n"),
    "of everything": lambda _: main(["build", "--fresh"]),
    "elsewhere": lambda _: main(["build", "--site-dir", "other"]),
    "elsewhere, and edited": lambda project: (
        [amend(PAGE, "of ", "of  ")(project), main(["build", "--site-dir", "other"])] * 2
    ),
    "and forgotten": lambda project: next((project / RECORDS).glob("since-*")).unlink(),
    "and lost": lambda project: shutil.rmtree(project / "site"),
    "and touched": lambda project: os.utime(project / "site/own/two.html"),
    "in part": lambda _: main(["build", "--slice", "1/2", "--site-dir", "part"]),
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_whatever_was_built_between_the_site_is_right(
    kept: Path, between: Callable[[Path], object]
) -> None:
    between(kept)
    edit_and_compare(kept)
    edit_and_compare(kept)


def test_it_is_kept_no_longer_than_the_site_can_follow(kept: Path) -> None:
    write("docs/own/plain.md", "# Plain\n")(kept)
    assert (kept / SPARE).is_dir()
    assert main(["build"]) == OK
    assert not (kept / SPARE).exists()


def test_it_is_not_kept_on_another_disk(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if SPARE.name in {path.name, target.name}:
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(path))
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        edit_and_compare(kept)
    assert not (kept / SPARE).exists()


def test_it_is_not_kept_where_files_have_one_name_only(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    shutil.rmtree(kept / SPARE)
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", refuse)
        edit_and_compare(kept)
    assert not (kept / SPARE).exists()


def test_neither_site_is_written_to_through_the_other(kept: Path, tmp_path: Path) -> None:
    """They have the same files, and who keeps one of them still has it."""
    copies = tmp_path / "copies"
    for number, site in enumerate((kept / "site", kept / SPARE)):
        shutil.copytree(site, copies / str(number), copy_function=os.link)
    before = everything_in(copies)
    for path in (PAGE, "docs/own/two.md", PAGE):
        amend(path, "</em>", "</em> more")(kept)
        assert main(["build"]) == OK
    assert everything_in(copies) == before
