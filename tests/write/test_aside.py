"""Work done aside: the same as done here, in order, and nothing of it is left when it is given up."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from timeline.write import aside as module
from timeline.write.aside import aside
from timeline.write.fault import BuildFailure
from timeline.write.forked import Lost, side_by_side


class Worker:
    """Counts what it did, and may fail."""

    def __init__(self) -> None:
        self.done = 0

    def work(self) -> tuple[int, int]:
        """Return how often this was done, and by which process."""
        self.done += 1
        return self.done, os.getpid()

    def share(self) -> list[int]:
        """Return by which processes this is done."""
        return side_by_side([os.getpid] * 2)

    def share_for_ever(self, ours: int) -> None:
        """Have another process wait, too, once it has told so through a pipe."""
        tasks: list[Callable[[], object]] = [signal.pause, partial(_tell, ours)]
        side_by_side(tasks)

    def fail(self) -> None:
        """Raise what a build may."""
        raise BuildFailure("two lines\nof what is wrong")

    def say_much(self) -> bytes:
        """Return more than a pipe holds."""
        return b"x" * 1_000_000

    def vanish(self) -> None:
        """End without an answer."""
        os._exit(3)

    def wait(self) -> None:
        """Wait for ever."""
        signal.pause()

    def leave(self, file: Path) -> None:
        """Write a file and end without an answer."""
        file.touch()
        os._exit(3)


def _tell(ours: int) -> None:
    os.write(ours, b"x")
    signal.pause()


@pytest.fixture(params=[1, 2])
def number(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return in how many processes the work is done."""
    monkeypatch.setattr(module, "processes", lambda *_: request.param)
    return int(request.param)


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have another process do the work, and look for what is left of it."""
    monkeypatch.setattr(module, "processes", lambda *_: 2)
    before = _children()
    yield
    assert _children() <= before


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count no threads that other tests have left in this process; a copy of it has none of them."""
    others = set(threading.enumerate()) - {threading.current_thread()}
    monkeypatch.setattr(threading, "active_count", lambda: len(set(threading.enumerate()) - others))


def _children() -> set[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return {number for found in lists for number in found.read_text(encoding="ascii").split()}


@pytest.mark.usefixtures("apart", "alone")
def test_a_worker_may_share_its_work_out() -> None:
    with aside(Worker()) as worker:
        own = worker.begin(Worker.work)()[1]
        first, second = worker.begin(Worker.share)()
    assert first == own
    assert second not in {own, os.getpid()}


@pytest.mark.usefixtures("apart", "alone")
def test_so_shared_it_is_given_up_as_a_whole() -> None:
    held, ours = os.pipe()
    with aside(Worker()) as worker:
        worker.begin(partial(Worker.share_for_ever, ours=ours))
        assert os.read(held, 1) == b"x"
    os.close(ours)
    # Each of them had an end of this pipe: it is over when all of them are.
    assert os.read(held, 1) == b""
    os.close(held)


def test_steps_are_done_in_order_by_one_worker(number: int) -> None:
    with aside(Worker()) as worker:
        made = [worker.begin(Worker.work)() for _ in range(3)]
    assert [done for done, _ in made] == [1, 2, 3]
    assert ({process for _, process in made} == {os.getpid()}) == (number == 1)
    assert len({process for _, process in made}) == 1


def test_steps_begun_ahead_are_done_in_order(number: int) -> None:
    del number
    with aside(Worker()) as worker:
        begun = [worker.begin(step) for step in (Worker.work, Worker.say_much, Worker.work)]
        first, much, last = (step() for step in begun)
    assert (first[0], len(much), last[0]) == (1, 1_000_000, 2)


def test_a_failure_comes_back_as_what_it_was_and_the_worker_goes_on(number: int) -> None:
    del number
    with aside(Worker()) as worker:
        failed = worker.begin(Worker.fail)
        with pytest.raises(BuildFailure, match="of what is wrong"):
            failed()
        assert worker.begin(Worker.work)()[0] == 1


def test_much_may_come_of_a_step(number: int) -> None:
    del number
    with aside(Worker()) as worker:
        assert len(worker.begin(Worker.say_much)()) == 1_000_000


@pytest.mark.usefixtures("apart")
def test_a_step_is_done_while_this_process_goes_on(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with aside(Path(pipe)) as worker:
        # Each waits for the other to open it.
        read = worker.begin(Path.read_bytes)
        pipe.write_bytes(b"from here")
        assert read() == b"from here"


@pytest.mark.usefixtures("apart")
def test_a_worker_that_ends_without_an_answer_is_told_of() -> None:
    with aside(Worker()) as worker, pytest.raises(Lost, match="status 3"):
        worker.begin(Worker.vanish)()


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("step", [Worker.wait, Worker.say_much, Worker.work])
def test_what_it_does_when_the_block_ends_is_given_up(step: object) -> None:
    with aside(Worker()) as worker:
        worker.begin(step)  # type: ignore[arg-type]  # one of the above


def test_beside_another_thread_all_is_done_here() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        with aside(Worker()) as worker:
            assert worker.begin(Worker.work)() == (1, os.getpid())
    finally:
        over.set()
        other.join()


PROGRAM = """
import signal
from pathlib import Path
from timeline.write.aside import aside
signal.signal(signal.SIGINT, signal.default_int_handler)
class Worker:
    def work(self):
        try:
            print("ready", flush=True)
            signal.pause()
        finally:
            print("cleared up", flush=True)
try:
    with aside(Worker()) as worker:
        worker.begin(Worker.work, alone=ALONE)()
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


@pytest.mark.parametrize(
    ("alone", "sent", "said"),
    [
        (False, signal.SIGINT, "cleared up\nstopped\n"),
        # What has nothing to clear up may be in the middle of anything.
        (True, signal.SIGINT, "stopped\n"),
        (False, signal.SIGKILL, ""),
        (False, signal.SIGTERM, ""),
    ],
)
def test_it_ends_with_the_first(alone: bool, sent: signal.Signals, said: str) -> None:
    """Both hold an end of the pipe that is read here, so its end is the end of both."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM.replace("ALONE", str(alone))],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parent.parent.parent,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(sent)
        assert process.stdout.read() == said


HOLDING = """
import fcntl, os, signal, sys
from timeline.write.aside import aside
class Worker:
    def stop(self):
        os.kill(os.getpid(), signal.SIGSTOP)
with aside(Worker()) as worker, open(sys.argv[1], "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    if WITH_IT:
        worker.hold(lock.fileno())
    print(worker._child._number, flush=True)
    worker.begin(Worker.stop)()
"""


@pytest.mark.parametrize("held", [False, True])
def test_what_it_holds_stays_locked_until_it_has_ended_too(held: bool, tmp_path: Path) -> None:
    """Where the first process is killed, the other may be in the middle of something."""
    place = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING.replace("WITH_IT", str(held)), str(place)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parent.parent.parent,
    ) as process:
        assert process.stdout is not None
        number = int(process.stdout.readline())
        while "(stopped)" not in Path(f"/proc/{number}/status").read_text(encoding="utf-8"):
            pass
        process.kill()
        process.wait()
        with place.open("a", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                free = True
            except BlockingIOError:
                free = False
            assert free != held
            os.kill(number, signal.SIGKILL)
            fcntl.flock(lock, fcntl.LOCK_EX)


@pytest.mark.usefixtures("apart")
def test_once_it_is_given_up_nothing_else_is_begun_though_others_hold_its_pipes(
    tmp_path: Path,
) -> None:
    with aside(Worker()) as started:
        started.begin(Worker.wait)
        started.begin(partial(Worker.leave, file=tmp_path / "begun"))
        other = os.fork()
        if not other:
            signal.pause()
            os._exit(0)
        try:
            started.close()
        finally:
            os.kill(other, signal.SIGKILL)
            os.waitpid(other, 0)
    assert not (tmp_path / "begun").exists()


@pytest.mark.usefixtures("apart")
def test_an_order_to_one_that_has_vanished_tells_how_it_ended() -> None:
    with aside(Worker()) as started:
        with pytest.raises(Lost, match="with status 3"):
            started.begin(Worker.vanish)()
        with pytest.raises(Lost, match="with status 3"):
            started.begin(Worker.work)()
