"""Every script of every workflow, run as it is written."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from tests.workflows.steps import NAMES, Ran, load, make_project, run_job, steps_of

ADDRESS = "https://lindow.github.io/bridge"
CONTEXTS = {
    "steps.pages.outputs.base_url": ADDRESS,
    "github.server_url": "https://github.com",
    "github.repository": "lindow/bridge",
    "github.token": "a token",
    "needs.check.outputs.dead": "1",
}
MISTAKE = ("content/events/1997/inquiry-opens.yaml", "type: inquiry", "type: enquiry")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("workflows") / "a project")


@pytest.fixture(scope="module")
def proposal(project: Path) -> list[Ran]:
    return run_job("pull-request", "check", project, CONTEXTS)


def test_every_script_is_run_by_a_test_below() -> None:
    jobs = {(name, job) for name in NAMES for job, step in steps_of(load(name)) if "run" in step}
    assert jobs == {
        ("pull-request", "check"),
        ("deploy", "build"),
        ("links", "check"),
        ("links", "tell"),
    }


class TestPullRequest:
    """Check, annotate, build."""

    def test_a_sound_proposal_passes_and_can_be_previewed(
        self, project: Path, proposal: list[Ran]
    ) -> None:
        assert [(ran.run, ran.code) for ran in proposal] == [
            ("make deps", 0),
            (".venv/bin/python build_timeline.py check --format github", 0),
            (".venv/bin/python build_timeline.py build --strict --format github", 0),
        ], proposal[-1].printed
        assert proposal[0].printed == ""  # nothing was installed anew
        assert (project / "site" / "index.html").is_file()

    def test_a_preview_has_no_address(self, project: Path, proposal: list[Ran]) -> None:
        assert "rel=canonical" not in (project / "site" / "index.html").read_text("utf-8")

    def test_a_mistake_is_annotated_on_its_line_and_stops_it(self, tmp_path: Path) -> None:
        folder = make_project(tmp_path / "project")
        place, right, wrong = MISTAKE
        text = (folder / place).read_text(encoding="utf-8")
        assert text.count(right) == 1
        line = text[: text.index(right)].count("\n") + 1
        (folder / place).write_text(text.replace(right, wrong), encoding="utf-8")
        ran = run_job("pull-request", "check", folder, CONTEXTS)
        assert [step.code for step in ran] == [0, 1]
        assert ran[-1].printed.startswith(
            f"::error file={place},line={line},col=7,title=unknown-type::"
            "no event type 'enquiry' in the vocabulary; did you mean 'inquiry'?\n"
        )
        assert not (folder / "site").exists()


class TestDeploy:
    """Check, build for where the site will stand."""

    def test_the_site_knows_where_it_will_stand(self, project: Path, proposal: list[Ran]) -> None:
        ran = run_job("deploy", "build", project, CONTEXTS)
        assert [step.code for step in ran] == [0, 0, 0], ran[-1].printed
        event = (project / "site" / "events" / "inquiry-opens.html").read_text(encoding="utf-8")
        assert f"rel=canonical href={ADDRESS}/events/inquiry-opens.html>" in event
        assert "https://github.com/lindow/bridge/edit/main/content/events/1997/" in event
        assert not (project / "site" / "CNAME").exists()


class TestLinks:
    """Ask every link, hand the list over, keep one issue."""

    def test_a_dead_link_is_handed_over_and_fails_nothing(
        self, project: Path, proposal: list[Ran]
    ) -> None:
        # The address of the invented source is on this machine, and so it is never asked.
        source = project / "content" / "sources" / "echo-1997-03-05.yaml"
        text = source.read_text(encoding="utf-8")
        source.write_text(text.replace("https://echo.example", "http://127.0.0.1"), "utf-8")
        ran = run_job("links", "check", project, CONTEXTS)
        source.write_text(text, encoding="utf-8")
        assert [step.code for step in ran] == [0, 0], ran[-1].printed
        assert ran[-1].outputs == {"dead": "1"}
        assert "`http://127.0.0.1/1997/bridge-lost`" in (project / "links.md").read_text("utf-8")

    def test_a_check_that_fails_itself_hands_nothing_over(self, tmp_path: Path) -> None:
        folder = make_project(tmp_path / "project")
        (folder / "content" / "vocabulary.yaml").unlink()
        ran = run_job("links", "check", folder, CONTEXTS)
        assert ran[-1].code != 0
        assert ran[-1].outputs == {}

    @pytest.mark.parametrize(
        ("dead", "is_open", "asked"),
        [
            ("0", "", ["issue list"]),
            ("0", "7", ["issue list", "issue close 7"]),
            ("1", "7", ["issue list", "issue edit 7 --body-file links.md"]),
            ("1", "", ["issue list", "label create link-check", "issue create"]),
        ],
    )
    def test_there_is_one_issue_at_most(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        dead: str,
        is_open: str,
        asked: list[str],
    ) -> None:
        # GitHub's command, for which this one stands, notes what it is asked and knows one issue.
        log = tmp_path / "log"
        command = tmp_path / "bin" / "gh"
        command.parent.mkdir()
        command.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$*" >> {shlex.quote(str(log))}\n'
            f'case "$*" in "issue list"*) printf "%s" "{is_open}";; esac\n',
            encoding="utf-8",
        )
        command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
        (ran,) = run_job("links", "tell", tmp_path, {**CONTEXTS, "needs.check.outputs.dead": dead})
        assert ran.code == 0, ran.printed
        lines = log.read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(asked)
        for line, start in zip(lines, asked, strict=True):
            assert line.startswith(start)
