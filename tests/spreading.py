"""How tests are spread over processes: what shares a site stays together, the longest comes first.

Each process makes for itself what all its tests share; a site is the dearest of it. What is left to
the end should be short, so that no process waits long for the last one.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "entries": "entries",
    "filters": "the real site",
    "hostile": "hostile",
    "lang": "lang",
    "maps": "maps",
    "search": "the real site",
    "site": "the real site",
    "starter": "starter",
    "wide": "wide",
}
"""Folder of tests -> what it shares; of other folders, each file stands for itself."""

LONGEST = (
    "the real site",
    "hostile",
    "tests/write/test_renewal.py",
    "starter",
    "entries",
    "maps",
    "wide",
    "tests/write/test_successor.py",
    "tests/write/test_incremental.py",
    "tests/serve/test_preview.py",
    "lang",
    "tests/write/test_spare.py",
    "tests/write/test_recalled.py",
    "tests/write/test_following.py",
    "tests/faults/test_stopped.py",
    "tests/write/test_holdings.py",
)
"""What takes more than twenty seconds of a processor, the longest first."""


def unit(test: str) -> str:
    """Return the name of what a test runs together with; ``test`` is its id."""
    file = test.partition("::")[0]
    _, folder, *names = file.split("/")
    return TOGETHER.get(folder, file) if names else file


def turn(test: str) -> int:
    """Return by what tests are sorted; those that are equal keep their order."""
    name = unit(test)
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


class Spreading(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Gives each process the next unit in turn, when it has hardly anything left to do."""

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)
