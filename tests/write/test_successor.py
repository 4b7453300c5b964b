"""A site that follows another is made without MkDocs, where that would make nothing else."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.building import PROJECT
from tests.helpers import edited
from tests.write.test_incremental import EVENT, Snapshot, amend, finished_page, furnish, write
from tests.write.test_spare import everything_in
from timeline.cli import OK, main
from timeline.load.kept import StaleError
from timeline.write import aside, source
from timeline.write.assistant import Ahead
from timeline.write.folder import Changes
from timeline.write.stages import Reached


@pytest.fixture
def followed(project: Path) -> Path:
    """Return a project that was built, with pages and files of all kinds."""
    write("docs/own/style.css", "p { color: red }")(project)
    write("docs/own/plain.md", "# Plain\n\nMarkdown.\n")(project)
    write("docs/own/leading.md", "# Leading\n\n[Two](two.md)\n\n![Picture](kept.svg)\n")(project)
    write("docs/own/unread.md", finished_page("unread", "Less.").replace(READ, "null"))(project)
    write("docs/own/old.html", "<p>Moved.</p>")(project)
    write("docs/own/kept.svg", "<svg/>")(project)
    write("docs/own/alone/page.md", finished_page("alone", "Nobody else."))(project)
    write("docs/assets/icon.svg", "<svg/>")(project)
    write("docs/.note", "some")(project)
    for name in ("icon.svg", "other.svg"):
        write(f"theme/assets/{name}", "<svg><!-- of the theme --></svg>")(project)
    event("shakes")(project)
    amend("mkdocs.yml", "dir: theme\n", "dir: theme\n  static_templates: [404.html]\n")(project)
    return furnish(project)


def event(verb: str, *before: str) -> Callable[[Path], None]:
    """Return a change: there is an event more, or one of these has another id."""
    text = edited(EVENT, "The mill bridge collapses", f"The mill bridge {verb}")[EVENT]
    text += "".join(f"formerly: [bridge-{name}]\n" for name in before)

    def change(project: Path) -> None:
        write(f"content/{EVENT.replace('collapses', verb)}", text)(project)
        for name in before:
            write(f"content/{EVENT.replace('collapses', name)}", None)(project)

    return change


def move(old: str, new: str) -> Callable[[Path], None]:
    """Return a change: a source has another name."""

    def change(project: Path) -> None:
        target = project / "docs" / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (project / "docs" / old).rename(target)

    return change


def together(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return a change of several things."""

    def change(project: Path) -> None:
        for each in changes:
            each(project)

    return change


READ = '{"kind": "page"}'
"""What says in the front matter of a finished page that search reads it."""


def every(project: Path, old: str, new: str) -> None:
    """Change several finished pages."""
    for name in ("one", "two"):
        amend(f"docs/own/{name}.md", old, new)(project)


FOLLOWING: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "a finished page": amend("docs/own/one.md", "Of ", "Again of "),
    "its title": amend("docs/own/one.md", '"one"', '"eins"'),
    "what search does not read": amend("docs/own/two.md", "</em>.", "</em>.\n<!-- unseen -->"),
    "a file that is copied": amend("docs/own/style.css", "red", "blue"),
    "a file that is left out": write("docs/.note", "more"),
    "a page that search reads no more": amend("docs/own/two.md", READ, "null"),
    "a page that search reads again": amend("docs/own/unread.md", "null", READ),
    "several": lambda project: every(project, "em>", "strong>"),
    "a page of Markdown": amend("docs/own/plain.md", "Plain", "Plainer"),
    "where one leads": amend("docs/own/plain.md", "Markdown", "[One](one.md#here), [I](#plain)"),
    "a page less": write("docs/own/three.md", None),
    "a page more": write("docs/own/four.md", finished_page("four", "Again.")),
    "a page more that search does not read": write(
        "docs/own/four.md", finished_page("four", "Again.").replace(READ, "null")
    ),
    "a page with another name": move("own/three.md", "own/four.md"),
    "a name in other letters": move("own/three.md", "own/Three.md"),
    "a page in a new folder": write("docs/own/deep/er/four.md", finished_page("four", "Deep.")),
    "an empty folder": move("own/alone/page.md", "own/four.md"),
    "a file more": write("docs/own/new/picture.svg", "<svg/>"),
    "a file less": write("docs/own/style.css", None),
    "a file with another name": move("own/style.css", "own/styles.css"),
    "a file in a page's place": together(
        write("docs/own/three.md", None), write("docs/own/three.html", "<p>Moved.</p>")
    ),
    "a page in a file's place": together(
        write("docs/own/old.html", None), write("docs/own/old.md", finished_page("old", "Back."))
    ),
    "a page with another ending": move("own/three.md", "own/three.markdown"),
    "a page that is left out, more": write("docs/own/.four.md", "# Hidden\n"),
    "a file that is left out, less": write("docs/.note", None),
    "an event more": event("cracks"),
    "an event less": write(f"content/{EVENT.replace('collapses', 'shakes')}", None),
    "an event with another id": event("trembles", "shakes"),
}
OTHERWISE: dict[str, Callable[[Path], None]] = {
    "a page of Markdown more": write("docs/own/four.md", "# Four\n"),
    "a page of Markdown less": write("docs/own/plain.md", None),
    "its front matter": amend("docs/own/plain.md", "# Plain", "---\ntitle: Plain\n---\n# Plain"),
    "its link that leads nowhere": amend("docs/own/plain.md", "Markdown", "[Four](four.md)"),
    "its link to another of Markdown": amend("docs/own/plain.md", "Markdown", "[I](leading.md#i)"),
    "its link to the theme": amend("docs/own/plain.md", "Markdown", "[I](../assets/other.svg)"),
    "one that is finished now": write("docs/own/plain.md", finished_page("plain", "Finished.")),
    "a page to which one of Markdown leads, less": write("docs/own/two.md", None),
    "a file to which one of Markdown leads, less": write("docs/own/kept.svg", None),
    "a file of the theme's name more": write("docs/assets/other.svg", "<svg/>"),
    "a file of the theme's name less": write("docs/assets/icon.svg", None),
    "a file for a page's place": write("docs/own/two.html", "<p>Two.</p>"),
    "a name that differs in letters": write("docs/own/ONE.md", finished_page("ONE", "Large.")),
    "a folder that does": write("docs/OWN/four.md", finished_page("four", "Large.")),
    "a page for a template's place": write("docs/404.md", finished_page("404", "Nothing.")),
    "a list of all pages": write("docs/sitemap.xml", "<urlset/>"),
    "a file for the index": write("docs/pagefind/more.txt", "more"),
    "one that is finished no more": amend("docs/own/three.md", "html: true\n", ""),
    "the configuration": amend("mkdocs.yml", "site_name: Test", "site_name: Other"),
    "a template": amend("theme/main.html", "<title>", "<title>The "),
    "a link for a page": lambda project: (project / "docs/own/linked.md").symlink_to("plain.md"),
}


def as_if_made_anew(project: Path, snapshot: Snapshot) -> None:
    """Assert that the site is, with all its folders."""
    assert main(["build", "--fresh", "--site-dir", "anew"]) == OK
    assert snapshot(project / "site") == snapshot(project / "anew")
    assert everything_in(project / "site") == everything_in(project / "anew")


@pytest.mark.parametrize(
    ("change", "run"),
    [
        *(pytest.param(change, [], id=name) for name, change in FOLLOWING.items()),
        *(pytest.param(change, ["MkDocs"], id=name) for name, change in OTHERWISE.items()),
    ],
)
def test_only_what_others_show_or_lead_to_needs_mkdocs(
    followed: Path,
    snapshot: Snapshot,
    runs: list[str],
    change: Callable[[Path], None],
    run: list[str],
) -> None:
    del runs[:]
    change(followed)
    assert main(["build"]) == OK
    assert runs == run
    as_if_made_anew(followed, snapshot)


NOT_NEEDED = """
markdown mkdocs pagefind_bin timeline.pages.feed timeline.pages.guide timeline.write.engines
timeline.write.follower timeline.write.search
""".split()
"""What the process that writes pages does without, and may not begin with."""
PROGRAM = """
import sys
from timeline.cli import main
from timeline.write import aside
aside.processes = lambda *_: 2
code = main(["build"])
print(*sys.modules)
sys.exit(code)
"""


def test_the_first_process_imports_nothing_that_only_mkdocs_needs(followed: Path) -> None:
    FOLLOWING["a finished page"](followed)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(run.stdout.splitlines()[-1].split())
    assert "timeline.write.site" in loaded
    assert loaded.isdisjoint(NOT_NEEDED)


def test_the_other_one_imports_nothing_that_makes_pages() -> None:
    program = "import sys, timeline.write.mkdocs, timeline.write.follower; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    unneeded = {"pydantic", "timeline.check", "timeline.load.content", "timeline.pages.render"}
    assert unneeded.isdisjoint(run.stdout.split())


@pytest.mark.parametrize("number", [1, 2])
def test_it_is_the_same_in_one_process_and_in_two(
    followed: Path,
    snapshot: Snapshot,
    runs: list[str],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    del runs[:]
    monkeypatch.setattr(aside, "processes", lambda *_: number)
    amend("docs/own/one.md", "<p", "<p>More.</p><p")(followed)
    assert main(["build"]) == OK
    assert runs == []
    as_if_made_anew(followed, snapshot)


def test_a_page_that_is_written_again_meanwhile_has_all_made_otherwise(
    followed: Path, snapshot: Snapshot, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where content turns out to be other than it was checked, once pages of it were taken."""

    def complete(ahead: Ahead, touched: Collection[str]) -> Callable[[], Reached]:
        ahead.begin(touched)
        assert ahead._made
        ahead._made()
        ahead._made = lambda: None
        amend("docs/own/one.md", "Again", "Once more")(followed)
        return completed(ahead, {*touched, "own/one.md"})

    completed = Ahead.complete
    amend("docs/own/one.md", "Of ", "Again of ")(followed)
    del runs[:]
    with monkeypatch.context() as patched:
        patched.setattr(Ahead, "complete", complete)
        assert main(["build"]) == OK
    assert runs == ["MkDocs"]
    as_if_made_anew(followed, snapshot)
    del runs[:]
    amend("docs/own/one.md", "Once ", "Twice ")(followed)
    assert main(["build"]) == OK
    assert runs == []
    as_if_made_anew(followed, snapshot)


def test_what_was_written_before_the_content_was_found_stale_is_in_the_site(
    followed: Path, snapshot: Snapshot, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second attempt finds it written, and would not tell of it."""
    attempts: list[Changes] = []

    def stale(*given: Any) -> Changes:
        attempts.append(write_rendered(*given))
        if len(attempts) == 1:
            raise StaleError
        return attempts[-1]

    write_rendered = source.write_rendered
    amend(f"content/{EVENT}", "title: ", "title: Again ")(followed)
    del runs[:]
    with monkeypatch.context() as patched:
        patched.setattr(source, "write_rendered", stale)
        assert main(["build"]) == OK
    assert [bool(changes.written) for changes in attempts] == [True, False]
    assert runs == ["MkDocs"]
    as_if_made_anew(followed, snapshot)


def test_no_file_of_the_old_site_is_written_to(followed: Path, tmp_path: Path) -> None:
    """Both sites have the same files for a while, and who keeps the old one still has it."""
    kept = tmp_path / "kept"
    for path in (followed / "site").rglob("*"):
        if path.is_file():
            copy = kept / path.relative_to(followed / "site")
            copy.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, copy)
    before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert main(["build"]) == OK
    amend("docs/own/one.md", "<p", "<p>Once more.</p><p")(followed)
    amend("docs/own/style.css", "color", "background")(followed)
    assert main(["build"]) == OK
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("own", [True, False])
def test_the_list_of_all_pages_has_those_that_are_there(
    followed: Path, snapshot: Snapshot, runs: list[str], own: bool
) -> None:
    """By this program's template, and by MkDocs' own."""
    if own:
        shutil.copyfile(PROJECT / "timeline/overrides/sitemap.xml", followed / "theme/sitemap.xml")
    amend("mkdocs.yml", "site_name: Test", "site_name: Test\nsite_url: https://example.org/t")(
        followed
    )
    assert main(["build"]) == OK
    del runs[:]
    found = [listed(followed)]
    for name in ("an event more", "an event less", "a page more", "a page with another name"):
        FOLLOWING[name](followed)
        assert main(["build"]) == OK
        assert runs == []
        found.append(listed(followed))
        as_if_made_anew(followed, snapshot)
        del runs[:]
    added = [sorted(new - old) for old, new in pairwise(found)]
    gone = [sorted(old - new) for old, new in pairwise(found)]
    address = "https://example.org/t/{}.html".format
    three, four = ([] if own else [address(f"own/{name}")] for name in ("three", "four"))
    assert added == [[address("events/bridge-cracks")], [], four, []]
    assert gone == [[], [address("events/bridge-shakes")], [], three]


def listed(project: Path) -> set[str]:
    """Return the addresses in the list for crawlers, in both its forms."""
    text = (project / "site/sitemap.xml").read_bytes()
    assert gzip.decompress((project / "site/sitemap.xml.gz").read_bytes()) == text
    return set(re.findall(r"<loc>(.*?)</loc>", text.decode()))
