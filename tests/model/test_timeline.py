"""What a timeline derives from its entries: order, and the other direction of each relation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import MINIMAL, check, timeline_of
from timeline.model.statements import count_statements
from timeline.model.timeline import Timeline

CITE = "[{source: echo-1997-03-05, at: para 1}]"


def event(name: str, date: str, more: str = "", year: str = "1997") -> dict[str, str]:
    return {
        f"events/{year}/{name}.yaml": f"title: {name}\ndate: '{date}'\ndated: {{basis: stated}}\n"
        f"type: inquiry\nstatus: reported\nsummary: x\ncite: {CITE}\n{more}"
    }


def account(name: str, more: str = "", voice: str = "ada-fenn") -> str:
    return f"  - {{id: {name}, according_to: {voice}, mode: stated, text: x, cite: {CITE}{more}}}\n"


@pytest.fixture
def minimal() -> Timeline:
    timeline = check(MINIMAL).timeline
    assert timeline is not None
    return timeline


@pytest.mark.parametrize(
    "in_order",
    [
        ["1997-03-05", "1997-03-06"],
        ["1997-03-05", "1997-03-05/1997-03-06"],
        ["1997-03-05/1997-03-06", "1997-03-05/.."],
        # A month starts on its first day and ends later than that day.
        ["1997-03-01", "1997-03", "1997-03-02"],
        ["1997-01-01", "1997-01", "1997"],
        # Without a start, an event stands where it had happened at the latest.
        ["1997-03-04", "[..1997-03-05]", "1997-03-06"],
    ],
)
def test_events_stand_by_earliest_then_latest_day(tmp_path: Path, in_order: list[str]) -> None:
    files: dict[str, str] = {}
    for number, date in enumerate(in_order):
        # The ids run the other way.
        files |= event(f"e{9 - number}", date)
    dates = [e.date.text for e in timeline_of(tmp_path, files).events.values() if e.id[0] == "e"]
    assert dates == in_order


def test_within_a_day_the_files_own_order_decides_then_the_id(tmp_path: Path) -> None:
    files = {
        **event("a", "1997-05-01", "order: 2\n"),
        **event("b", "1997-05-01", "order: 1.5\n"),
        **event("d", "1997-05-01"),
        **event("c", "1997-05-01"),
        **event("e", "1997-05-01", "order: -1\n"),
    }
    assert list(timeline_of(tmp_path, files).events)[2:] == ["e", "c", "d", "b", "a"]


def test_entries_stand_by_id(minimal: Timeline) -> None:
    assert list(minimal.actors) == ["ada-fenn", "lindow-council", "lindow-echo"]
    assert list(minimal.places) == ["lindow", "mill-bridge"]


def test_an_actor_knows_its_events_with_its_part_in_each(tmp_path: Path) -> None:
    files = {
        **event("b", "1997-06-01", "actors: [{actor: ada-fenn, role: agent}]\n"),
        **event(
            "a",
            "1997-07-01",
            "actors: [{actor: ada-fenn, role: affected}, {actor: lindow-council, role: agent}]\n",
        ),
    }
    found = timeline_of(tmp_path, files).events_of_actor
    assert [(e.id, part.role) for e, part in found["ada-fenn"]] == [
        ("b", "agent"),
        ("a", "affected"),
    ]
    assert [e.id for e, _ in found["lindow-council"]] == ["bridge-collapses", "a"]
    assert "lindow-echo" not in found


def test_an_actor_knows_what_it_said_and_was_told(minimal: Timeline) -> None:
    assert [(e.id, q.exact) for e, q in minimal.quotes_of_actor["ada-fenn"]] == [
        ("bridge-collapses", "we heard it before we saw it")
    ]
    assert [(e.id, a.id) for e, a in minimal.accounts_of_actor["lindow-council"]] == [
        ("bridge-collapses", "council")
    ]
    # A voice in the source's words is no actor.
    assert list(minimal.accounts_of_actor) == ["lindow-council"]
    assert [e.id for e in minimal.events_involving["lindow-echo"]] == ["bridge-collapses"]


def test_relations_between_actors_are_known_from_both(tmp_path: Path) -> None:
    actor = (
        "name: Bo\nkind: person\nsummary: x\n"
        f"memberships: [{{organization: lindow-council, role: clerk, cite: {CITE}}}]\n"
        f"relations: [{{type: rival-of, actor: ada-fenn, cite: {CITE}}}]\n"
    )
    files = {f"actors/{name}.yaml": actor for name in ("zoe", "bo")}
    files |= event(
        "a", "1997-06-01", "actors: [{actor: bo, role: agent}, {actor: zoe, role: agent}]\n"
    )
    timeline = timeline_of(tmp_path, files)
    assert [a.id for a, _ in timeline.members_of_actor["lindow-council"]] == ["bo", "zoe"]
    assert [a.id for a, _ in timeline.relations_to_actor["ada-fenn"]] == ["bo", "zoe"]


def test_a_place_knows_its_events_and_parts(minimal: Timeline) -> None:
    assert [e.id for e in minimal.events_at_place["mill-bridge"]] == ["bridge-collapses"]
    assert [p.id for p in minimal.parts_of_place["lindow"]] == ["mill-bridge"]


def test_an_event_knows_what_links_to_it(tmp_path: Path) -> None:
    link = "relations: [{type: response-to, event: bridge-collapses}]\n"
    timeline = timeline_of(tmp_path, event("a", "1997-06-01", link))
    assert [(e.id, part.type) for e, part in timeline.links_to_event["bridge-collapses"]] == [
        ("a", "response-to")
    ]


def test_stances_stand_by_date_then_by_actor_undated_ones_first(tmp_path: Path) -> None:
    def stances(*dates: str) -> str:
        return "stances:\n" + "".join(
            f"  - {{on: rebuilding, position: mixed, text: x, cite: {CITE}{date}}}\n"
            for date in dates
        )

    text = "name: x\nkind: person\nsummary: x\n"
    files = {
        "actors/ada-fenn.yaml": text + stances(", date: 1998", ", date: 1997-02"),
        "actors/lindow-council.yaml": text + stances("", ", date: 1997-02"),
    }
    found = timeline_of(tmp_path, files).stances_on_question["rebuilding"]
    assert [(actor.id, stance.date and stance.date.text) for actor, stance in found] == [
        ("lindow-council", None),
        ("ada-fenn", "1997-02"),
        ("lindow-council", "1997-02"),
        ("ada-fenn", "1998"),
    ]


def test_a_difference_is_stated_once_and_known_from_both_accounts(tmp_path: Path) -> None:
    differs = (
        ", differs_from: [{event: bridge-collapses, account: council, how: [number], note: x},"
        " {account: late, how: [scope], note: y}]"
    )
    files = event("a", "1997-06-01", "accounts:\n" + account("early", differs) + account("late"))
    timeline = timeline_of(tmp_path, files)
    pairs = [
        (d.event.id, d.account.id, d.other_event.id, d.other_account.id)
        for d in timeline.differences
    ]
    own = ("bridge-collapses", "residents", "bridge-collapses", "council")
    across = ("a", "early", "bridge-collapses", "council")
    within = ("a", "early", "a", "late")
    assert pairs == [own, across, within]
    of_account = {
        key: [pairs[timeline.differences.index(d)] for d in found]
        for key, found in timeline.differences_of_account.items()
    }
    assert of_account == {
        ("bridge-collapses", "residents"): [own],
        ("bridge-collapses", "council"): [own, across],
        ("a", "early"): [across, within],
        ("a", "late"): [within],
    }


def test_figures_are_those_of_events_in_order_then_those_of_places(tmp_path: Path) -> None:
    def figures(what: str) -> str:
        return f"[{{of: {what}, value: 1, qualifier: exact, as_written: one, scope: x}}]"

    files = {
        **event("a", "1997-01-01", "accounts:\n" + account("x", f", figures: {figures('carts')}")),
        "places/lindow.yaml": "name: Lindow\nclass: town\n"
        f"said: [{{text: x, cite: {CITE}, figures: {figures('mills')}}}]\n",
    }
    found = timeline_of(tmp_path, files).figures
    assert [(f.figure.of, f.event and f.event.id, f.place and f.place.id) for f in found] == [
        ("carts", "a", None),
        ("people on the bridge", "bridge-collapses", None),
        ("mills", None, "lindow"),
    ]


def test_statements_of_a_source_stand_by_unit_events_before_actors_and_places(
    tmp_path: Path,
) -> None:
    cite = "cite: [{source: echo-1997-03-05, at: para 2}]\n"
    files = {
        "places/lindow.yaml": f"name: Lindow\nclass: town\n{cite}aliases: [{{name: L., {cite.strip()}}}]\n",
        "actors/ada-fenn.yaml": f"name: Ada\nkind: person\nsummary: x\n{cite}",
    }
    statements = timeline_of(tmp_path, files).statements_of_source["echo-1997-03-05"]
    assert [(s.cite.at.text, s.kind, s.id, s.part, s.key) for s in statements] == [
        ("para 1", "event", "bridge-collapses", "event", ""),
        ("para 2", "event", "bridge-collapses", "account", "council"),
        ("para 2", "actor", "ada-fenn", "actor", ""),
        ("para 2", "place", "lindow", "place", ""),
        ("para 2", "place", "lindow", "alias", "L."),
        ("para 3", "event", "bridge-collapses", "account", "residents"),
        ("para 3", "event", "bridge-collapses", "quote", "1"),
        ("para 4", "event", "inquiry-opens", "event", ""),
    ]


def test_every_part_of_an_actor_that_cites_is_a_statement(tmp_path: Path) -> None:
    actor = (
        f"name: Ada\nkind: person\nsummary: x\ncite: {CITE}\n"
        f"aliases: [{{name: A., cite: {CITE}}}]\n"
        f"memberships: [{{organization: lindow-council, role: x, cite: {CITE}}}]\n"
        f"relations: [{{type: rival-of, actor: lindow-echo, cite: {CITE}}}]\n"
        f"stances: [{{on: rebuilding, position: mixed, text: x, cite: {CITE}}}]\n"
    )
    timeline = timeline_of(tmp_path, {"actors/ada-fenn.yaml": actor})
    assert [(s.part, s.key) for s in timeline.statements if s.kind == "actor"] == [
        ("actor", ""),
        ("membership", "lindow-council"),
        ("relation", "rival-of lindow-echo"),
        ("stance", "1"),
        ("alias", "A."),
    ]


def test_a_part_that_cites_several_places_is_one_statement(tmp_path: Path) -> None:
    twice = "[{source: echo-1997-03-05, at: para 1}, {source: echo-1997-03-05, at: para 2}]"
    roles = "".join(
        f"  - {{organization: lindow-council, role: {role}, cite: {twice}}}\n" for role in "xy"
    )
    actor = f"name: Ada\nkind: person\nsummary: x\ncite: {twice}\nmemberships:\n{roles}"
    timeline = timeline_of(tmp_path, {"actors/ada-fenn.yaml": actor})
    statements = [s for s in timeline.statements if s.id == "ada-fenn"]
    # Herself, and two offices in the same body.
    assert (len(statements), count_statements(statements)) == (6, 3)


def test_what_happened_in_a_place_happened_in_those_that_hold_it(tmp_path: Path) -> None:
    within = {
        "places/shire.yaml": f"name: Shire\nclass: town\ncite: {CITE}\n",
        "places/lindow.yaml": f"name: Lindow\nclass: town\npart_of: shire\ncite: {CITE}\n",
    }
    both = "places: [{place: lindow, precision: near}, {place: mill-bridge, precision: near}]\n"
    timeline = timeline_of(tmp_path, within | event("both", "1997-01-01", both))
    assert timeline.events_at_place.get("shire", ()) == ()
    # One event in two places of it counts once.
    assert timeline.events_within("shire") == 2
    assert timeline.events_within("shire") == timeline.events_within("lindow")
