"""The licences under which a chronology's own texts may stand."""

from __future__ import annotations

from typing import Final, NamedTuple


class Licence(NamedTuple):
    """A licence that readers know by its name.

    Attributes:
        name: As Creative Commons abbreviates it; the same in every language.
        address: Of what a layman needs to know of it. Empty if all rights are reserved.
    """

    name: str
    address: str


DEFAULT: Final = "CC-BY-4.0"
"""What holds if the configuration names none."""

RESERVED: Final = "none"
"""In place of a licence: nothing is allowed that the law does not allow."""

LICENCES: Final = {
    "CC0-1.0": Licence("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    **{
        f"CC-{terms}-4.0": Licence(
            f"CC {terms} 4.0", f"https://creativecommons.org/licenses/{terms.lower()}/4.0/"
        )
        for terms in ("BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND")
    },
    RESERVED: Licence("", ""),
}
"""Identifier (SPDX License List), as the configuration has it -> licence."""
