"""The real site, built once for each worker from a copy, a server for it, and a browser."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.site.build import copy_project, run
from tests.site.pages import Built


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the real site, built by the command that readers of the manual use."""
    folder = copy_project(tmp_path_factory.mktemp("real") / "project")
    done = run(folder, "build_timeline.py", "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(folder, folder / "site", done.stdout, done.stderr)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name in the library
        """Say nothing: what matters is what the browser sees."""


@pytest.fixture(scope="session")
def address(built: Built) -> Iterator[str]:
    """Yield the address at which the site is served."""
    handler = functools.partial(_Quiet, directory=str(built.site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
