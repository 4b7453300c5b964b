"""Find a Chromium-family browser for the browser tests, or install one.

Prints the path of the executable. Exit codes: 0 found (or installed), 1 none.

Only the standard library is used, so any Python 3.11 or later can run this file; installing
with Playwright also needs the project's test requirements in the same interpreter.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

COMMANDS = (
    # The same engine without windows: it opens a page in a third of the time.
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
MAC_APPS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
# Playwright has renamed these over time: chrome-linux, chrome-linux64, chrome-mac-arm64 and so on.
PLAYWRIGHT_PATTERNS = (
    "chrome-linux*/chrome",
    "chrome-mac*/*.app/Contents/MacOS/*",
)
# A page that shows no glyphs would fail the tests of how it looks for a reason not its own.
APT_FONTS = "fonts-dejavu-core"


def _runs(executable: Path) -> bool:
    # A file by the right name is not enough: on Ubuntu, chromium-browser may be a script that only
    # tells how to install the browser.
    try:
        result = subprocess.run(
            [executable, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def _revision(folder: Path) -> int:
    match = re.search(r"(\d+)$", folder.name)
    return int(match[1]) if match else 0


def _playwright_cache() -> Path:
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    # Playwright reads "0" as "inside the package", which only Playwright itself can locate.
    if chosen and chosen != "0":
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"


def _candidates() -> Iterator[Path]:
    for command in COMMANDS:
        if found := shutil.which(command):
            yield Path(found)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / app for app in MAC_APPS)
    newest_first = sorted(_playwright_cache().glob("chromium-*"), key=_revision, reverse=True)
    for build in newest_first:
        for pattern in PLAYWRIGHT_PATTERNS:
            yield from sorted(build.glob(pattern))


def find_chromium() -> Path | None:
    """Return a Chromium, Chrome or Edge executable that starts, or None.

    The environment variable CHROMIUM, a path or a command, has the only word when it is set: a
    wrong one should be noticed, not papered over by another browser.
    """
    if chosen := os.environ.get("CHROMIUM"):
        found = shutil.which(chosen)
        return Path(found).absolute() if found and _runs(Path(found)) else None
    for path in _candidates():
        if path.is_file() and os.access(path, os.X_OK) and _runs(path):
            return path.absolute()
    return None


def _as_root(command: list[str]) -> list[str]:
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", *command]
    # -n: fail rather than wait for a password that nobody may be there to type.
    return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", *command]


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def _install_attempts() -> list[list[list[str]]]:
    playwright = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if not shutil.which("apt-get"):
        return [playwright]
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", APT_FONTS]
    update = _as_root(["apt-get", "-qq", "update"])
    shell = [update, _as_root([*install, "chromium-headless-shell"])]
    apt = [update, _as_root([*install, "chromium"])]
    if _distribution() == "ubuntu":
        # Ubuntu's package of that name is a snap, which does not start in most containers.
        libraries = [_as_root([sys.executable, "-m", "playwright", "install-deps", "chromium"])]
        return [[*playwright, *libraries], apt]
    return [shell, apt, playwright]


def _attempt(commands: list[list[str]]) -> str | None:
    for command in commands:
        shown = " ".join(command)
        print(f"  {shown}", file=sys.stderr)
        try:
            # Standard output carries nothing but the path that is printed in the end.
            status = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
            ).returncode
        except OSError as error:
            return f"{shown}: {error.strerror}"
        if status != 0:
            return f"{shown}: exit status {status}"
    return None


def install_chromium() -> tuple[Path | None, list[str]]:
    """Install a browser by the ways that this system offers, until one works.

    Returns:
        The browser's executable, or None; and what was tried in vain.
    """
    failures: list[str] = []
    for commands in _install_attempts():
        failure = _attempt(commands)
        if found := find_chromium():
            return found, failures
        failures.append(failure or f"{' '.join(commands[-1])}: done, but no browser starts")
    return None, failures


def main(arguments: list[str] | None = None) -> int:
    """Print the path of a browser and return the exit code.

    Args:
        arguments: Command-line arguments without the program's name; sys.argv's when None.

    Returns:
        0 when a browser was found or installed, else 1.
    """
    parser = argparse.ArgumentParser(description="Print the path of a Chromium executable.")
    parser.add_argument("--install", action="store_true", help="install one if there is none")
    options = parser.parse_args(arguments)

    if found := find_chromium():
        print(found)
        return 0
    if chosen := os.environ.get("CHROMIUM"):
        print(f"CHROMIUM is set to {chosen!r}, but that does not start.", file=sys.stderr)
        return 1
    failures: list[str] = []
    if options.install:
        print("No Chromium found; installing one for the browser tests:", file=sys.stderr)
        installed, failures = install_chromium()
        if installed:
            print(installed)
            return 0
    print(
        f"No Chromium found. Looked at: $CHROMIUM, {', '.join(COMMANDS)} on the PATH,"
        f" the applications folder (macOS), {_playwright_cache()}.",
        file=sys.stderr,
    )
    for failure in failures:
        print(f"Installing failed: {failure}", file=sys.stderr)
    print(
        "Install Chromium or Chrome in your system's usual way, or set CHROMIUM to the path of"
        " one, and try again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
