"""What tests of checks share."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest

from timeline.check import again
from timeline.check import look as looking


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was written was written long ago, so that it need not be read to be trusted."""
    clock = SimpleNamespace(time_ns=lambda: time.time_ns() + 10**10)
    monkeypatch.setattr(looking, "time", clock)
    monkeypatch.setattr(again, "time", clock)
