"""Running texts as pages have them, without the page around them."""

from __future__ import annotations

from functools import cache

from tests.helpers import MINIMAL, check
from timeline.model.inline import Prose
from timeline.pages import Site, load_catalogue
from timeline.pages.environment import Renderer
from timeline.pages.links import Links


@cache
def _renderer() -> Renderer:
    timeline = check(MINIMAL).timeline
    assert timeline is not None
    return Renderer(timeline, Site("A site"), load_catalogue("en"), {})


def html_of(prose: Prose) -> str:
    """Return the HTML of a running text; references lead to pages that need not be there."""
    return Links(_renderer(), "index.md").blocks(prose)
