"""The process beside a build: it reads the configuration, and has a site follow the one that stands.

It starts before the content is checked, and imports MkDocs meanwhile; where a site follows another, the
first process never does. So nothing is imported here at first that takes long.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from timeline.collector import collector_paused
from timeline.write.aside import Aside, aside
from timeline.write.fault import BuildFailure, ZensicalFailure
from timeline.write.stages import Reached
from timeline.write.way import Order, Setup, Way

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from timeline.write.earlier import Earlier
    from timeline.write.follower import Follower


class Assistant:
    """Does the part of a build that is done aside; its methods are steps, in this order.

    What they raise is what the ``Follower``'s do, if nothing else is said.
    """

    _follow: Callable[[Path, Path, Path], Follower]
    _follower: Follower

    def __init__(self, order: Order) -> None:
        """Take what is to be built."""
        self._order = order

    def load(self) -> tuple[Setup, str]:
        """Load MkDocs' settings; return what is needed of them first, and which generator this is.

        Raises:
            BuildFailure: the configuration is at fault, or does not go with the way.
            OSError: a file of the generator cannot be read.
        """
        with collector_paused():
            from timeline.write.edition import mark_of  # noqa: PLC0415  # see above
            from timeline.write.follower import Follower  # noqa: PLC0415
            from timeline.write.mkdocs import settings_of, setup_of  # noqa: PLC0415

            settings = settings_of(self._order)
        _require(settings, self._order.way)
        self._follow = partial(Follower, settings)
        setup = setup_of(settings)
        return setup, mark_of(setup.site)

    def recall(self, target: Path, home: Path, work: Path) -> bool:
        """Tell whether the site that stands is known, and nobody touched it.

        Args:
            target: Where it stands.
            home: Where it is kept what is known of builds.
            work: The workshop of the next.
        """
        self._follower = self._follow(target, home, work)
        return self._follower.recall()

    def prepare(self) -> None:
        """Do all that can be done before it is known what changed."""
        self._follower.prepare()

    def make(self, touched: Collection[str]) -> None:
        """Make the site, if it can follow, of the sources that were ``touched`` so far."""
        self._follower.make(touched)

    def give_up(self) -> Reached:
        """Leave the place to a site that is made otherwise."""
        return self._follower.give_up()

    def complete(self, touched: Collection[str]) -> Reached:
        """Put what was written since into the site, of all sources that were ``touched``.

        It is signed where its index is made.
        """
        return self._follower.complete(touched)

    def earlier(self) -> Earlier | None:
        """Return what is known of the site that stands."""
        return self._follower.earlier()

    def sign(self) -> None:
        """Write the list of the site's files into it."""
        self._follower.sign()

    def remember(self) -> None:
        """Keep what is known of the site, which is in its place now, and the one before."""
        self._follower.remember()

    def pause(self) -> None:
        """Do nothing."""


class Ahead:
    """A site that is begun as soon as the pages are written, aside, while other files still are."""

    def __init__(self, assistant: Aside[Assistant]) -> None:
        self._assistant = assistant
        self._made: Callable[[], None] | None = None

    def begin(self, touched: Collection[str]) -> None:
        """Have it begun, given the sources that were written so far; all but the first call is in vain."""
        if self._made is None:
            self._made = self._assistant.begin(partial(Assistant.make, touched=touched))

    def complete(self, touched: Collection[str]) -> Callable[[], Reached]:
        """Have it completed, given all sources that were touched; return what waits for that."""
        self.begin(touched)
        return self._then(partial(Assistant.complete, touched=touched))

    def give_up(self) -> Callable[[], Reached]:
        """Have it given up: it is not known what was touched; return what waits for that."""
        return self._then(Assistant.give_up)

    def _then(self, step: Callable[[Assistant], Reached]) -> Callable[[], Reached]:
        ended = self._assistant.begin(step)

        def wait() -> Reached:
            if self._made:
                self._made()
            return ended()

        return wait


class Begun(NamedTuple):
    """A build that has begun.

    Attributes:
        order: What is to be built.
        assistant: Who does a part of it, and loads the settings now.
        loaded: Waits for what is needed of them first, and for which generator this is, see ``mark_of``;
            asked once, before all other steps.
    """

    order: Order
    assistant: Aside[Assistant]
    loaded: Callable[[], tuple[Setup, str]]


@contextmanager
def begun(order: Order) -> Iterator[Begun]:
    """Begin a build, and have its assistant ready while the block runs; see ``aside``."""
    worker = Assistant(order)
    with ExitStack() as stack:
        try:
            assistant = stack.enter_context(aside(worker))
        except OSError:
            # The system lets no other process start, so all is done here.
            assistant = Aside(worker)
        yield Begun(order, assistant, assistant.begin(Assistant.load, alone=True))


def _require(settings: MkDocsConfig, way: Way) -> None:
    """Stop before anything is written if the way cannot be gone.

    Raises:
        BuildFailure: an engine is missing, or nobody but MkDocs knows which pages there are.
    """
    if way.engine == "zensical":
        # Hardly any build needs it.
        from timeline.write.zensical import require_zensical  # noqa: PLC0415  # see above

        try:
            require_zensical()
        except ZensicalFailure as error:
            raise BuildFailure(str(error)) from None
    if way.part and (way.engine != "mkdocs" or settings.plugins or settings.nav is None):
        raise BuildFailure(
            "slices can be made by MkDocs only, without plugins, and with a 'nav' in the"
            " configuration: all of these see every page"
        )
