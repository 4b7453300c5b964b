"""From a checked timeline to Markdown pages and data files, without touching the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.late import imported_late

if TYPE_CHECKING:
    from timeline.pages.cards import Card
    from timeline.pages.catalogue import Catalogue, load_catalogue
    from timeline.pages.digests import Digests
    from timeline.pages.marks import digest
    from timeline.pages.reads import Read
    from timeline.pages.render import Rendering, render_cards, render_site
    from timeline.pages.site import Site
else:
    # Who puts pages into frames needs little of what makes them.
    __getattr__ = imported_late(
        __name__,
        {
            "cards": ("Card",),
            "catalogue": ("Catalogue", "load_catalogue"),
            "digests": ("Digests",),
            "marks": ("digest",),
            "reads": ("Read",),
            "render": ("Rendering", "render_cards", "render_site"),
            "site": ("Site",),
        },
    )

__all__ = [
    "Card",
    "Catalogue",
    "Digests",
    "Read",
    "Rendering",
    "Site",
    "digest",
    "load_catalogue",
    "render_cards",
    "render_site",
]
