"""A local server that serves a folder as a usual web host does, and counts what it sends."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

COMPRESSED = (".html", ".css", ".js", ".mjs", ".svg", ".json", ".xml", ".txt")
"""What GitHub Pages sends compressed; search indexes of their own kind bring their own."""


class Server(ThreadingHTTPServer):
    """Serves the files of one folder from a free local port."""

    daemon_threads = True

    def __init__(self, site: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
        self.sent = 0
        self.packed: dict[Path, bytes] = {}
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        """The site's address, with a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}/"

    def count(self, size: int) -> None:
        """Count bytes that were sent, headers included."""
        with self._lock:
            self.sent += size

    def compressed(self, path: Path) -> bytes:
        """Return a file compressed; done once, since a host's cache would do it once too."""
        if path not in self.packed:
            self.packed[path] = gzip.compress(path.read_bytes(), 6)
        return self.packed[path]


class _Handler(SimpleHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        send, server = self.wfile.write, self.server

        def counted(data: bytes) -> int:
            server.count(len(data))
            return send(data)

        self.wfile.write = counted  # type: ignore[method-assign,assignment]  # the one way out

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in COMPRESSED:
            super().do_GET()
            return
        data = self.server.compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class's name
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[Server]:
    """Serve a folder until the block ends."""
    with Server(site) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
