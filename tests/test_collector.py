"""The garbage collector is as it was once the work that it would hold up is done."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

import pytest

from timeline.collector import VERY_MANY, collect, collector_paused, collector_spared


@pytest.mark.parametrize("held", [collector_paused, collector_spared])
def test_it_is_as_before_even_after_a_failure(
    held: Callable[[], AbstractContextManager[None]],
) -> None:
    before = gc.isenabled(), gc.get_freeze_count(), gc.get_threshold()
    with suppress(ValueError), held():
        raise ValueError
    assert (gc.isenabled(), gc.get_freeze_count(), gc.get_threshold()) == before


def test_it_stays_off_where_it_was_off() -> None:
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()


def test_what_was_there_before_is_passed_over() -> None:
    with collector_spared():
        assert gc.get_freeze_count() > 0


def test_large_work_is_held_up_less_often() -> None:
    before = gc.get_threshold()
    with collector_spared():
        assert gc.get_threshold() > before


class Rubbish:
    """Something that only the collector can clear away, since it holds itself."""

    def __init__(self) -> None:
        self.me = self


def left_behind(more: int) -> weakref.ref[Rubbish]:
    """Return what is left of rubbish that was made, among more objects, while nothing was collected."""
    with collector_paused():
        held: list[list[int]] = [[] for _ in range(more)]
        rubbish = weakref.ref(Rubbish())
    del held
    return rubbish


def test_small_work_leaves_no_rubbish_however_often_it_is_done() -> None:
    rubbish = left_behind(100)
    # The youngest are collected by themselves, as more objects are made.
    held: list[list[int]] = [[] for _ in range(10 * gc.get_threshold()[0])]
    assert rubbish() is None
    del held


def test_what_large_work_leaves_goes_when_there_is_time() -> None:
    rubbish = left_behind(2 * VERY_MANY)
    collect()
    assert rubbish() is None
