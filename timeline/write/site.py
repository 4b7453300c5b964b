"""The finished site: it is built into a fresh folder, which then takes the old one's place.

What only MkDocs or another engine needs is imported when one is run: a site that follows the one that
stands is made aside.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from functools import cache as once
from functools import partial
from pathlib import Path

from timeline.check import CheckResult
from timeline.write.assistant import Ahead, Assistant, Begun, begun
from timeline.write.earlier import Earlier
from timeline.write.fault import shown
from timeline.write.forked import Lost
from timeline.write.ownership import replaceable
from timeline.write.places import refuse_site, sources
from timeline.write.placing import failing, put_site
from timeline.write.record import Record
from timeline.write.renewal import Moments
from timeline.write.source import CACHE, memory_of, remembering, writing
from timeline.write.stages import NEW, READ, Reached
from timeline.write.texts import CACHE as TEXTS
from timeline.write.texts import given_back
from timeline.write.way import (
    AS_CONFIGURED,
    AS_USUAL,
    Order,
    Setup,
    Standing,
    Tell,
    Way,
    tell_nobody,
)
from timeline.write.workshop import empty, workshop

NO_ADDRESS = "pages name no canonical address, no preview picture, and the sitemap is empty"
"""What a site does without that only an absolute address can do."""

NO_REPOSITORY = "pages have no links by which readers correct or report something"
"""What a site does without that needs a repository."""


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
    """Begin and finish a build; see ``Order`` and ``finish_site``."""
    with begun(Order(config, strict, standing, way)) as build:
        return finish_site(result, build, site_dir, content=content)


def finish_site(
    result: CheckResult,
    build: Begun,
    site_dir: Path | None,
    *,
    content: Path | None = None,
    tell: Tell = tell_nobody,
) -> str:
    """Write the pages, run the engine, put the site in its place; return a line on what was done.

    Args:
        result: Checked content without errors.
        build: What has begun.
        site_dir: Where the site goes, if not where the configuration says.
        content: The folder that the result comes from, where no site may be put.
        tell: Whom to tell how far it is.

    Raises:
        BuildFailure: the configuration, the engine or the disk is at fault.
    """
    setup, mark = build.loaded()
    config, way, home = build.order.config, build.order.way, build.order.home
    assistant, site, docs = build.assistant, setup.site, setup.docs
    target = (site_dir or setup.target).absolute()
    with failing(target):
        refuse_site(target, shown(target), config, sources(config, docs, content))
        with (
            # Killed, we may end before it does.
            writing(docs, assistant.hold),
            workshop(target, hold=assistant.hold) as work,
            # What the assistant has of them it gives back once it has ended.
            ExitStack() as texts,
            # It ends before the workshop is cleared, and all that was started since before it does.
            closing(assistant),
            ExitStack() as stack,
        ):
            if not way.anew:
                texts.enter_context(given_back(home / TEXTS, work / READ))
            recall = partial(Assistant.recall, target=target, home=home, work=work)
            recalled = once(assistant.begin(recall))
            may = once(lambda: replaceable(target, shown(target), untouched=recalled()))
            prepared = assistant.begin(Assistant.pause if way.anew else Assistant.prepare)
            tell("writing pages", 0, 0)
            cache = None if way.fresh else home / CACHE
            memory = memory_of(site, cache, mark=mark)
            moments = Moments(may, (ahead := Ahead(assistant)).begin)
            written = stack.enter_context(remembering(result, site, docs, cache, memory, moments))
            changes = written.changes
            # One outcome comes after the other.
            recalled()
            prepared()
            tell("making the site", 0, 0)
            made = ahead.give_up() if written.again else ahead.complete(changes.touched)
            keep_memory = once(partial(memory.keep, written.outline))
            if recalled():
                keep_memory()
            # Else there is most time for that while the index of all is made.
            known = _complete(build, setup, target, work, made(), keep_memory, tell)
            stack.close()
            texts.close()
            tell("putting the site in its place", 0, 0)
            kept = put_site(work / NEW, target, keep=not may())
            if known is None:
                # It costs the next build time if this was in vain.
                with suppress(Lost):
                    assistant.begin(Assistant.remember)()
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


def _complete(
    build: Begun,
    setup: Setup,
    target: Path,
    work: Path,
    reached: Reached | None,
    meanwhile: Callable[[], None],
    tell: Tell,
) -> Earlier | None:
    """Make what is still to be made of the site; return what is known of it, if not its maker does."""
    if reached is Reached.ALL:
        return None
    # An edit mostly ends above.
    from timeline.write.contents import IndexMemory  # noqa: PLC0415  # see above
    from timeline.write.engines import make_index, make_site  # noqa: PLC0415
    from timeline.write.search import FOLDER  # noqa: PLC0415

    order, memory = build.order, IndexMemory(build.order.home, target / FOLDER)
    if not reached:
        earlier = None if order.way.anew else build.assistant.begin(Assistant.earlier)()
        return make_site(order, setup, work, earlier, meanwhile, memory, tell)
    tell("making the search index", 0, 0)
    make_index(work, memory)
    build.assistant.begin(Assistant.sign)()
    return None
