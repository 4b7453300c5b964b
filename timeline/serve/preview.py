"""The previewed site: each update makes a folder, of which most is the one before under new names.

What need not be made anew is taken over as by any build, see ``timeline.write.framing``. The new
folder then takes the old one's place in what is served.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import jinja2

from timeline.check import CheckResult
from timeline.collector import collector_paused
from timeline.pages import Rendering
from timeline.pages.compiled import CompiledTemplates
from timeline.pages.digests import KnownEntries
from timeline.serve.ahead import as_foreseen, made_ahead
from timeline.write.alone import Busy
from timeline.write.earlier import Earlier, site_states
from timeline.write.fault import BuildFailure, SearchFailure
from timeline.write.making import Making
from timeline.write.memory import Memory
from timeline.write.mkdocs import load_settings, run_mkdocs, site_of, told
from timeline.write.press import Press
from timeline.write.search import FOLDER, index_site
from timeline.write.source import CACHE, memory_of, rendering_of, write_rendered, writing
from timeline.write.successor import follow


class Preview:
    """A site in a folder of its own below ``work``.

    Whoever reads from ``folder`` holds ``lock``, and never sees half an update. The folder should
    lie on the same disk as ``docs/``, whose files then need not be copied.
    """

    def __init__(self, config: Path, work: Path) -> None:
        self.config = config
        self.work = work
        self.lock = threading.Lock()
        self.folder: Path | None = None
        self.early: Mapping[str, bytes] = {}
        """Path in the site -> what is shown there before the whole site is made."""
        self.foreseen = False
        """Whether what was shown so before the last update came out just like that."""
        self._known: KnownEntries = {}
        self._memory: Memory | None = None
        self._press: Press | None = None
        self._earlier: Earlier | None = None
        self._templates = CompiledTemplates()

    def update(
        self,
        result: CheckResult,
        looked_at: Sequence[str] = (),
        show: Callable[[], None] = lambda: None,
    ) -> Sequence[str]:
        """Bring the site up to date with checked content; return what MkDocs warns of.

        Args:
            result: What the check found.
            looked_at: Paths in the site of pages that are made before all others, if they can be.
                Nothing but content may have been changed since the last update.
            show: Called once some of them are there to be shown, in ``early``.

        Raises:
            BuildFailure: the configuration, a template or the disk is at fault; the site is as it
                was.
        """
        try:
            settings = load_settings(self.config, strict=False)
            cache = self.config.absolute().parent / CACHE
            docs = Path(settings.docs_dir)
            site = site_of(settings)
            rendering = rendering_of(result, site, self._known)
            self._known = rendering.known
            self._look_ahead(rendering, looked_at, show)
            with writing(docs):
                self._memory = memory_of(site, cache, self._memory)
                write_rendered(rendering, docs, cache, self._memory)
                self._memory.learn()
                return self._make()
        except jinja2.TemplateError as error:
            raise BuildFailure(f"a page's template is not right: {told(error)}") from None
        except (Busy, OSError, ValueError) as error:
            raise BuildFailure(str(error)) from None
        finally:
            with self.lock:
                self.early = {}

    def keep(self) -> None:
        """Keep what is known of the files in ``docs/`` for another run; no page waits for it."""
        if self._memory:
            self._memory.keep()

    def _look_ahead(
        self, rendering: Rendering, pages: Sequence[str], show: Callable[[], None]
    ) -> None:
        if not pages or self._press is None or self._earlier is None:
            return
        with collector_paused():
            early = made_ahead(rendering, self._press, self._earlier, pages)
        if early:
            with self.lock:
                self.early = early
            show()

    def index(self, unwanted: Callable[[], bool]) -> bool:
        """Make the search index anew, beside the old one; return whether it was not given up.

        Raises:
            BuildFailure: it cannot be made; the old one stays.
        """
        assert self.folder is not None  # noqa: S101  # there is a site before it is indexed
        # Nobody waits for this one.
        self._clear()
        fresh = Path(mkdtemp(prefix=".index-", dir=self.folder))
        try:
            if not index_site(self.folder, fresh.name, unwanted=unwanted):
                return False
            with self.lock:
                shutil.rmtree(self.folder / FOLDER, ignore_errors=True)
                fresh.rename(self.folder / FOLDER)
        except (SearchFailure, OSError) as error:
            raise BuildFailure(str(error)) from None
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return True

    def _make(self) -> Sequence[str]:
        fresh = Path(mkdtemp(prefix="site-", dir=self.work))
        settings = load_settings(self.config, strict=False)
        settings.site_dir = str(fresh)
        # The preview stands at the root of its own address.
        settings.site_url = ""
        making = Making(self._earlier, templates=self._templates)
        try:
            made = follow(settings, making) or run_mkdocs(settings, making)
            known = replace(made.known, site=fresh, files=site_states(fresh))
        except BaseException:
            shutil.rmtree(fresh)
            raise
        early, before = self.early, self._earlier
        self.foreseen = bool(early) and before is not None and as_foreseen(early, known, before)
        self._earlier, self._press = known, made.press
        with self.lock:
            old, self.folder = self.folder, fresh
            self.early = {}
            if old and (old / FOLDER).is_dir():
                (old / FOLDER).rename(fresh / FOLDER)
        return made.warnings

    def _clear(self) -> None:
        """Remove the folders of earlier updates."""
        for folder in self.work.glob("site-*"):
            if folder != self.folder:
                shutil.rmtree(folder)
