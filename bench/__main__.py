"""Run the benchmarks: ``python -m bench --help``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import builds, equality, loading, serve
from bench.installing import versions
from bench.machine import facts
from bench.peers.generators import GENERATORS
from bench.peers.widgets import WIDGETS
from bench.readers import measure as readers
from bench.report import compare, report
from bench.results import Measurement, Run, load
from bench.workshop import Workshop
from tools.find_chromium import find_chromium

Part = Callable[[Workshop, int], Iterator[Measurement]]

PARTS: dict[str, Part] = {
    loading.GROUP: loading.measure,
    builds.GROUP: builds.measure,
    builds.EDITS: builds.measure_edits,
    readers.GROUP: readers.measure,
    serve.GROUP: serve.measure,
    equality.GROUP: equality.measure,
}
USUAL = tuple(name for name in PARTS if name != equality.GROUP)
"""Parts that are run unless others are asked for; equality alone takes nine builds."""

PEERS = [*(k.name for k in GENERATORS), *(k.name for k in WIDGETS)][1:]
SIZES = [100, 1_000]
LARGE = 10_000
"""Size from which each thing is measured once, unless more is asked for: it takes minutes."""


def _numbers(text: str) -> list[int]:
    return sorted({int(part.replace("_", "")) for part in text.split(",")})


def _names(known: list[str]) -> Callable[[str], list[str]]:
    def names(text: str) -> list[str]:
        wanted = [part for part in text.split(",") if part]
        if unknown := [name for name in wanted if name not in known]:
            raise argparse.ArgumentTypeError(f"no {unknown[0]}; there are: {', '.join(known)}")
        return wanted

    return names


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="events: 100,1000")
    parser.add_argument(
        "--only", type=_names(list(PARTS)), default=USUAL, help=f"parts: {','.join(PARTS)}"
    )
    parser.add_argument(
        "--peers", type=_names(PEERS), default=PEERS, help=f"{','.join(PEERS)}; '' for none"
    )
    parser.add_argument("--runs", type=int, default=0, help="rounds; 3, or 1 from 10,000 events")
    parser.add_argument(
        "--patience", type=float, default=1_800, help="seconds after which a command is given up"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the corpora")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the figures as JSON")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="with those of a saved run")
    parser.add_argument("--keep", action="store_true", help="keep the sites that were built")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the tables, and keep or compare the figures."""
    options = _options(arguments)
    try:
        before = load(options.compare) if options.compare else None
    except (OSError, ValueError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    run = Run(facts(find_chromium()))
    for events in options.sizes:
        print(f"{events:,} events: making the content", file=sys.stderr)
        workshop = Workshop(events, options.seed, frozenset(options.peers), options.patience)
        try:
            for name in options.only:
                print(f"{events:,} events: {name}", file=sys.stderr)
                run.add(PARTS[name](workshop, options.runs or (1 if events >= LARGE else 3)))
                if options.save:
                    # What was measured so far is not lost if the rest is stopped.
                    run.save(options.save)
        finally:
            if options.keep:
                print(f"{events:,} events: kept in {workshop.folder}", file=sys.stderr)
            else:
                workshop.clear()
    run.add(builds.linearity(run, options.sizes))
    run.facts |= versions()
    if options.save:
        run.save(options.save)
    print(report(run))
    if before is not None:
        print(compare(before, run))
    return 0


if __name__ == "__main__":
    sys.exit(main())
