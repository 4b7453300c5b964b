"""An actor's profile: everything once, in order; the drawing of its relations; the glossary."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from lxml import etree

from tests.helpers import edited, timeline_of
from timeline.check import check_content
from timeline.model.timeline import Timeline
from timeline.pages.profile import involved, ledger, positions
from timeline.pages.relations import SHOWN, relation_svg, ties
from timeline.pages.uses import uses

CONTENT = Path(__file__).parent.parent.parent / "content"


@pytest.fixture(scope="module")
def mali() -> Timeline:
    timeline = check_content(CONTENT, "content").timeline
    assert timeline is not None
    return timeline


def test_a_ledger_holds_everything_once_and_in_order(mali: Timeline) -> None:
    order = list(mali.events)
    for actor in mali.actors:
        rows = ledger(involved(mali, actor), actor)
        ranks = [order.index(row.event.id) for row in rows]
        assert ranks == sorted(set(ranks))
        told = [(row.event.id, id(part)) for row in rows for part in (*row.accounts, *row.quotes)]
        heard = [
            (row.event.id, id(part))
            for row in rows
            for part in (*row.heard_accounts, *row.heard_quotes)
        ]
        assert len(set(told + heard)) == len(told + heard)
        assert len(told) == len(mali.accounts_of_actor.get(actor, ())) + len(
            mali.quotes_of_actor.get(actor, ())
        )
        assert {row.event.id for row in rows if row.parts} == {
            event.id for event, _ in mali.events_of_actor.get(actor, ())
        }
        assert {
            event.id
            for event in mali.events.values()
            if actor in [part.told_to for part in event.accounts]
            or actor in [part.told_to for part in event.quotes]
        } <= {row.event.id for row in rows}


def test_a_position_held_up_to_a_day_stands_before_one_taken_within_it(mali: Timeline) -> None:
    points = positions(mali, mali.actors["algeria"])["military-intervention"]
    assert [point.stance.position for point in points] == ["opposes", "supports"]


def test_a_position_shows_the_quotations_of_its_passage(mali: Timeline) -> None:
    shown = [
        (actor, quote, point)
        for actor in mali.actors.values()
        for points in positions(mali, actor).values()
        for point in points
        for quote in point.quotes
    ]
    assert shown
    for actor, quote, point in shown:
        assert quote.speaker == actor.id
        assert {cite.source for cite in quote.cite} & {cite.source for cite in point.stance.cite}


def town(folder: Path, neighbours: int) -> Timeline:
    """Return the small timeline with so many more actors, all of them rivals of one."""
    files = {
        f"actors/rival-{n:02}.yaml": (
            f"name: The very long-winded Society number {n} of Lindow\nkind: body\n"
            "summary: A society.\nrelations:\n"
            "  - {type: rival-of, actor: lindow-council, cite: [{source: echo-1997-03-05, at: para 1}]}\n"
        )
        for n in range(neighbours)
    }
    names = "".join(f" [{n}](actor:rival-{n:02})" for n in range(neighbours))
    files |= edited("events/1997/inquiry-opens.yaml", "bridge fell.", f"bridge fell.{names}")
    return timeline_of(folder, files)


@pytest.mark.parametrize("neighbours", [0, 1, 2, 3, SHOWN, SHOWN + 5])
def test_the_drawing_is_whole_and_nothing_in_it_overlaps(neighbours: int, tmp_path: Path) -> None:
    timeline = town(tmp_path, neighbours)
    actor = timeline.actors["lindow-council"]
    related = ties(timeline, actor)
    assert len(related) == neighbours
    drawn = relation_svg(actor, related, "a & b", lambda n: f"and {n} more", "en")
    if neighbours < 2:
        assert drawn == ""
        return
    root = etree.fromstring(str(drawn).encode())
    links = [str(link.get("href")) for link in root.iter("a")]
    shown = min(neighbours, SHOWN)
    assert links[:shown] == [f"rival-{n:02}.html" for n in range(shown)]
    assert links[shown:] == (["#relations"] if neighbours > SHOWN else [])
    assert ("and 5 more" in "".join(map(str, root.itertext()))) == (neighbours > SHOWN)
    assert root.get("aria-label") == "a & b"
    _, _, width, height = map(float, str(root.get("viewBox")).split())
    boxes = [
        [float(str(box.get(k))) for k in ("x", "y", "width", "height")] for box in root.iter("rect")
    ]
    assert len(boxes) == shown + 1
    for x, y, w, h in boxes:
        assert min(x, y, width - x - w, height - y - h) >= 0
    for (x, y, w, h), (left, top, wide, high) in itertools.combinations(boxes, 2):
        assert x + w <= left or left + wide <= x or y + h <= top or top + high <= y


def test_the_words_on_a_box_read_from_the_middle(mali: Timeline) -> None:
    labels = {tie.actor.id: tie.labels for tie in ties(mali, mali.actors["islamist-fighters"])}
    assert labels["ansar-dine"] == ("has as a part",)
    assert labels["french-forces"] == ("fights against",)


def test_every_term_of_the_glossary_is_used_and_says_how_it_is_known(mali: Timeline) -> None:
    terms = mali.vocabulary.glossary
    assert 5 <= len(terms) <= 8
    assert set(uses(mali)) == set(terms)
    for term in terms.values():
        assert term.cite or term.outside
        assert re.fullmatch(r".+[.]", term.explanation.plain)
