"""A site that follows another: nearly all of its files are the earlier one's, and MkDocs is not run.

So it can be made where it is certain what MkDocs would make of all that changed, see ``judging``.
Whatever else MkDocs makes then comes out as it did, since it depends on nothing else: on the frame, on
sources that did not change, and on whether those are there that its pages lead to. Where anything
else changed, or may have, no site is made here.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from timeline.pages.compiled import CompiledTemplates
from timeline.write import crawlers
from timeline.write.changes import Changes, Followed, Reread, known_of
from timeline.write.earlier import Earlier, Sources, State, number_of, site_states_of
from timeline.write.finished import is_finished
from timeline.write.judging import Judge
from timeline.write.linked import Linking
from timeline.write.making import Making
from timeline.write.mkdocs import Made, problems_of_mkdocs, template_faults
from timeline.write.navigation import navigation_of
from timeline.write.ownership import LIST, names_in
from timeline.write.press import Press
from timeline.write.search import FOLDER
from timeline.write.spare import take_out

_INDEX: Final = f"{FOLDER}/"


class Successor:
    """A site, in ``settings.site_dir``, that follows an earlier one, if it can."""

    def __init__(
        self,
        settings: MkDocsConfig,
        earlier: Earlier,
        templates: CompiledTemplates | None = None,
    ) -> None:
        """Take the settings, with what they were set to; ``templates`` are used again."""
        self._settings = settings
        self.earlier = earlier
        """What is known of that one."""
        self._now: Mapping[str, State] = {
            **{path: page.state for path, page in earlier.pages.items()},
            **earlier.others,
        }
        self._sources = Sources(Path(settings.docs_dir))
        self._site = settings.site_dir
        self.linking = Linking(str(earlier.site), self._site)
        self._judge = Judge(settings, earlier)
        self._files = set(earlier.files)
        """All files of this site, once what is known to have changed is put into it."""
        self.taken: dict[str, str] = {}
        """The files that both sites have, but the index, with their names in the earlier one."""
        self.index: dict[str, str] = {}
        """Those of the index, likewise."""
        self._made: set[str] = set()
        self._env = settings.theme.get_env()
        if templates:
            self._env.bytecode_cache = templates

    def prepare(self, spare: Path) -> bool:
        """Do all that takes long and can be done before it is known what changed.

        Args:
            spare: As in ``take_over``.

        Returns:
            Whether it looks as if it can follow.

        Raises:
            jinja2.TemplateError, OSError: as in ``make``.
        """
        self._sources.see()
        try:
            nav, _ = navigation_of(self._settings, self._now)
        except (OSError, ValueError):
            # It is only being written.
            return False
        if not self.earlier.followed or not self._judge.fits(nav):
            return False
        self.take_over(index=True, spare=spare)
        self._warm(nav)
        return True

    def take_over(self, *, index: bool, spare: Path | None = None) -> None:
        """Have the files of the earlier site in this one.

        Args:
            index: Whether its search index comes too.
            spare: Where the site before that one may be kept, see ``spare``.
        """
        paths = [path for path in self.earlier.files if path != LIST]
        self.taken = {path: path for path in paths if not path.startswith(_INDEX)}
        if index:
            self.index = {path: path for path in paths if path.startswith(_INDEX)}
        numbers = {
            path: number_of(self.earlier.files[path]) for path in chain(self.taken, self.index)
        }
        there = take_out(spare, Path(self._site), numbers) if spare else ()
        self.linking.take(path for path in numbers if path not in there)

    def changes(self, touched: Collection[str] | None = None) -> Changes | None:
        """Return what changed, since it was last asked or the earlier site was made, if this can follow.

        Args:
            touched: The sources that this build wrote or removed since it prepared itself; what
                others did meanwhile is for the next build. None: it did not prepare itself.

        Raises:
            ValueError, OSError: a source is not right, or cannot be read.
        """
        states = self._sources.now(touched, self._now)
        changes = self._judge.changes(self._now, states, self._files)
        if changes:
            self._now = states
            self._files -= {file.dest_uri for file in (*changes.gone, *changes.dropped)}
            self._files |= {file.dest_uri for file in (*changes.made, *changes.copied)}
        return changes

    def read(self, changes: Changes, texts: Path | None, was: Path) -> Followed:
        """Write what search reads of what changed.

        Args:
            changes: What that is.
            texts: The folder with what search reads, as it was left by the earlier build, if it
                reads anything.
            was: A folder, not there yet, for what search read of pages that changed or went.

        Raises:
            jinja2.TemplateError, ValueError, OSError: as in ``make``.
        """
        press = Press(self._env, self._settings, changes.nav, (), texts=texts is not None)
        if texts is None:
            return Followed(press, {}, None, Reread((), (), ()))
        before = self._read_before(changes)
        for path in before:
            (was / path).parent.mkdir(parents=True, exist_ok=True)
            (texts / path).rename(was / path)
        read = press.texts(changes.made, texts)
        after = {file.dest_uri: text for file in changes.made if (text := read[file.src_uri])}
        changed = {path for path in before if after.get(path, before[path]) != before[path]}
        gone, come = before.keys() - after, after.keys() - before
        return Followed(press, read, texts, Reread(*map(sorted, (changed, gone, come))))

    def _read_before(self, changes: Changes) -> dict[str, str]:
        """Return digests of what search read of pages that changed or went, by their places in the site."""
        return {
            file.dest_uri: text
            for file in (*changes.made, *changes.gone)
            if (text := self.earlier.text(file.src_uri))
        }

    def make(self, changes: Changes, made: Followed) -> Earlier:
        """Put what changed into the site, in which all else is already; return what is known of it.

        Raises:
            jinja2.TemplateError: the theme's template is not right.
            ValueError: a source is not what the pages' templates write.
            OSError: a file cannot be read or written.
        """
        self._take_away(changes.gone)
        self._take_away(changes.dropped)
        self._make_room(changes.made)
        urls = made.press.frame(changes.made)
        self._copy(changes.copied)
        known = known_of(self.earlier, changes, made, urls)
        if known.pages.keys() == self.earlier.pages.keys():
            return known
        return replace(known, sitemap=self._list(known, made.press))

    def copy(self, changes: Changes) -> None:
        """Put files that are only copied into the site as they are, and take those away that went.

        Raises:
            OSError: a file cannot be read or written.
        """
        self._take_away(changes.dropped)
        self._copy(changes.copied)

    def _copy(self, files: Sequence[File]) -> None:
        self._make_room(files)
        for file in files:
            file.copy_file()

    def _list(self, known: Earlier, press: Press) -> str:
        """Have the right list of all pages in the site; return a digest of it."""
        listed = crawlers.listed(known.named, self._settings)
        digest = crawlers.digest_of_list(listed)
        if digest != known.sitemap and crawlers.LIST in self._settings.theme.static_templates:
            for path in crawlers.FILES:
                self._remove(path)
            crawlers.write_list(press, self._settings, listed, known.plain)
            self._made.update(crawlers.FILES)
        return digest

    def _make_room(self, files: Sequence[File]) -> None:
        """Take away what is made anew: under another name it may be the earlier site's file."""
        self._take_away(files)
        self._made.update(file.dest_uri for file in files)

    def _take_away(self, files: Sequence[File]) -> None:
        for file in files:
            self._remove(file.dest_uri)

    def _remove(self, path: str) -> None:
        """Remove a file, if it is there, and folders that held nothing else."""
        self.taken.pop(path, None)
        self._made.discard(path)
        with suppress(FileNotFoundError):
            os.unlink(f"{self._site}/{path}")  # noqa: PTH108  # it is a text
        with suppress(OSError):
            while path := path.rpartition("/")[0]:
                os.rmdir(f"{self._site}/{path}")  # noqa: PTH106  # as above

    def _warm(self, nav: Navigation) -> None:
        """Have the templates compiled before they are needed."""
        press = Press(self._env, self._settings, nav, (), texts=True)
        for page in nav.pages:
            text = page.file.content_string
            if is_finished(text):
                press.page(page.file.src_uri, text)
                return

    def states(self) -> dict[str, State]:
        """Return how all files but the index lie; the disk is asked about those made anew."""
        return self._states(self.taken, self._made)

    def index_states(self) -> dict[str, State]:
        """Return how the files of the index lie; see ``states``."""
        names = set(names_in(f"{self._site}/{FOLDER}", _INDEX))
        return self._states(self.index, names - self.index.keys())

    def _states(self, taken: Mapping[str, str], made: Iterable[str]) -> dict[str, State]:
        site, earlier = Path(self._site), self.earlier.files
        if self.linking.same:
            known = {path: earlier[old] for path, old in taken.items()}
        else:
            known = site_states_of(site, taken)
        return known | site_states_of(site, made)


def follow(settings: MkDocsConfig, making: Making) -> Made | None:
    """Make a site without an index into ``settings.site_dir``, if it can follow; else nothing.

    Raises:
        BuildFailure: the theme's template is not right.
        ValueError, OSError: a file is not right, or cannot be read or written.
    """
    if making.earlier is None:
        return None
    with problems_of_mkdocs(), template_faults():
        successor = Successor(settings, making.earlier, making.templates)
        changes = successor.changes()
        if changes is None:
            return None
        successor.take_over(index=False)
        read = successor.read(changes, None, making.was)
        known = successor.make(changes, read)
    return Made(known, successor.taken, (), read.press)
