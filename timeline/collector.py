"""The garbage collector, held back while very many objects are made that all stay.

It would walk over all of them again and again: a fifth of the time of a check, and of a rendering.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Collect nothing while the block runs, for what makes hardly any cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collector_spared() -> Iterator[None]:
    """Collect what the block leaves behind, and pass over all that was there before."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
