"""Workflows as data, and their steps run as a runner would run them, in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.site.build import PROJECT

FOLDER = PROJECT / ".github" / "workflows"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yml"))
CONTENT = PROJECT / "tests" / "good" / "minimal"

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""What ``shell: bash`` is to a runner (GitHub's workflow syntax, "jobs.<job_id>.steps[*].shell")."""


def load(name: str) -> dict[Any, Any]:
    """Return a workflow. YAML 1.1 takes the key ``on`` for true, so it stands under that."""
    read: dict[Any, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return read


def steps_of(workflow: Mapping[Any, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every step with the name of its job, in order."""
    for name, job in workflow["jobs"].items():
        for step in job["steps"]:
            yield name, step


@dataclass(frozen=True, slots=True)
class Ran:
    """A step that was run, what it printed, and what it handed on."""

    run: str
    code: int
    printed: str
    outputs: Mapping[str, str]


def make_project(target: Path) -> Path:
    """Copy the project as a checkout has it, with small content and what is installed already."""
    left_out = shutil.ignore_patterns("content", "docs", "site", "dist", "__pycache__", ".*")
    shutil.copytree(PROJECT, target, ignore=left_out)
    shutil.copytree(CONTENT, target / "content")
    (target / "docs").mkdir()
    give_environment(target)
    return target


def give_environment(project: Path) -> None:
    """Give a project this virtual environment, in which ``make deps`` finds its lock installed."""
    environment = project / ".venv"
    environment.mkdir()
    for part in ("bin", "lib", "pyvenv.cfg"):
        (environment / part).symlink_to(Path(sys.prefix) / part)
    for lock in ("requirements.txt", "requirements-dev.txt"):
        shutil.copyfile(PROJECT / lock, environment / lock)


def run_step(step: Mapping[str, Any], folder: Path, contexts: Mapping[str, str]) -> Ran:
    """Run a step's script as it is written; ``contexts`` are the values of its expressions.

    Raises:
        KeyError: an expression has no value.
    """
    outputs = folder / ".outputs"
    outputs.write_text("", encoding="utf-8")
    script = folder / ".step.sh"
    script.write_text(step["run"], encoding="utf-8")
    own = {
        name: _EXPRESSION.sub(lambda found: contexts[found[1]], value)
        for name, value in step.get("env", {}).items()
    }
    # A make that runs the tests would have the one in a step say which folder it enters.
    ours = ("TIMELINE_", "MAKE", "MFLAGS")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [*_SHELL, str(script)],
        cwd=folder,
        env={**plain, **own, "GITHUB_OUTPUT": str(outputs)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    pairs = (line.partition("=") for line in outputs.read_text(encoding="utf-8").splitlines())
    return Ran(step["run"], done.returncode, done.stdout, {name: value for name, _, value in pairs})


def run_job(name: str, job: str, folder: Path, contexts: Mapping[str, str]) -> list[Ran]:
    """Run the scripts of a job in order and stop, as a runner does, at the first that fails."""
    ran: list[Ran] = []
    for owner, step in steps_of(load(name)):
        if owner == job and "run" in step and not (ran and ran[-1].code):
            ran.append(run_step(step, folder, contexts))
    return ran
