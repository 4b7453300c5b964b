"""A process that has everything imported and forks for each run, so that a run costs no start.

The test's side is ``Nursery``; the other is this file as a program. A run may be given a fault:

============ =================================================================================
``kill``     at a moment, the run kills itself
``soon``     when Pagefind starts, the run is killed some milliseconds later
``renaming`` the run kills itself before it renames a file or folder of this name
``signal``   at a moment, the run gets Ctrl-C
``error``    at a moment and ever after, whatever writes fails with this error
``plain``    no privileges: even root may then not write where nobody may
``limit``    no file may grow larger than so many bytes
``offline``  no network: Python's calls are written down, and there is none where the system lets us
``slow``     two folders cannot change places at once
``aside``    faults, as above, at moments of the process in which a part of a build is done
``lost``     of that process: at a moment, it kills itself
============ =================================================================================

Moments are counted by what Python tells its audit hooks: each opening, renaming, removing and so
on. So the same number is the same moment in each run, however fast the machine is.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PROJECT = Path(__file__).parent.parent.parent
COUNTED = ("open", "os.", "shutil.", "subprocess.", "ctypes.dlsym")
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
WRITING = ("os.mkdir", "os.rename", "os.link", "os.truncate")
CLEARING = ("os.remove", "os.rmdir")


@dataclass(frozen=True)
class Outcome:
    """How a run ended: its exit code, negative if a signal ended it; what it said; its moments."""

    code: int
    said: str
    moments: int
    network: list[str]


class Nursery:
    """Runs of the program in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _a: type[BaseException] | None, _b: BaseException | None, _c: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def start(self, *arguments: str, **faults: Any) -> int:
        """Start a run and return its number."""
        order = {"folder": str(self.folder), "arguments": arguments, "faults": faults}
        return int(self._ask(order)["pid"])

    def wait(self, number: int) -> Outcome:
        """Wait for the end of a run."""
        return Outcome(**self._ask({"pid": number}))

    def run(self, *arguments: str, **faults: Any) -> Outcome:
        """Run the program to its end, whatever end that is."""
        return self.wait(self.start(*arguments, **faults))

    def _ask(self, order: Mapping[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def _serve() -> None:
    """Answer orders until there are no more."""
    from timeline.cli import main  # noqa: PLC0415  # only this process needs them
    from timeline.write import engines, follower, offline, site  # noqa: PLC0415

    del engines, follower, offline, site
    for line in sys.stdin:
        order = json.loads(line)
        if "pid" in order:
            answer = _ended(order["pid"])
        else:
            pid = os.fork()
            if not pid:
                _run(main, **order)
            answer = {"pid": pid}
        print(json.dumps(answer), flush=True)


def _ended(pid: int) -> dict[str, Any]:
    _, status = os.waitpid(pid, 0)
    place = _notes(pid)
    told = json.loads(place.with_suffix(".json").read_text(encoding="utf-8") or "{}")
    said = place.read_text(encoding="utf-8")
    place.unlink()
    place.with_suffix(".json").unlink()
    ended: dict[str, Any] = {"moments": 0, "network": []} | told
    return ended | {"code": os.waitstatus_to_exitcode(status), "said": said}


def _notes(pid: int) -> Path:
    return Path(os.environ.get("TMPDIR", "/tmp")) / f"timeline-nursery-{pid}.txt"  # noqa: S108  # this process alone writes there


def _run(main: Any, folder: str, arguments: list[str], faults: dict[str, Any]) -> None:
    """Run the program in a forked process, which ends with it."""
    place = _notes(os.getpid())
    out = os.open(place, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    told = os.open(place.with_suffix(".json"), os.O_CREAT | os.O_WRONLY, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.chdir(folder)
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    _prepare(faults)
    hook = _Hook(faults)
    sys.addaudithook(hook)
    code = 70
    try:
        code = main(arguments)
    except BaseException:  # noqa: BLE001  # a traceback is a finding, to be told as any output
        import traceback  # noqa: PLC0415

        traceback.print_exc()
    finally:
        hook.over = True
        sys.stdout.flush()
        sys.stderr.flush()
        with contextlib.suppress(OSError):
            os.write(told, json.dumps({"moments": hook.count, "network": hook.network}).encode())
        os._exit(code)


def _prepare(faults: dict[str, Any]) -> None:
    if faults.get("plain"):
        _drop_privileges()
    if "limit" in faults:
        resource.setrlimit(resource.RLIMIT_FSIZE, (faults["limit"], faults["limit"]))
    if faults.get("offline"):
        # CLONE_NEWNET, with CLONE_NEWUSER for those who are not root; see unshare(2).
        ctypes.CDLL(None).unshare(0x40000000 | (0 if os.geteuid() == 0 else 0x10000000))
    if faults.get("slow"):
        from timeline.write import exchange  # noqa: PLC0415

        exchange.swap = lambda *_: False


def _drop_privileges() -> None:
    """Give up every capability, by capset(2), version 3; for who has none this changes nothing."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    none = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(header, none):
        raise OSError(ctypes.get_errno(), "capset")


class _Hook:
    """Counts moments, and brings the fault about at its own."""

    def __init__(self, faults: dict[str, Any]) -> None:
        self.faults = faults
        self.first = self.process = os.getpid()
        self.count = 0
        self.network: list[str] = []
        self.over = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.over:
            return
        if self.process != os.getpid():
            self.process, self.count, self.faults = os.getpid(), 0, self.faults.get("aside", {})
        if event in NETWORK:
            self.network.append(f"{event} {arguments[1:]}")
        if not event.startswith(COUNTED):
            return
        self.count += 1
        for fault, number, process in (
            ("kill", signal.SIGKILL, self.first),
            ("signal", signal.SIGINT, self.first),
            ("lost", signal.SIGKILL, self.process),
        ):
            if self.count == self.faults.get(fault):
                os.kill(process, number)
        if event == "os.rename" and Path(arguments[0]).name == self.faults.get("renaming"):
            os.kill(os.getpid(), signal.SIGKILL)
        if event == "subprocess.Popen" and "soon" in self.faults:
            threading.Thread(target=self._die, daemon=True).start()
        if arguments and self.count >= self.faults.get("error", (sys.maxsize, 0))[0]:
            self._fail(event, arguments)

    def _die(self) -> None:
        time.sleep(self.faults["soon"] / 1000)
        os.kill(self.first, signal.SIGKILL)

    def _fail(self, event: str, arguments: tuple[Any, ...]) -> None:
        number = self.faults["error"][1]
        path = arguments[1] if event == "os.rename" else arguments[0]
        if not isinstance(path, str | bytes | os.PathLike) or os.fsdecode(path) == os.devnull:
            return
        opened = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        clears = event in CLEARING and number != errno.ENOSPC
        if opened or event in WRITING or clears:
            raise OSError(number, os.strerror(number), os.fsdecode(path))


if __name__ == "__main__":
    _serve()
