"""The preview's web server: the site's files, a script in each page, and news for that script."""

from __future__ import annotations

import json
import mimetypes
import os
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from timeline.serve.bulletin import Bulletin
from timeline.serve.preview import Preview

SCRIPT: Final = Path(__file__).parent / "client.js"
OWN: Final = "/-preview/"
"""Begins the addresses that are the server's own; no generated page has one like it."""

HEARTBEAT: Final = 15.0
"""Seconds between signs of life on an open connection, which show whether the page is still there."""

LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})

NOTHING_YET: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Preview</title>'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    "<style>:root{color-scheme:light dark}body{font:1rem/1.5 sans-serif;margin:2rem}</style>"
    "<body><h1>Preview</h1><p>There is no page to show yet. "
    "It will appear here by itself.</p></body></html>"
)


class Server(ThreadingHTTPServer):
    """Serves a preview at ``http://host:port/``; port 0 takes one that is free.

    Raises:
        OSError: the port is taken, or the host is not this machine's.
    """

    # Elsewhere it lets a port be used again at once; on Windows, by two at a time.
    allow_reuse_address = os.name != "nt"

    def __init__(self, host: str, port: int, preview: Preview, bulletin: Bulletin) -> None:
        self.preview = preview
        self.bulletin = bulletin
        # Another site's page could have its own name lead here, and read what is not public yet.
        self.names = LOCAL if host in LOCAL else None
        super().__init__((host, port), _Handler)

    @property
    def address(self) -> str:
        """Where the site's home page is."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a browser that closed its connection: it does so with every page it leaves."""
        del request, client_address


class _Handler(BaseHTTPRequestHandler):
    server: Server
    # Connections stay open: a page asks for a dozen files.
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request."""
        names = self.server.names
        if names is not None and (urlsplit(f"//{self.headers['Host']}").hostname not in names):
            self.send_error(HTTPStatus.FORBIDDEN, "Ask for this server by its own address")
            return
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        if path == f"{OWN}news":
            self._news(unquote(parse_qs(asked.query).get("page", [""])[0]))
        elif path == f"{OWN}client.js":
            self._send(HTTPStatus.OK, "text/javascript", SCRIPT.read_bytes())
        else:
            self._page(path)

    def do_HEAD(self) -> None:
        """Answer a request with the head alone."""
        self.do_GET()

    def _page(self, path: str) -> None:
        preview, page = self.server.preview, page_at(path)
        with preview.lock:
            # Asked first: a version older than the bytes costs a needless load, a newer one a needed.
            folder, version = preview.folder, self.server.bulletin.news.version_of(page)
            early = preview.early.get(page)
            status, file = HTTPStatus.OK, find(folder, path) if folder and early is None else None
            if folder and early is None and file is None:
                status, file = HTTPStatus.NOT_FOUND, find(folder, "/404.html")
            data = file.read_bytes() if file else early or NOTHING_YET.encode()
            mark = _mark(file.stat()) if file else ""
        name = file.name if file else page
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind == "text/html" or not (file or early):
            kind, data, mark = "text/html", with_script(data, version), ""
        if mark and self.headers["If-None-Match"] == mark:
            status, data = HTTPStatus.NOT_MODIFIED, b""
        self._send(status, kind, data, mark)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, mark: str = "") -> None:
        """Send a file. One with a mark is kept by the browser, which asks whether it still holds."""
        self.send_response(status)
        textual = kind.startswith("text/") or kind == "application/json"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if textual else kind)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache" if mark else "no-store")
        if mark:
            self.send_header("ETag", mark)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _news(self, path: str) -> None:
        """Send a page the state of the preview, and each new one (server-sent events)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        bulletin, serial, page = self.server.bulletin, -1, page_at(path)
        with bulletin.reader(page):
            while not bulletin.closed and self.command != "HEAD":
                news = bulletin.wait(serial, HEARTBEAT)
                if news is None:
                    self.wfile.write(b": still here\n\n")
                    continue
                serial = news.serial
                self.wfile.write(f"data: {json.dumps(news.as_json(page))}\n\n".encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name in the library
        """Say nothing: the terminal is for what happens to the content."""


def page_at(path: str) -> str:
    """Return the path in the site of the page at an address."""
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")


def find(folder: Path, path: str) -> Path | None:
    """Return the file at an address below the folder, or None: nothing outside is ever found."""
    try:
        file = (folder / path.lstrip("/")).resolve()
        if file.is_dir():
            file /= "index.html"
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        return None  # A name that no file can have: too long, or with a NUL.


def _mark(stat: os.stat_result) -> str:
    return f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'


def with_script(page: bytes, version: str) -> bytes:
    """Return a page with the script that listens for news; the built site never has it."""
    script = f'<script src="{OWN}client.js" data-version="{version}" defer></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script
