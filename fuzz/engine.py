"""The process that fuzzes one target, under atheris: ``python -m fuzz.engine TARGET [LIBFUZZER…]``.

It is a process of its own, since libFuzzer ends the one that it runs in.
"""

from __future__ import annotations

import shlex
import sys

import atheris


def main(arguments: list[str]) -> None:
    """Fuzz until libFuzzer's own arguments say that it is enough, or something is found."""
    name, *options = arguments
    with atheris.instrument_imports(include=["timeline"]):
        from fuzz.targets import target  # noqa: PLC0415  # only what is imported here is watched

        checked = target(name).check
    # To compare corpora, libFuzzer starts itself again by a shell, through its first argument.
    command = shlex.join([sys.executable, "-m", "fuzz.engine", name])
    atheris.Setup([command, *options], checked)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
