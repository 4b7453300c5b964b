"""A site made in slices and put together is the site made as a whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.write.conftest import make_project
from tests.write.test_incremental import Snapshot, amend, finished_page, furnish
from timeline.cli import OK, USAGE, main
from timeline.write.ownership import LIST
from timeline.write.slices import NOTE, Slice

NUMBER = 3


@pytest.fixture(scope="module")
def sliced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a project with its site and the slices of it, which no test changes."""
    folder = make_project(tmp_path_factory.mktemp("slices") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        patch.chdir(folder)
        furnish(folder)
        for k in range(1, NUMBER + 1):
            assert (
                main(["build", "--strict", "--slice", f"{k}/{NUMBER}", "--site-dir", f"part{k}"])
                == OK
            )
        yield folder


@pytest.fixture
def project(sliced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of that project to work in."""
    folder = tmp_path / "project"
    shutil.copytree(sliced, folder, ignore=shutil.ignore_patterns("docs"))
    (folder / "docs").mkdir()
    monkeypatch.chdir(folder)
    return folder


def merge(*parts: str, site: str = "merged") -> int:
    return main(["merge", *(parts or ("part2", "part3", "part1")), "--site-dir", site])


def test_together_they_are_the_whole_site(project: Path, snapshot: Snapshot) -> None:
    assert merge() == OK
    assert snapshot(project / "merged") == snapshot(project / "site")
    assert merge() == OK, "a site that was put together may be replaced"


def test_each_page_is_in_one_of_them(project: Path, snapshot: Snapshot) -> None:
    own = [
        {path for path in snapshot(project / f"part{k}") if path.startswith("own/")}
        for k in range(1, NUMBER + 1)
    ]
    assert all(own)
    assert sum(map(len, own)) == len(set[str]().union(*own)) == NUMBER
    assert not (project / "part2" / "404.html").exists()


@pytest.mark.parametrize("of", [1, 2, 7])
def test_shares_are_even(of: int) -> None:
    pages = [f"{n:03}" for n in range(100)]
    parts = [Slice(k, of).chosen(pages) for k in range(1, of + 1)]
    assert sorted(page for part in parts for page in part) == pages
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (["part1", "part3"], "there is no slice 2/3"),
        (["part1", "part2", "part3", "part2"], "named twice"),
        (["part1", "part2", "site"], "site holds no slice"),
        (["part1", "part2", "content"], "content holds no slice"),
    ],
)
def test_what_does_not_make_up_a_site_is_refused(
    project: Path, parts: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert merge(*parts) == USAGE
    assert told in capsys.readouterr().err
    assert not (project / "merged").exists()


def spoil(project: Path) -> None:
    (project / "part2" / "more.txt").write_text("mine", encoding="utf-8")


def alter(project: Path) -> None:
    page = next((project / "part2").rglob("*.html"))
    page.write_text("mine", encoding="utf-8")


def rebuild(project: Path) -> None:
    amend("content/events/1997/bridge-collapses.yaml", "The mill bridge", "That mill bridge")(
        project
    )
    assert main(["build", "--slice", "2/3", "--site-dir", "part2"]) == OK


def reconfigure(project: Path) -> None:
    amend("mkdocs.yml", "site_name: Test", "site_name: Another")(project)
    assert main(["build", "--slice", "2/3", "--site-dir", "part2"]) == OK


def unsay(project: Path) -> None:
    (project / "part2" / NOTE).write_text("[]", encoding="utf-8")


def unlist(project: Path) -> None:
    (project / "part2" / LIST).unlink()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (spoil, "more.txt"),
        (alter, ".html; build it anew"),
        (unlist, "holds no slice"),
        (unsay, "holds no slice"),
        (rebuild, "not of one site"),
        (reconfigure, "not of one site"),
    ],
)
def test_a_slice_that_is_not_as_the_others_is_refused(
    project: Path,
    change: Callable[[Path], None],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("one", "two", "three"):
        page = project / "docs" / "own" / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(finished_page(name, f"Of <em>{name}</em>."), encoding="utf-8")
    change(project)
    assert merge() == USAGE
    assert told in capsys.readouterr().err
    assert not (project / "merged").exists()


def test_a_slice_is_no_place_for_the_site(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert merge(site="part1") == USAGE
    assert (project / "part1" / NOTE).is_file()


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "a/b", "-1/2", "1/0", "1/2/3"])
def test_what_is_no_slice_is_refused(text: str, project: Path) -> None:
    assert main(["build", "--slice", text, "--site-dir", "part9"]) == USAGE
    assert not (project / "part9").exists()


@pytest.mark.parametrize("spoil", ["engine", "navigation"])
def test_where_every_page_depends_on_all_there_are_no_slices(
    project: Path, spoil: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--engine", "zensical"] if spoil == "engine" else []
    if spoil == "navigation":
        text = (project / "mkdocs.yml").read_text(encoding="utf-8")
        (project / "mkdocs.yml").write_text(text[: text.index("nav:")], encoding="utf-8")
    assert main(["build", "--slice", "1/2", "--site-dir", "part9", *options]) == USAGE
    assert "slices can be made by MkDocs only" in capsys.readouterr().err
