"""How a site is built, beside what it is built of, and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from timeline.settings import Engine

if TYPE_CHECKING:
    from timeline.pages import Site
    from timeline.write.slices import Slice

Tell = Callable[[str, int, int], None]
"""Called with what is going on and, of what can be counted, how many are done, of how many; else 0."""


def tell_nobody(_stage: str, _done: int, _of: int) -> None:
    """Let nobody know how far a build is."""


class Way(NamedTuple):
    """How a site is built.

    Attributes:
        engine: What renders the pages.
        fresh: Whether everything is made, whatever earlier builds left.
        part: The slice that is made, if not all.
    """

    engine: Engine = "mkdocs"
    fresh: bool = False
    part: Slice | None = None

    @property
    def anew(self) -> bool:
        """Whether nothing is taken over from the site that stands."""
        return self.fresh or self.part is not None or self.engine != "mkdocs"


AS_USUAL = Way()


class Standing(NamedTuple):
    """Where the site and its repository stand, if not where the configuration says.

    Who publishes may know better than a file: a copy of a repository stands elsewhere.
    """

    site_url: str | None = None
    repo_url: str | None = None


AS_CONFIGURED = Standing()


class Order(NamedTuple):
    """What is to be built.

    Attributes:
        config: The configuration.
        strict: Whether warnings stop the build.
        standing: Where the site stands.
        way: How it is built.
    """

    config: Path
    strict: bool = False
    standing: Standing = AS_CONFIGURED
    way: Way = AS_USUAL

    @property
    def home(self) -> Path:
        """The folder of the configuration."""
        return self.config.absolute().parent


class Setup(NamedTuple):
    """What a build needs of MkDocs' settings before MkDocs itself is needed.

    Attributes:
        site: What the pages need of them.
        docs: The folder of the pages' sources.
        target: Where the site goes, if nobody says otherwise.
    """

    site: Site
    docs: Path
    target: Path
