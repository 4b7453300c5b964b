"""Which changes of sources a site can follow: those of which it is certain what MkDocs would make.

Finished pages and files that are only copied may change, come and go; pages of Markdown may change.
What else is made depends on the frame, and on which files links of Markdown were looked for at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from timeline.load.names import alike
from timeline.write import crawlers
from timeline.write.changes import Changes
from timeline.write.earlier import Earlier, Plain, State
from timeline.write.finished import finished, is_finished
from timeline.write.frame import frame_of, with_navigation
from timeline.write.mkdocs import problems_of_mkdocs
from timeline.write.navigation import files_of, is_published, navigation_of
from timeline.write.ownership import LIST
from timeline.write.plain import Rendering, in_theme
from timeline.write.press import address
from timeline.write.search import FOLDER

_INDEX = f"{FOLDER}/"


class Judge:
    """Knows what may change in the sources of a site for the next to follow it."""

    def __init__(self, settings: MkDocsConfig, earlier: Earlier) -> None:
        """Take the settings of the next, and what is known of the site."""
        self._settings = settings
        self._earlier = earlier
        self._frame = frame_of(settings)
        self._sought = set(earlier.sought)
        self._fixed = {LIST, *crawlers.FILES, *settings.theme.static_templates}
        """Files of the site that no source has for itself."""

    def fits(self, nav: Navigation) -> bool:
        """Tell whether all pages have the same frame as in the earlier site."""
        return with_navigation(self._frame, nav) == self._earlier.frame

    def changes(
        self, before: Mapping[str, State], states: Mapping[str, State], there: Collection[str]
    ) -> Changes | None:
        """Return what changed, if the site can follow.

        Args:
            before: How all sources lay.
            states: How they lie.
            there: The paths of all files of the site, as it is so far.

        Raises:
            ValueError, OSError: a source is not right, or cannot be read.
        """
        if not self._earlier.followed or not all(states.values()):
            return None
        with problems_of_mkdocs() as problems:
            changes = self._sorted_out(before, states)
        # Who follows would not warn.
        if changes is None or problems.messages:
            return None
        if not self._have_places(changes, before, there) or not self.fits(changes.nav):
            return None
        self._sought.update(*(page.sought for page in changes.rendered.values()))
        return changes

    def _sorted_out(
        self, before: Mapping[str, State], states: Mapping[str, State]
    ) -> Changes | None:
        gone = sorted(before.keys() - states.keys())
        come = sorted(states.keys() - before.keys())
        changed = [path for path in before if states.get(path, before[path]) != before[path]]
        if any(map(self._matters, (*come, *gone))):
            return None
        if (come or gone) and not states.keys().isdisjoint(crawlers.FILES):
            return None
        nav, named = navigation_of(self._settings, states)
        known = {file.src_uri: file for file in named}
        more = files_of(self._settings, [path for path in (*changed, *come) if path not in known])
        files = [known[path] for path in (*changed, *come) if path in known] + more
        files = list(filter(is_published, files))
        left = list(filter(is_published, files_of(self._settings, gone)))
        plain = [file for file in files if file.src_uri in self._earlier.plain]
        rendered = self._rendered(plain, states)
        if rendered is None:
            return None
        pages = [
            file for file in files if file.is_documentation_page() and file.src_uri not in rendered
        ]
        # Other pages show more of the first one than its title.
        home = nav.homepage and nav.homepage.file
        if home in pages or not all(self._is_finished(file, before) for file in pages):
            return None
        copied = [file for file in files if not file.is_documentation_page()]
        out = [file for file in left if file.is_documentation_page()]
        if any(file.src_uri not in self._earlier.pages for file in out):
            return None
        dropped = [file for file in left if not file.is_documentation_page()]
        return Changes(pages, plain, rendered, copied, out, dropped, nav, states)

    def _matters(self, path: str) -> bool:
        """Tell whether anything else depends on whether there is such a source."""
        return path in self._sought or path.startswith(_INDEX) or in_theme(self._settings, path)

    def _rendered(
        self, files: Iterable[File], states: Mapping[str, State]
    ) -> dict[str, Plain] | None:
        """Give changed pages of Markdown their texts, if nothing else shows what changed."""
        rendering = Rendering(self._settings, states)
        rendered = {}
        for file in files:
            known = self._earlier.plain[file.src_uri]
            if file.src_uri in self._earlier.linked or is_finished(file.content_string):
                return None
            page = rendering.render(file)
            if page is None or page.front != known.front:
                return None
            rendered[file.src_uri] = page
        return rendered

    def _is_finished(self, file: File, before: Collection[str]) -> bool:
        """Tell whether nothing but a finished page itself shows that it is new, or other than it was."""
        text = file.content_string
        if not is_finished(text):
            return False
        if file.page is None:
            # MkDocs may warn of what the page would name.
            Page(None, file, self._settings)
        if file.src_uri not in before:
            return True
        known = self._earlier.pages.get(file.src_uri)
        return (
            known is not None
            and file.src_uri not in self._earlier.linked
            and address(finished(text).meta) == known.url
        )

    def _have_places(
        self, changes: Changes, before: Collection[str], there: Collection[str]
    ) -> bool:
        """Tell whether each file has a place in the site that is its own, and had it if it was there."""
        out = {file.dest_uri for file in (*changes.gone, *changes.dropped)}
        made = [*changes.made, *changes.copied]
        stay = {file.dest_uri for file in made if file.src_uri in before}
        come = [file.dest_uri for file in made if file.src_uri not in before]
        places = {*stay, *come, *out}
        return (
            out | stay <= set(there)
            and out.isdisjoint(stay)
            and places.isdisjoint(self._fixed)
            and not any(path.startswith(_INDEX) for path in places)
            and (not come or have_own_names(come, set(there) - out))
        )


def have_own_names(come: Iterable[str], there: Collection[str]) -> bool:
    """Tell whether no disk takes new files, or their folders, for anything else.

    Args:
        come: Paths of the new files.
        there: Paths of all others.
    """
    files = set(map(alike, there))
    folders = {alike(folder): folder for folder in _folders(there)}
    for path in come:
        above = {alike(folder): folder for folder in _folders([path])}
        if (
            alike(path) in files
            or alike(path) in folders
            or not files.isdisjoint(above)
            or any(folders.get(like, folder) != folder for like, folder in above.items())
        ):
            return False
        files.add(alike(path))
        folders |= above
    return True


def _folders(paths: Iterable[str]) -> Iterator[str]:
    """Yield the folders of files, and those in which these are."""
    seen = {""}
    for path in paths:
        folder = path
        while (folder := folder.rpartition("/")[0]) not in seen:
            seen.add(folder)
            yield folder
