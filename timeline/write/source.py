"""The folder ``docs/``: every generated page, the data files, and the site's own assets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, NamedTuple

from timeline.check import CheckResult
from timeline.collector import collector_paused
from timeline.load.kept import StaleError
from timeline.pages import Card, Digests, Read, Rendering, Site, load_catalogue
from timeline.pages.digests import KnownEntries
from timeline.pages.following import FROM_TRAITS
from timeline.pages.outline import Recalled
from timeline.pages.parts import Edit
from timeline.write.alone import LOCK, Hold, alone, by_us_alone
from timeline.write.assets import published
from timeline.write.edition import mark_of
from timeline.write.folder import Changes
from timeline.write.forked import beside
from timeline.write.images import card_image, key, tidy
from timeline.write.memory import Memory
from timeline.write.outlines import Fingerprints
from timeline.write.renewal import UNNOTICED, Moments, Recipe, renew
from timeline.write.rows import Share
from timeline.write.templates import templates_at_hand

CACHE = Path(".cache")
"""What need not be made again, beside the configuration."""

FEW: Final = 4
"""Parts of an outline that need no process for themselves."""

CARDS, PAGES = "cards", "pages/made.json"
"""Names in it of drawn pictures and of what pages are made from."""


@contextmanager
def writing(docs: Path, hold: Hold = by_us_alone) -> Iterator[None]:
    """Have ``docs`` to oneself while the block runs: nobody writes pages there, or builds of them.

    See ``alone`` for who is to ``hold`` it, too.

    Raises:
        ValueError: the folder is a link, and what it leads to may be anything.
        Busy: another run has it.
        OSError: it cannot be made, or written to.
    """
    if docs.is_symlink():
        raise ValueError(f"{docs} is a link: put a folder in its place")
    docs.mkdir(parents=True, exist_ok=True)
    with alone(docs / LOCK, hold=hold):
        yield


def rendering_of(result: CheckResult, site: Site, known: KnownEntries | None = None) -> Rendering:
    """Return what makes the files of a site; ``known`` digests are not computed again.

    Raises:
        ValueError: the result has no timeline, because the content has errors.
        FileNotFoundError: the site's language has no catalogue.
        OSError: the content was changed meanwhile, and is not right any more.
    """
    with collector_paused():
        if result.timeline is None:
            raise ValueError("content with errors cannot be written")
        catalogue = load_catalogue(site.language)
        return Rendering(result.timeline, result.coverage, site, catalogue, known)


def memory_of(
    site: Site, cache: Path | None, known: Memory | None = None, mark: str | None = None
) -> Memory:
    """Return what ``cache`` remembers of the files of a site, or ``known`` if that is still right.

    It is known already what ``mark_of`` returns if there is a ``mark``.
    """
    mark = (mark or mark_of(site)) if cache else ""
    if known and known.is_of(mark):
        return known
    with collector_paused():
        return Memory(cache and cache / PAGES, mark)


def write_source(
    result: CheckResult,
    site: Site,
    docs: Path,
    cache: Path | None = None,
) -> Changes:
    """Write every file that MkDocs needs into ``docs``; ``cache`` remembers what they are made from.

    Raises:
        ValueError, FileNotFoundError: as in ``rendering_of``.
        OSError: the folder cannot be written.
    """
    memory = memory_of(site, cache)
    with remembering(result, site, docs, cache, memory) as written:
        memory.keep(written.outline)
    return written.changes


class Written(NamedTuple):
    """What was written.

    Attributes:
        changes: By the last attempt.
        outline: Writes what is another of an outline of the timeline, see ``Memory.tell``.
        again: Whether there was an attempt before, which may have written other files.
    """

    changes: Changes
    outline: Callable[[], Fingerprints | None]
    again: bool = False


@contextmanager
def remembering(
    result: CheckResult,
    site: Site,
    docs: Path,
    cache: Path | None,
    memory: Memory,
    moments: Moments = UNNOTICED,
) -> Iterator[Written]:
    """Write every file, see ``write_source``; what was learnt is to be kept in the block.

    Of a timeline that is known in outline, only entries that a changed page shows are typed, as late
    as when it is made. Where the content then is not as it was checked, all of it is typed. After an
    edit, an outline is written aside.

    ``moments`` say what is called meanwhile: where content was not as checked, twice.
    """
    written, again = None, False
    with ExitStack() as stack:
        try:
            with ExitStack() as attempt:
                if rendering := _in_outline(result, site, memory):
                    written = _write(rendering, docs, cache, memory, moments, attempt)
                stack.enter_context(attempt.pop_all())
        except StaleError:
            memory.forget_outline()
            again = True
        if written is None:
            anew = rendering_of(result, site)
            written = _write(anew, docs, cache, memory, moments, stack)
        yield written._replace(again=again)


def _write(
    rendering: Rendering,
    docs: Path,
    cache: Path | None,
    memory: Memory,
    moments: Moments,
    stack: ExitStack,
) -> Written:
    """Write every file of a rendering; what else has to be done is done aside until ``stack`` ends."""
    # Those of the parts that are not told again; the others lie in the same files.
    retold = rendering.from_outline and rendering.from_outline.retold
    kept = {} if retold is None else memory.fingerprints
    tellers = [partial(memory.tell, parts) for parts in rendering.outlines]
    begun = stack.enter_context(memory.comparing(rendering.digests, tellers[0]))
    told: list[Callable[[], Fingerprints | None]] = [begun or tellers[0], tellers[1]]

    def aside(task: Callable[[], Share]) -> Callable[[], Share]:
        # Before that, both cores had enough to do. A few parts are told here as quickly.
        if not memory.knows or (retold is not None and len(retold) <= FEW):
            return task
        left = [tell for tell in told if tell is not begun]
        outcome = stack.enter_context(beside(task, *left, worth=memory.is_large))
        told[-len(left) :] = [outcome] * len(left)
        return outcome

    def outline() -> Fingerprints | None:
        # What it tells of may have been made of a content that was not as it was checked.
        with suppress(StaleError):
            one, other = (tell() for tell in told)
            return None if one is None or other is None else {**kept, **one, **other}
        return None

    watched = moments._replace(aside=aside)
    return Written(write_rendered(rendering, docs, cache, memory, watched), outline)


def _in_outline(result: CheckResult, site: Site, memory: Memory) -> Rendering | None:
    """Return a rendering of a timeline of which an outline holds but for a few parts.

    Raises:
        StaleError: the content, or what is known of it, is not as it was.
    """
    outline = memory.outline
    if outline is None or result.make is None:
        return None
    with collector_paused():
        make = result.make
        timeline = make.in_outline(make.events)
        edited = memory.edited(Digests(timeline)) if timeline else None
        if timeline is None or edited is None or edited.affected is None:
            return None
        timeline = make.in_outline(outline.order_with(edited.moved, timeline))
        if timeline is None:
            return None
        if edited.anew - FROM_TRAITS:
            # Those are made of all entries; what is recalled is for this attempt alone.
            timeline = replace(make())
            if memory.edited(Digests(timeline)) != edited:
                # What was kept of entries is no more there, nor the content as it was checked.
                return None
        rendering = Rendering(
            timeline,
            result.coverage,
            site,
            load_catalogue(site.language),
            recalled=Recalled(outline, edited.anew, edited.owners, edited.come, edited.gone),
        )
        _list(rendering, memory)
        return rendering


def _list(rendering: Rendering, memory: Memory) -> None:
    """Have a rendering know which files there are, as far as the memory knows that."""
    edited = memory.edited(rendering.digests)
    if edited is not None and edited.affected is not None:
        edit = Edit(edited.affected, edited.owners, edited.come, edited.gone)
        rendering.recall(memory.signatures, edit)


def write_rendered(
    rendering: Rendering,
    docs: Path,
    cache: Path | None,
    memory: Memory,
    moments: Moments = UNNOTICED,
) -> Changes:
    """Write every file of a rendering, see ``remembering``; the memory is not kept yet."""
    pictures = cache / CARDS if cache else None
    if pictures is not None:
        tidy(pictures)
    now, assets, cards = rendering.digests, published(), lru_cache(1)(rendering.cards)
    with templates_at_hand(rendering.language, memory.edition):
        with collector_paused():
            if not rendering.recalled:
                _list(rendering, memory)
            drawn = _drawn(rendering, cards)
            wanted = {**dict.fromkeys(assets, "asset"), **drawn, **rendering.signatures}

        def recipe(path: str) -> Recipe:
            if path in assets:
                return assets[path]
            if path in drawn:
                return Recipe(partial(_picture, cards()[path], pictures))
            amend = rendering.amends(
                rendering.outputs[path], in_order=memory.in_order, retold=memory.retold
            )
            return Recipe(partial(rendering.make, path), amend)

        return renew(docs, wanted, recipe, memory, now, rendering.prepare, moments)


def _drawn(rendering: Rendering, cards: Callable[[], Mapping[str, Card]]) -> Mapping[str, str]:
    """Return the signature of each preview picture, by its path."""
    recalled = rendering.cards_recalled
    if recalled is not None:
        return recalled
    return {path: key(card) for path, card in cards().items()}


def _picture(card: Card, folder: Path | None) -> tuple[bytes, list[Read]]:
    return card_image(card, folder), []
