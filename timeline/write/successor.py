"""A site that follows another: nearly all of its files are the earlier one's, and MkDocs is not asked.

So it can be made where nothing changed but finished pages and files that are only copied. Whatever
else MkDocs makes then comes out as it did, since it depends on nothing else: on the frame, on which
sources there are, and on those that did not change. Where anything else changed, or may have, no
site is made here.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from timeline.pages.compiled import CompiledTemplates
from timeline.write.changes import Changes, Followed, known_of
from timeline.write.earlier import Earlier, Sources, State, number_of, site_states_of
from timeline.write.finished import finished, is_finished
from timeline.write.frame import frame_of, with_navigation
from timeline.write.linked import Linking
from timeline.write.making import Making
from timeline.write.mkdocs import Made, problems_of_mkdocs, template_faults
from timeline.write.navigation import navigation_of
from timeline.write.ownership import LIST, names_in
from timeline.write.press import Press, address
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
        self._before = {path: page.state for path, page in earlier.pages.items()}
        self._before |= earlier.others
        self._sources = Sources(Path(settings.docs_dir))
        self._site = settings.site_dir
        self.linking = Linking(str(earlier.site), self._site)
        self._frame = frame_of(settings)
        self.taken: dict[str, str] = {}
        """The files that both sites have, but the index, with their names in the earlier one."""
        self.index: dict[str, str] = {}
        """Those of the index, likewise."""
        self._made: set[str] = set()
        self._now: Mapping[str, State] = self._before
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
            nav, _ = navigation_of(self._settings, self._before, ())
        except (OSError, ValueError):
            # It is only being written.
            return False
        if not self.earlier.followed or not self._fits(nav):
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
            OSError: a source cannot be read.
        """
        earlier, before = self.earlier, self._now
        states = self._sources.now(touched, before)
        if not earlier.followed or states.keys() != before.keys() or not all(states.values()):
            return None
        changed = [path for path, state in states.items() if state != before[path]]
        nav, named = navigation_of(self._settings, before, changed)
        files = {file.src_uri: file for file in named}
        pages = [files[path] for path in changed if path in earlier.pages]
        copied = [
            file
            for path in changed
            if path not in earlier.pages and _is_published(file := files[path])
        ]
        if (
            all(self._is_as_it_was(file) for file in pages)
            and all(self._is_only_copied(file) for file in copied)
            and self._fits(nav)
        ):
            self._now = states
            return Changes(pages, copied, nav, states)
        return None

    def make(self, changes: Changes, texts: Path | None, was: Path) -> Followed:
        """Put what changed into the site, in which all else is already.

        Args:
            changes: What that is.
            texts: The folder with what search reads, as it was left by the earlier build.
            was: A folder, not there yet, for what search read of the changed pages.

        Raises:
            jinja2.TemplateError: the theme's template is not right.
            ValueError: a source is not what the pages' templates write.
            OSError: a file cannot be read or written.
        """
        self._make_room(changes.pages)
        press = Press(self._env, self._settings, changes.nav, (), texts=texts is not None)
        press.frame(changes.pages)
        self.copy(changes.copied)
        read = self._reread(press, changes.pages, texts, was) if texts else {}
        return Followed(press, read, texts, self._differing(changes, read))

    def copy(self, files: Iterable[File]) -> None:
        """Put files that changed into the site as they are.

        Raises:
            OSError: a file cannot be read or written.
        """
        for file in self._make_room(files):
            file.copy_file()

    def _make_room(self, files: Iterable[File]) -> Iterable[File]:
        """Take names away before they are written: under others they are the earlier site's files."""
        for file in files:
            os.unlink(file.abs_dest_path)  # noqa: PTH108  # it is a text
            self.taken.pop(file.dest_uri, None)
            self._made.add(file.dest_uri)
        return files

    def _fits(self, nav: Navigation) -> bool:
        """Tell whether all pages have the same frame as in the earlier site."""
        return with_navigation(self._frame, nav) == self.earlier.frame

    def _is_as_it_was(self, file: File) -> bool:
        """Tell whether nothing but a finished page itself shows what changed in it."""
        text = file.content_string
        if file.src_uri in self.earlier.linked or not is_finished(text):
            return False
        known = self.earlier.pages[file.src_uri]
        return address(finished(text).meta) == known.url and file.dest_uri in self.earlier.files

    def _is_only_copied(self, file: File) -> bool:
        return (
            not file.is_documentation_page()
            and file.dest_uri in self.earlier.files
            and not file.dest_uri.startswith(_INDEX)
            and file.dest_uri not in self._settings.theme.static_templates
        )

    def _warm(self, nav: Navigation) -> None:
        """Have the templates compiled before they are needed."""
        press = Press(self._env, self._settings, nav, (), texts=True)
        for page in nav.pages:
            text = page.file.content_string
            if is_finished(text):
                press.page(page.file.src_uri, text)
                return

    def _reread(
        self, press: Press, pages: Sequence[File], texts: Path, was: Path
    ) -> dict[str, str]:
        """Write what search reads of changed pages, and keep what it read; return digests."""
        for file in pages:
            if self.earlier.pages[file.src_uri].text:
                (was / file.dest_uri).parent.mkdir(parents=True, exist_ok=True)
                (texts / file.dest_uri).rename(was / file.dest_uri)
        return press.texts(pages, texts)

    def _differing(self, changes: Changes, read: Mapping[str, str]) -> Sequence[str] | None:
        """Return the pages of which search reads something else, if it reads the same pages."""
        before = {file.src_uri: self.earlier.pages[file.src_uri].text for file in changes.pages}
        if any(bool(text) != bool(before[path]) for path, text in read.items()):
            return None
        return [
            file.dest_uri
            for file in changes.pages
            if read.get(file.src_uri) != before[file.src_uri]
        ]

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
        made = successor.make(changes, None, making.was)
    return Made(known_of(making.earlier, changes, made), successor.taken, (), made.press)


def _is_published(file: File) -> bool:
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]  # MkDocs left it so
