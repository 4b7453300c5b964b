"""From a checked timeline to every file of the site's source: a pure function, path to bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, partial
from itertools import chain
from typing import Final
from urllib.parse import urlsplit

from timeline.check import Coverage
from timeline.collector import collector_spared
from timeline.model.ondemand import OnDemand
from timeline.model.timeline import Timeline
from timeline.pages.book import Book, Output
from timeline.pages.cards import FOLDER, Card, Cards
from timeline.pages.catalogue import Catalogue
from timeline.pages.digests import Digests, KnownEntries
from timeline.pages.makers import (
    AMENDED,
    DATA,
    IN_ORDER,
    MAKERS,
    RETOLD,
    data_file,
    guide_file,
    schema_file,
    signs_file,
    strings_file,
    text_file,
)
from timeline.pages.marks import Key
from timeline.pages.outline import Parts, Recalled, outline_of, outline_of_plan, retold
from timeline.pages.parts import ENTRIES, LOADED, PARTS, Edit, listed_again
from timeline.pages.plan import Plan
from timeline.pages.reads import Read
from timeline.pages.site import Site

DRAWN: Final = frozenset({"actor_lists", "key_actors", "slots"})
"""By these indexes it is known whether shared preview pictures may be others: they follow from the kinds of
actors, who had a part in events, and their days."""


def outputs_of(plan: Plan) -> Mapping[str, Output]:
    """Return everything that is rendered for a site, by path below ``docs/``, sorted."""
    site = plan.site
    outputs = [output for part in PARTS for output in part.outputs(plan)]
    outputs += [
        Output("guide.md", guide_file, ""),
        Output("assets/js/strings.js", strings_file, ""),
        Output("assets/js/signs.js", signs_file, ""),
        Output(DATA, data_file, ""),
        Output("data/timeline.schema.json", schema_file, ""),
        *(Output(path, text_file, text) for path, text in robots(site).items()),
        *(Output(path, text_file, text) for path, text in cname(site).items()),
    ]
    return {output.path: output for output in sorted(outputs, key=lambda output: output.path)}


class Rendering:
    """One rendering of one site: every file can be made by itself, in any order, and tells from what.

    What comes out depends on the arguments alone: no clock, no environment, no order of a set.
    """

    def __init__(
        self,
        timeline: Timeline,
        coverage: list[Coverage],
        site: Site,
        catalogue: Catalogue,
        known: KnownEntries | None = None,
        recalled: Recalled | None = None,
    ) -> None:
        """Prepare to make files.

        ``known`` digests of entries need not be computed again, nor what is ``recalled``.
        """
        plan = Plan(timeline, coverage, site, catalogue)
        if recalled:
            recalled.outline.recall_in(timeline, plan, recalled)
        self.from_outline = recalled
        self._timeline = timeline
        self._plan = plan
        self.book = Book(timeline, plan, site, catalogue)
        self.digests = Digests(timeline, plan, known=known)
        self._recalled: Mapping[str, str] | None = None
        self._affected: frozenset[str] = frozenset()

    @cached_property
    def outputs(self) -> Mapping[str, Output]:
        """Everything that is rendered, by path, sorted."""
        if self._recalled is None:
            return outputs_of(self._plan)
        return OnDemand(self.signatures, self._recalled_output)

    @cached_property
    def signatures(self) -> Mapping[str, str]:
        """Who makes each file, and from which argument, by its path."""
        if self._recalled is None:
            return {path: output.signature for path, output in self.outputs.items()}
        return {
            path: signature
            for path, signature in self._recalled.items()
            if signature.partition(" ")[0] in MAKERS
        }

    def _recalled_output(self, path: str) -> Output:
        make, _, key = self.signatures[path].partition(" ")
        return Output(path, MAKERS[make], key)

    def recall(self, signatures: Mapping[str, str], edit: Edit) -> None:
        """Take it as said that there were these files before an edit.

        To find out anew which there are takes longer than to make a few of them.
        """
        self._recalled = listed_again(signatures, edit, self._plan)
        self._affected = frozenset(edit.affected)

    def some(self, paths: Collection[str]) -> Mapping[str, Output]:
        """Return these of all files, and what comes along with them; of a few entries' pages quickly.

        What is no file is left out.
        """
        folders = {path.partition("/")[0] for path in paths}
        if folders <= ENTRIES.keys():
            parts = [part for folder in sorted(folders) for part in ENTRIES[folder]]
            outputs = (part.outputs(self._plan) for part in (*parts, *LOADED))
            every = {output.path: output for output in chain(*outputs)}
        else:
            every = dict(self.outputs)
        return {
            path: output
            for path, output in every.items()
            if not set(output.along or (path,)).isdisjoint(paths)
        }

    def make(self, path: str) -> tuple[bytes, list[Read]]:
        """Return a file's bytes, and everything that was read for them."""
        return self.made(self.outputs[path])

    def made(self, output: Output) -> tuple[bytes, list[Read]]:
        """Return the bytes of one of the outputs, and everything that was read for them."""
        text, reads = self.book.reads.of(lambda: output.make(self.book, output.key))
        return text.encode("utf-8"), reads

    def amends(
        self, output: Output, *, in_order: bool, retold: bool
    ) -> Callable[[bytes, Iterable[Key]], bytes] | None:
        """Return what makes a file from its former content, if one does.

        It is given that, and the entries that were not the same then. With ``in_order``, all entries
        stand where they did, with ``retold``, nothing but texts of entries was another.
        """
        name = output.make.__name__
        ways = (RETOLD if retold else {}, IN_ORDER if in_order else {}, AMENDED)
        make = next((way[name] for way in ways if name in way), None)
        if make is None:
            return None

        def made(data: bytes, entries: Iterable[Key]) -> bytes:
            with self.book.reads.apart():
                return make(data.decode("utf-8"), self.book.timeline, entries).encode("utf-8")

        return made

    @property
    def recalled(self) -> bool:
        """Whether it is said which files there are."""
        return self._recalled is not None

    @property
    def known(self) -> KnownEntries:
        """The digests of entries that were computed so far."""
        return self.digests.entries

    @property
    def outlines(self) -> tuple[Parts, Parts]:
        """What yields the parts of an outline of the timeline and of its plan, each with its name.

        Where there was an outline, only parts that are not as it tells them.
        """
        timeline, plan = self._timeline, self._plan
        if self.from_outline is None:
            return partial(outline_of, timeline), partial(outline_of_plan, plan)
        return retold(self.from_outline, timeline, plan)

    def prepare(self) -> None:
        """Do beforehand what processes that share the work would otherwise each do."""
        self.book.renderer.prepare()

    @property
    def language(self) -> str:
        """That of the pages."""
        return self.book.renderer.catalogue.language

    @property
    def cards_recalled(self) -> Mapping[str, str] | None:
        """The signatures of all preview pictures, if it is said that these show what they did.

        Where each entry has its own they show titles, which may be others.
        """
        if self._recalled is None or self._plan.single_cards or self._affected & DRAWN:
            return None
        return {path: s for path, s in self._recalled.items() if path.startswith(f"{FOLDER}/")}

    def cards(self) -> Mapping[str, Card]:
        """Return what the preview pictures show, by path; none without the site's address.

        A page can only name its picture by an absolute address, so without one nobody would see
        them.
        """
        if not self.book.renderer.site.url:
            return {}
        with self.book.reads.apart():
            return Cards(self.book).all()


def render_site(
    timeline: Timeline,
    coverage: list[Coverage],
    site: Site,
    catalogue: Catalogue,
) -> Mapping[str, bytes]:
    """Return every generated file: its path below ``docs/``, POSIX, and its bytes."""
    with collector_spared():
        rendering = Rendering(timeline, coverage, site, catalogue)
        return {path: rendering.make(path)[0] for path in rendering.outputs}


def render_cards(timeline: Timeline, site: Site, catalogue: Catalogue) -> Mapping[str, Card]:
    """Return what the preview pictures show, by path below ``docs/``."""
    return Rendering(timeline, [], site, catalogue).cards()


def robots(site: Site) -> Mapping[str, str]:
    """Return ``robots.txt`` where crawlers would look for it: at the root of a host only."""
    if not site.url or urlsplit(site.url).path not in ("", "/"):
        return {}
    return {"robots.txt": f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n"}


def cname(site: Site) -> Mapping[str, str]:
    """Return ``CNAME``, by which GitHub Pages knows a custom domain when it serves a branch.

    Other hosts pass over it. A host of GitHub's own, one with a path or a port, a number or a
    machine's own name is no custom domain.
    """
    parts = urlsplit(site.url)
    host = parts.hostname or ""
    named = "." in host and not host.rpartition(".")[2].isdigit()
    if not named or parts.path not in ("", "/") or parts.port or host.endswith(".github.io"):
        return {}
    return {"CNAME": f"{host}\n"}
