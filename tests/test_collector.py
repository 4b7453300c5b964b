"""The garbage collector is as it was once the work that it would hold up is done."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

import pytest

from timeline.collector import collector_paused, collector_spared


@pytest.mark.parametrize("held", [collector_paused, collector_spared])
def test_it_is_as_before_even_after_a_failure(
    held: Callable[[], AbstractContextManager[None]],
) -> None:
    before = gc.isenabled(), gc.get_freeze_count()
    with suppress(ValueError), held():
        raise ValueError
    assert (gc.isenabled(), gc.get_freeze_count()) == before


def test_it_stays_off_where_it_was_off() -> None:
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()


def test_what_was_there_before_is_passed_over() -> None:
    with collector_spared():
        assert gc.get_freeze_count() > 0
