"""Lighthouse on the built site: ``python -m bench.lighthouse [SITE]``.

Serves the folder (``site`` if none is named) at a local port, looks at four page types as a phone
does, and prints the scores, with every audit that costs a category points. Needs npm and a
Chromium; Lighthouse is installed by npm into ``.cache/lighthouse``, once.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.serving import served
from tools.find_chromium import find_chromium

FOLDER = Path(".cache/lighthouse")
PACKAGE = "lighthouse@12"
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Lighthouse's categories, each with the score out of 100 that the site should reach."""


def pages_of(site: Path) -> list[str]:
    """Return one page of each type; the longest event and actor, as they have most to show."""
    longest = [
        max((site / kind).glob("*.html"), key=lambda page: (page.stat().st_size, page.name))
        for kind in ("events", "actors")
    ]
    return ["index.html", "timeline.html", *(page.relative_to(site).as_posix() for page in longest)]


def installed() -> Path:
    """Return Lighthouse's command, installing it if need be."""
    command = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("npm is needed to install Lighthouse")
        FOLDER.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(FOLDER), PACKAGE]
        subprocess.run(install, check=True, stdout=sys.stderr)
    return command


def report(command: Path, address: str) -> dict[str, Any]:
    """Run Lighthouse on one address and return its report."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("no Chromium; run tools/find_chromium.py --install, or set CHROMIUM")
    arguments = [
        str(command),
        address,
        "--quiet",
        "--output=json",
        "--chrome-flags=--headless --no-sandbox",
        f"--only-categories={','.join(WANTED)}",
    ]
    environment = {**os.environ, "CHROME_PATH": str(chromium)}
    done = subprocess.run(arguments, check=True, capture_output=True, env=environment)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def shortfalls(found: dict[str, Any]) -> Iterator[str]:
    """Yield each audit that costs its category points."""
    for name in WANTED:
        for part in found["categories"][name]["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                shown = audit.get("displayValue", "")
                yield f"    {name}: {part['id']} {audit['score']:.2f} {shown}".rstrip()


def main() -> int:
    """Print the scores of each page; exit with 1 if one falls short."""
    parser = argparse.ArgumentParser(description="Run Lighthouse on a built site.")
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"))
    site: Path = parser.parse_args().site
    command, short = installed(), False
    print(f"{'':44}" + "".join(f"{name:>16}" for name in WANTED))
    with served(site) as server:
        for page in pages_of(site):
            found = report(command, server.address + page)
            scores = {n: round(100 * found["categories"][n]["score"]) for n in WANTED}
            print(f"{page:44}" + "".join(f"{score:>16}" for score in scores.values()), flush=True)
            for line in shortfalls(found):
                print(line, flush=True)
            short |= any(scores[name] < least for name, least in WANTED.items())
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
