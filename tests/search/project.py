"""A copy of the project, built in its own folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def copy_project(folder: Path, content: Path) -> Path:
    """Copy what a build needs, with another content: tests must not share ``docs/``."""
    (folder / "docs").mkdir(parents=True)
    shutil.copytree(
        ROOT / "timeline", folder / "timeline", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(content, folder / "content")
    for name in ("build_timeline.py", "mkdocs.yml"):
        shutil.copyfile(ROOT / name, folder / name)
    return folder


def run(project: Path, *arguments: str) -> str:
    """Run a Python command in a project; return what it printed. It has to succeed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def digests(folder: Path) -> Mapping[str, str]:
    """Return path -> digest of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
