"""What no workflow may do, by two linters and by rules of this project's own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site.build import PROJECT
from tests.workflows.steps import FOLDER, NAMES, load, steps_of

PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
GRANTED = {
    ("pull-request", "check"): {"contents": "read"},
    ("deploy", "build"): {"contents": "read", "pages": "read"},
    ("deploy", "deploy"): {"pages": "write", "id-token": "write"},
    ("links", "check"): {"contents": "read"},
    ("links", "tell"): {"issues": "write"},
}
"""All that each job may do. Whoever grants more has to say so here."""


def linter(name: str) -> str:
    """Return the path of a linter; a missing one is a failure, so that none passes unseen."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        pytest.fail(f"{name} is not installed: run 'make deps-dev'", pytrace=False)
    return str(path)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        # Neither helper is there on every machine, and a finding must not depend on that.
        ("actionlint", ["-shellcheck=", "-pyflakes=", *sorted(map(str, FOLDER.glob("*.yml")))]),
        ("zizmor", ["--offline", "--no-config", "--pedantic", "--no-progress", str(FOLDER.parent)]),
    ],
    ids=["actionlint", "zizmor"],
)
def test_a_linter_finds_nothing(name: str, arguments: list[str]) -> None:
    done = subprocess.run(
        [linter(name), *arguments], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_linter_would_find_something(tmp_path: Path) -> None:
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    text = (FOLDER / "pull-request.yml").read_text(encoding="utf-8")
    bad.write_text(text.replace("pull_request:", "pull_request_target:"), encoding="utf-8")
    done = subprocess.run(
        [linter("zizmor"), "--offline", "--no-config", "--no-progress", str(bad)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "dangerous-triggers" in done.stdout
    assert done.returncode != 0


@pytest.mark.parametrize("name", NAMES)
class TestEveryWorkflow:
    """Rules that hold for each."""

    def test_its_actions_are_pinned_to_a_release(self, name: str) -> None:
        text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
        uses = [line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line]
        assert uses
        for line in uses:
            assert PINNED.fullmatch(line), line

    def test_it_is_started_by_nobody_who_could_misuse_it(self, name: str) -> None:
        triggers = set(load(name)[True])
        assert triggers <= {"pull_request", "push", "schedule", "workflow_dispatch"}

    def test_nothing_is_granted_but_what_each_job_needs(self, name: str) -> None:
        workflow = load(name)
        assert workflow["permissions"] == {}
        for job, settings in workflow["jobs"].items():
            assert settings["permissions"] == GRANTED[name, job]

    def test_it_has_no_secret_and_no_cache(self, name: str) -> None:
        text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
        assert "secrets." not in text
        assert not re.search(r"^\s+(cache|restore-keys):|actions/cache", text, re.MULTILINE)

    def test_it_keeps_no_credentials_and_ends_some_day(self, name: str) -> None:
        workflow = load(name)
        for job in workflow["jobs"].values():
            assert job["timeout-minutes"] <= 60
        for _, step in steps_of(workflow):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {"persist-credentials": False}

    def test_no_script_holds_an_expression(self, name: str) -> None:
        scripts = [step["run"] for _, step in steps_of(load(name)) if "run" in step]
        assert scripts or name == "deploy"
        for script in scripts:
            assert "${{" not in script

    def test_two_runs_do_not_meet(self, name: str) -> None:
        assert load(name)["concurrency"]["group"]
        assert load(name)["defaults"] == {"run": {"shell": "bash"}}


def test_each_action_has_one_version() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yml"))]
    found = {match.groups() for text in texts for match in re.finditer(r"uses: (.+)@(.+)", text)}
    actions = [action for action, _ in found]
    assert len(actions) == len(set(actions))


def test_deploying_waits_for_the_build_and_is_not_torn() -> None:
    workflow = load("deploy")
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert workflow["jobs"]["deploy"]["environment"]["name"] == "github-pages"
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert workflow[True]["push"] == {"branches": ["main"]}


def test_the_job_that_may_write_issues_runs_nothing_of_the_repository() -> None:
    used = [
        step.get("uses", "").partition("@")[0] for step in load("links")["jobs"]["tell"]["steps"]
    ]
    assert used == ["actions/download-artifact", ""]


def test_dependabot_looks_after_actions_and_packages() -> None:
    settings: dict[str, Any] = yaml.safe_load(
        (PROJECT / ".github" / "dependabot.yml").read_text(encoding="utf-8")
    )
    assert {update["package-ecosystem"] for update in settings["updates"]} == {
        "github-actions",
        "pip",
    }


@pytest.mark.parametrize(
    ("path", "team"),
    [
        ("content/events/2013/x.yaml", "editors"),
        ("content/vocabulary.yaml", "editors"),
        ("content/pages/method.md", "maintainers"),
        ("mkdocs.yml", "maintainers"),
        ("build_timeline.py", "maintainers"),
        ("timeline/cli/common.py", "maintainers"),
        ("requirements.txt", "maintainers"),
        ("requirements-dev.txt", "maintainers"),
        (".github/workflows/deploy.yml", "maintainers"),
        ("README.md", "maintainers"),
    ],
)
def test_who_is_asked_to_review(path: str, team: str) -> None:
    lines = (PROJECT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    owner = ""
    for pattern, name in rules:
        expression = re.escape(pattern.removeprefix("/")).replace(r"\*", "[^/]*")
        if pattern == "*" or re.match(f"{expression}(?:$|/|(?<=/))", path):
            owner = name
    assert owner == f"@OWNER/{team}"
