"""MkDocs' part of a build, as this program has it: what need not be made is not made.

MkDocs makes pages of Markdown. Finished pages (see ``finished``), which are nearly all, are hidden
from it and put into the same frame here, in several processes where that pays; what would come out
as an earlier build made it is taken over. Pages of Markdown are made each time: they are few, and
only MkDocs knows what they depend on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Final

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from timeline.settings import INDEXED_AT_ONCE
from timeline.write import bare, crawlers, finished
from timeline.write.earlier import Earlier, Known, Plain, source_states
from timeline.write.frame import frame_of, with_navigation
from timeline.write.hiding import HidingFiles, places_of, with_own_places
from timeline.write.linked import Linking
from timeline.write.making import Making
from timeline.write.plain import known_of
from timeline.write.press import Press, address
from timeline.write.reading import Reading, shared
from timeline.write.search import FOLDER

BUILTIN: Final = "markdown.extensions."
"""What the names of Markdown's own extensions may begin with."""

PLAIN: Final = frozenset(
    "abbr admonition attr_list def_list fenced_code footnotes md_in_html meta nl2br sane_lists smarty"
    " tables toc".split()
)
"""Those that read nothing but the page."""


class _NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs left it untyped
    """The plugin has none: MkDocs wants a class for them."""


class Framing(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]  # MkDocs left it untyped
    """What MkDocs is told while it makes a site. Afterwards, ``made`` is what is known of it."""

    def __init__(self, settings: MkDocsConfig, making: Making) -> None:
        super().__init__()
        self.made = Earlier("")
        self.taken: set[str] = set()
        """The files of the earlier site that are in this one too."""
        self.press: Press | None = None
        """Makes its finished pages."""
        self._making = making
        self._earlier = making.earlier
        self._states = source_states(Path(settings.docs_dir))
        # What other plugins do with a page is theirs to know, and a navigation that nobody wrote
        # holds all pages: then MkDocs makes every page itself.
        self._hides = not settings.plugins and settings.nav is not None
        self._frame = frame_of(settings) if self._hides else ""
        self._linking = Linking(str(self._earlier.site) if self._earlier else "", settings.site_dir)
        self._plain: dict[str, Plain] = {}
        self._templated = {*settings.theme.static_templates, *crawlers.FILES}
        self._indexers = 0
        """How many processes are busy with the index for longer than all else takes."""

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Hide finished pages from MkDocs."""
        del config
        known = self._earlier.pages if self._earlier else {}
        hidden = {
            file.src_uri
            for file in with_own_places(files.documentation_pages() if self._hides else ())
            if self._stays(file, known) or finished.is_finished(file.content_string)
        }
        self._files = HidingFiles(files, hidden, self._took_over)
        return self._files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Read those finished pages whose titles others show."""
        del files
        self._nav = nav
        for page in nav.pages:
            if page.file.src_uri in self._files.hidden:
                page.read_source(config)
        return nav

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Keep Markdown from finished pages that are not hidden."""
        del config, files
        self._files.sought = set()
        return finished.on_page_markdown(markdown, page=page)

    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Have links that lead into finished pages checked as those into others are."""
        del files
        for file in page.links_to_anchors or ():
            if file.src_uri in self._files.hidden:
                target = file.page or Page(None, file, config)
                target.present_anchor_ids = finished.anchors(file.content_string)
        self._plain[page.file.src_uri] = known_of(page, self._files.sought)
        return finished.on_page_content(html, page=page)

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Make the finished pages, now that everything was read and nothing is written yet."""
        if self._making.templates:
            env.bytecode_cache = self._making.templates
        frame = with_navigation(self._frame, self._nav)
        if self._earlier and (not frame or frame != self._earlier.frame):
            self._earlier = None
        every = self._files.finished()
        chosen = self._making.chosen
        wanted = chosen([file.src_uri for file in every]) if chosen else self._files.hidden
        pages = [file for file in every if file.src_uri in wanted]
        kept = self._kept(pages)
        new = [file for file in pages if file.src_uri not in kept]
        asked = self._making.texts is not None
        others = files.documentation_pages()
        press = self.press = Press(env, config, self._nav, others, texts=asked)
        self._bare = press.has_texts
        texts, index = self._texts(press, new, [file for file in pages if file.src_uri in kept])
        for file in pages:
            if file.src_uri in kept:
                self._take_over(file.dest_uri)
        urls = {uri: known.url for uri, known in kept.items()} | shared(
            partial(press.frame, told=partial(self._tell, len(new))),
            new,
            press.frame,
            busy=self._indexers,
        )
        self.made = Earlier(
            frame,
            pages={
                uri: Known(self._states[uri], url, texts.get(uri, ""))
                for uri, url in urls.items()
                if self._states.get(uri)
            },
            others={uri: state for uri, state in self._states.items() if uri not in urls},
            index=index,
            plain={
                uri: page._replace(text=texts.get(uri, "")) for uri, page in self._plain.items()
            },
            followed=self._may_be_followed(config),
            texts=source_states(folder) if (folder := self._making.texts) and index else {},
            sitemap=self._list(urls, config) if self._making.rest else "",
        )
        if not self._making.rest:
            self._files.over = True
            config.theme.static_templates.clear()
            config.extra_templates.clear()
        return env

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Have MkDocs' own pages compact, and without what search has read already."""
        del page, config
        return bare.on_post_page(bare.bare(output) if self._bare else output)

    def on_post_template(
        self, output_content: str, /, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Have the page for what is not found so too."""
        del config
        output = bare.bare(output_content) if self._bare else output_content
        return bare.on_post_template(output, template_name=template_name)

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Let the list of all pages have the finished ones too."""
        if self._hides and template_name == crawlers.LIST:
            context["pages"] = crawlers.entries(self._listed, config)
        return context

    def _tell(self, total: int, done: int, of: int) -> None:
        """Tell how many pages are made. The other processes are about as far as this one."""
        self._making.told(total * done // of, total)

    def _may_be_followed(self, config: MkDocsConfig) -> bool:
        """Tell whether what MkDocs makes depends on nothing but the frame and its own sources."""
        making = self._making
        return (
            self._hides
            and making.rest
            and making.chosen is None
            and not config.extra_templates
            and {name.removeprefix(BUILTIN) for name in config.markdown_extensions} <= PLAIN
            and all(self._states.values())
            and not any(path.startswith(f"{FOLDER}/") for path in self._states)
        )

    def _stays(self, file: File, known: Mapping[str, Known]) -> bool:
        """Tell whether the source of a page is as it was when that became known."""
        page = known.get(file.src_uri)
        return page is not None and page.state == self._states.get(file.src_uri)

    def _kept(self, files: Sequence[File]) -> dict[str, Known]:
        """Return what is known of those pages that would come out as they did."""
        earlier = self._earlier
        if earlier is None:
            return {}
        return {
            file.src_uri: earlier.pages[file.src_uri]
            for file in files
            if self._stays(file, earlier.pages)
            and file.dest_uri in earlier.files
            and file.dest_uri not in self._templated
        }

    def _texts(
        self, press: Press, new: Sequence[File], kept: Sequence[File]
    ) -> tuple[dict[str, str], str]:
        """Write what search reads, unless it is what it was, and have it indexed.

        Returns:
            Digests: of each page's, and of all.
        """
        folder, earlier = self._making.texts, self._earlier
        if folder is None or not press.has_texts:
            return {}, ""
        reading = Reading(press, earlier, folder, self._making.was)
        index = reading.renew(new, kept)
        if earlier and earlier.index == index:
            for path in earlier.files:
                if path.startswith(f"{FOLDER}/"):
                    self._take_over(path)
        else:
            reading.complete(kept)
            revision = reading.revision()
            self._making.ready(revision)
            # To index all pages in one go takes longer than to make them, and only one process.
            self._indexers = int(revision is None and len(reading.texts) <= INDEXED_AT_ONCE)
        return {**reading.texts, **reading.others}, index

    def _list(self, urls: Mapping[str, str], config: MkDocsConfig) -> str:
        """Take over the list of all pages if it is what it was; return a digest of it."""
        named = {
            file.src_uri: urls[file.src_uri]
            if file.src_uri in urls
            else address(finished.finished(file.content_string).meta)
            for file in self._files.finished()
        }
        others = {
            file.src_uri: address(file.page.meta)
            for file in self._files.documentation_pages()
            if file.page
        }
        self._listed = crawlers.listed({**named, **others}, config)
        digest = crawlers.digest_of_list(self._listed)
        if (
            self._earlier
            and self._earlier.sitemap == digest
            and self._states.keys().isdisjoint(crawlers.FILES)
        ):
            config.theme.static_templates.discard(crawlers.LIST)
            for path in crawlers.FILES:
                if path in self._earlier.files:
                    self._take_over(path)
        return digest

    def _took_over(self, file: File) -> bool:
        """Take over a file that is only copied, if it would come out as it did."""
        state = self._states.get(file.src_uri)
        earlier = self._earlier
        if earlier is None or not state or file.src_dir is None:
            return False
        if earlier.others.get(file.src_uri) != state or file.dest_uri not in earlier.files:
            return False
        # Into some of these MkDocs writes; what stood in a page's place was the page.
        if file.dest_uri in self._templated or file.dest_uri in self._places:
            return False
        self._take_over(file.dest_uri)
        return True

    @cached_property
    def _places(self) -> set[str]:
        """The places of the earlier site's pages."""
        return places_of(self._earlier.named) if self._earlier else set()

    def _take_over(self, path: str) -> None:
        """Give a file of the earlier site a second name in the new one; both are never changed."""
        self._linking.take((path,))
        self.taken.add(path)
