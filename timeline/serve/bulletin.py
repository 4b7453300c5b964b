"""What open pages are told: which version of the site is served, and what is wrong."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from timeline.diagnostics import Diagnostic

MOST: Final = 100
"""Problems that a page lists at most; the terminal has all."""

Doing = Literal["", "building", "indexing"]


@dataclass(frozen=True, slots=True)
class News:
    """The state of a preview, as a page is told it.

    ``version`` names what a page was made from: one that was made from another loads itself anew.
    ``failure`` is what went wrong beside the content.
    """

    serial: int
    version: str
    doing: Doing = ""
    problems: tuple[Diagnostic, ...] = ()
    failure: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what a page is told, as plain data."""
        levels = [problem.level for problem in self.problems]
        return {
            "version": self.version,
            "doing": self.doing,
            "failure": self.failure,
            "errors": levels.count("error"),
            "warnings": levels.count("warning"),
            "problems": [asdict(problem) for problem in self.problems[:MOST]],
        }


class Bulletin:
    """The newest news, for any number of threads that wait for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        # Pages may be left open from an earlier preview, whose versions were others.
        self._run = secrets.token_hex(4)
        self._version = 0
        self._closed = False
        self.news = News(0, f"{self._run}-0", "building")

    def doing(self, what: Doing) -> None:
        """Tell what is going on."""
        self._publish(replace(self.news, doing=what))

    def good(self) -> None:
        """Tell that there is a new version, and nothing wrong."""
        self._version += 1
        self._publish(News(0, f"{self._run}-{self._version}"))

    def bad(self, problems: Sequence[Diagnostic] = (), failure: str = "") -> None:
        """Tell what is wrong; the version that stands is the last good one."""
        self._publish(News(0, self.news.version, "", tuple(problems), failure))

    def wait(self, serial: int, timeout: float) -> News | None:
        """Return news that came after those with that number, or None if none came in time."""
        with self._changed:
            if self._changed.wait_for(lambda: self._closed or self.news.serial > serial, timeout):
                return self.news
            return None

    @property
    def closed(self) -> bool:
        """Whether there will be no more news."""
        return self._closed

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _publish(self, news: News) -> None:
        with self._changed:
            self.news = replace(news, serial=self.news.serial + 1)
            self._changed.notify_all()
