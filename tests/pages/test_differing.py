"""Who differs from whom, as an event's card says it."""

from __future__ import annotations

import pytest

from timeline.model.timeline import Timeline
from timeline.pages.differing import disagreements

QUAY, COUNCIL, KEEPER = "residents", "council", "keeper"


@pytest.mark.parametrize(
    ("event", "sides"),
    [
        # Numbers on both sides where it is in them that two differ, and nowhere else.
        (
            "dam-breaks",
            [
                (QUAY, [1200], [(COUNCIL, [], [10, 1.5])]),
                (QUAY, [], [(KEEPER, ["dam-warning"], [])]),
            ],
        ),
        # Stated on the other event, and told from this one's side.
        ("dam-warning", [(KEEPER, [], [(QUAY, ["dam-breaks"], [])])]),
        ("rescue", []),
    ],
)
def test_a_card_names_each_side_and_its_event(
    flood: Timeline, event: str, sides: list[object]
) -> None:
    told = [
        (
            side.account.id,
            [figure.value for figure in side.figures],
            [
                (
                    other.account.id,
                    [elsewhere.id for elsewhere in other.events],
                    [figure.value for figure in other.figures],
                )
                for other in side.others
            ],
        )
        for side in disagreements(flood, flood.events[event])
    ]
    assert told == sides


def test_a_voice_is_named_once_for_all_that_it_differs_from(flood: Timeline) -> None:
    for event in flood.events.values():
        for side in disagreements(flood, event):
            named = [
                (other.account.according_to, bool(other.events), other.figures)
                for other in side.others
            ]
            assert len(named) == len(set(named))
