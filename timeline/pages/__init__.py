"""From a checked timeline to Markdown pages and data files, without touching the disk."""

from timeline.pages.cards import Card
from timeline.pages.catalogue import Catalogue, load_catalogue
from timeline.pages.digests import Digests
from timeline.pages.marks import digest
from timeline.pages.reads import Read
from timeline.pages.render import Rendering, render_cards, render_site
from timeline.pages.site import Site

__all__ = [
    "Card",
    "Catalogue",
    "Digests",
    "Read",
    "Rendering",
    "Site",
    "digest",
    "everything",
    "load_catalogue",
    "render_cards",
    "render_site",
]
