"""The finished site: it is built into a fresh folder, which then takes the old one's place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from itertools import chain, count
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from timeline.check import CheckResult
from timeline.settings import Engine
from timeline.write.alone import Busy
from timeline.write.aside import Aside, aside
from timeline.write.bare import bare_site
from timeline.write.contents import IndexMemory
from timeline.write.earlier import Earlier
from timeline.write.exchange import put, put_and_keep
from timeline.write.fault import fault
from timeline.write.follower import NEW, READ, WAS, Ahead, Follower, Reached
from timeline.write.forked import Lost
from timeline.write.frame import frame_of
from timeline.write.making import Making
from timeline.write.mkdocs import (
    AS_CONFIGURED,
    BuildFailure,
    Made,
    Standing,
    load_settings,
    run_mkdocs,
    shown,
    site_of,
)
from timeline.write.ownership import NotOurs, listed, replaceable, sign
from timeline.write.places import refuse_site, sources
from timeline.write.record import Record
from timeline.write.renewal import Moments
from timeline.write.search import FOLDER, Indexing, SearchFailure, index_site
from timeline.write.slices import Slice, WrongSlices, note, together, whole
from timeline.write.source import CACHE, memory_of, remembering, writing
from timeline.write.texts import CACHE as TEXTS
from timeline.write.texts import given_back
from timeline.write.workshop import empty, workshop
from timeline.write.zensical import ZensicalFailure, require_zensical, run_zensical

NO_ADDRESS = "pages name no canonical address, no preview picture, and the sitemap is empty"
"""What a site does without that only an absolute address can do."""

NO_REPOSITORY = "pages have no links by which readers correct or report something"
"""What a site does without that needs a repository."""

LEFT = "; the site was left as it was"
"""What every failure ends with that comes before the new site is in its place."""

Tell = Callable[[str, int, int], None]
"""Called with what is going on and, of what can be counted, how many are done, of how many; else 0."""


def tell_nobody(_stage: str, _done: int, _of: int) -> None:
    """Let nobody know how far a build is."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a site is built, beside what it is built of.

    Attributes:
        engine: What renders the pages.
        fresh: Whether everything is made, whatever earlier builds left.
        part: The slice that is made, if not all.
        tell: Whom to tell how far it is.
    """

    engine: Engine = "mkdocs"
    fresh: bool = False
    part: Slice | None = None
    tell: Tell = tell_nobody

    @property
    def anew(self) -> bool:
        """Whether nothing is taken over from the site that stands."""
        return self.fresh or self.part is not None or self.engine != "mkdocs"


AS_USUAL = Way()


def build_site(
    result: CheckResult,
    config: Path,
    site_dir: Path | None,
    *,
    strict: bool,
    standing: Standing = AS_CONFIGURED,
    content: Path | None = None,
    way: Way = AS_USUAL,
) -> str:
    """Write the pages, run the engine, put the site in its place; return a line on what was done.

    ``content`` is the folder that the result comes from, where no site may be put.

    Raises:
        BuildFailure: the configuration, the engine or the disk is at fault.
    """
    settings = load_settings(config, strict=strict, standing=standing)
    _require(settings, way)
    target = (site_dir or Path(settings.site_dir)).absolute()
    docs, site, home = Path(settings.docs_dir), site_of(settings), config.absolute().parent
    with _failing(target):
        refuse_site(target, shown(target), config, sources(config, docs, content))
        with (
            writing(docs),
            workshop(target) as work,
            ExitStack() as stack,
            aside(Follower(settings, target, home, work)) as follower,
            Indexing(IndexMemory(home, target / FOLDER)) as indexing,
        ):
            if not way.anew:
                stack.enter_context(given_back(home / TEXTS, work / READ))
            recalled = once(follower.begin(Follower.recall))
            may = once(lambda: replaceable(target, shown(target), untouched=recalled()))
            prepared = follower.begin(Follower.pause if way.anew else Follower.prepare)
            way.tell("writing pages", 0, 0)
            memory = memory_of(site, cache := None if way.fresh else home / CACHE)
            moments = Moments(may, (ahead := Ahead(follower)).begin)
            written = stack.enter_context(remembering(result, site, docs, cache, memory, moments))
            changes = written.changes
            # One outcome comes after the other.
            recalled()
            prepared()
            way.tell("making the site", 0, 0)
            made = ahead.complete(changes.touched)
            keep_memory = partial(memory.keep, written.outline)
            if recalled():
                keep_memory()
            # Else there is most time for that while the index of all is made.
            known = _finish(settings, work, way, follower, made(), keep_memory, indexing)
            stack.close()
            way.tell("putting the site in its place", 0, 0)
            kept = _put(work / NEW, target, keep=not may())
            if known is None:
                # It costs the next build time if this was in vain.
                with suppress(Lost):
                    follower.begin(Follower.remember)()
            empty(work)
            if known and known.frame and not way.part:
                Record(home, target).remember(known)
    publish = "(needed only to publish)"
    left_out = "" if site.url else f"\n{config} sets no site_url: {NO_ADDRESS} {publish}."
    left_out += "" if site.repo_url else f"\n{config} sets no repo_url: {NO_REPOSITORY}."
    what = f"Slice {way.part.number}/{way.part.of} of the site" if way.part else "The site"
    return (
        f"{changes.written} pages and files written, {changes.unchanged} unchanged, "
        f"{changes.removed} removed.\n{what} is in {shown(target)}{os.sep}.{kept}{left_out}"
    )


def merge_site(parts: Sequence[Path], config: Path, site_dir: Path | None) -> str:
    """Put slices together to a site, with its search index; return a line on what was done.

    Raises:
        BuildFailure: the slices do not make up a site, or the configuration or the disk is at fault.
    """
    settings = load_settings(config, strict=False)
    target = (site_dir or Path(settings.site_dir)).absolute()
    with _failing(target):
        named = sources(config, Path(settings.docs_dir))
        refuse_site(target, shown(target), config, [*named, *parts])
        keep = not replaceable(target, shown(target))
        with workshop(target) as work:
            fresh = work / NEW
            number = together(parts, fresh)
            index_site(fresh)
            bare_site(fresh, settings.theme.get_env())
            sign(fresh)
            kept = _put(fresh, target, keep=keep)
    return f"{number} pages and files put together.\nThe site is in {shown(target)}{os.sep}.{kept}"


def _require(settings: MkDocsConfig, way: Way) -> None:
    """Stop before anything is written if the way cannot be gone.

    Raises:
        BuildFailure: an engine is missing, or nobody but MkDocs knows which pages there are.
    """
    if way.engine == "zensical":
        try:
            require_zensical()
        except ZensicalFailure as error:
            raise BuildFailure(str(error)) from None
    if way.part and (way.engine != "mkdocs" or settings.plugins or settings.nav is None):
        raise BuildFailure(
            "slices can be made by MkDocs only, without plugins, and with a 'nav' in the"
            " configuration: all of these see every page"
        )


def _finish(
    settings: MkDocsConfig,
    work: Path,
    way: Way,
    follower: Aside[Follower],
    reached: Reached | None,
    meanwhile: Callable[[], None],
    indexing: Indexing,
) -> Earlier | None:
    """Make what is still to be made of the site; return what is known of it, if not its maker does."""
    if not reached:
        earlier = follower.begin(Follower.earlier)()
        return _make(settings, work, way, None if way.anew else earlier, meanwhile, indexing)
    if reached is Reached.ALL_BUT_THE_INDEX:
        way.tell("making the search index", 0, 0)
        indexing.start(work / READ, work / NEW / FOLDER)
        indexing.finish()
    follower.begin(Follower.sign)()
    return None


def _make(
    settings: MkDocsConfig,
    work: Path,
    way: Way,
    earlier: Earlier | None,
    meanwhile: Callable[[], None],
    indexing: Indexing,
) -> Earlier:
    """Make the site with its index, doing what is to be done ``meanwhile``; return what is known of it."""
    fresh = work / NEW
    made = Made(Earlier(""))
    way.tell("making the site", 0, 0)
    if way.engine == "zensical":
        run_zensical(settings, fresh)
    else:
        made = _by_mkdocs(settings, work, way, earlier, indexing)
    way.tell("making the search index", 0, 0)
    meanwhile()
    if indexing.started:
        indexing.finish()
    elif not way.part and not (fresh / FOLDER).is_dir():
        index_site(fresh)
        bare_site(fresh, settings.theme.get_env())
    taken = {f"{FOLDER}/{new}": f"{FOLDER}/{old}" for new, old in indexing.taken.items()}
    before = listed(earlier.site) if earlier else {}
    sign(fresh, before, {**{path: path for path in made.taken}, **taken})
    return made.known


def _by_mkdocs(
    settings: MkDocsConfig, work: Path, way: Way, earlier: Earlier | None, indexing: Indexing
) -> Made:
    fresh, texts, part = work / NEW, work / READ, way.part
    state = whole(Path(settings.docs_dir), frame_of(settings)) if part else ""
    settings.site_dir = str(fresh)
    making = Making(
        earlier,
        chosen=part.chosen if part else None,
        rest=part is None or part.number == 1,
        texts=None if part else texts,
        was=work / WAS,
        ready=partial(indexing.start, texts, fresh / FOLDER),
        told=partial(way.tell, "making the site"),
    )
    made = run_mkdocs(settings, making)
    if part:
        note(fresh, part, state)
    return made


def _put(fresh: Path, target: Path, *, keep: bool) -> str:
    """Put the site in its place, and return what is to be said of the old one."""
    if not keep:
        put(fresh, target)
        return ""
    kept = unused(target.with_name(f"{target.name}.old"))
    put_and_keep(fresh, target, kept)
    return (
        f"\n{shown(target)} held a site without a list of its files, from an earlier version or"
        f" from MkDocs alone.\nIt is now {shown(kept)}; delete it when you have looked at it."
    )


@contextmanager
def _failing(target: Path) -> Iterator[None]:
    """Turn what a build can fail with into one failure, which says what became of the site."""
    try:
        yield
    except NotOurs as error:
        raise BuildFailure(str(error)) from None
    except OSError as error:
        raise BuildFailure(f"{fault(error, target)}{LEFT}") from None
    except (Busy, SearchFailure, ValueError, WrongSlices, ZensicalFailure) as error:
        raise BuildFailure(f"{error}{LEFT}") from None


def unused(path: Path) -> Path:
    """Return a path, or the path with the first number that nothing has yet."""
    names = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(name for name in chain([path], names) if not os.path.lexists(name))
