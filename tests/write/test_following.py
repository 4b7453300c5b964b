"""After any changes of what a site is made of, it is as if made anew, whether it could follow or not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from tests.helpers import edited
from tests.write.test_incremental import EVENT, amend, finished_page, furnish, write
from tests.write.test_spare import everything_in
from timeline.cli import OK, main
from timeline.write import engines
from timeline.write.crawlers import listed
from timeline.write.judging import have_own_names
from timeline.write.mkdocs import Made, run_mkdocs

STEPS = 14
"""Builds, with up to three changes before each."""

FOLDERS = ("own/", "own/deep/", "other/")
NAMES = ("one", "two", "three", "four", "five", "One", "index", "README")
ENDINGS = (*[".md"] * 6, ".markdown", ".html", ".svg", ".txt")


class Gardener:
    """Somebody who changes the files of a site at random."""

    def __init__(self, docs: Path, chance: random.Random) -> None:
        self._docs = docs
        self._chance = chance

    def change(self) -> str:
        """Make one change, and return what it was."""
        changes = (self._write, self._write, self._remove, self._move, self._tell)
        return self._chance.choice(changes)()

    def _tell(self) -> str:
        """Have an event more, or one less."""
        verb = self._chance.choice(("cracks", "shakes", "sinks"))
        place = f"content/{EVENT.replace('collapses', verb)}"
        text = edited(EVENT, "The mill bridge collapses", f"The mill bridge {verb}")[EVENT]
        there = (self._docs.parent / place).exists()
        write(place, None if there else text)(self._docs.parent)
        return f"{verb}: {not there}"

    def _place(self) -> str:
        """Return the path of a file that may be there."""
        return "".join(map(self._chance.choice, (FOLDERS, NAMES, ENDINGS)))

    def _there(self) -> list[Path]:
        return sorted(
            file
            for folder in ("own", "other")
            for file in (self._docs / folder).rglob("*")
            if file.is_file()
        )

    def _text(self, path: str) -> str:
        what = self._chance.random()
        if not path.endswith((".md", ".markdown")):
            return f"<p>{what}</p>"
        if what < 0.8:
            return finished_page(self._chance.choice(NAMES), f"Of <em>{what}</em>.")
        up, place = "../" * path.count("/"), self._chance.choice(("", "#here"))
        return f"# Markdown\n\n[{what}]({up}{self._place()}{place})\n"

    def _write(self) -> str:
        place = self._place()
        write(f"{self._docs.name}/{place}", self._text(place))(self._docs.parent)
        return f"wrote {place}"

    def _remove(self) -> str:
        there = self._there()
        if not there:
            return "nothing"
        file = self._chance.choice(there)
        file.unlink()
        return f"removed {file}"

    def _move(self) -> str:
        there = self._there()
        if not there:
            return "nothing"
        file, place = self._chance.choice(there), self._place()
        target = self._docs / place
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)
        return f"moved {file} to {place}"


@pytest.mark.parametrize("seed", range(4))
def test_after_any_changes_all_is_as_if_made_anew(
    seed: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []

    def noted(*given: object) -> Made:
        runs.append(1)
        return run_mkdocs(*given)  # type: ignore[arg-type]  # it is handed on as it comes

    # The standard generator is meant: the same changes on every machine.
    chance = random.Random(seed)  # noqa: S311
    gardener = Gardener(project / "docs", chance)
    quiet = "    unrecognized_links: info\n    not_found: info\n"
    amend("mkdocs.yml", "    unrecognized_links: warn\n", quiet)(project)
    furnish(project)
    history, followed = [], 0
    monkeypatch.setattr(engines, "run_mkdocs", noted)
    for _ in range(STEPS):
        history.append([gardener.change() for _ in range(chance.randint(1, 3))])
        del runs[:]
        assert main(["build"]) == OK
        followed += not runs
        assert main(["build", "--fresh", "--site-dir", "anew"]) == OK
        made, anew = everything_in(project / "site"), everything_in(project / "anew")
        assert made == anew, (history, runs)
    assert followed


@pytest.mark.parametrize("seed", range(20))
def test_pages_are_listed_in_the_order_of_mkdocs(seed: int, project: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  # as above
    names = ("a", "b", "B", "é", "a-b", "index", "README", "index.a", "10", "9")
    for _ in range(30):
        folders = chance.choices(names, k=chance.randrange(4))
        name = f"{chance.choice(names)}{chance.choice(('.md', '.markdown'))}"
        # Of two for one place MkDocs leaves one out.
        if not list((project / "docs").joinpath(*folders).glob(f"{Path(name).stem}.*")):
            write("/".join(("docs", *folders, name)), "")(project)
    settings = load_config(str(project / "mkdocs.yml"), site_url="https://example.org/")
    pages = [file.src_uri for file in get_files(settings).documentation_pages()]
    # Both stand for the same page.
    only = [path for path in pages if Path(path).stem != "README"]
    shuffled = chance.sample(only, len(only))
    assert [path for path, _ in listed(dict.fromkeys(shuffled, ""), settings)] == only


@pytest.mark.parametrize(
    ("come", "there", "outcome"),
    [
        (["b.html"], ["a.html"], True),
        (["a.html"], ["a.html"], False),
        (["A.html"], ["a.html"], False),
        (["b.html", "B.html"], [], False),
        (["caf\u00e9.html"], ["cafe\u0301.html"], False),
        (["own/b.html"], ["own/a.html"], True),
        (["OWN/b.html"], ["own/a.html"], False),
        (["own/deep/b.html"], ["own/a.html"], True),
        (["own/Deep/b.html"], ["own/deep/er/a.html"], False),
        (["own/Deep/b.html", "own/deep/a.html"], [], False),
        (["a.html/b.html"], ["a.html"], False),
        (["A.html/b.html"], ["a.html"], False),
        (["own"], ["own/a.html"], False),
        (["Own"], ["own/deep/a.html"], False),
        ([], ["a.html", "A.html"], True),
    ],
)
def test_a_new_file_has_a_name_of_its_own_on_every_disk(
    come: list[str], there: list[str], outcome: bool
) -> None:
    assert have_own_names(come, there) == outcome
