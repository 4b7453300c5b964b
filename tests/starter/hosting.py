"""A web server that has a site below one path, as GitHub Pages has it, and nothing elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Host:
    """A site being served: its address, with a slash at the end, and what was asked in vain."""

    address: str
    missed: list[str] = field(default_factory=list)


@contextmanager
def hosted(site: Path, base: str) -> Iterator[Host]:
    """Serve a site below ``base``; for what is missing there its own page says so."""
    host = Host("")

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(site))

        def translate_path(self, path: str) -> str:
            asked = urlsplit(path).path
            if not asked.startswith(base):
                return str(site / "outside-of-the-site")
            return super().translate_path("/" + asked.removeprefix(base))

        def send_error(self, code: int, message: str | None = None, _: str | None = None) -> None:
            host.missed.append(self.path)
            body = (site / "404.html").read_bytes() if self.path.startswith(base) else b"Nothing"
            self.send_response(code, message)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name in the library
            """Say nothing: what matters is what the browser sees."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        host.address = f"http://127.0.0.1:{server.server_port}{base}"
        yield host
        server.shutdown()
        thread.join()
