"""What is known of the build whose site stands, kept beside the configuration.

It lies apart from the site, since it speaks of times and places on this machine. Where anything does
not fit, nothing of it is used.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from timeline.load.store import Store
from timeline.write.earlier import Earlier, Known, Plain, State, site_states
from timeline.write.layers import Layers, Sections
from timeline.write.ownership import LIST

CACHE: Final = Path(".cache") / "builds"
"""Where it is kept, beside the configuration."""

_FORM: Final = "6"
"""Of what is kept; goes up with each change of it."""


FILES: Final = "files-"
"""How the name of a file begins that holds no more than how the site's files lie: that is asked first."""

NO_FILE: Final = (0, 0, 0)
"""In place of the state of what is no file."""

_MARSHAL: Final = 2
"""Version of the format of Python's own in which the same data are the same bytes."""


class Record:
    """What is known of the site that stands in one place."""

    def __init__(self, home: Path, site: Path) -> None:
        """Take the folder of the configuration, and the place of the site."""
        self._site = site
        self._name = f"{hashlib.sha256(os.fsencode(site)).hexdigest()[:16]}.json"
        self._store = Store(home / CACHE)
        self._layers = Layers(self._store, self._name, _FORM)
        self._files: Mapping[str, State] = {}
        self._digest = ""

    def is_untouched(self) -> bool:
        """Tell whether the site lies there as a build left it."""
        try:
            found = site_states(self._site)
        except OSError:
            return False
        # Whoever puts these into order again, with a few others, has little to do.
        files = {path: found[path] for path in sorted(found)}
        digest = _digest(files)
        kept = self._store.read(f"{FILES}{self._name}")
        if LIST not in files or kept is None or kept[0] != digest:
            return False
        self._files, self._digest = files, digest
        return True

    def recall(self) -> Earlier | None:
        """Return what is known of the build that made it, if it is known to be untouched."""
        try:
            known = self._layers.read()
            return None if known is None else self._recalled(known)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def _recalled(self, known: Sections) -> Earlier | None:
        about = known["about"]
        if not self._digest or about["files"] != self._digest:
            return None
        return Earlier(
            frame=str(about["frame"]),
            index=str(about["index"]),
            plain={
                path: Plain(str(front), str(url), frozenset(sought), frozenset(leads), str(text))
                for path, (front, url, sought, leads, text) in known["plain"].items()
            },
            followed=about["followed"] is True,
            sitemap=str(about["sitemap"]),
            pages={
                path: Known(tuple(state), str(url), str(text))
                for path, (state, url, text) in known["pages"].items()
            },
            others={path: tuple(state) for path, state in known["others"].items()},
            site=self._site,
            files=self._files,
            texts={path: tuple(state) for path, state in known["texts"].items()},
        )

    def remember(self, known: Earlier, files: Mapping[str, State] | None = None) -> None:
        """Keep what is known of a build whose site stands now; a wish, and no duty.

        Where it cannot be kept, the next build makes everything.

        Args:
            known: What that is.
            files: How the site's files lie; looked up if not given.
        """
        try:
            files = site_states(self._site) if files is None else files
        except OSError:
            return
        digest = _digest(files)
        about = {
            "frame": known.frame,
            "index": known.index,
            "followed": known.followed,
            "sitemap": known.sitemap,
            "files": digest,
        }
        pages = {path: [list(state), *rest] for path, (state, *rest) in known.pages.items()}
        plain = {
            path: list(page._replace(sought=sorted(page.sought), leads=sorted(page.leads)))
            for path, page in known.plain.items()
        }
        lists: dict[str, Mapping[str, Any]] = {
            name: {path: list(state) for path, state in states.items()}
            for name, states in (("others", known.others), ("texts", known.texts))
        }
        self._layers.write({"about": about, "pages": pages, "plain": plain, **lists}, whole=False)
        self._store.write(f"{FILES}{self._name}", digest)


def _digest(files: Mapping[str, State]) -> str:
    """Return a digest of how a site's files lie: there are so many that they are not listed.

    Numbers of all are put into bytes at once, which takes a fraction of the time.
    """
    paths = sorted(files)
    numbers = [*chain.from_iterable(files[path] or NO_FILE for path in paths)]
    digest = hashlib.sha256(os.fsencode("\0".join(paths)))
    digest.update(marshal.dumps(numbers, _MARSHAL))
    return digest.hexdigest()
