"""The machine and the programs that figures were taken with."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("mkdocs", "mkdocs-material", "pagefind", "PyYAML", "pydantic", "playwright")


def facts(chromium: Path | None) -> dict[str, str]:
    """Return what to know of this machine, now: name of a fact -> its text."""
    found = {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{_memory() / 1e9:.1f} GB",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "load before": " ".join(f"{load:.2f}" for load in os.getloadavg()),
        "Python": platform.python_version(),
        "Chromium": _chromium(chromium),
    }
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "missing"
    return found


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown processor"
    named = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return named[1] if named else platform.machine()


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _chromium(path: Path | None) -> str:
    if path is None:
        return "missing"
    said = subprocess.run(
        [path, "--version"], capture_output=True, encoding="utf-8", check=False
    ).stdout
    return said.strip().removeprefix("Chromium ") or "unknown"
