"""Work that is done aside, in a process of its own, while this one does something else.

Unlike the parts of one piece of work (see ``forked``), it goes on for long, in steps, and what it
knows stays where it is done. Where it is not safe to fork, or does not pay, each step is done here,
when its outcome is asked for.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from types import FrameType
from typing import BinaryIO, Generic, NoReturn, TypeVar

from timeline.write.forked import Child, answer, leash, not_stopped, processes
from timeline.write.line import Line

W = TypeVar("W")
R = TypeVar("R")


class Aside(Generic[W]):
    """A worker aside; see ``aside``."""

    def __init__(self, worker: W, child: Child | None = None, line: Line | None = None) -> None:
        self._worker = worker
        self._child = child
        self._line = line

    def begin(self, step: Callable[[W], R], *, alone: bool = False) -> Callable[[], R]:
        """Have the worker begin a step; return what waits for its end.

        That returns what the step returned, or raises what it raised. It has to be called, for one
        step after the other; further steps may be begun before.

        Args:
            step: A function or a method of the worker's class, by its name in its module.
            alone: Whether it starts nothing, and writes nothing but what Python keeps of modules: then
                it is ended at once if it is given up.
        """
        if self._child is None or self._line is None:
            return partial(step, self._worker)
        # If it has ended, its outcome tells how.
        with suppress(BrokenPipeError):
            self._line.order(step, alone)
        return self._child.result

    def hold(self, descriptor: int) -> None:
        """Have the worker hold an open file too, from now on until it has ended.

        It holds all that were open when it was started.
        """
        if self._line:
            self._line.lend(descriptor)

    def close(self) -> None:
        """Give up whatever the worker does, and wait until it has ended."""
        if self._child and self._line:
            # Who waits for an order learns so that there are no more.
            self._line.close()
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
    with leash() as held, closing(Line()) as line:
        try:
            with not_stopped():
                child = Child(partial(_work, worker, line), held, forks=True)
        finally:
            line.close_far_end()
        with closing(Aside(worker, child, line)) as started:
            yield started


def _work(worker: object, line: Line, answers: BinaryIO) -> None:
    """Do one step after the other, as they are asked for."""
    line.close()
    given_up = False

    def give_up(_signal: int, _frame: FrameType | None) -> NoReturn:
        """Leave what is being done, as Ctrl-C would have it: what it started is ended too."""
        nonlocal given_up
        given_up = True
        raise KeyboardInterrupt

    for step, alone in line.orders():
        signal.signal(signal.SIGTERM, signal.SIG_DFL if alone else give_up)
        outcome = answer(partial(step, worker))
        if given_up:
            # Others may still hold the ends of our pipes, which would seem to be ours.
            return
        answers.write(outcome)
        answers.flush()
