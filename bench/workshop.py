"""The folders of one size: the corpus, checked, and each generator's copy of it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bench.corpora import CACHE, kept
from bench.peers.generators import GENERATORS, Generator, Ours
from bench.running import Missing, Usage
from timeline.check import check_content
from timeline.model.timeline import Timeline


@dataclass(slots=True)
class Workshop:
    """What the measurements of one size share.

    Attributes:
        peers: Names of the other tools that were asked for.
        patience: Seconds after which a command is given up.
        folder: Where all of it lies, made anew.
        content: The corpus, not to be changed.
        timeline: The same, checked.
        generators: Those that take part, ours first; each with its sources in place.
    """

    events: int
    seed: int
    peers: frozenset[str]
    patience: float
    folder: Path = field(init=False)
    content: Path = field(init=False)
    timeline: Timeline = field(init=False)
    generators: list[Generator] = field(init=False, default_factory=list)
    _failures: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.content = kept(self.events, self.seed)
        result = check_content(self.content, "content")
        if result.timeline is None:
            raise SystemExit(f"the made-up content has errors: {result.diagnostics[:3]}")
        self.timeline = result.timeline
        work = (CACHE / "work").absolute()
        work.mkdir(parents=True, exist_ok=True)
        # Two runs at once spoil each other's figures, but not each other's folders.
        self.folder = Path(tempfile.mkdtemp(prefix=f"{self.events}-", dir=work))
        for kind in GENERATORS:
            if kind is Ours or kind.name in self.peers:
                generator = kind(self.folder / kind.name, self.patience)
                generator.prepare(self.content, self.timeline)
                self.generators.append(generator)

    @property
    def ours(self) -> Ours:
        """Our own project, with this corpus."""
        ours = self.generators[0]
        assert isinstance(ours, Ours)  # noqa: S101  # the table says so
        return ours

    def clear(self) -> None:
        """Remove the folder with everything in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def build(self, generator: Generator) -> Usage:
        """Build a site; what failed once at this size is not tried again.

        Raises:
            Missing: it cannot be built.
        """
        if generator.name in self._failures:
            raise Missing(self._failures[generator.name])
        try:
            return generator.build()
        except Missing as missing:
            self._failures[generator.name] = str(missing)
            raise

    def site(self, generator: Generator) -> Path:
        """Return a generator's site, built if that was not yet done.

        Raises:
            Missing: it cannot be built.
        """
        if not (generator.site / "index.html").is_file():
            self.build(generator)
        if not (generator.site / "index.html").is_file():
            raise Missing(f"{generator.name} made no index.html")
        return generator.site
