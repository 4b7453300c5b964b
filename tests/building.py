"""Sites for browser tests: built from a copy of the project with other settings, then served."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
COPIED = ("content", "timeline", "build_timeline.py", "mkdocs.yml")


def build(target: Path, settings: Mapping[str, str], content: Path | None = None) -> Path:
    """Build a site in a copy of the project and return its folder.

    Args:
        target: Where to; created.
        settings: Texts of ``mkdocs.yml``, each there once, and what takes their place.
        content: A content folder in place of the project's own.
    """
    target.mkdir(parents=True)
    (target / "docs").mkdir()
    ignored = shutil.ignore_patterns("__pycache__", ".mypy_cache", ".ruff_cache")
    for name in COPIED:
        source = content if name == "content" and content else PROJECT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=ignored)
        else:
            shutil.copyfile(source, target / name)
    config = target / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for old, new in settings.items():
        assert text.count(old) == 1, f"mkdocs.yml holds {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    config.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "build_timeline.py", "build", "--strict"],
        cwd=target,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return target / "site"


class _Quiet(SimpleHTTPRequestHandler):
    # A browser then asks for all of a page over a few connections, and none waits for a packet.
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name in the library
        """Say nothing: what matters is what the browser sees."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder and yield its address, with a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
