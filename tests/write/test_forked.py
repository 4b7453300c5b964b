"""Work in several processes: the same as in one, and nothing is left of it, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import jinja2
import pytest

from timeline.settings import MOST_PROCESSES
from timeline.write.fault import BuildFailure
from timeline.write.forked import Lost, beside, processes, shares, side_by_side


def _children() -> set[str]:
    """The processes that this one has started and not yet seen to their end."""
    lists = Path("/proc/self/task").glob("*/children")
    return {number for found in lists for number in found.read_text(encoding="ascii").split()}


@pytest.fixture(autouse=True)
def no_child_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look for what is left behind; browsers and servers of other tests are nobody's business here."""
    before, count = _children(), threading.active_count
    others = count() - 1
    # Beside threads that other tests have left in this process, nothing would be forked.
    monkeypatch.setattr(threading, "active_count", lambda: count() - others)
    yield
    assert _children() <= before


def _fail(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize("number", [1, 2, 3, 7])
def test_shares_are_all_of_it_in_order(number: int) -> None:
    parts = shares(range(5), number)
    assert len(parts) == number
    assert [item for part in parts for item in part] == list(range(5))
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize("number", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(number: int) -> None:
    items = [f"page {n}\n" * 20_000 for n in range(10)]
    tasks = [
        partial(lambda share: [text.encode() for text in share], share)
        for share in shares(items, number)
    ]
    made = side_by_side(tasks)
    assert [text for part in made for text in part] == [text.encode() for text in items]


def test_the_first_task_is_done_here_and_each_other_one_elsewhere() -> None:
    assert side_by_side([]) == []
    assert side_by_side([os.getpid]) == [os.getpid()]
    first, second, third = side_by_side([os.getpid] * 3)
    assert first == os.getpid()
    assert len({first, second, third}) == 3


def test_with_another_thread_about_all_is_done_here() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert processes(1_000_000, 1) == 1
        assert side_by_side([os.getpid] * 2) == [os.getpid()] * 2
    finally:
        over.set()
        other.join()


@pytest.mark.parametrize("cores", [1, 2])
def test_a_task_beside_is_done_elsewhere_if_there_is_a_core_for_it(
    cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    with beside(os.getpid) as outcome:
        assert (outcome() == os.getpid()) == (cores == 1)


@pytest.mark.parametrize("cores", [1, 2])
def test_outcomes_of_tasks_beside_come_one_after_the_other(
    cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    done: list[int] = []
    with beside(lambda: done.append(1), lambda: len(done), os.getpid) as outcome:
        assert outcome() is None
        # What the first did, the second sees.
        assert outcome() == 1
        assert (outcome() == os.getpid()) == (cores == 1)


def test_a_task_that_is_not_worth_a_process_is_done_here() -> None:
    with beside(os.getpid, worth=False) as outcome:
        assert outcome() == os.getpid()


def test_a_share_is_not_divided_again() -> None:
    made = side_by_side([partial(side_by_side, [os.getpid] * 2)] * 2)
    assert len({*made[0]}) == 2
    assert len({*made[1]}) == 1


def test_a_task_beside_fails_where_its_outcome_is_asked_for() -> None:
    with beside(partial(_fail, ValueError("no"))) as outcome, pytest.raises(ValueError, match="no"):
        outcome()


def test_a_task_beside_is_given_up_if_nobody_waits() -> None:
    with beside(signal.pause):
        pass


def test_few_things_are_not_worth_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)))
    assert [processes(size, 100) for size in (0, 199, 200, 350)] == [1, 1, 2, 3]
    assert processes(1_000_000, 100) == MOST_PROCESSES
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3})
    assert processes(1_000_000, 100) == 1


@pytest.mark.parametrize(
    "error",
    [
        BuildFailure("two lines\nof what is wrong"),
        FileNotFoundError(2, "No such file", "docs/x.md"),
        jinja2.TemplateSyntaxError("unexpected 'x'", 3, "main.html", "theme/main.html"),
        KeyboardInterrupt(),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_failure_comes_back_as_what_it_was(error: BaseException, place: int) -> None:
    tasks: list[Callable[[], int]] = [lambda: 1, lambda: 2, lambda: 3]
    tasks[place] = partial(_fail, error)
    with pytest.raises(type(error)) as caught:
        side_by_side(tasks)
    assert str(caught.value) == str(error)
    assert vars(caught.value).keys() - {"__notes__"} == vars(error).keys() - {"__notes__"}


def test_of_several_failures_the_first_in_order_is_told() -> None:
    tasks: list[Callable[[], int]] = [partial(_fail, ValueError(str(n))) for n in range(3)]
    for _ in range(3):
        with pytest.raises(ValueError, match="0"):
            side_by_side(tasks)
        with pytest.raises(ValueError, match="1"):
            side_by_side([lambda: 0, *tasks[1:]])


@pytest.mark.parametrize(
    ("end", "how"), [(lambda: os.kill(os.getpid(), 9), "by signal 9"), (lambda: os._exit(3), "3")]
)
def test_a_process_that_ends_without_an_answer_is_told_of(
    end: Callable[[], None], how: str
) -> None:
    tasks: list[Callable[[], None]] = [lambda: None, end]
    with pytest.raises(Lost, match=how):
        side_by_side(tasks)


PROGRAM = """
import os, signal, sys
from timeline.write.forked import side_by_side
# Who starts the tests in the background may have switched Ctrl-C off for all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
def wait():
    signal.pause()
def tell():
    print("ready", flush=True)
    wait()
try:
    side_by_side([tell, wait, wait])
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_they_end_with_the_first(sent: signal.Signals) -> None:
    """Each of them holds an end of the pipe that is read here, so its end is the end of them all."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parent.parent.parent,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(sent)
        assert process.stdout.read() == ("stopped\n" if sent == signal.SIGINT else "")


def test_ctrl_c_from_a_terminal_is_told_once() -> None:
    """It comes to all processes at once."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        cwd=Path(__file__).parent.parent.parent,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate() == ("stopped\n", "")
