"""What is known of the build whose site stands, kept beside the configuration.

It lies apart from the site, since it speaks of times and places on this machine. Where anything does
not fit, nothing of it is used.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from timeline.load.store import Store
from timeline.write.earlier import Earlier, Known, State, site_states
from timeline.write.layers import Layers, Sections
from timeline.write.ownership import LIST

CACHE: Final = Path(".cache") / "builds"
"""Where it is kept, beside the configuration."""

_FORM: Final = "4"
"""Of what is kept; goes up with each change of it."""


NO_FILE: Final = (0, 0, 0)
"""In place of the state of what is no file."""


class Record:
    """What is known of the site that stands in one place."""

    def __init__(self, home: Path, site: Path) -> None:
        """Take the folder of the configuration, and the place of the site."""
        self._site = site
        name = hashlib.sha256(os.fsencode(site)).hexdigest()[:16]
        self._layers = Layers(Store(home / CACHE), f"{name}.json", _FORM)

    def recall(self) -> Earlier | None:
        """Return what is known of the build that made it, if not a file of it was touched since."""
        try:
            known = self._layers.read()
            return None if known is None else self._recalled(known)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def _recalled(self, known: Sections) -> Earlier | None:
        files, about = site_states(self._site), known["about"]
        if LIST not in files or about["files"] != _digest(files):
            return None
        return Earlier(
            frame=str(about["frame"]),
            index=str(about["index"]),
            apart=str(about["apart"]),
            linked=frozenset(map(str, about["linked"])),
            followed=about["followed"] is True,
            sitemap=str(about["sitemap"]),
            pages={
                path: Known(tuple(state), str(url), str(text))
                for path, (state, url, text) in known["pages"].items()
            },
            others={path: tuple(state) for path, state in known["others"].items()},
            site=self._site,
            files=files,
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
        about = {
            "frame": known.frame,
            "index": known.index,
            "apart": known.apart,
            "linked": sorted(known.linked),
            "followed": known.followed,
            "sitemap": known.sitemap,
            "files": _digest(files),
        }
        pages = {path: [list(state), *rest] for path, (state, *rest) in known.pages.items()}
        lists: dict[str, Mapping[str, Any]] = {
            name: {path: list(state) for path, state in states.items()}
            for name, states in (("others", known.others), ("texts", known.texts))
        }
        self._layers.write({"about": about, "pages": pages, **lists}, whole=False)


def _digest(files: Mapping[str, State]) -> str:
    """Return a digest of how a site's files lie: there are so many that they are not listed.

    Numbers of all in one list are put into words in a third of the time that they take in many.
    """
    paths = sorted(files)
    numbers = list(chain.from_iterable(files[path] or NO_FILE for path in paths))
    digest = hashlib.sha256(os.fsencode("\0".join(paths)))
    digest.update(str(numbers).encode())
    return digest.hexdigest()
