"""Pages that somebody looks at, made before all others: what a writer waits for is one page.

They are only shown, and kept nowhere: the site that stands stays whole as it is, until the new one is
made without them. Afterwards it is seen whether they were right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from timeline.pages import Rendering
from timeline.pages.parts import ENTRIES
from timeline.write.earlier import Earlier
from timeline.write.finished import is_finished
from timeline.write.press import Press

MOST: Final = 3
"""Pages that are made early, at most: the others wait for them."""


def made_ahead(
    rendering: Rendering, press: Press, earlier: Earlier, pages: Iterable[str]
) -> Mapping[str, bytes]:
    """Return these pages, and what comes along with them, as they will be, where that is new.

    Args:
        rendering: Of the content as it is now.
        press: What made the finished pages of the site that stands.
        earlier: What is known of that site.
        pages: Paths in the site, those first that matter most. Only finished pages that the site has
            already, and that others do not name in their navigation, can be made alone.

    Raises:
        jinja2.TemplateError, ValueError, OSError: it cannot be done; nothing was changed.
    """
    alone = [
        source
        for source in (f"{page.removesuffix('.html')}.md" for page in pages)
        if source in earlier.pages and source not in press.named
    ][:MOST]
    early: dict[str, bytes] = {}
    for path, output in rendering.some(alone).items():
        data, _ = rendering.made(output)
        if path in alone:
            text = data.decode()
            data = press.page(path, text) if is_finished(text) else b""
            path = f"{path.removesuffix('.md')}.html"  # noqa: PLW2901  # the same, as readers get it
        if data and data != _there(earlier.site / path):
            early[path] = data
    return early


def as_foreseen(early: Mapping[str, bytes], made: Earlier, before: Earlier) -> bool:
    """Tell whether what was shown early is as it was made then, with all that it loads.

    Args:
        early: Path in the site -> what was shown.
        made: The site that was made.
        before: The one that it replaces.
    """
    loaded = ["assets/"]
    if any(path.partition("/")[0] not in ENTRIES for path in early if path.endswith(".html")):
        loaded.append("data/")
    same = all(
        made.others.get(path) == state
        for path, state in before.others.items()
        if path not in early and path.startswith(tuple(loaded))
    )
    return same and all(_there(made.site / path) == data for path, data in early.items())


def _there(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
