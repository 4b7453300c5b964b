"""What changed since a site was made, what was made of it, and what is known of the next site then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from timeline.write.earlier import Earlier, Known, State, state_of
from timeline.write.press import Press
from timeline.write.reading import index_of


class Changes(NamedTuple):
    """What changed since a site was made.

    Attributes:
        pages: Finished pages.
        copied: Files that are copied as they are.
        nav: The navigation, as it was and is.
        states: Of all sources.
    """

    pages: Sequence[File]
    copied: Sequence[File]
    nav: Navigation
    states: Mapping[str, State]


class Followed(NamedTuple):
    """What is known of a site that follows another.

    Attributes:
        press: What made its changed pages.
        read: Digests of what search reads of them, by their sources, if it reads them.
        texts: Where that lies.
        reread: Paths of the pages of which search reads something else now; None if it does not
            read the same pages any more.
    """

    press: Press
    read: Mapping[str, str]
    texts: Path | None
    reread: Sequence[str] | None


def copied_into(known: Earlier, changes: Changes) -> Earlier:
    """Return what is known of a site into which no more than files were copied since."""
    return replace(known, others={path: changes.states[path] for path in known.others})


def known_of(earlier: Earlier, changes: Changes, made: Followed) -> Earlier:
    """Return what is known of a site that follows another, but how its files lie.

    Raises:
        OSError: what search reads does not lie where it was written.
    """
    texts, read = made.texts, made.read
    pages, kept = dict(earlier.pages), dict(earlier.texts)
    for file in changes.pages:
        path = file.src_uri
        known = earlier.pages[path]
        pages[path] = Known(changes.states[path], known.url, read.get(path, known.text))
        if texts:
            kept.pop(file.dest_uri, None)
            if read[path]:
                kept[file.dest_uri] = state_of((texts / file.dest_uri).lstat())
    digests = {path: known.text for path, known in pages.items()}
    return replace(
        earlier,
        pages=pages,
        others={path: changes.states[path] for path in earlier.others},
        index=index_of(digests, earlier.apart) if texts else "",
        texts=kept,
    )
