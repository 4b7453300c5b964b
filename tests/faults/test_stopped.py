"""Stopped at any moment, a build leaves the old site or the new one, and the next run clears up.

The moments are drawn by a seed, and each is the same point of the program in every run: see
``nursery``. There are 20 kills; ``make test-faults`` sets KILLS to 200.
"""

from __future__ import annotations

import errno
import os
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.faults.conftest import Project, digest
from timeline.cli import OK, USAGE

KILLS = int(os.environ.get("KILLS", "20"))
SEED = 1997
KILLED = -9
ASIDE = 600
"""Moments of the process in which a site that follows another is made."""
LAST = 60
"""Moments at the end of a build in which folders change places and the work is cleared away."""


def moments(project: Project, number: int, seed: int) -> list[int]:
    """Return moments of a build, every other one near its end."""
    chosen = random.Random(seed)  # noqa: S311  # no secret: the same moments in every run
    last = project.moments
    return [chosen.randint(last - LAST if n % 2 else 1, last) for n in range(number)]


def test_killed_at_any_moment(project: Project) -> None:
    outcomes: Counter[str] = Counter()
    for n, moment in enumerate(moments(project, KILLS, SEED)):
        # Two of ten fall into the time in which another program indexes the site.
        fault = {"soon": moment % 150} if n % 5 == 4 else {"kill": moment}
        done = project.nursery.run("build", **fault)
        assert done.code in (KILLED, OK), done.said
        new = project.stands(done)
        assert new or done.code == KILLED
        outcomes["killed" if done.code == KILLED else "ended first"] += 1
        outcomes["new" if new else "old"] += 1
    project.finish()
    print(dict(outcomes))
    assert outcomes["killed"] > KILLS / 2
    assert outcomes["new"] + outcomes["old"] == KILLS


def test_killed_between_the_old_site_and_the_new_where_they_cannot_change_places_at_once(
    project: Project,
) -> None:
    """There is a moment without a site then; the next run puts the old one back first of all."""
    old = digest(project.site)
    assert project.nursery.run("build", slow=True, renaming="new").code == KILLED
    assert not project.site.exists()
    # Killed before it has built anything, this run has put back what was taken away.
    assert project.nursery.run("build", kill=project.moments // 2).code == KILLED
    assert digest(project.site) == old
    project.finish()


def test_ctrl_c_at_any_moment(project: Project) -> None:
    for moment in moments(project, 4, SEED):
        done = project.nursery.run("build", signal=moment)
        project.stands(done)
        assert done.code in (OK, USAGE)
        assert done.code == OK or "topped" in done.said
    project.finish()


FAULTS = {
    "killed": lambda moment: {"kill": moment},
    "stopped": lambda moment: {"signal": moment},
    "left alone by it": lambda moment: {"lost": moment},
    "without room": lambda moment: {"error": (moment, errno.ENOSPC)},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_at_any_moment_of_the_process_aside(
    project: Project, fault: Callable[[int], dict[str, Any]]
) -> None:
    chance = random.Random(SEED)  # noqa: S311  # as above
    codes = set()
    for moment in (chance.randint(1, ASIDE) for _ in range(4)):
        done = project.nursery.run("build", aside=fault(moment))
        codes.add(done.code)
        new = project.stands(done)
        assert done.code in (KILLED, OK, USAGE)
        assert not new or done.code != USAGE, done.said
    project.finish()
    assert codes != {OK}
