"""From a checked timeline to Markdown pages and data files, without touching the disk."""

from timeline.pages.catalogue import Catalogue, load_catalogue
from timeline.pages.render import render_site
from timeline.pages.site import Site

__all__ = ["Catalogue", "Site", "load_catalogue", "render_site"]
