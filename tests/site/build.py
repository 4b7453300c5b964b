"""Copies of the project, and commands run in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent

COPIED = ("content", "timeline", "build_timeline.py", "mkdocs.yml")
"""What a site is built from."""


def copy_project(target: Path) -> Path:
    """Copy what a site is built from, so that no test shares ``docs/`` with another."""
    target.mkdir(parents=True)
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(
                source,
                target / name,
                ignore=shutil.ignore_patterns("__pycache__", ".mypy_cache", ".ruff_cache"),
            )
        else:
            shutil.copyfile(source, target / name)
    (target / "docs").mkdir()
    return target


def run(
    folder: Path, *command: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments in a project's folder."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **(env or {})},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
