"""Whether building after edits gives, byte for byte, what a cold build gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import digest
from bench.peers.generators import Ours, edited
from bench.results import OURS, Measurement
from bench.running import Missing
from bench.workshop import Workshop
from timeline.model.timeline import Timeline

GROUP = "equality"
WHAT = "sites after edits that equal a cold build"
SEQUENCES = 3
EDITS = 4


def measure(workshop: Workshop, runs: int) -> Iterator[Measurement]:  # noqa: ARG001  # as the others
    """Edit at random, build on and cold, and count how often the two sites are the same."""
    note = f"of {SEQUENCES} sequences of {EDITS} edits"
    values: tuple[float, ...]
    try:
        values = (float(sum(_equal(workshop, number) for number in range(SEQUENCES))),)
    except Missing as missing:
        values, note = (), str(missing)
    yield Measurement(GROUP, WHAT, OURS, workshop.events, "of", values, note)


def _equal(workshop: Workshop, sequence: int) -> bool:
    ours = workshop.ours
    workshop.build(ours)
    # The standard generator is meant: the same edits on every machine.
    _edit(ours, workshop.timeline, random.Random(sequence))  # noqa: S311
    workshop.build(ours)
    after = _digest(ours.site)
    ours.forget()
    workshop.build(ours)
    return after == _digest(ours.site)


def _edit(ours: Ours, timeline: Timeline, chance: random.Random) -> None:
    """Change titles of events, names of actors and places."""
    content = ours.folder / "content"
    for number in range(EDITS):
        entries = {"events": timeline.events, "actors": timeline.actors, "places": timeline.places}
        kind = chance.choice(list(entries))
        field = "title: " if kind == "events" else "name: "
        entry = chance.choice(list(entries[kind]))
        file = next(content.glob(f"{kind}/**/{entry}.yaml"))
        text = file.read_text(encoding="utf-8")
        file.write_text(edited(text, field, number), encoding="utf-8")


def _digest(site: Path) -> str:
    files = (path for path in site.rglob("*") if path.is_file())
    return digest({path.relative_to(site).as_posix(): path.read_bytes() for path in files})
