"""Pages made before the site is: they are what comes out, and nothing is left of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import timeline.serve.preview
from tests.helpers import MINIMAL
from tests.serve.running import copy_project
from timeline.check import CheckResult, check_content
from timeline.serve.ahead import MOST, as_foreseen
from timeline.serve.bulletin import Bulletin
from timeline.serve.preview import Preview
from timeline.write.earlier import Earlier
from timeline.write.fault import BuildFailure

EVENT = "events/1997/bridge-collapses.yaml"
PAGE = "events/bridge-collapses.html"

Edit = Callable[[str], CheckResult]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("ahead") / "project", MINIMAL)


@pytest.fixture(scope="module")
def preview(project: Path) -> Preview:
    work = project / ".cache" / "work"
    work.mkdir(parents=True)
    made = Preview(project / "mkdocs.yml", work)
    made.update(check_content(project / "content", "content"))
    return made


@pytest.fixture
def edit(project: Path) -> Edit:
    """Return a function that gives the event another title, and checks."""

    def edited(title: str) -> CheckResult:
        file = project / "content" / EVENT
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"^title: .*$", f"title: {title}", text, count=1, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
        return check_content(project / "content", "content")

    return edited


def finished_pages(preview: Preview) -> list[str]:
    assert preview.folder
    return sorted(
        path.relative_to(preview.folder).as_posix() for path in preview.folder.rglob("*.html")
    )


def test_every_page_made_ahead_is_what_comes_out(
    preview: Preview, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.serve.ahead.MOST", 1000)
    shown: dict[str, bytes] = {}
    pages = finished_pages(preview)
    preview.update(edit("Made ahead"), pages, lambda: shown.update(preview.early))
    assert {PAGE, "index.html", "method.html"} & shown.keys() == {PAGE}
    assert preview.folder
    assert shown == {path: (preview.folder / path).read_bytes() for path in shown}
    assert b"Made ahead" in shown[PAGE]
    assert preview.foreseen is all(path.startswith("events/") for path in shown)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([], []),
        (["", "nowhere.html", "../mkdocs.yml", "index.html", "assets/timeline.css"], []),
        (["sources/a.html"] * MOST + [PAGE], [PAGE]),
        ([PAGE, PAGE], [PAGE]),
    ],
)
def test_only_pages_that_can_be_made_alone_are(
    preview: Preview, edit: Edit, pages: list[str], expected: list[str]
) -> None:
    shown: list[str] = []
    preview.update(edit(f"Alone {len(pages)}"), pages, lambda: shown.extend(preview.early))
    assert shown == expected


def test_what_stays_as_it_was_is_not_shown_again(preview: Preview, edit: Edit) -> None:
    preview.update(edit("The same"))
    preview.update(edit("The same"), [PAGE], lambda: pytest.fail("nothing was new"))
    assert not preview.foreseen


def test_after_a_failure_the_last_whole_site_is_shown(
    preview: Preview, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview.update(edit("Before"))
    assert preview.folder
    before = (preview.folder / PAGE).read_bytes()
    shown: dict[str, bytes] = {}

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(timeline.serve.preview, "write_rendered", fail)
        with pytest.raises(BuildFailure, match="the disk is full"):
            preview.update(edit("Failing"), [PAGE], lambda: shown.update(preview.early))
    assert b"Failing" in shown[PAGE]
    assert not preview.early
    assert (preview.folder / PAGE).read_bytes() == before
    preview.update(edit("Before"))
    assert (preview.folder / PAGE).read_bytes() == before


@pytest.mark.parametrize(
    ("page", "changed", "foreseen"),
    [
        ("events/a.html", "data/index/0.json", True),
        ("timeline/1990.html", "data/index/0.json", False),
        ("events/a.html", "assets/timeline.css", False),
    ],
)
def test_a_page_is_as_foreseen_if_all_that_it_loads_is(
    tmp_path: Path, page: str, changed: str, foreseen: bool
) -> None:
    (tmp_path / page).parent.mkdir()
    (tmp_path / page).write_bytes(b"page")
    before = Earlier("", others={changed: (1, 2, 3, 4)})
    made = Earlier("", others={changed: (5, 6, 7, 8)}, site=tmp_path)
    assert as_foreseen({page: b"page"}, made, before) is foreseen
    assert not as_foreseen({page: b"another"}, made, before)


def test_open_pages_are_told_of_the_version_that_they_will_have() -> None:
    bulletin = Bulletin()
    with bulletin.reader("b.html"), bulletin.reader("a.html"), bulletin.reader("a.html"):
        assert bulletin.looked_at() == ["a.html", "b.html"]
    assert bulletin.looked_at() == []
    old = bulletin.news.version
    bulletin.early(["a.html"])
    early = bulletin.news.version_of("a.html")
    assert (early != old, bulletin.news.version_of("b.html")) == (True, old)
    bulletin.good(foreseen=True)
    assert {bulletin.news.version_of(page) for page in ("a.html", "b.html")} == {early}
    bulletin.early(["a.html"])
    again = bulletin.news.version_of("a.html")
    bulletin.bad(failure="no")
    assert bulletin.news.version_of("a.html") == early
    bulletin.early(["a.html"])
    bulletin.good()
    assert bulletin.news.version_of("a.html") not in {old, early, again}
