"""One run of the preview: look, check, make, tell, and wait for the next change."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from timeline.check import CheckResult, check_content, ledger_beside
from timeline.collector import collect
from timeline.serve.bulletin import Bulletin
from timeline.serve.preview import Preview
from timeline.serve.watch import Snapshot, Watch, changes
from timeline.write.fault import BuildFailure

NAMED = 5
"""Changed files that are named, at most: a change of branch changes hundreds."""

REPAINT = 0.5
"""Seconds for which the machine is left to the browsers, which have a new page to paint."""


class Session:
    """Keeps a preview up to date until it is interrupted.

    ``tell`` gets each line for the terminal, and ``report`` what a check found.
    """

    def __init__(
        self,
        content: Path,
        shown: str,
        preview: Preview,
        bulletin: Bulletin,
        watch: Watch,
    ) -> None:
        self.content = content
        self.shown = shown
        self.ledger = ledger_beside(content)
        self.preview = preview
        self.bulletin = bulletin
        self.watch = watch

    def run(self, tell: Callable[[str], None], report: Callable[[CheckResult], None]) -> None:
        """Build, then build again after each change. Returns only by an exception."""
        seen = self.watch.now()
        looked_at: Sequence[str] = ()
        while True:
            self._build(seen, looked_at, tell, report)
            before, seen = seen, self.watch.wait(seen)
            changed = changes(before, seen)
            tell(f"changed: {_named(changed)}")
            looked_at = self.bulletin.looked_at() if self._is_content(changed) else ()

    def _is_content(self, changed: Iterable[str]) -> bool:
        """Tell whether nothing else was changed, so that pages are made as they were before."""
        root = self.content.absolute()
        return all(Path(path).is_relative_to(root) for path in changed)

    def _build(
        self,
        seen: Snapshot,
        looked_at: Sequence[str],
        tell: Callable[[str], None],
        report: Callable[[CheckResult], None],
    ) -> None:
        """Bring the site up to what was seen; what is saved meanwhile is left to the next turn."""
        begun = time.perf_counter()
        self.bulletin.doing("building")
        result = check_content(self.content, self.shown, ledger=self.ledger)
        if result.timeline is None:
            # Editors write a file in steps. Nobody is told what was wrong between two of them.
            if self.watch.now() == seen:
                report(result)
                self.bulletin.bad(result.diagnostics)
            return
        try:
            warnings = self.preview.update(result, looked_at, self._show)
        except BuildFailure as failure:
            tell(f"The site could not be built: {failure}")
            self.bulletin.bad(failure=str(failure))
            return
        report(result)
        for warning in warnings:
            tell(f"warning: {warning}")
        self.bulletin.good(foreseen=self.preview.foreseen)
        tell(f"built in {time.perf_counter() - begun:.2f} s")
        self._index(seen, tell)

    def _show(self) -> None:
        """Have open pages load what was made early, and leave them the machine for as long."""
        self.bulletin.early(self.preview.early)
        time.sleep(REPAINT)

    def _index(self, seen: Snapshot, tell: Callable[[str], None]) -> None:
        """Make the search index, which no page waits for; a change puts it off."""
        self.bulletin.doing("indexing")
        if not self.watch.stays(seen, REPAINT):
            return
        # Nobody waits for it now: what was learned, and the contents that were built before this one.
        self.preview.keep()
        collect()
        begun = time.perf_counter()
        try:
            if self.preview.index(lambda: self.watch.differs(seen)):
                tell(f"search renewed in {time.perf_counter() - begun:.2f} s")
        except BuildFailure as failure:
            tell(f"The search stays as it was: {failure}")
        self.bulletin.doing("")


def _named(paths: list[str]) -> str:
    names = [os.path.relpath(path) for path in paths[:NAMED]]
    more = len(paths) - len(names)
    return ", ".join([*names, f"{more} more"] if more else names)
