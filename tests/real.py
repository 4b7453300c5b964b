"""The real site: built from a copy once by each engine that a test asks for, and served."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import get_args

import pytest

from tests.building import served
from tests.site.build import copy_project, run
from tests.site.pages import Built
from timeline.settings import Engine

both_engines = pytest.mark.parametrize("engine", get_args(Engine), indirect=True)
"""Marks what has to hold whichever engine built the site; other tests look at MkDocs' alone."""


class RealSites:
    """The real site as each engine builds it, by the command that readers of the manual use."""

    def __init__(self, folder: Path, servers: ExitStack) -> None:
        self._folder, self._servers = folder, servers
        self._built: dict[Engine, Built] = {}

    def by(self, engine: Engine) -> Built:
        """Return the site that an engine built."""
        if engine not in self._built:
            project = copy_project(self._folder / engine)
            done = run(project, "build_timeline.py", "build", "--strict", "--engine", engine)
            assert done.returncode == 0, done.stdout + done.stderr
            site = project / "site"
            address = self._servers.enter_context(served(site))
            self._built[engine] = Built(project, site, address, done.stdout, done.stderr)
        return self._built[engine]
