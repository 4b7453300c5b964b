"""What a reader waits for and downloads: opening, filtering, searching, a long profile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from playwright.sync_api import Browser

from bench.corpora import queries
from bench.peers.generators import Generator, Ours
from bench.peers.widgets import WIDGETS
from bench.readers.browser import LOADED, chromium, opened
from bench.readers.searches import SEARCHES
from bench.results import OURS, Measurement, Rounds
from bench.running import Missing
from bench.serving import Server, served
from bench.workshop import Workshop

GROUP = "readers"
FILTER = "filter change to paint"
OVERVIEW, PERIOD = "timeline, overview", "timeline, largest period"
MAP = "map of all places"
PROFILE = "profile of the most involved actor"

# The panel reveals the form when it has filled it; a page without one is ready when it is there.
FEWEST = 3
"""Rounds of visits, even if all else is measured once."""

OURS_READY = f"{LOADED} && !document.querySelector('.st-filters')?.hidden"

_TOGGLE = """
async () => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  }));
  // A list of what is found says when it is being filled.
  const found = document.querySelector(".st-found");
  const shown = async () => {
    let at = await painted();
    while (found?.ariaBusy === "true") at = await painted();
    return at;
  };
  const boxes = () => [...document.querySelectorAll(".st-filters [type=checkbox]:not([name=show])")];
  document.querySelector(".st-facet").click();
  while (!boxes().length) await painted();
  const values = boxes().slice(0, 5).map(({ value }) => value);
  const took = [];
  for (const value of [...values, ...values]) {
    await shown();
    const start = performance.now();
    boxes().find((box) => box.value === value).click();
    took.push(await shown() - start);
  }
  return took;
}
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A page of one tool: what it stands for, and what shows that it can be used."""

    what: str
    who: str
    server: Server
    address: str
    ready: str
    took: str = "opens"


def measure(workshop: Workshop, runs: int) -> Iterator[Measurement]:
    """Visit every page as often as asked and ``FEWEST`` times or more, all tools in each round."""
    rounds = Rounds(GROUP, workshop.events)
    try:
        with ExitStack() as stack:
            browser = stack.enter_context(chromium())
            scenes = [
                *_generated(workshop, rounds, stack),
                *_drawn(workshop, rounds, stack),
            ]
            # A visit costs little, and varies much.
            for _ in range(max(runs, FEWEST)):
                for scene in scenes:
                    if not rounds.missed(f"{scene.what}: {scene.took}", scene.who):
                        _visit(browser, scene, rounds)
            _without_search(workshop, rounds)
    except Missing as missing:
        rounds.miss(f"{OVERVIEW}: opens", OURS, "ms", str(missing))
    yield from rounds.measurements()


def _generated(workshop: Workshop, rounds: Rounds, stack: ExitStack) -> Iterator[Scene]:
    for generator in workshop.generators:
        try:
            server = stack.enter_context(served(workshop.site(generator)))
        except Missing as missing:
            rounds.miss(f"{PERIOD}: opens", generator.name, "ms", str(missing))
            continue
        yield from _scenes(workshop, generator, server)


def _scenes(workshop: Workshop, generator: Generator, server: Server) -> Iterator[Scene]:
    ours, name = isinstance(generator, Ours), generator.name
    ready = OURS_READY if ours else LOADED
    if ours:
        yield Scene(OVERVIEW, name, server, "timeline.html", ready)
        yield Scene(MAP, name, server, "places/index.html", LOADED)
    yield Scene(PERIOD, name, server, generator.largest_period(), ready)
    involved = workshop.timeline.events_of_actor
    actor = max(involved, key=lambda actor: (len(involved[actor]), actor))
    yield Scene(PROFILE, name, server, generator.address("actors", actor), LOADED)
    for kind, word in zip(("rare", "frequent"), queries(workshop.content), strict=True):
        if name in SEARCHES:
            address, found = SEARCHES[name](word)
            yield Scene(f"search, {kind} word", name, server, address, found, "first result")


def _without_search(workshop: Workshop, rounds: Rounds) -> None:
    for kind in ("rare", "frequent"):
        for generator in workshop.generators:
            if generator.name not in SEARCHES:
                what = f"search, {kind} word: first result"
                rounds.miss(what, generator.name, "ms", "has no search")


def _drawn(workshop: Workshop, rounds: Rounds, stack: ExitStack) -> Iterator[Scene]:
    for kind in WIDGETS:
        if kind.name not in workshop.peers:
            continue
        folder = workshop.folder / kind.name
        folder.mkdir(parents=True, exist_ok=True)
        try:
            kind().write(workshop.timeline, folder)
        except Missing as missing:
            rounds.miss(f"{OVERVIEW}: opens", kind.name, "ms", str(missing))
            continue
        server = stack.enter_context(served(folder))
        yield Scene(OVERVIEW, kind.name, server, "index.html", kind.ready)


def _visit(browser: Browser, scene: Scene, rounds: Rounds) -> None:
    what, who = scene.what, scene.who
    try:
        with opened(browser, scene.server, scene.address, scene.ready) as (page, visit):
            rounds.add(f"{what}: {scene.took}", who, "ms", visit.took)
            rounds.add(f"{what}: transferred", who, "B", visit.sent)
            if scene.took == "opens":
                rounds.add(f"{what}: elements", who, "elements", visit.elements)
            if who == OURS and what == OVERVIEW:
                for milliseconds in page.evaluate(_TOGGLE):
                    rounds.add(FILTER, OURS, "ms", milliseconds)
    except Missing as missing:
        rounds.miss(f"{what}: {scene.took}", who, "ms", str(missing))
