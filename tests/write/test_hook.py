"""MkDocs' hook: fresh pages before each build, and errors that MkDocs can tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from tests.site.build import PROJECT
from timeline.write.hook import on_pre_build


@pytest.fixture
def config(project: Path) -> MkDocsConfig:
    return load_config(str(project / "mkdocs.yml"))


@pytest.mark.parametrize("command", ["build", "gh-deploy"])
def test_a_site_of_which_only_a_part_can_be_found_is_refused(command: str, project: Path) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"hooks: ['{(PROJECT / 'build_timeline.py').as_posix()}']\n")
    mkdocs = [sys.executable, "-m", "mkdocs", command, "--dirty"]
    run = subprocess.run(mkdocs, check=False, capture_output=True, encoding="utf-8")
    assert run.returncode == 1
    assert "'python build_timeline.py build' makes only what changed" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (project / "site").exists()


def test_it_writes_the_pages(project: Path, config: MkDocsConfig) -> None:
    on_pre_build(config)
    assert (project / "docs" / "events" / "bridge-collapses.md").is_file()


def test_it_finds_the_content_beside_the_configuration(
    project: Path, config: MkDocsConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    on_pre_build(config)
    assert (project / "docs" / "index.md").is_file()


def test_errors_in_the_content_stop_mkdocs_and_are_told(
    project: Path, config: MkDocsConfig
) -> None:
    (project / "content" / "vocabulary.yaml").unlink()
    with pytest.raises(PluginError, match=r"content/vocabulary\.yaml:1:1: .*missing-vocabulary"):
        on_pre_build(config)
    assert list((project / "docs").iterdir()) == []


def test_a_language_without_words_is_told(project: Path, config: MkDocsConfig) -> None:
    config.theme["language"] = "tlh"
    with pytest.raises(PluginError, match="no interface language 'tlh'"):
        on_pre_build(config)


def test_docs_that_cannot_be_written_are_told(project: Path, config: MkDocsConfig) -> None:
    (project / "docs" / "index.md").mkdir()
    with pytest.raises(PluginError, match=r"cannot be written: .*index\.md"):
        on_pre_build(config)
