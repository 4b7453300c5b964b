"""A build takes over what would come out the same, and nothing else: the site is as if made anew."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers import edited
from tests.write.conftest import make_project
from timeline.cli import OK, USAGE, main
from timeline.load.store import digest
from timeline.write import finished, reading
from timeline.write.earlier import site_states, source_states
from timeline.write.record import CACHE, FILES
from timeline.write.search import FOLDER
from timeline.write.spare import CACHE as SPARE
from timeline.write.texts import CACHE as TEXTS

Snapshot = Callable[[Path], dict[str, bytes]]

EVENT = "events/1997/bridge-collapses.yaml"
PAGE = '{%- if page.meta.index %}<meta data-pagefind-meta="title:{{ page.title }}">{% endif %}'
SHOWN = (
    '<!doctype html><html lang="en"><title>{{ page.title }}</title>'
    f"{PAGE}{{% for item in nav %}}{{{{ item.title }}}}{{% endfor %}}"
    "<body{% if page.meta.index %} data-pagefind-body{% endif %}>{{ page.content }}</body></html>"
)
MORE = """\
markdown_extensions: [attr_list, md_in_html, tables]
nav:
  - index.md
  - timeline.md
  - method.md
"""


def finished_page(title: str, text: str) -> str:
    """Return a page as the templates write it, with something for search."""
    front = {"title": title, "html": True, "index": {"kind": "page"}}
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in front.items())
    return f'---\n{lines}---\n\n<h1>{title}</h1>\n<p id="here">{text}</p>\n'


def furnish(project: Path) -> Path:
    """Give a project finished pages and an index of its own, and build it."""
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    (project / "theme" / "main.html").write_text(SHOWN, encoding="utf-8")
    (project / "theme" / "text.html").write_text(
        "{% if page.meta.index %}" + SHOWN + "{% endif %}", encoding="utf-8"
    )
    for name in ("one", "two", "three"):
        page = project / "docs" / "own" / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(finished_page(name, f"Of <em>{name}</em>."), encoding="utf-8")
    assert main(["build"]) == OK
    return project


@pytest.fixture
def built(project: Path) -> Path:
    """Return a project that has been built once."""
    return furnish(project)


@pytest.fixture(scope="module")
def spoilable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a built project in which what is kept may be spoilt: a build mends it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        folder = tmp_path_factory.mktemp("spoilable") / "project"
        folder.mkdir()
        patch.chdir(folder)
        yield furnish(make_project(folder))


def write(place: str, text: str | None) -> Callable[[Path], None]:
    """Return a change: a file of the project gets this text, or goes."""

    def change(project: Path) -> None:
        path = project / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")

    return change


def amend(place: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a change: in a file of the project, one text takes another's place."""

    def change(project: Path) -> None:
        path = project / place
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


CHANGES = {
    "nothing": lambda _: None,
    "an event's title": write(
        f"content/{EVENT}",
        edited(EVENT, "The mill bridge collapses", "The mill bridge fell")[EVENT],
    ),
    "a new event": write(
        f"content/{EVENT.replace('collapses', 'cracks')}",
        edited(EVENT, "The mill bridge collapses", "The mill bridge cracks")[EVENT],
    ),
    "an event less": write(f"content/{EVENT.replace('collapses', 'cracks')}", None),
    "a finished page": amend("docs/own/one.md", "Of ", "Again of "),
    "its title alone": amend("docs/own/one.md", "one", "eins"),
    "a finished page less": write("docs/own/two.md", None),
    "a finished page more": write("docs/own/four.md", finished_page("four", "Of four.")),
    "one in place of another": lambda project: (project / "docs/own/three.md").replace(
        project / "docs/own/four.md"
    ),
    "a page that is finished no more": amend("docs/own/one.md", "html: true\n", ""),
    "a picture": write("docs/own/picture.svg", "<svg/>"),
    "a style sheet": write("docs/assets/own.css", "p { color: red }"),
    "the configuration": amend("mkdocs.yml", "site_name: Test", "site_name: Another"),
    "the navigation": amend("mkdocs.yml", "  - timeline.md\n", ""),
    "a template": amend("theme/main.html", "<title>", "<title>The "),
    "a page of the theme": amend("theme/404.html", "<title>", "<title>Nothing: "),
}


def test_after_each_change_the_site_is_as_if_made_anew(built: Path, snapshot: Snapshot) -> None:
    for name, change in CHANGES.items():
        change(built)
        assert main(["build"]) == OK, name
        assert main(["build", "--fresh", "--site-dir", "anew"]) == OK, name
        assert snapshot(built / "site") == snapshot(built / "anew"), name


def times(project: Path) -> dict[str, int]:
    """Return when each file of the site was written; a copy keeps that."""
    return {path: state[0] for path, state in site_states(project / "site").items()}


def numbers(project: Path) -> dict[str, int]:
    """Return which file of the disk each file of the site is."""
    return {path: state[2] for path, state in site_states(project / "site").items()}


def test_what_did_not_change_is_the_same_file(built: Path) -> None:
    before = numbers(built)
    amend("docs/own/one.md", "Of ", "Again of ")(built)
    assert main(["build"]) == OK
    after = numbers(built)
    for path in ("own/two.html", "own/three.html", "sitemap.xml"):
        assert after[path] == before[path]
    assert after["own/one.html"] != before["own/one.html"]
    assert after["pagefind/pagefind-entry.json"] != before["pagefind/pagefind-entry.json"]


def test_an_edit_has_only_its_own_page_indexed(built: Path, snapshot: Snapshot) -> None:
    amend("docs/own/one.md", "Of ", "Again of ")(built)
    before = numbers(built)
    assert main(["build"]) == OK
    # Else Pagefind would have written this again.
    assert numbers(built)["pagefind/pagefind-worker.js"] == before["pagefind/pagefind-worker.js"]
    assert main(["build", "--fresh", "--site-dir", "anew"]) == OK
    assert snapshot(built / "site") == snapshot(built / "anew")


def test_the_index_stays_while_what_search_reads_does(built: Path) -> None:
    before = numbers(built)
    (built / "docs" / "own" / "more.txt").write_text("not for search", encoding="utf-8")
    assert main(["build"]) == OK
    after = numbers(built)
    index = {path for path in before if path.startswith("pagefind/")}
    assert index
    assert {path: after[path] for path in index} == {path: before[path] for path in index}


def record(project: Path, begins: str = "") -> Path:
    """Return a file with what is known of the build."""
    (path,) = (project / CACHE).glob(f"{begins}{'[0-9a-f]' * 16}.json")
    return path


@pytest.mark.parametrize("begins", ["", FILES])
@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"form": 1}', "null", '{"files": {"a": 1}}', "[" * 100_000]
)
def test_what_is_not_understood_is_not_used(
    spoilable: Path, snapshot: Snapshot, text: str, sealed: bool, begins: str
) -> None:
    before, site = numbers(spoilable), snapshot(spoilable / "site")
    seal = f"{digest(text.encode())}\n" if sealed else ""
    record(spoilable, begins).write_text(seal + text, encoding="utf-8")
    assert main(["build"]) == OK
    assert snapshot(spoilable / "site") == site
    assert numbers(spoilable)["own/one.html"] != before["own/one.html"]


def test_nothing_is_taken_over_from_a_site_that_was_touched(
    built: Path, snapshot: Snapshot
) -> None:
    before, site = numbers(built), snapshot(built / "site")
    os.utime(built / "site" / "own" / "two.html")
    assert main(["build"]) == OK
    assert snapshot(built / "site") == site
    assert numbers(built)["own/one.html"] != before["own/one.html"]


def test_only_changed_texts_are_written_for_search(built: Path) -> None:
    before = source_states(built / TEXTS)
    assert set(before) >= {"own/one.html", "own/two.html", "own/three.html"}
    amend("docs/own/one.md", "Of ", "Again of ")(built)
    assert main(["build"]) == OK
    after = source_states(built / TEXTS)
    assert after["own/two.html"] == before["own/two.html"]
    assert after["own/one.html"] != before["own/one.html"]


def test_a_build_that_fails_keeps_the_texts(built: Path) -> None:
    before = source_states(built / TEXTS)
    write("docs/own/linking.md", "[Somewhere](none.md)\n")(built)
    assert main(["build", "--strict"]) == USAGE
    assert source_states(built / TEXTS)["own/two.html"] == before["own/two.html"]


def replace_by(make: Callable[[Path], object], *names: str) -> Callable[[Path], None]:
    """Return a way to spoil the texts: something else has the place of one, or of all."""

    def spoil(texts: Path) -> None:
        place = texts.joinpath(*names)
        place.rename(texts.with_name("aside"))
        make(place)

    return spoil


SPOILT: dict[str, Callable[[Path], object]] = {
    "another text": lambda texts: (texts / "own/two.html").write_text("spoilt"),
    "one of the same length and time": lambda texts: retouch(texts / "own/two.html"),
    "one is missing": lambda texts: (texts / "own/two.html").unlink(),
    "one more": lambda texts: (texts / "own/more.html").write_text(SHOWN),
    "a link": replace_by(lambda text: text.symlink_to("one.html"), "own", "two.html"),
    "a folder for a text": replace_by(Path.mkdir, "own", "two.html"),
    "a link to a folder": lambda texts: (texts / "again").symlink_to("own"),
    "no folder": shutil.rmtree,
    "a file for the folder": replace_by(Path.touch),
    "a link for the folder": replace_by(lambda texts: texts.symlink_to("aside")),
}


def retouch(file: Path) -> None:
    """Change a file so that it looks as it did."""
    stat = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("two", "owt"), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.fixture(scope="module")
def expected(spoilable: Path) -> dict[str, dict[str, bytes]]:
    """Return the index of the project by how its page one begins."""
    indexes = {"Of ": index_of(spoilable / "site")}
    amend("docs/own/one.md", "Of ", "Again of ")(spoilable)
    assert main(["build", "--fresh"]) == OK
    indexes["Again of "] = index_of(spoilable / "site")
    return indexes


def index_of(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site / FOLDER).rglob("*") if path.is_file()}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_spoilt_texts_are_written_again(
    spoilable: Path, expected: dict[str, dict[str, bytes]], spoil: Callable[[Path], object]
) -> None:
    old, new = "Of ", "Again of "
    if new in (spoilable / "docs/own/one.md").read_text(encoding="utf-8"):
        old, new = new, old
    spoil(spoilable / TEXTS)
    amend("docs/own/one.md", old, new)(spoilable)
    assert main(["build"]) == OK
    for name in ("aside", TEXTS.name)[: 1 + (spoilable / TEXTS).is_symlink()]:
        remove(spoilable / TEXTS.with_name(name))
    assert index_of(spoilable / "site") == expected[new]


def remove(path: Path) -> None:
    """Remove whatever has this name, if anything has."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def test_a_page_changed_by_hand_is_still_not_replaced(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (built / "site" / "own" / "two.html").write_text("mine", encoding="utf-8")
    assert main(["build"]) == USAGE
    assert "own/two.html" in capsys.readouterr().err
    assert (built / "site" / "own" / "two.html").read_text(encoding="utf-8") == "mine"


def test_only_the_site_before_has_second_names_for_its_files_afterwards(built: Path) -> None:
    assert main(["build"]) == OK
    shutil.rmtree(built / SPARE)
    assert {path.stat().st_nlink for path in (built / "site").rglob("*") if path.is_file()} == {1}


def test_where_files_have_one_name_only_they_are_copied(
    built: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    before = snapshot(built / "site")
    monkeypatch.setattr(os, "link", refuse)
    for _ in range(2):
        written = times(built)["own/one.html"]
        assert main(["build"]) == OK
        assert snapshot(built / "site") == before
        assert times(built)["own/one.html"] == written


@pytest.mark.parametrize("number", [2, 3])
def test_in_several_processes_the_same_site_is_made(
    built: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(reading, "processes", lambda *_: number)
    assert main(["build", "--fresh", "--site-dir", "anew"]) == OK
    assert snapshot(built / "site") == snapshot(built / "anew")


class TestFinishedPages:
    """They are HTML already: links into them are checked, what is in them is left as it is."""

    TEXT = "Not *emphasis*, [no link](one.md), {{ no template }}.\n\n    No block of code."

    def test_nothing_in_them_is_markdown(self, built: Path) -> None:
        page = built / "docs" / "own" / "one.md"
        page.write_text(finished_page("one", self.TEXT), encoding="utf-8")
        assert main(["build", "--strict"]) == OK
        assert self.TEXT in (built / "site" / "own" / "one.html").read_text(encoding="utf-8")

    def test_so_where_mkdocs_makes_them_itself(
        self, built: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = snapshot(built / "site")
        monkeypatch.setattr(finished, "is_finished", lambda _: False)
        assert main(["build", "--fresh", "--site-dir", "anew"]) == OK
        assert snapshot(built / "anew") == before

    @pytest.mark.parametrize(
        ("link", "outcome"), [("one.md#here", OK), ("one.md#there", USAGE), ("none.md", USAGE)]
    )
    def test_links_into_them_are_checked(
        self, built: Path, link: str, outcome: int, capsys: pytest.CaptureFixture[str]
    ) -> None:
        amend("mkdocs.yml", "  links:\n", "  links:\n    anchors: warn\n")(built)
        page = built / "docs" / "own" / "linking.md"
        page.write_text(f"# Linking\n\n[Somewhere]({link})\n", encoding="utf-8")
        for _ in range(2):
            assert main(["build", "--strict"]) == outcome
            assert (link in capsys.readouterr().err) == (outcome == USAGE)
