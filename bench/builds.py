"""Building: cold, and after one edit; ours beside the other generators, round by round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from bench.peers import edits
from bench.peers.generators import Generator, MkDocs, Ours
from bench.results import Measurement, Rounds, Run
from bench.running import Missing, Usage, size_of
from bench.workshop import Workshop

GROUP, EDITS = "builds", "edits"
COLD, EDIT = "cold build", "build after one edit"
WITHOUT_SEARCH = "without search"

FAR = 10_000
"""Numbers of edits of one kind begin after it: none is that of another kind, which would change nothing."""

Step = Callable[[Generator, Workshop, Rounds, int], None]


def measure(workshop: Workshop, runs: int) -> Iterator[Measurement]:
    """Build every site as often as asked, each time with nothing left of an earlier build."""
    rounds = Rounds(GROUP, workshop.events)
    _take_turns(rounds, COLD, _cold, workshop, runs)
    return rounds.measurements()


def measure_edits(workshop: Workshop, runs: int) -> Iterator[Measurement]:
    """Change one event and build every site on, as often as asked."""
    rounds = Rounds(EDITS, workshop.events)
    _take_turns(rounds, EDIT, _edit, workshop, runs)
    # Apart, since it leaves the index behind; and not soon after a cold build, which the disk is still at.
    with suppress(Missing):
        _edit_without_search(workshop, rounds, runs)
    return rounds.measurements()


def _edit_without_search(workshop: Workshop, rounds: Rounds, runs: int) -> None:
    """Change an event and build our site on, but for its search; at last its search, too."""
    ours = workshop.ours
    workshop.site(ours)
    for number in range(FAR, FAR + runs):
        ours.edit(workshop.timeline, number)
        _note(rounds, f"{EDIT}, {WITHOUT_SEARCH}", ours.name, ours.build_leaving_search())
        for kind in edits.EDITS:
            ours.change(kind, workshop.timeline, number)
            what = f"{EDIT} {kind}, {WITHOUT_SEARCH}"
            _note(rounds, what, ours.name, ours.build_leaving_search())
    ours.edit(workshop.timeline, FAR + runs)
    ours.build()


def _take_turns(rounds: Rounds, what: str, step: Step, workshop: Workshop, runs: int) -> None:
    for number in range(runs):
        # One tool after the other in each round: what else the machine does meets all of them.
        for generator in workshop.generators:
            if rounds.missed(f"{what}: wall", generator.name):
                continue
            try:
                step(generator, workshop, rounds, number)
            except Missing as missing:
                rounds.miss(f"{what}: wall", generator.name, "s", str(missing))


def _cold(generator: Generator, workshop: Workshop, rounds: Rounds, _number: int) -> None:
    generator.forget()
    _note(rounds, COLD, generator.name, workshop.build(generator))
    size, files = size_of(generator.site)
    rounds.add(f"{COLD}: site", generator.name, "B", size)
    rounds.add(f"{COLD}: files", generator.name, "files", files)


def _edit(generator: Generator, workshop: Workshop, rounds: Rounds, number: int) -> None:
    workshop.site(generator)
    if isinstance(generator, MkDocs):
        generator.edit(workshop.timeline, 2 * number)
        dirty = generator.build_dirty()
        _note(rounds, EDIT, f"{generator.name} --dirty, {WITHOUT_SEARCH}", dirty)
    if isinstance(generator, Ours):
        for what in edits.EDITS:
            generator.change(what, workshop.timeline, number)
            _note(rounds, f"{EDIT} {what}", generator.name, generator.build())
    # Last: the sites that are then read have their search.
    generator.edit(workshop.timeline, 2 * number + 1)
    _note(rounds, EDIT, generator.name, workshop.build(generator))


def _note(rounds: Rounds, what: str, who: str, usage: Usage) -> None:
    rounds.add(f"{what}: wall", who, "s", usage.wall)
    rounds.add(f"{what}: processor", who, "s", usage.cpu)
    rounds.add(f"{what}: peak memory", who, "B", usage.memory)


def linearity(run: Run, sizes: Sequence[int]) -> Iterator[Measurement]:
    """Compare what each event takes at two sizes: the largest, and the one nearest to its tenth."""
    large = max(sizes)
    small = min(sizes, key=lambda size: abs(size - large / 10))
    if small == large:
        return
    names = dict.fromkeys(m.who for m in run.measurements if m.group == GROUP)
    for what, title in ((f"{COLD}: wall", "seconds"), (f"{COLD}: site", "bytes")):
        for name in names:
            few, many = run.find(what, name, small), run.find(what, name, large)
            if few and many and few.median and many.median:
                ratio = (many.median / large) / (few.median / small)
                named = f"{title} per event, against the smaller size"
                note = f"against {small:,} events"
                yield Measurement("linearity", named, name, large, "x", (ratio,), note)
