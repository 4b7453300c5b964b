"""What ``init`` starts: sound content, a site that reads well, and no word of another's."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.helpers import check
from tests.site.build import PROJECT, run
from tests.traces import traces, words
from timeline.load.content import load_content

EXAMPLES = sorted((PROJECT / "timeline" / "starter").glob("??"))
examples = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)


@examples
class TestTheExample:
    """It is what the tool asks of any content, and shows what it can hold."""

    def test_has_no_fault_and_is_in_house_form(self, example: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(example, tmp_path / "copy")
        assert check(folder / "content", strict=True).diagnostics == []
        done = run(folder, str(PROJECT / "build_timeline.py"), "fmt", "--check")
        assert done.returncode == 0, done.stdout

    def test_its_quotation_is_that_of_its_text(self, example: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(example, tmp_path / "copy")
        lock = folder / "content" / "quotes.lock.yaml"
        before = lock.read_text(encoding="utf-8")
        day = re.search(r"date: (\S+)", before)
        assert day
        command = ("quotes", "--date", day[1])
        done = run(folder, str(PROJECT / "build_timeline.py"), *command)
        assert done.returncode == 0, done.stdout
        assert lock.read_text(encoding="utf-8") == before

    def test_shows_what_matters(self, example: Path) -> None:
        timeline = check(example / "content").timeline
        assert timeline is not None
        events = timeline.events.values()
        assert any(account.differs_from for event in events for account in event.accounts)
        assert any(event.date.approximate for event in events)
        assert any(event.quotes for event in events)
        assert any(place.coordinates for place in timeline.places.values())
        assert len(timeline.sources) == 1

    def test_explains_itself(self, example: Path) -> None:
        for path in (example / "content").glob("[evs]*/**/*.yaml"):
            assert path.read_text(encoding="utf-8").count("\n#") + 1 >= 2, path


def test_both_examples_are_one() -> None:
    shapes = []
    for example in EXAMPLES:
        content, _ = load_content(example / "content", "content")
        shapes.append({kind: len(ids) for kind, ids in content.known.items()})
    assert shapes[0] == shapes[1]


class TestNoTrace:
    """Nothing of the first publication is in what others start from, nor in what they publish."""

    def test_there_are_words_to_look_for(self, tmp_path: Path) -> None:
        assert {"Mali", "Gao", "Fabius", "ansar-dine", "2013-01-14"} <= set(words())
        assert len(words()) > 200
        (tmp_path / "page.md").write_text("seen near gao, on Monday", encoding="utf-8")
        assert traces(tmp_path) == ["page.md: Gao"]

    @pytest.mark.parametrize("language", ["english", "french"])
    def test_in_a_new_timeline_and_its_site(
        self, language: str, request: pytest.FixtureRequest
    ) -> None:
        folder: Path = request.getfixturevalue(language)
        assert len(list((folder / "site").rglob("*.html"))) > 20
        assert traces(folder) == []


def test_every_target_of_the_new_makefile_can_be_made(english: Path) -> None:
    listed = subprocess.run(
        ["make", "help"], cwd=english, capture_output=True, encoding="utf-8", check=True
    ).stdout
    targets = re.findall(r"make ([a-z-]+)", listed)
    assert targets == ["help", "site", "serve", "offline", "check", "clean", "clean-all"]
    made = subprocess.run(
        ["make", "--dry-run", *targets],
        cwd=english,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    for named in set(re.findall(r"[\w./-]+\.(?:py|txt)\b", made)) - {"requirements-dev.txt"}:
        if not named.startswith(".venv"):
            assert (english / named).exists(), named


def test_a_new_timeline_starts_another(english: Path, tmp_path: Path) -> None:
    done = run(english, "build_timeline.py", "init", str(tmp_path / "next"), "--language", "fr")
    assert done.returncode == 0, done.stderr
    own = {p.relative_to(english).as_posix() for p in (english / "timeline").rglob("*.py")}
    new = {p.relative_to(tmp_path / "next").as_posix() for p in (tmp_path / "next").rglob("*.py")}
    assert new == own | {"build_timeline.py"}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_accessible(
    language: str, shown: dict[str, tuple[Path, str]], page: Page
) -> None:
    site, address = shown[language]
    wrong = {}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    # The manual is the longest by far, and but for its headings the same in every language.
    for place in sorted(pages if language == "en" else pages - {"diagnostics.html", "guide.html"}):
        page.goto(address + place)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        assert page.locator("html").get_attribute("lang") == language
        results = Axe().run(page)
        if results.violations_count:
            wrong[place] = results.generate_report()
    assert wrong == {}
