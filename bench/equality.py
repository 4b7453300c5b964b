"""Whether building after edits gives, byte for byte, what a cold build gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.corpora import digest
from bench.peers.edits import EDITS, Edit
from bench.peers.generators import edited
from bench.results import OURS, Measurement
from bench.running import Missing
from bench.workshop import Workshop

GROUP = "equality"
WHAT = "sites after edits that equal a cold build"
SEQUENCES = 3


def measure(workshop: Workshop, runs: int) -> Iterator[Measurement]:  # noqa: ARG001  # as the others
    """Edit at random, build on after each, then cold, and count how often these sites are the same."""
    note = f"of {SEQUENCES} sequences of {len(EDITS) + 1} edits"
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
    for _ in _edits(ours.folder / "content", sequence, random.Random(sequence)):  # noqa: S311
        workshop.build(ours)
    after = _digest(ours.site)
    ours.forget()
    workshop.build(ours)
    return after == _digest(ours.site)


def _edits(content: Path, sequence: int, chance: random.Random) -> Iterator[None]:
    """Change a title or a name, and an event in each other way, in an order of chance."""
    edits: list[Callable[[int], None]] = [lambda number: _rename(content, number, chance)]
    edits += [partial(_change, content, make, chance) for make in EDITS.values()]
    chance.shuffle(edits)
    for number, edit in enumerate(edits, sequence * len(edits)):
        edit(number)
        yield


def _change(content: Path, make: Edit, chance: random.Random, number: int) -> None:
    make(content, _some(content, "events", chance).stem, number)


def _rename(content: Path, number: int, chance: random.Random) -> None:
    kind = chance.choice(("events", "actors", "places"))
    file = _some(content, kind, chance)
    text = file.read_text(encoding="utf-8")
    before = "title: " if kind == "events" else "name: "
    file.write_text(edited(text, before, number), encoding="utf-8")


def _some(content: Path, kind: str, chance: random.Random) -> Path:
    return chance.choice(sorted((content / kind).rglob("*.yaml")))


def _digest(site: Path) -> str:
    files = (path for path in site.rglob("*") if path.is_file())
    return digest({path.relative_to(site).as_posix(): path.read_bytes() for path in files})
