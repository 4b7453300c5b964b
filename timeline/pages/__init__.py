"""From a checked timeline to Markdown pages and data files, without touching the disk."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.pages.cards import Card
    from timeline.pages.catalogue import Catalogue, load_catalogue
    from timeline.pages.digests import Digests
    from timeline.pages.marks import digest
    from timeline.pages.reads import Read
    from timeline.pages.render import Rendering, render_cards, render_site
    from timeline.pages.site import Site
else:
    _ROOMS = {
        "Card": "cards",
        **dict.fromkeys(("Catalogue", "load_catalogue"), "catalogue"),
        "Digests": "digests",
        "digest": "marks",
        "Read": "reads",
        **dict.fromkeys(("Rendering", "render_cards", "render_site"), "render"),
        "Site": "site",
    }

    def __getattr__(name: str) -> object:
        """Import what makes pages when it is first asked for: who puts them into frames needs little."""
        if name not in _ROOMS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


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
