"""What is fuzzed: a module for each target, without any need of the fuzzer.

A target has three parts:

``check(data)``
    Reads one input and asserts what must hold of it. Anything raised is a finding.
``seeds()``
    Inputs to start from: the published content and what the tests hold.
``TOKENS``
    Words that the fuzzer puts into inputs, since it would take long to guess them.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast

TARGETS = ("dates", "inline", "loader", "markup", "quotations")


class Target(Protocol):
    """What the module of a target holds."""

    TOKENS: tuple[str, ...]

    @staticmethod
    def check(data: bytes) -> None:
        """Assert what must hold of one input."""

    @staticmethod
    def seeds() -> Iterable[bytes]:
        """Return inputs to start from."""


def target(name: str) -> Target:
    """Return a target; importing it only now lets the fuzzer watch what it imports."""
    return cast("Target", import_module(f"fuzz.targets.{name}"))
