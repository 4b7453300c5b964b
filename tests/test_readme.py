"""What the README shows a newcomer is what happens."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from timeline.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = "events/2013/konna.yaml"


def block(start: str) -> str:
    """Return the indented block of the README that starts with these words."""
    (found,) = re.findall(
        rf"\n   ```(?:yaml)?\n(   {re.escape(start)}.*?)   ```", README, re.DOTALL
    )
    return "".join(line.removeprefix("   ") for line in str(found).splitlines(keepends=True))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the project's own content and the example in it."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content" / EXAMPLE).write_text(block("title:"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_prints_the_message_that_the_readme_shows(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == block(f"content/{EXAMPLE}:").strip()


def test_it_is_right_once_the_message_is_followed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "content" / EXAMPLE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("french-force\n", "french-forces\n"), encoding="utf-8")
    assert main(["check", "--strict"]) == 0, capsys.readouterr().out
    assert main(["fmt", "--check"]) == 0, capsys.readouterr().out


def test_its_quotation_waits_for_the_articles_text(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "content" / EXAMPLE
    text = path.read_text(encoding="utf-8").replace("french-force\n", "french-forces\n")
    path.write_text(text + block("quotes:"), encoding="utf-8")
    assert main(["check"]) == 0
    (said,) = [line for line in capsys.readouterr().out.splitlines() if "warning[" in line]
    assert "warning[quote-unchecked]" in said


def test_every_command_that_it_names_is_there() -> None:
    named = set(re.findall(r"build_timeline\.py ([a-z][a-z-]*)", README))
    assert named
    assert named <= set(COMMANDS)


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"(?:`|\n|/ )make ([a-z][a-z-]*)", README)))
)
def test_every_target_that_it_names_is_there(target: str) -> None:
    makefile = "".join((ROOT / name).read_text("utf-8") for name in ("Makefile", "development.mk"))
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("path", re.findall(r"\]\(((?!https?:|[a-z]+:[a-z])[^)#]+)\)", README))
def test_every_file_that_it_links_to_is_there(path: str) -> None:
    assert (ROOT / path).is_file()
