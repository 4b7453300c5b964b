"""Starting the program with a Python that cannot run it: it hands over, or says what to do."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "build_timeline.py"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that nothing was installed for."""
    shutil.copyfile(SCRIPT, tmp_path / SCRIPT.name)
    (tmp_path / "timeline").symlink_to(SCRIPT.parent / "timeline")
    return tmp_path


def start(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script with this Python, but without any package that was installed for it."""
    # Of a virtual environment, -S leaves the Python that it was made from.
    return subprocess.run(
        [sys.executable, "-S", SCRIPT.name, *arguments],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def environment(project: Path, script: str) -> None:
    """Put a stand-in for a Python into the project's ``.venv``."""
    python = project / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)


def test_without_packages_one_line_says_what_to_run(project: Path) -> None:
    done = start(project, "check")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: the packages that it needs are not installed (there is no '")
    assert line.endswith("; run 'make site' first, which installs what is needed")


def test_without_packages_the_project_s_own_python_takes_over(project: Path) -> None:
    environment(project, 'printf "[%s]" "$@"; exit 7')
    done = start(project, "check", "--content", "a b")
    assert (done.returncode, done.stdout, done.stderr) == (
        7,
        f"[{SCRIPT.name}][check][--content][a b]",
        "",
    )


def test_the_project_s_own_python_does_the_work(project: Path) -> None:
    environment(project, f'exec "{sys.executable}" "$@"')
    done = start(project, "--version")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("build_timeline.py, version ")


def test_an_environment_that_lacks_the_packages_too_does_not_start_itself_for_ever(
    project: Path,
) -> None:
    # The links of `python -m venv --without-pip`, without the time that it takes.
    python = project / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    base = Path(os.path.realpath(sys.executable))
    python.symlink_to(base)
    (project / ".venv/pyvenv.cfg").write_text(f"home = {base.parent}\n", encoding="utf-8")
    done = start(project, "check")
    assert done.returncode == 2
    assert "run 'make site' first" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_part_of_the_program_that_is_missing_is_no_missing_package(project: Path) -> None:
    (project / "timeline").unlink()
    (project / "timeline").mkdir()
    (project / "timeline/__init__.py").touch()
    environment(project, "exit 7")
    done = start(project, "check")
    assert done.returncode == 1
    assert "No module named 'timeline.cli'" in done.stderr


@pytest.mark.parametrize("has_environment", [False, True])
def test_an_older_python_is_told_apart(project: Path, has_environment: bool) -> None:
    if has_environment:
        environment(project, "exit 7")
    old = "import runpy, sys; sys.version_info, sys.version = (3, 9, 2), '3.9.2 (main)';"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"{old} runpy.run_path('{SCRIPT.name}', run_name='__main__')"],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = (
        "Error: Python 3.11 or later is needed, and this is 3.9.2;"
        " run 'make site' first, which installs what is needed\n"
    )
    assert (done.returncode, done.stderr) == ((7, "") if has_environment else (2, said))


def test_old_pythons_can_read_the_script() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 4))
    assert text.isascii()
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred)
    found = [node for node in ast.walk(tree) if isinstance(node, new)]
    assert found == [], "what Python 2 cannot read"
