"""What open pages are told: which version of the site is served, and what is wrong."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
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
    Of the pages in ``early`` that is ``next``, since they are shown before all others are made.
    ``failure`` is what went wrong beside the content.
    """

    serial: int
    version: str
    next: str = ""
    early: frozenset[str] = frozenset()
    doing: Doing = ""
    problems: tuple[Diagnostic, ...] = ()
    failure: str = ""

    def version_of(self, page: str) -> str:
        """Return what a page is made from, given its path in the site."""
        return self.next if page in self.early else self.version

    def as_json(self, page: str) -> dict[str, Any]:
        """Return what a page is told, as plain data."""
        levels = [problem.level for problem in self.problems]
        return {
            "version": self.version_of(page),
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
        self._readers: Counter[str] = Counter()
        self.news = News(0, f"{self._run}-0", doing="building")

    @contextmanager
    def reader(self, page: str) -> Iterator[None]:
        """Know of somebody who looks at a page while the block runs."""
        with self._changed:
            self._readers[page] += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers[page] -= 1

    def looked_at(self) -> list[str]:
        """Return the pages that somebody looks at, those with most readers first."""
        with self._changed:
            return [page for page, number in self._readers.most_common() if number > 0]

    def doing(self, what: Doing) -> None:
        """Tell what is going on."""
        self._publish(replace(self.news, doing=what))

    def early(self, pages: Collection[str]) -> None:
        """Tell that these pages are as they will be in the next version."""
        self._publish(replace(self.news, next=self._new(), early=frozenset(pages)))

    def good(self, *, foreseen: bool = False) -> None:
        """Tell that there is a new version, and nothing wrong.

        With ``foreseen``, the pages that were shown early are all that they need to be.
        """
        self._publish(News(0, self.news.next if foreseen else self._new()))

    def bad(self, problems: Sequence[Diagnostic] = (), failure: str = "") -> None:
        """Tell what is wrong; the version that stands is the last good one."""
        self._publish(News(0, self.news.version, problems=tuple(problems), failure=failure))

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

    def _new(self) -> str:
        self._version += 1
        return f"{self._run}-{self._version}"

    def _publish(self, news: News) -> None:
        with self._changed:
            self.news = replace(news, serial=self.news.serial + 1)
            self._changed.notify_all()
