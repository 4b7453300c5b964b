"""The line from one process to another that it forked: orders, and open files to hold."""

from __future__ import annotations

import os
import pickle
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

Step = Callable[[Any], Any]


class Line:
    """Such a line, made before the other process is; each then closes the end that is not its own.

    Of files, the other one's are taken in with its next order. Until then the line itself holds them.
    """

    def __init__(self) -> None:
        """Make it.

        Raises:
            OSError: the system has none to give.
        """
        reader, writer = os.pipe()
        self._reader, self._writer = os.fdopen(reader, "rb"), os.fdopen(writer, "wb")
        self._far, self._near = socket.socketpair()
        self._lent = 0

    def order(self, step: Step, alone: bool) -> None:
        """Send what is to be done.

        Raises:
            OSError: the other process has ended.
        """
        pickle.dump((step, alone, self._lent), self._writer)
        self._writer.flush()
        self._lent = 0

    def lend(self, descriptor: int) -> None:
        """Send an open file, if the other process has not ended: that it has, an order tells."""
        with suppress(ConnectionError):
            # Not on Windows, where nothing is forked.
            socket.send_fds(self._near, [b"\0"], [descriptor])
            self._lent += 1

    def orders(self) -> Iterator[tuple[Step, bool]]:
        """Yield what is to be done, in the other process, until there is no more."""
        while True:
            try:
                step, alone, lent = pickle.load(self._reader)  # noqa: S301  # see ``forked``
            except EOFError:
                return
            for _ in range(lent):
                _, (descriptor,), _, _ = socket.recv_fds(self._far, 1, 1)
                # For programs that it starts: they may outlive both.
                os.set_inheritable(descriptor, True)  # noqa: FBT003  # takes no keyword
            yield step, alone

    def close(self) -> None:
        """Close the end of the process that gives orders."""
        with suppress(ConnectionError):
            # What was not taken is lost.
            self._writer.close()
        self._near.close()

    def close_far_end(self) -> None:
        """Close the other process's end."""
        self._reader.close()
        self._far.close()
