"""What changed since a site was made, what was made of it, and what is known of the next site then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from timeline.write.earlier import Earlier, Known, Plain, State, state_of
from timeline.write.press import Press
from timeline.write.reading import index_of


class Changes(NamedTuple):
    """What changed since a site was made.

    Attributes:
        pages: Finished pages that are new or not as they were.
        plain: Pages of Markdown that are not as they were, with their texts.
        rendered: What is known of these, by their paths in ``docs/``.
        copied: Files that are copied as they are, and are new or not as they were.
        gone: Finished pages that are there no more.
        dropped: Files that were copied, likewise.
        nav: The navigation, as it was and is.
        states: Of all sources.
    """

    pages: Sequence[File]
    plain: Sequence[File]
    rendered: Mapping[str, Plain]
    copied: Sequence[File]
    gone: Sequence[File]
    dropped: Sequence[File]
    nav: Navigation
    states: Mapping[str, State]

    @property
    def made(self) -> Sequence[File]:
        """All pages that are made."""
        return [*self.pages, *self.plain]

    @property
    def only_copies(self) -> bool:
        """Whether no page is other than it was."""
        return not (self.pages or self.plain or self.gone)


class Reread(NamedTuple):
    """The pages of which search reads something else than it did, by their paths in the site.

    Attributes:
        changed: Those of which it did and does read something.
        gone: Those of which it reads nothing any more.
        come: Those of which it read nothing.
    """

    changed: Sequence[str]
    gone: Sequence[str]
    come: Sequence[str]


class Followed(NamedTuple):
    """What is known of a site that follows another, before its pages are made.

    Attributes:
        press: What makes its changed pages.
        read: Digests of what search reads of them, by their sources, if it reads them.
        texts: Where that lies.
        reread: What of it is other than it was.
    """

    press: Press
    read: Mapping[str, str]
    texts: Path | None
    reread: Reread


def copied_into(known: Earlier, changes: Changes) -> Earlier:
    """Return what is known of a site in which no more than copies were changed since."""
    return replace(known, others=_others(known.pages, changes))


def known_of(
    earlier: Earlier, changes: Changes, made: Followed, urls: Mapping[str, str]
) -> Earlier:
    """Return what is known of a site that follows another, but its list and how its files lie.

    Args:
        earlier: What is known of that.
        changes: What changed.
        made: What was made of it.
        urls: The addresses that finished pages name which were made.

    Raises:
        OSError: what search reads does not lie where it was written.
    """
    read, states = made.read, changes.states
    pages = {path: known for path, known in earlier.pages.items() if path in states}
    for path in (file.src_uri for file in changes.pages):
        text = pages[path].text if path in pages else ""
        pages[path] = Known(states[path], urls[path], read.get(path, text))
    plain = dict(earlier.plain)
    for path, page in changes.rendered.items():
        plain[path] = page._replace(text=read.get(path, plain[path].text))
    texts = {path: known.text for path, known in pages.items()}
    others = {path: page.text for path, page in plain.items()}
    return replace(
        earlier,
        pages=pages,
        plain=plain,
        others=_others(pages, changes),
        index=index_of(texts, others) if made.texts else "",
        texts=_texts(earlier, changes, made) if made.texts else earlier.texts,
    )


def _others(pages: Mapping[str, Known], changes: Changes) -> dict[str, State]:
    return {path: state for path, state in changes.states.items() if path not in pages}


def _texts(earlier: Earlier, changes: Changes, made: Followed) -> dict[str, State]:
    """Return how all lies that search reads."""
    assert made.texts is not None  # noqa: S101  # it reads something
    texts = dict(earlier.texts)
    for file in (*changes.gone, *changes.made):
        texts.pop(file.dest_uri, None)
    for file in changes.made:
        if made.read[file.src_uri]:
            texts[file.dest_uri] = state_of((made.texts / file.dest_uri).lstat())
    return texts
