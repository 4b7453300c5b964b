"""A preview that runs in a process of its own, and what it says in its terminal."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from tests.building import COPIED, PROJECT

PATIENCE = 60.0
"""Seconds after which a preview that says nothing more is taken for dead."""

BUILT = "built in"


def copy_project(target: Path, content: Path | None = None) -> Path:
    """Copy what a site is built from, with other content if given."""
    (target / "docs").mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        source = content if name == "content" and content else PROJECT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=ignored)
        else:
            shutil.copyfile(source, target / name)
    return target


class Running:
    """A preview of the project in a folder, at a free port; ``patience`` is in seconds."""

    def __init__(self, project: Path, patience: float = PATIENCE) -> None:
        self.project = project
        self._patience = patience
        self.lines: list[str] = []
        self._more = threading.Condition()
        self._ended = False
        self._process = subprocess.Popen(
            [sys.executable, "build_timeline.py", "serve", "--port", "0"],
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.wait_for("Preview at"))
        assert found, self.said
        self.address, self.port = found[0], int(found[1])

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._more:
                self.lines.append(line.rstrip("\n"))
                self._more.notify_all()
        with self._more:
            self._ended = True
            self._more.notify_all()

    @property
    def said(self) -> str:
        """Everything it said so far."""
        return "\n".join(self.lines)

    @property
    def builds(self) -> int:
        """How many times the site was built."""
        return sum(line.startswith(BUILT) for line in self.lines)

    def wait_for(self, text: str, since: int = 0) -> str:
        """Wait until a line holds a text, and return the line; ``since`` is the first looked at."""
        with self._more:
            self._more.wait_for(lambda: self._ended or self._find(text, since), self._patience)
            found = self._find(text, since)
        assert found is not None, f"no line with {text!r} came:\n{self.said}"
        return found

    def _find(self, text: str, since: int) -> str | None:
        return next((line for line in self.lines[since:] if text in line), None)

    def save(self, place: str, text: str, wait: str = BUILT) -> None:
        """Write a content file, in one step as good editors do, and wait for what comes of it."""
        since = len(self.lines)
        file = self.project / "content" / place
        part = file.with_name(f"{file.name}~")
        part.write_text(text, encoding="utf-8")
        part.replace(file)
        self.wait_for(wait, since)

    def read(self, place: str) -> str:
        """Return a content file's text."""
        return (self.project / "content" / place).read_text(encoding="utf-8")

    def stop(self) -> int:
        """Interrupt it, as Ctrl-C does, and return its exit code."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        code = self._process.wait(self._patience)
        self._reader.join()
        if self._process.stdout is not None:
            self._process.stdout.close()
        return code

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


@contextmanager
def running(project: Path, patience: float = PATIENCE) -> Iterator[Running]:
    """Run a preview; end it, and no other process, at the end."""
    with Running(project, patience) as preview:
        yield preview
