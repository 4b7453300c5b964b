"""The same search whichever way the site is built: by the script, by MkDocs, or served by it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.search.project import ENVIRONMENT, ROOT, digests, run


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    """Return a copy of the small project, to change."""
    return Path(shutil.copytree(small, tmp_path / "project"))


def test_mkdocs_builds_what_the_script_builds_and_says_nothing(copy: Path) -> None:
    by_script = digests(copy / "site")
    said = run(copy, "-m", "mkdocs", "build", "--strict")
    assert not [line for line in said.splitlines() if "WARNING" in line or "ERROR" in line], said
    assert digests(copy / "site") == by_script


def test_the_hook_line_changes_nothing(copy: Path) -> None:
    with_hook = digests(copy / "site")
    config = copy / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    without = text.replace("hooks:\n  - build_timeline.py\n", "")
    assert without != text
    config.write_text(without, encoding="utf-8")
    run(copy, "build_timeline.py", "build")
    assert digests(copy / "site") == with_hook


def test_the_themes_own_search_is_off(small: Path) -> None:
    assert not (small / "site" / "search").exists()
    assert "\nplugins: []\n" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_own_code_is_small(small: Path) -> None:
    assets = small / "site" / "assets"
    files = (assets / "js" / "search.js", assets / "search.css")
    assert sum(file.stat().st_size for file in files) <= 8 * 1024


@contextmanager
def serving(project: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run ``mkdocs serve``; end that process, and no other, at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project,
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def _wait_until_it_answers(address: str, process: subprocess.Popen[str]) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(address):  # noqa: S310  # our own server
                return
        except urllib.error.URLError:
            # Not up yet. The pause only keeps the machine free for it.
            time.sleep(0.1)
    assert process.stdout
    pytest.fail(f"mkdocs serve ended: {process.stdout.read()}")


@pytest.mark.browser
def test_search_works_under_mkdocs_serve(copy: Path, page: Page) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    with serving(copy, port) as process:
        _wait_until_it_answers(address, process)
        page.goto(f"{address}search.html?q=sluice")
        expect(page.locator(".st-hits mark").first).to_have_text("sluice")
        page.goto(f"{address}index.html")
        page.get_by_role("link", name="Search", exact=True).click()
        page.get_by_role("dialog").get_by_role("textbox").fill("inquiry")
        expect(page.locator(".st-hits a").first).to_have_text(re.compile("inquiry"))
        # The page keeps a request open, to hear of changes; it must not outlive the server.
        page.goto("about:blank")
