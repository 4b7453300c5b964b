"""Copies of the project, and commands run in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent

LEFT_OUT = ("docs", "site", "dist", "tests", "bench", "__pycache__", ".*")
"""What no site is built from."""


def copy_project(target: Path, source: Path = PROJECT) -> Path:
    """Copy what a site is built from, so that no test shares ``docs/`` with another."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
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
