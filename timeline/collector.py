"""The garbage collector, held back while very many objects are made that all stay.

It would walk over all of them again and again: a fifth of the time of a check, and of a rendering.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Collect nothing while the block runs, for what makes hardly any cycles.

    What was made then counts as old: to look for rubbish among it at once would take as long as
    what was saved.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                # The one way to make objects old without a walk over them.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@contextmanager
def collector_spared() -> Iterator[None]:
    """Collect what the block leaves behind, and pass over all that was there before."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
