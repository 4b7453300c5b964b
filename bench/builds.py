"""Building: cold, and after one edit; ours beside the other generators, round by round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.peers.generators import Generator, MkDocs
from bench.results import Measurement, Rounds, Run
from bench.running import Missing, Usage, size_of
from bench.workshop import Workshop

GROUP = "builds"
COLD, EDIT = "cold build", "build after one edit"


def measure(workshop: Workshop, runs: int) -> Iterator[Measurement]:
    """Build every site cold and once more after an edit, as often as asked."""
    rounds = Rounds(GROUP, workshop.events)
    for number in range(runs):
        # One tool after the other in each round: what else the machine does meets all of them.
        for generator in workshop.generators:
            if not any(rounds.missed(f"{what}: wall", generator.name) for what in (COLD, EDIT)):
                _measure(generator, workshop, rounds, number)
    yield from rounds.measurements()


def _measure(generator: Generator, workshop: Workshop, rounds: Rounds, number: int) -> None:
    timeline, name = workshop.timeline, generator.name
    what = COLD
    try:
        generator.forget()
        _note(rounds, COLD, name, workshop.build(generator))
        size, files = size_of(generator.site)
        rounds.add(f"{COLD}: site", name, "B", size)
        rounds.add(f"{COLD}: files", name, "files", files)
        what = EDIT
        if isinstance(generator, MkDocs):
            generator.edit(timeline, 2 * number)
            dirty = generator.build_dirty()
            _note(rounds, EDIT, f"{name} --dirty, without search", dirty)
        # Last: the sites that are then read have their search.
        generator.edit(timeline, 2 * number + 1)
        _note(rounds, EDIT, name, workshop.build(generator))
    except Missing as missing:
        rounds.miss(f"{what}: wall", name, "s", str(missing))


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
