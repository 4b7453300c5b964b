"""Work that is done aside, in a process of its own, while this one does something else.

Unlike the parts of one piece of work (see ``forked``), it goes on for long, in steps, and what it
knows stays where it is done. Where it is not safe to fork, or does not pay, each step is done here,
when its outcome is asked for.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from types import FrameType
from typing import BinaryIO, Generic, NoReturn, TypeVar

from timeline.write.forked import Child, Leash, answer, leash, not_stopped, processes

W = TypeVar("W")
R = TypeVar("R")


class Aside(Generic[W]):
    """A worker aside; see ``aside``."""

    def __init__(
        self, worker: W, child: Child | None = None, orders: BinaryIO | None = None
    ) -> None:
        self._worker = worker
        self._child = child
        self._orders = orders

    def begin(self, step: Callable[[W], R], *, alone: bool = False) -> Callable[[], R]:
        """Have the worker begin a step; return what waits for its end.

        That returns what the step returned, or raises what it raised. It has to be called, for one
        step after the other; further steps may be begun before.

        Args:
            step: A function or a method of the worker's class, by its name in its module.
            alone: Whether it starts and writes nothing: then it is ended at once if it is given up.
        """
        if self._child is None or self._orders is None:
            return partial(step, self._worker)
        pickle.dump((step, alone), self._orders)
        self._orders.flush()
        return self._child.result

    def close(self) -> None:
        """Give up whatever the worker does, and wait until it has ended."""
        if self._child and self._orders:
            # Who waits for an order learns so that there are no more.
            self._orders.close()
            self._child.end()


@contextmanager
def aside(worker: W) -> Iterator[Aside[W]]:
    """Have a worker ready while the block runs. Whatever it does then is given up.

    What it is given is copied, and what it changes nobody else sees but on the disk.

    Raises:
        OSError: no process can be started.
    """
    if processes(2, 1) == 1:
        yield Aside(worker)
        return
    with leash() as held:
        theirs, ours = os.pipe()
        with os.fdopen(ours, "wb") as orders:
            with not_stopped():
                child = _start(worker, theirs, ours, held)
            with closing(Aside(worker, child, orders)) as started:
                yield started


def _start(worker: object, theirs: int, ours: int, held: Leash) -> Child:
    try:
        return Child(partial(_work, worker, theirs, ours), held)
    finally:
        os.close(theirs)


def _work(worker: object, theirs: int, ours: int, answers: BinaryIO) -> None:
    """Do one step after the other, as they are asked for."""
    os.close(ours)
    with os.fdopen(theirs, "rb") as orders:
        while True:
            try:
                step, alone = pickle.load(orders)  # noqa: S301  # see ``forked``
            except EOFError:
                return
            signal.signal(signal.SIGTERM, signal.SIG_DFL if alone else _give_up)
            answers.write(answer(partial(step, worker)))
            answers.flush()


def _give_up(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Leave what is being done, as Ctrl-C would have it: what it started is ended too."""
    raise KeyboardInterrupt
