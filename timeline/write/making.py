"""How a site is to be made by MkDocs: what of it, with what, and who is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.pages.compiled import CompiledTemplates
from timeline.write.earlier import Earlier
from timeline.write.search import Revision


@dataclass(frozen=True, slots=True)
class Making:
    """How a site is made.

    Attributes:
        earlier: What is known of an earlier build, of which as much as fits is taken over.
        chosen: Which of all finished pages are made, given their paths in ``docs/`` in order.
        rest: Whether everything else is made too.
        texts: A folder for what search reads of each page, if an index is to be made of that. What
            the earlier build left there is used again.
        was: A folder, not there yet, for what search read of pages that are made anew.
        ready: Called once all texts are there, with what became of those of the earlier index if
            that is known; not called if the earlier index still fits.
        told: Called now and then with the number of pages that are made, and that are to be.
        templates: Compiled ones, to be used again.
    """

    earlier: Earlier | None = None
    chosen: Callable[[Sequence[str]], Collection[str]] | None = None
    rest: bool = True
    texts: Path | None = None
    was: Path = Path()
    ready: Callable[[Revision | None], None] = lambda _: None
    told: Callable[[int, int], None] = lambda *_: None
    templates: CompiledTemplates | None = None
