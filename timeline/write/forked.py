"""Parts of one piece of work in processes of their own, where that is quicker.

A part is done by a fork of this process, so it finds everything in memory and starts at once. It
ends with the process that it came from, however that ends, and sends back what it made through a
pipe. Nobody else has an end of that pipe, so what comes out of it may be unpickled.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import pairwise
from typing import Any, BinaryIO, Final, NamedTuple, NoReturn, TypeVar

from timeline.settings import MOST_PROCESSES

R = TypeVar("R")
T = TypeVar("T")

_HELD: Final = (signal.SIGINT, signal.SIGTERM)
"""What asks a program to stop. An exception in a copy would undo what is the first one's work."""

_HARMLESS: Final = "ends with the first"
"""The name of a thread that does nothing but wait for the system, and holds nothing meanwhile."""


class Lost(OSError):  # noqa: N818  # what a user is told, as any refusal of the system
    """A process ended without an answer; ``str()`` says how, and what to do."""


def processes(size: int, least: int) -> int:
    """Return in how many processes work is best done, this one included.

    Args:
        size: Of the work, counted in whatever it consists of.
        least: How much of it is worth a process of its own.
    """
    if size < 2 * least or not _may_fork():
        return 1
    return min(len(os.sched_getaffinity(0)), MOST_PROCESSES, size // least)


def shares(items: Sequence[T], number: int) -> list[Sequence[T]]:
    """Divide items into so many shares of about the same size, in the order of the items."""
    ends = [len(items) * n // number for n in range(number + 1)]
    return [items[start:end] for start, end in pairwise(ends)]


def side_by_side(tasks: Sequence[Callable[[], R]]) -> list[R]:
    """Do each task in a process of its own, the first in this one, and return what they return.

    Where it is not safe to fork, this process does all of them, one after the other. So no task may
    need what another does, nor change what another reads.

    Args:
        tasks: As many as there are to be processes, see ``processes``. What they return, and what
            they raise, must be such that it can be pickled.

    Raises:
        Lost: a process ended without an answer.
        BaseException: what a task raised, the first in the tasks' order; the others are ended.
    """
    if len(tasks) < 2 or not _may_fork():  # noqa: PLR2004  # one and another
        return [task() for task in tasks]
    children: list[Child] = []
    with leash() as held:
        try:
            with not_stopped():
                children += [Child(partial(_each, [task]), held) for task in tasks[1:]]
            return [tasks[0](), *(child.result() for child in children)]
        finally:
            for child in children:
                child.end()


@contextmanager
def beside(*tasks: Callable[[], Any], worth: bool = True) -> Iterator[Callable[[], Any]]:
    """Have tasks done in a process of their own while the block runs, one after the other.

    It yields what waits for the outcome of the first, then of the next. Where that is not safe, or
    there is no core for it, each is done here when its outcome is asked for. What nobody waited for by
    the end of the block is given up.

    Args:
        tasks: What is to be done.
        worth: Whether they take longer than a process does to start.

    Raises:
        OSError: no process can be started.
    """
    if not worth or processes(2, 1) == 1:
        left = iter(tasks)

        def here() -> Any:
            return next(left)()

        yield here
        return
    with leash() as held:
        with not_stopped():
            child = Child(partial(_each, tasks), held)
        try:
            yield child.result
        finally:
            child.end()


def _may_fork() -> bool:
    """Tell whether a copy of this process could do any work.

    Windows has none, and on macOS the system's own libraries may not survive it. What another
    thread holds would be held in the copy for ever.
    """
    if sys.platform != "linux":
        return False
    harmless = sum(thread.name == _HARMLESS for thread in threading.enumerate())
    return threading.active_count() - harmless == 1


class Leash(NamedTuple):
    """A pipe into which nothing is ever written: for who waits at ``held``, it ends as ``ours`` does."""

    held: int
    ours: int


@contextmanager
def leash() -> Iterator[Leash]:
    """Yield what ends all processes that are started with it, once this one is gone."""
    pipe = Leash(*os.pipe())
    try:
        yield pipe
    finally:
        for end in pipe:
            os.close(end)


@contextmanager
def not_stopped() -> Iterator[None]:
    """Have a wish to stop wait until the block is over: until we know all children."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Child:
    """A process that works, and sends back what comes of it."""

    def __init__(
        self,
        work: Callable[[BinaryIO], None],
        held: Leash,
        *,
        forks: bool = False,
    ) -> None:
        """Start it.

        Args:
            work: What it does; it writes each answer into the pipe that it is given.
            held: With whose end it ends.
            forks: Whether it may share work out, too. What is itself a share is not divided again.
        """
        answers, theirs = os.pipe()
        try:
            with warnings.catch_warnings():
                # Newer Python versions warn of any other thread. See _may_fork.
                warnings.simplefilter("ignore", DeprecationWarning)
                self._number = os.fork()
            if not self._number:
                os.close(held.ours)
                os.close(answers)
                _do(work, held.held, theirs, forks=forks)
        except OSError:
            os.close(answers)
            raise
        finally:
            os.close(theirs)
        self._answers = os.fdopen(answers, "rb")
        self._status: int | None = None
        """How it ended, once that was seen."""

    def result(self) -> Any:
        """Wait for the next answer, and return what came of the work or raise what it raised."""
        try:
            done, outcome = pickle.load(self._answers)  # noqa: S301  # see the module's docstring
        except (EOFError, pickle.UnpicklingError):
            code = os.waitstatus_to_exitcode(self._wait())
            how = f"by signal {-code}" if code < 0 else f"with status {code}"
            raise Lost(
                f"a process that did a part of the work ended {how}, perhaps for want of memory;"
                " make room, then run this again"
            ) from None
        if not done:
            raise outcome
        return outcome

    def end(self) -> None:
        """End the process, if it has not ended yet."""
        self._answers.close()
        if self._status is None:
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGTERM)
            self._wait()

    def _wait(self) -> int:
        if self._status is None:
            _, self._status = os.waitpid(self._number, 0)
        return self._status


def _do(
    work: Callable[[BinaryIO], None],
    held: int,
    theirs: int,
    *,
    forks: bool,
) -> NoReturn:
    """Work in a process that was just forked, and end.

    Nothing else of the program is to run here: what is cleared up on the way out is not ours.
    """
    code = 1
    try:
        # A terminal sends Ctrl-C to all of us. The first process hears it and ends the others.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD)
        name = _HARMLESS if forks else None
        threading.Thread(target=_end_with_the_first, args=(held,), name=name, daemon=True).start()
        # What there was before stays: to look through it would only copy it.
        gc.freeze()
        with os.fdopen(theirs, "wb") as pipe:
            work(pipe)
        code = 0
    finally:
        os._exit(code)


def _end_with_the_first(held: int) -> None:
    os.read(held, 1)
    os._exit(1)


def _each(tasks: Sequence[Callable[[], Any]], pipe: BinaryIO) -> None:
    for task in tasks:
        pipe.write(answer(task))
        pipe.flush()


def answer(task: Callable[[], Any]) -> bytes:
    """Do a task; return what it returned or raised, for ``Child.result``."""
    try:
        outcome = True, task()
    except BaseException as error:  # noqa: BLE001  # raised again where the task came from
        error.add_note(traceback.format_exc())
        outcome = False, error
    return pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
