"""A site as an engine makes it, where it cannot follow the one that stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from timeline.write.bare import bare_site
from timeline.write.contents import IndexMemory
from timeline.write.earlier import Earlier
from timeline.write.fault import BuildFailure
from timeline.write.frame import frame_of
from timeline.write.making import Making
from timeline.write.mkdocs import Made, run_mkdocs, settings_of, setup_of
from timeline.write.ownership import listed, sign
from timeline.write.search import FOLDER, Indexing, index_site
from timeline.write.slices import Slice, note, whole
from timeline.write.stages import NEW, READ, WAS
from timeline.write.way import Order, Setup, Tell
from timeline.write.zensical import run_zensical


def make_site(
    order: Order,
    setup: Setup,
    work: Path,
    earlier: Earlier | None,
    meanwhile: Callable[[], None],
    memory: IndexMemory,
    tell: Tell,
) -> Earlier:
    """Make the site with its index, doing what is to be done ``meanwhile``; return what is known of it.

    Args:
        order: What is to be built.
        setup: With which the pages were written.
        work: The workshop.
        earlier: What is known of an earlier build, of which as much as fits is taken over.
        meanwhile: Called while there is time.
        memory: Where it is kept what is in an index.
        tell: Whom to tell how far it is.

    Raises:
        BuildFailure: the configuration or a template is not right or, in strict mode, there are
            warnings.
        SearchFailure, ZensicalFailure: as their names say.
        ValueError, OSError: a file is not right, or cannot be read or written.
    """
    settings = _settings(order, setup)
    fresh, way = work / NEW, order.way
    made = Made(Earlier(""))
    tell("making the site", 0, 0)
    with Indexing(memory) as indexing:
        if way.engine == "zensical":
            run_zensical(settings, fresh)
        else:
            made = _by_mkdocs(settings, work, way.part, earlier, indexing, tell)
        tell("making the search index", 0, 0)
        meanwhile()
        if indexing.started:
            indexing.finish()
    if not indexing.started and not way.part and not (fresh / FOLDER).is_dir():
        index_site(fresh)
        bare_site(fresh, settings.theme.get_env())
    taken = {f"{FOLDER}/{new}": f"{FOLDER}/{old}" for new, old in indexing.taken.items()}
    before = listed(earlier.site) if earlier else {}
    sign(fresh, before, {**{path: path for path in made.taken}, **taken})
    return made.known


def make_index(work: Path, memory: IndexMemory) -> None:
    """Make the index of a site that has all else.

    Raises:
        SearchFailure: it cannot be made.
        OSError: a file cannot be read or written.
    """
    with Indexing(memory) as indexing:
        indexing.start(work / READ, work / NEW / FOLDER)
        indexing.finish()


def _settings(order: Order, setup: Setup) -> MkDocsConfig:
    """Load the settings in this process; those of the pages were loaded aside.

    Raises:
        BuildFailure: they are not right, or not those with which the pages were written.
    """
    settings = settings_of(order)
    if setup_of(settings) != setup:
        raise BuildFailure(f"{order.config} was changed meanwhile; run this again")
    return settings


def _by_mkdocs(
    settings: MkDocsConfig,
    work: Path,
    part: Slice | None,
    earlier: Earlier | None,
    indexing: Indexing,
    tell: Tell,
) -> Made:
    fresh, texts = work / NEW, work / READ
    state = whole(Path(settings.docs_dir), frame_of(settings)) if part else ""
    settings.site_dir = str(fresh)
    making = Making(
        earlier,
        chosen=part.chosen if part else None,
        rest=part is None or part.number == 1,
        texts=None if part else texts,
        was=work / WAS,
        ready=partial(indexing.start, texts, fresh / FOLDER),
        told=partial(tell, "making the site"),
    )
    made = run_mkdocs(settings, making)
    if part:
        note(fresh, part, state)
    return made
