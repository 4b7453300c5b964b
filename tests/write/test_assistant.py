"""A build begins in two processes; what is said, and in which order, is as if it were one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.helpers import check
from timeline.cli import CONTENT_ERRORS, OK, USAGE, main
from timeline.write import aside
from timeline.write.assistant import begun
from timeline.write.fault import BuildFailure
from timeline.write.site import finish_site
from timeline.write.way import Order


def test_faults_of_the_content_are_told_before_those_of_the_configuration(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    broken = project / "content" / "events" / "1997" / "bridge-collapses.yaml"
    right = broken.read_text(encoding="utf-8")
    broken.write_text("title: [", encoding="utf-8")
    assert main(["build"]) == CONTENT_ERRORS
    said = capsys.readouterr()
    assert "bridge-collapses.yaml" in said.out
    assert "mkdocs.yml" not in said.out + said.err
    broken.write_text(right, encoding="utf-8")
    assert main(["build"]) == USAGE
    assert "Error: mkdocs.yml: " in capsys.readouterr().err
    assert not (project / "site").exists()


def test_where_no_process_can_be_started_one_does_all(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(aside, "processes", lambda *_: 2)
    monkeypatch.setattr(os, "fork", refuse)
    assert main(["build"]) == OK, capsys.readouterr().err
    assert (project / "site" / "events" / "bridge-collapses.html").is_file()


def test_a_configuration_that_changes_meanwhile_is_refused(project: Path) -> None:
    """The pages are written with what was read of it first, and MkDocs reads it again."""
    config = project / "mkdocs.yml"
    with begun(Order(config)) as build:
        loaded = build.loaded()
        settings = config.read_text(encoding="utf-8")
        config.write_text(settings.replace("site_name: ", "site_name: Another "), encoding="utf-8")
        with pytest.raises(BuildFailure, match=r"mkdocs\.yml was changed meanwhile"):
            finish_site(check(project / "content"), build._replace(loaded=lambda: loaded), None)
    assert not (project / "site").exists()
    assert not list(project.glob(".site*"))
