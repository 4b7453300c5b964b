"""The garbage collector, held back while very many objects are made that all stay.

It would walk over all of them again and again: a fifth of the time of a check, and of a rendering.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

VERY_MANY: Final = 10_000
"""Objects made while nothing was collected, beyond which they are not looked at: a walk over that
many takes a millisecond."""

SELDOM: Final = (5_000, 50, 10)
"""Objects made, and collections of younger ones, after which there is one: where very much is made that
stays for a while, Python's own are a tenth of the time."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Collect nothing while the block runs, for what makes hardly any cycles.

    Very many objects count as old afterwards: to look for rubbish among them at once would take as
    long as what was saved. A process that goes on has to ``collect`` when it has time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > VERY_MANY:
                # The one way to make objects old without a walk over them.
                with collector_spared():
                    pass
            gc.enable()


@contextmanager
def collector_spared() -> Iterator[None]:
    """Collect what the block leaves behind, but seldom, and pass over all that was there before.

    Inside another such block, what was there is passed over until that one ends.
    """
    # To ask how much is passed over would be a walk over all of it.
    thresholds = gc.get_threshold()
    inside = thresholds == SELDOM
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        if not inside:
            gc.unfreeze()


def collect() -> None:
    """Look for rubbish among everything; a second and more where there is very much."""
    gc.collect()
